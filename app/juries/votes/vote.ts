/** The scale of every ballot, strongest support first (J-16). */
export const scale = ['strongly_support', 'support', 'live_with', 'oppose', 'strongly_oppose', 'abstain'] as const
export type Choice = (typeof scale)[number]
/** How many chose each point of the scale on one statement. */
export type Counts = Readonly<Record<Choice, number>>

/** Share of those voting that makes a recommendation: `numerator / denominator`, compared by integers only (J-17). */
export interface Threshold {
  numerator: number
  denominator: number
}

export const fourFifths: Threshold = { numerator: 4, denominator: 5 }

export const noCounts: Counts = {
  strongly_support: 0,
  support: 0,
  live_with: 0,
  oppose: 0,
  strongly_oppose: 0,
  abstain: 0,
}

/** Counts the choices made on one statement. */
export function countChoices(choices: readonly Choice[]): Counts {
  const counts: Record<Choice, number> = { ...noCounts }
  for (const choice of choices) counts[choice]++
  return counts
}

/** Ballots that said anything at all on a statement, abstentions included. */
export const cast = (counts: Counts): number => scale.reduce((sum, choice) => sum + counts[choice], 0)

/** The denominator: those present and voting. Whoever abstains is not in it (J-18). */
export const voting = (counts: Counts): number => cast(counts) - counts.abstain

/** Those who support it or can live with it: what the threshold is compared with (J-16). */
export const consent = (counts: Counts): number => counts.strongly_support + counts.support + counts.live_with

/** Those who support it, outright or strongly: the headline. */
export const support = (counts: Counts): number => counts.strongly_support + counts.support

/** True when `support` of `voting` reaches the threshold: `5 * support >= 4 * voting` for four fifths. */
export const reaches = (support: number, voting: number, { numerator, denominator }: Threshold): boolean =>
  voting > 0 && denominator * support >= numerator * voting

/** The fewest that make a recommendation among so many voting: 17 of 21. */
export const needed = (voting: number, { numerator, denominator }: Threshold): number =>
  Math.ceil((numerator * voting) / denominator)

/** How long somebody may vote: from the opening until two people have closed it. */
export function voteState(vote: { closedAt: string | null; countedAt: string | null; firstCloser: string | null }) {
  if (vote.countedAt) return 'opened' as const
  if (vote.closedAt) return 'closed' as const
  return vote.firstCloser ? ('closing' as const) : ('open' as const)
}

/** Somebody who may close: their part in this jury. Two parts of one person are one person. */
export interface Closer {
  personId: string
  part: 'facilitator' | 'juror'
}

/**
 * Why this person cannot be the one who closes now; undefined when they can. A vote is closed by two different people,
 * at least one of them a facilitator (J-20: a facilitator and a witness from among the jurors).
 */
export function closingTrouble(first: Closer | undefined, second: Closer): 'same_person' | 'two_jurors' | undefined {
  if (!first) return undefined
  if (first.personId === second.personId) return 'same_person'
  return first.part === 'juror' && second.part === 'juror' ? 'two_jurors' : undefined
}

/** Why a vote cannot open yet; empty when it can. */
export function openingTroubles(given: {
  present: number
  quorum: number
  locked: number
  unlocked: number
  open: boolean
  /** The report is published: what it says stands. */
  reported: boolean
}) {
  const troubles: ('reported' | 'already_open' | 'no_statements' | 'quorum')[] = []
  if (given.reported) troubles.push('reported')
  if (given.open) troubles.push('already_open')
  if (given.locked === 0) troubles.push('no_statements')
  if (given.present < given.quorum) troubles.push('quorum')
  return troubles
}

/**
 * Reads one ballot from a form: a choice for every statement on it, none for any other. Statements without a choice
 * are named, so that the page can ask for them; a choice the scale does not have counts as none.
 */
export function readBallot(
  statementIds: readonly string[],
  chosen: Readonly<Record<string, string | undefined>>,
): { choices: Record<string, Choice>; missing: string[] } {
  const choices: Record<string, Choice> = {}
  const missing: string[] = []
  for (const id of statementIds) {
    const choice = scale.find((point) => point === chosen[id])
    if (choice) choices[id] = choice
    else missing.push(id)
  }
  return { choices, missing }
}

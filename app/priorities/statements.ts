import { BallotError } from './ballot-error.ts'

/** Agree +1, disagree -1, pass 0, and nothing else: other signs are turned round at import and export only. */
export type StatementVote = 1 | -1 | 0

/** Latest votes of one person: statement index and vote. */
export type PersonVotes = readonly (readonly [statement: number, vote: StatementVote])[]

/** A conversation in sparse form: who voted what on which statement. */
export interface Conversation {
  readonly statements: number
  readonly people: readonly PersonVotes[]
}

/** Votes on one statement: agreed, disagreed, and everybody who saw it (passes included). */
export interface VoteCount {
  readonly agree: number
  readonly disagree: number
  readonly seen: number
}

/**
 * Keeps each person's last vote on each statement.
 * @param votes in order of time
 * @throws BallotError `unknown-option` or `bad-rating`
 */
export function lastVotes(
  votes: readonly (readonly [statement: number, vote: number])[],
  statements: number,
): PersonVotes {
  const last = new Map<number, StatementVote>()
  for (const [statement, vote] of votes) {
    if (!Number.isInteger(statement) || statement < 0 || statement >= statements) {
      throw new BallotError('unknown-option', `There is no statement ${statement}; there are ${statements}.`)
    }
    if (vote !== 1 && vote !== -1 && vote !== 0) throw new BallotError('bad-rating', `${vote} is not a vote.`)
    last.set(statement, vote)
  }
  return [...last].sort((a, b) => a[0] - b[0])
}

/** Counts per statement over some of the people (all by default). */
export function voteCounts({ statements, people }: Conversation, members?: Iterable<number>): VoteCount[] {
  const agree = new Int32Array(statements)
  const disagree = new Int32Array(statements)
  const seen = new Int32Array(statements)
  for (const person of members ?? people.keys()) {
    for (const [statement, vote] of people[person]!) {
      seen[statement]!++
      if (vote === 1) agree[statement]!++
      else if (vote === -1) disagree[statement]!++
    }
  }
  return Array.from(seen, (count, i) => ({ agree: agree[i]!, disagree: disagree[i]!, seen: count }))
}

/** Share that agrees, drawn gently towards one half: (agree + 1) / (seen + 2). */
export const agreementChance = (count: number, seen: number): number => (count + 1) / (seen + 2)

/** Distance of that share from one half in standard errors. */
export const agreementTest = (count: number, seen: number): number =>
  2 * Math.sqrt(seen + 1) * ((count + 1) / (seen + 1) - 0.5)

/** One-sided 90 %: the level at which a statement counts as representative or as common ground. */
export const SIGNIFICANT = 1.2816

/** Wilson's interval (1927) for a share of `count` in `of`; null where nobody was asked. */
export function wilsonInterval(count: number, of: number, z = 1.959963984540054): readonly [number, number] | null {
  if (of === 0) return null
  const share = count / of
  const centre = share + (z * z) / (2 * of)
  const half = z * Math.sqrt((share * (1 - share) + (z * z) / (4 * of)) / of)
  const scale = 1 + (z * z) / of
  return [Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale)]
}

/**
 * Group-informed consensus per statement: the product over groups of the chance that a member agrees. High only where
 * every group agrees; a bland statement that nobody minds can beat what both sides care about.
 */
export function groupInformedConsensus(groups: readonly (readonly VoteCount[])[]): number[] {
  const statements = groups[0]?.length ?? 0
  return Array.from({ length: statements }, (_, i) =>
    groups.reduce((product, counts) => product * agreementChance(counts[i]!.agree, counts[i]!.seen), 1),
  )
}

/** Divisiveness per statement: the widest difference between two groups in the chance of agreeing, from 0 to 1. */
export function divisiveness(groups: readonly (readonly VoteCount[])[]): number[] {
  const statements = groups[0]?.length ?? 0
  return Array.from({ length: statements }, (_, i) => {
    const chances = groups.map((counts) => agreementChance(counts[i]!.agree, counts[i]!.seen))
    return Math.max(...chances) - Math.min(...chances)
  })
}

export interface CommonGround {
  readonly statement: number
  readonly count: number
  readonly seen: number
  readonly chance: number
  readonly test: number
}

/**
 * Up to five statements that more than half agree with (or disagree with), clearly, strongest first. Equal strength is
 * ordered by statement only where it does not decide who is among the five; a tie across that line lengthens the list.
 */
export function commonGround(
  counts: readonly VoteCount[],
  verdict: 'agree' | 'disagree',
  moderatedOut: ReadonlySet<number>,
  length = 5,
): CommonGround[] {
  const found = counts
    .map((own, statement) => ({
      statement,
      count: own[verdict],
      seen: own.seen,
      chance: agreementChance(own[verdict], own.seen),
      test: agreementTest(own[verdict], own.seen),
    }))
    .filter(({ statement, chance, test }) => chance > 0.5 && test > SIGNIFICANT && !moderatedOut.has(statement))
  const strength = ({ chance, test }: CommonGround) => chance * test
  found.sort((a, b) => strength(b) - strength(a) || a.statement - b.statement)
  const last = found[length - 1]
  return last === undefined ? found : found.filter((one) => strength(one) >= strength(last))
}

/**
 * How much the next vote on a statement would teach (the routing weight of the Polis system): passes lower it, distance
 * from the middle of opinion and agreement raise it, and new statements are favoured. Statements about the conversation
 * itself have a fixed weight.
 * @param extremity length of the statement's projection into the space of opinions
 */
export function statementPriority({ agree, disagree, seen }: VoteCount, extremity: number, meta = false): number {
  if (meta) return 49
  const pass = agreementChance(seen - agree - disagree, seen)
  const novelty = 1 + 8 * 2 ** (-seen / 5)
  return ((1 - pass) * (extremity + 1) * agreementChance(agree, seen) * novelty) ** 2
}

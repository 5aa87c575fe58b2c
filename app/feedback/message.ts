import { addWorkingDays } from '../board/working-days.ts'
import { addDays, daysBetween } from '../engagement/london-day.ts'

/**
 * The dated messages about one exercise (rules F-1 and B-8): the results, the decision, and what changed a year on; to
 * those who sat on a jury also after half a year.
 */
export const messageKinds = ['results', 'decision', 'half_year', 'year'] as const
export type MessageKind = (typeof messageKinds)[number]

/** G-8, and F-1 for the decision. */
const resultWeeks = 12
const decisionWorkingDays = 10

/** How long before its day a message is made ready for an officer to look at. */
const lookDays = { decision: 5, changes: 14 }

/** The days of an exercise that its messages hang on. Days are `YYYY-MM-DD`, null where nobody has set one. */
export interface MessageDays {
  kind: 'consultation' | 'jury'
  closesOn: string
  resultsBy: string | null
  decisionOn: string | null
  changedBy: string | null
  followUp6On: string | null
  followUp12On: string | null
  /** One for each point put to the Board: by when it is owed an answer, and the day it was decided, if it was. */
  answers: readonly { by: string; decidedOn: string | null }[]
}

/** Which messages there are and by when; a day is null while nothing says when it will be. */
export function messagePlan(days: MessageDays): { kind: MessageKind; dueOn: string | null }[] {
  const year = days.changedBy ?? days.followUp12On
  return [
    { kind: 'results', dueOn: resultsDue(days) },
    { kind: 'decision', dueOn: decisionDue(days) },
    ...(days.kind === 'jury' ? [{ kind: 'half_year' as const, dueOn: days.followUp6On }] : []),
    { kind: 'year', dueOn: year },
  ]
}

/** By when results are owed: the day that was promised, twelve weeks after closing at the latest (rule G-8). */
export function resultsDue({ closesOn, resultsBy }: Pick<MessageDays, 'closesOn' | 'resultsBy'>): string {
  const latest = addDays(closesOn, resultWeeks * 7)
  return resultsBy && resultsBy < latest ? resultsBy : latest
}

/** Ten working days after the Board that decided last; until then by the day the last answer is owed. */
function decisionDue({ answers, decisionOn }: MessageDays): string | null {
  if (!answers.length) return decisionOn && addWorkingDays(decisionOn, decisionWorkingDays)
  const decided = answers.flatMap((answer) => answer.decidedOn ?? []).sort()
  if (decided.length === answers.length) return addWorkingDays(decided.at(-1)!, decisionWorkingDays)
  return answers
    .map((answer) => answer.by)
    .sort()
    .at(-1)!
}

export type MessageState =
  | { state: 'sent'; on: string; late: boolean }
  | { state: 'waiting'; by: string | null }
  | { state: 'overdue'; since: string; days: number }

/** How a message stands on a day: it may go out on its day; from the day after, its absence is said in public. */
export function messageState(dueOn: string | null, sentOn: string | null, today: string): MessageState {
  if (sentOn && sentOn <= today) return { state: 'sent', on: sentOn, late: dueOn !== null && sentOn > dueOn }
  if (!dueOn || today <= dueOn) return { state: 'waiting', by: dueOn }
  return { state: 'overdue', since: dueOn, days: daysBetween(dueOn, today) }
}

/**
 * Whether there is something to tell yet. Results once they are published; a decision once every point is answered, or
 * when its day comes near, because silence is told too (rule B-6); what changed when its day comes near.
 */
export function isTellable(
  kind: MessageKind,
  facts: { dueOn: string | null; published: boolean; points: number; answered: number },
  today: string,
): boolean {
  const near = (days: number) => facts.dueOn !== null && today >= addDays(facts.dueOn, -days)
  if (kind === 'results') return facts.published
  if (kind === 'decision') return (facts.points > 0 && facts.answered === facts.points) || near(lookDays.decision)
  return near(lookDays.changes)
}

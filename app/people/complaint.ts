import { addDays, daysBetween } from '../engagement/london-day.ts'

/** What a complaint is about: how somebody's data were handled, or how people were asked. */
export const complaintAbouts = ['data', 'asking'] as const
export type ComplaintAbout = (typeof complaintAbouts)[number]

/** How an answered complaint came out. */
export const answerOutcomes = ['upheld', 'in_part', 'not_upheld'] as const
/** How one ends that is not answered: its sender took it back, or it is for somebody else. */
export const endOutcomes = ['withdrawn', 'elsewhere'] as const
export type ComplaintOutcome = (typeof answerOutcomes)[number] | (typeof endOutcomes)[number]

/** A complaint's own days, `YYYY-MM-DD`. */
export interface ComplaintDays {
  receivedOn: string
  acknowledgedOn: string | null
  /** The day by which its sender was told to expect an answer. */
  answerBy: string | null
  answeredOn: string | null
  closedOn: string | null
}

/** What is owed next and by when, or how it ended. */
export type ComplaintState =
  | { state: 'waiting' | 'overdue'; owed: 'acknowledgement' | 'answer'; dueOn: string; days: number }
  | { state: 'answered' | 'closed'; on: string }

/** How a complaint comes that somebody at the desk writes down. */
export const complaintCame = ['letter', 'phone', 'person'] as const
export type ComplaintCame = (typeof complaintCame)[number]

/** What is wrong with the day on which one came; nothing older than a year is entered, for its time ran out long ago. */
export function cameTrouble(day: string | null | undefined, today: string): string | null {
  if (day === undefined) return 'date'
  if (day === null) return 'came_missing'
  if (day > today) return 'came_future'
  return daysBetween(day, today) > 366 ? 'came_old' : null
}

/** Rule P-13. */
const acknowledgeDays = 30

export const acknowledgeBy = (receivedOn: string): string => addDays(receivedOn, acknowledgeDays)

/** Rule P-13: acknowledged within 30 days, then answered by the day that was told; each is in time through its day. */
export function complaintState(days: ComplaintDays, today: string): ComplaintState {
  if (days.closedOn) return { state: 'closed', on: days.closedOn }
  if (days.answeredOn) return { state: 'answered', on: days.answeredOn }
  const owed = days.acknowledgedOn ? 'answer' : 'acknowledgement'
  const dueOn = (days.acknowledgedOn && days.answerBy) || acknowledgeBy(days.receivedOn)
  return today > dueOn
    ? { state: 'overdue', owed, dueOn, days: daysBetween(dueOn, today) }
    : { state: 'waiting', owed, dueOn, days: daysBetween(today, dueOn) }
}

/** Whether it was acknowledged too late, or is not yet though its 30 days are over. */
const acknowledgedLate = ({ receivedOn, acknowledgedOn }: ComplaintDays, today: string): boolean =>
  (acknowledgedOn ?? today) > acknowledgeBy(receivedOn)

/** What may be done to a complaint now. */
export type ComplaintStep = 'acknowledge' | 'answer' | 'close'

export function mayStep(days: ComplaintDays, step: ComplaintStep): boolean {
  if (days.closedOn) return false
  return step !== 'acknowledge' || !days.acknowledgedOn
}

/** A count as it may be told of people who could be known: itself, none, or `few` for fewer than the smallest cell. */
export type ToldCount = number | 'few'

/** Rule P-10 for a year of complaints. */
export interface ComplaintYear {
  /** The smallest count that is told. */
  minCell: number
  received: ToldCount
  late: ToldCount
  /** By what they are about, then by how they came out; null where one of the parts is too small to be told. */
  about: { id: ComplaintAbout; count: number }[] | null
  outcomes: { id: ComplaintOutcome | 'open'; count: number }[] | null
}

/** The complaints received in a year as they may be published: a part that is small hides the whole break-down. */
export function complaintYear(
  rows: readonly (ComplaintDays & { about: ComplaintAbout; outcome: ComplaintOutcome | null })[],
  year: number,
  minCell: number,
  today: string,
): ComplaintYear {
  const own = rows.filter(({ receivedOn }) => receivedOn.startsWith(`${year}-`))
  const told = (count: number): ToldCount => (count > 0 && count < minCell ? 'few' : count)
  const parts = <T extends string>(ids: readonly T[], of: (row: (typeof own)[number]) => T) => {
    const counted = ids.map((id) => ({ id, count: own.filter((row) => of(row) === id).length }))
    return counted.some(({ count }) => told(count) === 'few') ? null : counted
  }
  return {
    minCell,
    received: told(own.length),
    late: told(own.filter((row) => acknowledgedLate(row, today)).length),
    about: parts(complaintAbouts, ({ about }) => about),
    outcomes: parts([...answerOutcomes, ...endOutcomes, 'open' as const], ({ outcome }) => outcome ?? 'open'),
  }
}

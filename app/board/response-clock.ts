import { addDays, daysBetween } from '../engagement/london-day.ts'
import { addWorkingDays, workingDaysBetween } from './working-days.ts'

/** Rule B-2, in working days but for the outer limit, which is in weeks. */
const responseDefaults = { acknowledgeDays: 10, readingDays: 15, publishDays: 10, outerWeeks: 20 } as const

/** What the Board owes from the day something was published to it. */
export interface Promised {
  acknowledgeBy: string
  /** The first meeting that leaves the members three working weeks to read; null while none is planned. */
  meetingOn: string | null
  answerBy: string
}

/**
 * Rule B-2: acknowledge in 10 working days; on the agenda of the first Board at least 15 working days after
 * publication; answer published within 10 working days of that Board; in no case later than 20 weeks.
 */
export function promised(publishedOn: string, meetings: readonly string[], rule = responseDefaults): Promised {
  const outer = addDays(publishedOn, rule.outerWeeks * 7)
  const meetingOn = [...meetings].sort().find((day) => workingDaysBetween(publishedOn, day) >= rule.readingDays) ?? null
  const afterMeeting = meetingOn && addWorkingDays(meetingOn, rule.publishDays)
  return {
    acknowledgeBy: addWorkingDays(publishedOn, rule.acknowledgeDays),
    meetingOn,
    answerBy: afterMeeting && afterMeeting < outer ? afterMeeting : outer,
  }
}

/** How an answer stands: silence after the deadline is a state of its own (rule B-6). */
export type AnswerState =
  | { state: 'answered'; on: string }
  | { state: 'waiting'; by: string }
  | { state: 'overdue'; since: string; days: number }

/** `answeredOn` is the day the answer was published, if it was. A late answer is an answer: its lateness stays readable from the dates. */
export function answerState(answerBy: string, answeredOn: string | null, today: string): AnswerState {
  if (answeredOn && answeredOn <= today) return { state: 'answered', on: answeredOn }
  if (today <= answerBy) return { state: 'waiting', by: answerBy }
  return { state: 'overdue', since: answerBy, days: daysBetween(answerBy, today) }
}

import { easterSunday } from '../../board/working-days.ts'
import type { PlanTrouble } from '../exercise.ts'
import { addDays, daysBetween } from '../london-day.ts'
import type { Practice } from '../practice.ts'

/** When people are away, so that an exercise needs longer (rule G-3). */
export type Holiday = 'august' | 'christmas' | 'easter'

/** Fewer days of August than this cost nobody the chance to answer. */
const daysOfAugust = 7
const moreWeeks = 2

/** Which holidays lie in a period, first and last day included: a week of August or more, Christmas Day, Easter Sunday. */
export function holidaysIn(opensOn: string, closesOn: string): Holiday[] {
  const years = range(Number(opensOn.slice(0, 4)), Number(closesOn.slice(0, 4)))
  const within = (day: string) => day >= opensOn && day <= closesOn
  const august = years.reduce(
    (days, year) => days + sharedDays([opensOn, closesOn], [`${year}-08-01`, `${year}-08-31`]),
    0,
  )
  return [
    ...(august >= daysOfAugust ? (['august'] as const) : []),
    ...(years.some((year) => within(`${year}-12-25`)) ? (['christmas'] as const) : []),
    ...(years.some((year) => within(easterSunday(year))) ? (['easter'] as const) : []),
  ]
}

/** The last day to take answers on for the usual number of weeks, two more where a holiday lies in them. */
export function suggestedClosing(opensOn: string, practice: Pick<Practice, 'consult.open_weeks'>): string {
  const closing = (weeks: number) => addDays(opensOn, weeks * 7 - 1)
  const usual = practice['consult.open_weeks']
  return closing(holidaysIn(opensOn, closing(usual)).length ? usual + moreWeeks : usual)
}

/** A warning for a period that spans a holiday without being longer for it. */
export function holidayWarnings(
  { opensOn, closesOn }: { opensOn: string | null; closesOn: string | null },
  practice: Pick<Practice, 'consult.open_weeks'>,
): PlanTrouble[] {
  if (!opensOn || !closesOn || closesOn < opensOn) return []
  const holidays = holidaysIn(opensOn, closesOn)
  const suggested = suggestedClosing(opensOn, practice)
  if (!holidays.length || closesOn >= suggested) return []
  const weeks = practice['consult.open_weeks'] + moreWeeks
  return holidays.map((holiday) => ({
    field: 'closesOn',
    key: `holiday.${holiday}`,
    values: { weeks, suggested },
    area: 'planning-desk',
  }))
}

/** Days that two periods share, first and last included. */
function sharedDays([aFrom, aTo]: [string, string], [bFrom, bTo]: [string, string]): number {
  const from = aFrom > bFrom ? aFrom : bFrom
  const to = aTo < bTo ? aTo : bTo
  return to < from ? 0 : daysBetween(from, to) + 1
}

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)

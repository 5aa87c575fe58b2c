import { addDays, addMonths, daysBetween } from '../london-day.ts'

/** One day of the calendar with what happens on it; days of the months around it only fill the weeks. */
export interface CalendarDay<T> {
  day: string
  inMonth: boolean
  happens: T[]
}

const isMonth = (text: string) => /^\d{4}-(0[1-9]|1[0-2])$/.test(text)

/** The month somebody asked for within what there is to see (`YYYY-MM`), or the one nearest to `today`. */
export function monthAsked(asked: string | null, range: { first: string; last: string }, today: string): string {
  const month = asked && isMonth(asked) ? asked : today.slice(0, 7)
  const [first, last] = [range.first.slice(0, 7), range.last.slice(0, 7)]
  return month < first ? first : month > last ? last : month
}

/** The month before and after, where there is anything to see. */
export function monthsAround(month: string, range: { first: string; last: string }) {
  const before = addMonths(`${month}-01`, -1).slice(0, 7)
  const after = addMonths(`${month}-01`, 1).slice(0, 7)
  return {
    before: before >= range.first.slice(0, 7) ? before : null,
    after: after <= range.last.slice(0, 7) ? after : null,
  }
}

/** The weeks of a month from Monday to Sunday, each day with its events in the order given. */
export function weeksOf<T extends { day: string }>(month: string, events: readonly T[]): CalendarDay<T>[][] {
  const first = `${month}-01`
  const weekday = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7
  const start = addDays(first, -weekday)
  const days = daysBetween(start, addMonths(first, 1))
  return Array.from({ length: Math.ceil(days / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, i) => {
      const day = addDays(start, week * 7 + i)
      const inMonth = day.startsWith(month)
      return { day, inMonth, happens: inMonth ? events.filter((event) => event.day === day) : [] }
    }),
  )
}

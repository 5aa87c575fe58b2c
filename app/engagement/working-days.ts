import { Temporal } from 'temporal-polyfill'

/** A working day later by so many working days: weekends and the bank holidays of England and Wales do not count. */
export function addWorkingDays(day: string, days: number): string {
  let at = Temporal.PlainDate.from(day)
  for (let left = days; left > 0; ) {
    at = at.add({ days: 1 })
    if (isWorkingDay(at)) left--
  }
  return at.toString()
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: string, to: string): number {
  let count = 0
  const last = Temporal.PlainDate.from(to)
  for (
    let at = Temporal.PlainDate.from(from).add({ days: 1 });
    Temporal.PlainDate.compare(at, last) <= 0;
    at = at.add({ days: 1 })
  ) {
    if (isWorkingDay(at)) count++
  }
  return count
}

const isWorkingDay = (day: Temporal.PlainDate) => day.dayOfWeek < 6 && !bankHolidays(day.year).has(day.toString())

const known = new Map<number, Set<string>>()

/** The regular bank holidays of a year with their substitutes. One-off holidays (a coronation) are not known. */
function bankHolidays(year: number): Set<string> {
  const found = known.get(year)
  if (found) return found
  const day = (month: number, dayOfMonth: number) => Temporal.PlainDate.from({ year, month, day: dayOfMonth })
  const monday = (from: Temporal.PlainDate) => from.add({ days: (8 - from.dayOfWeek) % 7 })
  const easter = easterSunday(year)
  const christmas = day(12, 25)
  const days = [
    afterWeekend(day(1, 1)),
    easter.subtract({ days: 2 }),
    easter.add({ days: 1 }),
    monday(day(5, 1)),
    monday(day(5, 25)),
    monday(day(8, 25)),
    // Both fall on working days or have a substitute on the next free one: never one day for two holidays.
    ...(christmas.dayOfWeek >= 5 ? christmasSubstitutes(christmas) : [christmas, christmas.add({ days: 1 })]),
  ]
  const set = new Set(days.map(String))
  known.set(year, set)
  return set
}

const afterWeekend = (day: Temporal.PlainDate) => (day.dayOfWeek > 5 ? day.add({ days: 8 - day.dayOfWeek }) : day)

/** Friday: 25th and Monday 28th. Saturday: Monday 27th and Tuesday 28th. Sunday: Monday 26th and Tuesday 27th. */
function christmasSubstitutes(christmas: Temporal.PlainDate): Temporal.PlainDate[] {
  if (christmas.dayOfWeek === 5) return [christmas, christmas.add({ days: 3 })]
  const monday = afterWeekend(christmas)
  return [monday, monday.add({ days: 1 })]
}

/** The anonymous Gregorian computus (Nature, 20 April 1876). */
function easterSunday(year: number): Temporal.PlainDate {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const e = b % 4
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 19 * l) / 433)
  const month = Math.floor((h + l - 7 * m + 90) / 25)
  return Temporal.PlainDate.from({ year, month, day: (h + l - 7 * m + 33 * month + 19) % 32 })
}

import { addDays, dayNumber } from '../engagement/london-day.ts'

/** Days moved or added by proclamation, which no rule foretells: GOV.UK's calendar for England and Wales. */
const proclaimed: Record<number, { added: string[]; instead: string[] }> = {
  2020: { added: ['2020-05-08'], instead: ['2020-05-04'] },
  2022: { added: ['2022-06-02', '2022-06-03', '2022-09-19'], instead: ['2022-05-30'] },
  2023: { added: ['2023-05-08'], instead: [] },
}

const pad = (n: number) => String(n).padStart(2, '0')
const dayOf = (year: number, month: number, day: number) => `${year}-${pad(month)}-${pad(day)}`
/** 0 is Sunday. */
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay()
const isWeekend = (day: string) => weekday(day) % 6 === 0

/** Easter Sunday in the Gregorian calendar, by the Nineteenth-century "anonymous" computus (Meeus, 1991, chapter 8). */
export function easterSunday(year: number): string {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const inCentury = year % 100
  const moonShift = Math.floor((8 * century + 13) / 25)
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451)
  const sum = epact + toSunday - 7 * late + 114
  return dayOf(year, Math.floor(sum / 31), (sum % 31) + 1)
}

function firstMonday(year: number, month: number): string {
  const first = dayOf(year, month, 1)
  return addDays(first, (8 - weekday(first)) % 7)
}

function lastMonday(year: number, month: number): string {
  const last = dayOf(year, month, 31)
  return addDays(last, -((weekday(last) + 6) % 7))
}

/** The bank holidays of England in a year, `YYYY-MM-DD`, in order; one that falls on a weekend moves to the next free weekday. */
export function bankHolidays(year: number): string[] {
  const easter = easterSunday(year)
  const fixed = [dayOf(year, 1, 1), dayOf(year, 12, 25), dayOf(year, 12, 26)]
  const days = new Set([
    addDays(easter, -2),
    addDays(easter, 1),
    firstMonday(year, 5),
    lastMonday(year, 5),
    lastMonday(year, 8),
  ])
  for (const day of fixed.filter((d) => !isWeekend(d))) days.add(day)
  for (const day of fixed.filter(isWeekend)) {
    let substitute = day
    while (isWeekend(substitute) || days.has(substitute)) substitute = addDays(substitute, 1)
    days.add(substitute)
  }
  const { added, instead } = proclaimed[year] ?? { added: [], instead: [] }
  return [...days]
    .filter((d) => !instead.includes(d))
    .concat(added)
    .sort()
}

const cache = new Map<number, Set<string>>()
const yearOf = (day: string) => Number(day.slice(0, 4))

/** Bank holidays never fall on a weekend: those that would are moved. */
function holidaysOf(year: number): Set<string> {
  const found = cache.get(year) ?? new Set(bankHolidays(year))
  cache.set(year, found)
  return found
}

/** True on Monday to Friday unless it is a bank holiday in England. */
export function isWorkingDay(day: string): boolean {
  return !isWeekend(day) && !holidaysOf(yearOf(day)).has(day)
}

/** The n-th working day after a day; the day itself is not counted, so a report of Friday has its first on Monday. */
export function addWorkingDays(day: string, n: number): string {
  let at = day
  for (let left = n; left > 0; ) {
    at = addDays(at, 1)
    if (isWorkingDay(at)) left--
  }
  return at
}

/** Mondays to Fridays up to and with a day, counted from an arbitrary start. 1970-01-01 was a Thursday. */
function weekdaysUpTo(dayNumber: number): number {
  const sinceMonday = dayNumber + 3
  const weeks = Math.floor(sinceMonday / 7)
  return weeks * 5 + Math.min(sinceMonday - weeks * 7 + 1, 5)
}

/** Working days after `from` up to and with `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: string, to: string): number {
  if (to <= from) return 0
  let count = weekdaysUpTo(dayNumber(to)) - weekdaysUpTo(dayNumber(from))
  for (let year = yearOf(from); year <= yearOf(to); year++) {
    for (const holiday of holidaysOf(year)) if (holiday > from && holiday <= to) count--
  }
  return count
}

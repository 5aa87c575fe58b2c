import { Temporal } from 'temporal-polyfill'

const zone = 'Europe/London'

const quarterHour = 900_000
const daysKept = 1000
const known = new Map<number, string>()

/** The calendar day in the partnership's time zone at an instant: `YYYY-MM-DD`. */
export function londonDay(at: Date): string {
  // Clocks stand whole hours apart, so a day never changes within a quarter of an hour; asking Temporal costs 0.1 ms.
  const quarter = Math.floor(at.getTime() / quarterHour)
  const found = known.get(quarter)
  if (found) return found
  const day = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString()
  if (known.size >= daysKept) known.clear()
  known.set(quarter, day)
  return day
}

/** The time on the wall in the partnership's area at an instant: `HH:MM`. */
export function londonTime(at: Date): string {
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** The instant at which a clock there shows `HH:MM` on a day; a time the clocks skip is the one after it. */
export function londonInstant(day: string, time: string): Date {
  return new Date(Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone).epochMilliseconds)
}

/** The first instant after a day: a consultation that closes on `day` takes answers until just before it (23:59:59). */
export function endOfDay(day: string): Date {
  const next = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(zone)
  return new Date(next.epochMilliseconds)
}

/** The first instant of a day. */
export function startOfDay(day: string): Date {
  return new Date(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds)
}

const dayLong = 86_400_000

/** Days since 1970-01-01. A day has no zone, so plain arithmetic is enough, and lists of days need a lot of it. Throws a RangeError for what is no day. */
export function dayNumber(day: string): number {
  const at = Date.parse(`${day}T00:00:00Z`)
  if (day.length !== 10 || Number.isNaN(at) || dayOfNumber(at / dayLong) !== day) throw new RangeError(`no day: ${day}`)
  return at / dayLong
}

const dayOfNumber = (number: number): string => new Date(number * dayLong).toISOString().slice(0, 10)

/** A day some days later (or earlier, when negative). Throws a RangeError for what is no day. */
export function addDays(day: string, days: number): string {
  return dayOfNumber(dayNumber(day) + days)
}

/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

/** The same day some months later; the last of the month where that day does not exist. */
export function addMonths(day: string, months: number): string {
  return Temporal.PlainDate.from(day).add({ months }).toString()
}

import { addDays, londonDay } from '../engagement/london-day.ts'

/** Whether answers are taken: before the first day, from its first moment to 23:59:59 of the last, after it. */
export type Opening = 'not_yet' | 'open' | 'closed'

/** Days are those of the wall clock in London, whatever the hour of the server. Without both days nothing is open. */
export function openingOf(
  { opensOn, closesOn }: { opensOn: string | null; closesOn: string | null },
  now: Date,
): Opening {
  if (opensOn === null || closesOn === null) return 'not_yet'
  const today = londonDay(now)
  if (today < opensOn) return 'not_yet'
  return today > closesOn ? 'closed' : 'open'
}

/** Days after closing for which unsent answers are kept, and can still be sent to be read (rules.md 2.14). */
export const lateDays = 14

/** The last day on which unsent answers are kept; null where no closing day is set. */
export const keptUntil = (closesOn: string | null): string | null => closesOn && addDays(closesOn, lateDays)

/** After closing, answers are still taken for a while: an officer reads them, they are reported apart and never counted. */
export const takesLate = (dates: { opensOn: string | null; closesOn: string | null }, now: Date): boolean =>
  openingOf(dates, now) === 'closed' && londonDay(now) <= addDays(dates.closesOn!, lateDays)

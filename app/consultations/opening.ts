import { londonDay } from '../engagement/london-day.ts'

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

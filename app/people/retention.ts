import { addDays, addMonths } from '../engagement/london-day.ts'

/** Every kind of data that names or could name somebody, in the order in which it is said (rule P-6). */
export const retentionKinds = [
  'responses',
  'drafts',
  'uploads',
  'contacts',
  'messages',
  'readers',
  'panel_asked',
  'panel',
  'pools',
  'registrations',
  'sessions',
  'links',
  'acts',
  'requests',
  'complaints',
  'wordings',
] as const
export type RetentionKind = (typeof retentionKinds)[number]

/** Days or months that something is kept after the day it hangs on; answers are set by the partnership, 24 at most. */
export const keepDays = { messages: 30, sessions: 30, links: 30, wordings: 30 } as const
export const keepMonths = { acts: 72, requests: 24, complaints: 24 } as const

/** The first day on which something of a day may be gone: kept that many days or months, and the day itself whole. */
export const goneAfter = (day: string, kept: { days: number } | { months: number }): string =>
  addDays('days' in kept ? addDays(day, kept.days) : addMonths(day, kept.months), 1)

/** What is from before this day is gone; the counterpart of `goneAfter`. */
export const goneBefore = (today: string, kept: { days: number } | { months: number }): string =>
  'days' in kept ? addDays(today, -kept.days) : addMonths(today, -kept.months)

/** What was deleted when a rule was looked at: never less than nothing, whatever came in meanwhile. */
export const deletedBetween = (before: number, after: number): number => Math.max(0, before - after)

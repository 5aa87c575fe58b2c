import type { Mailing } from '../letters/mailing.ts'
import type { Commission } from './commission.ts'
import { missingFrom } from './commission.ts'
import type { Recruitment } from './recruitment.ts'

/** Somebody of the oversight panel: in what part, and what they stand for. Roles, not names. */
export interface Overseer {
  role: string
  view: string
}

/** The OECD's principles of deliberation (J-2), in its order. */
export const principles = [
  'purpose',
  'accountability',
  'transparency',
  'representativeness',
  'inclusiveness',
  'information',
  'deliberation',
  'time',
  'integrity',
  'privacy',
  'evaluation',
] as const
export type Principle = (typeof principles)[number]

/** What must stand before letters go out, besides the commission (J-2 to J-4, P-5). */
export interface Preparation {
  /** The area whose census targets are filled from. */
  areaId: string | null
  overseers: Overseer[]
  /** How each principle is met; empty or absent where nothing is said yet. */
  principles: Partial<Record<Principle, string>>
  fewDaysReason: string
  dpiaText: string
  jointControllers: string
  dpiaSignedBy: string | null
  dpiaSignedOn: string | null
}

export const noPreparation: Preparation = {
  areaId: null,
  overseers: [],
  principles: {},
  fewDaysReason: '',
  dpiaText: '',
  jointControllers: '',
  dpiaSignedBy: null,
  dpiaSignedOn: null,
}

/** People that an oversight panel needs (J-4), and days that a jury needs: fewer than four need a reason, one is no jury (J-3). */
export const leastOverseers = 5
export const mostOverseers = 12
const leastDays = 2
const usualDays = 4

export const daysTrouble = (days: number, reason: string): 'too_few_days' | 'few_days_reason' | undefined =>
  days < leastDays ? 'too_few_days' : days < usualDays && !reason.trim() ? 'few_days_reason' : undefined

/** Views that differ: two people who say the same of themselves count as one. */
export const differingViews = (overseers: readonly Overseer[]): number =>
  new Set(overseers.map(({ view }) => view.trim().toLowerCase()).filter(Boolean)).size

/** Days that people should have to reply (J-5): three weeks at least. */
export const usualReplyDays = 21

export const blocks = [
  'commission',
  'not_announced',
  'too_few_days',
  'few_days_reason',
  'overseers',
  'principles',
  'dpia',
  'targets',
  'targets_conflict',
  'words',
  'dates_registering',
  'closes_after_days',
  'offer',
  'letter',
] as const
export type Block = (typeof blocks)[number]

/**
 * Everything that keeps letters from going out and people from registering, in the order in which it is best done.
 * Empty: the jury may be recruited.
 */
export function recruitingBlocks(facts: {
  commission: Commission
  announced: boolean
  preparation: Preparation
  recruitment: Recruitment
  mailing: Mailing
  criteria: number
  conflicts: number
  /** Languages in which words of a criterion are missing. */
  wordless: number
}): Block[] {
  const { commission, preparation, recruitment, mailing } = facts
  const days = daysTrouble(recruitment.dates.length, preparation.fewDaysReason)
  const firstDay = recruitment.dates[0] ?? ''
  const found: (Block | false | undefined)[] = [
    missingFrom(commission).length > 0 && 'commission',
    !facts.announced && 'not_announced',
    days,
    differingViews(preparation.overseers) < leastOverseers && 'overseers',
    principles.some((principle) => !preparation.principles[principle]?.trim()) && 'principles',
    (!preparation.dpiaSignedBy || !preparation.dpiaSignedOn) && 'dpia',
    facts.criteria === 0 && 'targets',
    facts.conflicts > 0 && 'targets_conflict',
    facts.wordless > 0 && 'words',
    (!recruitment.opensOn || !recruitment.closesOn) && 'dates_registering',
    recruitment.closesOn !== null && firstDay !== '' && recruitment.closesOn >= firstDay && 'closes_after_days',
    (!recruitment.honorarium.trim() || !recruitment.supportNote.trim()) && 'offer',
    (!mailing.signedBy.trim() || !mailing.venue.trim() || !mailing.phone.trim() || !mailing.post.trim()) && 'letter',
  ]
  return found.filter((block): block is Block => Boolean(block))
}

import { addDays } from '../engagement/london-day.ts'

/** Days after the first session that those who were not selected are kept (P-6). */
export const keepDays = 14

/** The day on which the pool is deleted; null as long as no session is planned. */
export const deletionDay = (firstSessionOn: string | null): string | null =>
  firstSessionOn && addDays(firstSessionOn, keepDays)

/** What a deletion takes. */
export const deletedKinds = [
  'applications',
  'test_applications',
  'contacts',
  'characteristics',
  'needs',
  'calls',
  'codes',
  'addresses',
  'drafts',
  'messages',
  'sign_ins',
] as const

/** What a deletion took, by kind: figures only, so that the certificate itself keeps nobody. */
export type Deleted = Record<(typeof deletedKinds)[number], number>

export type DeletionCertificate = Deleted & {
  jury: string
  number: number
  deleted_on: string
  rule: 'P-6'
  /** Jurors, whose details stay until the follow-up ends. */
  kept: number
  /** People who are still owed a payment; they are deleted when it is made. */
  kept_until_paid: number
}

/** Whether an application stays: its holder sat on the first day or after, or is still owed money. */
export function staysBecause(person: {
  memberState: 'seated' | 'left' | 'withdrawn' | 'alternate' | null
  owed: boolean
}): 'juror' | 'owed' | null {
  if (person.memberState === 'seated' || person.memberState === 'left') return 'juror'
  return person.owed ? 'owed' : null
}

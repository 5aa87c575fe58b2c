import { addDays } from '../../engagement/london-day.ts'

/** Days after the first session that those who were not selected are kept (P-6). */
export const keepDays = 14

/**
 * The day on which the pool is deleted, counted from the earlier of the first session and the first day that people were
 * promised: a session planned later prolongs nothing. Null as long as there is neither.
 */
export function deletionDay(firstSessionOn: string | null, promisedOn: string | null = null): string | null {
  const first = [firstSessionOn, promisedOn].filter((day) => day !== null).sort()[0]
  return first === undefined ? null : addDays(first, keepDays)
}

/** Days after the last check of what became of the recommendations that jurors' details are kept (P-6, as after any result). */
const keepJurorsDays = 30

/** The day on which jurors' details are deleted; null as long as the follow-up is not planned. */
export const jurorDeletionDay = (followUp12On: string): string | null =>
  followUp12On ? addDays(followUp12On, keepJurorsDays) : null

/** What a deletion takes. */
export const deletedKinds = [
  'jurors',
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
  /** Jurors whose details stay until the follow-up ends. */
  kept: number
  /** People who are still owed a payment; they are deleted when it is made. */
  kept_until_paid: number
}

interface Person {
  memberState: 'seated' | 'left' | 'withdrawn' | 'alternate' | null
  owed: boolean
}

const sat = ({ memberState }: Person): boolean => memberState === 'seated' || memberState === 'left'

/** Whether somebody's details stay: they sat and the jury is still followed up, or they are owed money. */
export function staysBecause(person: Person, followUpEnded: boolean): 'juror' | 'owed' | null {
  if (sat(person) && !followUpEnded) return 'juror'
  return person.owed ? 'owed' : null
}

export const statuses = ['TEST_SUBMISSION', 'POOL', 'SELECTED', 'CONFIRMED', 'WITHDRAWN', 'DELETED'] as const
export type ApplicationStatus = (typeof statuses)[number]

/** True for somebody who was drawn, whether or not they have said yes. */
export const isDrawn = (status: ApplicationStatus): boolean => status === 'SELECTED' || status === 'CONFIRMED'

export const sources = ['online', 'phone', 'paper', 'import', 'community'] as const
export type ApplicationSource = (typeof sources)[number]

/** Why somebody cannot sit in a jury (J-7). */
export const reasonsAgainst = ['age', 'area', 'office', 'commissioner', 'interest', 'served', 'dates'] as const
export type ReasonAgainst = (typeof reasonsAgainst)[number]

/** How to reach somebody. An e-mail address may be shared: it never tells people apart. */
export interface Contact {
  firstName: string
  lastName: string
  email: string
  phone: string
  address: string
  postcode: string
  /** How they would rather be reached. */
  prefers: string
}

export const needKinds = [
  'interpreter',
  'sign_language',
  'hearing_loop',
  'large_print',
  'easy_read',
  'step_free',
  'quiet_room',
  'supporter',
  'childcare',
  'care',
  'transport',
  'equipment',
  'food',
  'prayer',
  'other',
] as const
export type NeedKind = (typeof needKinds)[number]
export interface Need {
  kind: NeedKind
  detail: string
}

/** Everything somebody sends, by whatever way. Whoever cannot take part gives a reason and nothing else. */
export interface Registration {
  /** One per attempt: a retry has the same. */
  submissionKey: string
  source: ApplicationSource
  /** Apart from the pool, for trying things out. */
  test: boolean
  invitationId: string | null
  /** The household's key as typed, see `householdKey`. */
  household: string
  dates: string[]
  language: string
  /** Value by criterion. */
  values: Record<string, string>
  contact: Contact
  needs: Need[]
}

/** A part somebody plays (journeys 3.12). A grant may be limited to one jury, body or language by its scope. */
export const roles = [
  'officer',
  'keying_officer',
  'translator',
  'analyst',
  'jury_manager',
  'facilitator',
  'juror',
  'board_member',
  'secretariat',
  'owner',
  'conference_member',
  'data_protection',
  'administrator',
] as const
export type Role = (typeof roles)[number]

/** What a page or an action may ask for, and which roles have it. What is not listed here nobody may do. */
const holders = {
  'desk.open': roles,
  'exercise.plan': ['officer', 'secretariat'],
  'exercise.publish': ['officer', 'secretariat'],
  'polls.see': ['officer', 'secretariat'],
  'polls.change': ['secretariat'],
  'notices.keep': ['secretariat'],
  'panel.manage': ['officer', 'secretariat'],
  'panel.assess': ['officer', 'secretariat', 'data_protection'],
  'panel.sign': ['data_protection'],
  'answers.import': ['officer'],
  'group-payments.see': ['officer', 'secretariat'],
  'paper.key': ['officer', 'keying_officer'],
  'paper.assign': ['officer', 'secretariat'],
  'texts.translate': ['officer', 'secretariat', 'translator'],
  'coverage.see': ['officer', 'analyst'],
  'answers.take': ['officer', 'analyst'],
  'text.read': ['analyst'],
  'text.code': ['officer', 'analyst'],
  'list.prepare': ['officer', 'analyst'],
  'list.publish': ['officer', 'analyst'],
  'organisations.review': ['officer', 'analyst', 'secretariat'],
  'wording.check': ['analyst', 'secretariat'],
  'feedback.send': ['officer', 'secretariat', 'jury_manager'],
  'newsletter.send': ['officer', 'secretariat'],
  'jury.see': ['jury_manager', 'facilitator', 'juror'],
  'jury.manage': ['jury_manager'],
  'jury.draw': ['jury_manager', 'secretariat'],
  'jury.facilitate': ['facilitator'],
  'jury.vote': ['juror'],
  'jury.close': ['facilitator', 'juror'],
  'board.prepare': ['secretariat'],
  'board.record': ['secretariat'],
  'board.read': ['board_member', 'secretariat'],
  'partner.ratify': ['board_member'],
  'action.report': ['owner'],
  'conference.see': ['conference_member', 'secretariat'],
  'conference.take-part': ['conference_member'],
  'conference.manage': ['secretariat'],
  'challenge.answer': ['owner'],
  'complaint.handle': ['data_protection'],
  'rights.handle': ['data_protection', 'secretariat'],
  'inbox.read': ['administrator'],
  'settings.change': ['administrator'],
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof holders

/** Parts that are played for an organisation: without one there is nothing to do in them. */
export const forAnOrganisation: readonly Role[] = [
  'officer',
  'keying_officer',
  'translator',
  'analyst',
  'board_member',
  'owner',
]

/** Parts that are played in one language, which is the scope of the grant. */
export const inALanguage: readonly Role[] = ['translator']

/** One part held on a given day. */
export interface Grant {
  role: Role
  scopeId: string | null
}

/** The secretariat works for the whole partnership: what any partner runs is its to see (P-14). */
export const isEverywhere = (grants: readonly Pick<Grant, 'role'>[]): boolean =>
  grants.some(({ role }) => role === 'secretariat')

/** The roles that have a permission. */
export const rolesWith = (permission: Permission): readonly Role[] => holders[permission]

/** True when one of the grants carries the permission, for this scope where one is asked about. */
export function may(grants: readonly Grant[], permission: Permission, scopeId?: string): boolean {
  const allowed = rolesWith(permission)
  return grants.some(
    (g) => allowed.includes(g.role) && (scopeId === undefined || g.scopeId === null || g.scopeId === scopeId),
  )
}

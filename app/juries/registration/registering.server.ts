import { redirect } from '@remix-run/node'
import { londonDay } from '../../engagement/london-day.ts'
import { readReference } from '../../ledger/reference-code.ts'
import { readCookie, setCookie } from '../../server/cookies.ts'
import { type Ask, notFound } from '../../server/page.ts'
import type { Settings } from '../../server/settings.ts'
import { preparationOf } from '../commission/preparation-store.server.ts'
import { type Recruitment, registeringOn } from '../commission/recruitment.ts'
import { recruitmentOf } from '../commission/recruitment-store.server.ts'
import { type Jury, juryBySlug } from '../jury-store.server.ts'
import { codeHash, invitationByCode } from '../letters/invitation-store.server.ts'
import { mailingOf } from '../letters/mailing-store.server.ts'
import { householdKey } from '../lottery/household.ts'
import { censusAreaOf } from '../targets/census-store.server.ts'
import { criterionAsked } from '../targets/criterion-words.server.ts'
import { criterionWordsOf } from '../targets/criterion-words-store.server.ts'
import { criteriaOf } from '../targets/target-store.server.ts'
import type { Registration } from './application.ts'
import type { AskedBy, RegistrationAnswers } from './registration.ts'
import { type RegistrationDraft, registrationDraft } from './registration-draft-store.server.ts'

/** What is begun or sent stays on the device for longer than any sitting (rule A-9), and no longer than a day. */
const hours = 24

/** The jury of an address that people register for, what it asks, and whether it takes registrations now. */
export async function registeringFor({ db, params, lang, now, words }: Ask<{ slug: string }>) {
  const jury = await juryBySlug(db, params.slug)
  const recruitment = jury?.announcedAt ? await recruitmentOf(db, jury.id) : undefined
  if (!jury || !recruitment) throw notFound()
  const typed = await criterionWordsOf(db, jury.id)
  const criteria = (await criteriaOf(db, jury.id)).map((criterion) => ({
    ...criterion,
    asked: criterionAsked(criterion, { words, lang, typed }),
  }))
  const asked: AskedBy = {
    dates: recruitment.dates,
    criteria: criteria.map(({ id, targets }) => ({ id, values: targets.map(({ value }) => value) })),
  }
  const area = await censusAreaOf(db, (await preparationOf(db, jury.id)).areaId)
  return {
    jury,
    recruitment,
    criteria,
    asked,
    mailing: await mailingOf(db, jury.id),
    areaName: area?.name ?? null,
    registering: criteria.length ? registeringOn(recruitment, londonDay(now)) : ('not_yet' as const),
    path: `/${lang}/register/${jury.slug}`,
  }
}

export type RegisteringFor = Awaited<ReturnType<typeof registeringFor>>

const draftCookie = (slug: string) => `registration-${slug}`
const sentCookie = (slug: string) => `registered-${slug}`

/** The registration that this device has begun, with the token that opens it. */
export async function begunHere({ request, settings, db }: Ask<unknown>, jury: Pick<Jury, 'id' | 'slug'>) {
  const token = readCookie(request, settings, draftCookie(jury.slug))
  const draft = token ? await registrationDraft(db, token, jury.id) : undefined
  return token && draft ? { token, draft } : undefined
}

/** The key of the registration that this device has sent: the reference is made from it, never kept. */
export const registeredHere = ({ request, settings }: Ask<unknown>, slug: string): string | undefined =>
  readCookie(request, settings, sentCookie(slug))

/** A redirect after a post that also sets or removes what the device keeps. */
export function leadTo(
  path: string,
  settings: Settings,
  slug: string,
  keep: { draft?: string | null; sent?: string } = {},
): Response {
  const headers = new Headers()
  if (keep.draft !== undefined) {
    headers.append('Set-Cookie', setCookie(settings, draftCookie(slug), keep.draft ?? '', keep.draft ? hours : 0))
  }
  if (keep.sent) headers.append('Set-Cookie', setCookie(settings, sentCookie(slug), keep.sent, hours))
  return redirect(path, { status: 303, headers })
}

/**
 * Back to the beginning for somebody whose registration is not on this device: it came to its end, or the browser keeps
 * no cookies, and then they would come back here for ever and not know why.
 */
export const leadToStart = ({ path, jury }: RegisteringFor, settings: Settings): Response =>
  leadTo(`${path}?lost=1`, settings, jury.slug)

/** Whether a registration may go on: staff enter what came by post or telephone until people are drawn, tests any time. */
export const mayGoOn = (draft: Pick<RegistrationDraft, 'test' | 'by'>, { registering }: RegisteringFor): boolean =>
  registering === 'open' || draft.test || (draft.by !== null && registering === 'closed')

/** What the code of a letter, a card or the test letter opens; undefined when nobody has it. Reading uses nothing up. */
export async function openedBy({ db, settings }: Ask<unknown>, { id }: Jury, recruitment: Recruitment, typed: string) {
  const code = readReference(typed)
  if (!code) return undefined
  const invitation = await invitationByCode(db, settings.SECRET, id, code)
  if (invitation) {
    const source = invitation.addressed || invitation.test ? ('online' as const) : ('community' as const)
    return { source, test: invitation.test, invitationId: invitation.id }
  }
  if (recruitment.sharedCodeHash !== codeHash(settings.SECRET, code)) return undefined
  return { source: 'online' as const, test: false, invitationId: null }
}

/** A finished registration from what was said page by page. */
export function registrationFrom(draft: RegistrationDraft, asked: AskedBy, language: string): Registration {
  const { answers, submissionKey, source, test, invitationId } = draft
  const { name, address, contact, needs } = answers
  const told = needs ?? { kinds: [], language: '', other: '' }
  return {
    submissionKey,
    source,
    test,
    invitationId,
    household: householdKey(address?.address ?? '', address?.postcode ?? ''),
    dates: answers.dates ?? [],
    language,
    values: Object.fromEntries(asked.criteria.map(({ id }) => [id, answers.values[id] ?? ''])),
    contact: {
      firstName: name?.firstName ?? '',
      lastName: name?.lastName ?? '',
      email: contact?.email ?? '',
      phone: contact?.phone ?? '',
      address: address?.address ?? '',
      postcode: address?.postcode ?? '',
      prefers: contact?.prefers ?? '',
    },
    needs: told.kinds.map((kind) => ({ kind, detail: detailOf(kind, told) })),
  }
}

const detailOf = (kind: string, told: NonNullable<RegistrationAnswers['needs']>): string =>
  kind === 'interpreter' ? told.language : kind === 'other' ? told.other : ''

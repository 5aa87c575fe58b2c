import { redirect } from '@remix-run/node'
import type { TFunction } from 'i18next'
import { z } from 'zod'
import type { Db } from '../../../db/connect.ts'
import { remembered } from '../../../db/remembered.ts'
import { readPostcode } from '../../engagement/areas/postcode.ts'
import {
  areasOfPostcode,
  knowsPostcodes,
  seatAreasOn,
  seatsAmong,
} from '../../engagement/areas/postcode-store.server.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { isEmbedded } from '../../languages/edition.ts'
import { readCookie, setCookie } from '../../server/cookies.ts'
import type { FieldError, Typed } from '../../server/form.ts'
import { type Ask, notFound } from '../../server/page.ts'
import type { Settings } from '../../server/settings.ts'
import { districtsOn } from '../area-store.server.ts'
import { consultationBySlug, questionsOf } from '../consultation-store.server.ts'
import { openingOf } from '../opening.ts'
import { type Asked, type Problem, postcodeField } from './answer-forms.ts'
import type { HasForums } from './answer-steps.ts'
import { carrying } from './carried.ts'
import { draftOf, sentFrom } from './draft-store.server.ts'

export const slugParams = z.object({ l: z.string(), slug: z.string() })

/** Drafts and receipts stay on the device for longer than any sitting (rule A-9), and no longer than a day. */
const hours = 24

/** The consultation of an address, whether it takes answers now, and its own address in the reader's language. */
export async function consultationOf({ db, params, lang, now }: Ask<{ slug: string }>) {
  const { slug } = params
  const consultation = await remembered(db, `consultation ${lang} ${slug}`, () => consultationBySlug(db, slug, lang))
  if (!consultation) throw notFound()
  return {
    consultation,
    opening: openingOf(consultation, now),
    path: `/${lang}/consultations/${consultation.slug}`,
  }
}

export type FoundConsultation = Awaited<ReturnType<typeof consultationOf>>['consultation']

/** What can be answered: texts in the reader's language, and the ids that a posted form is held against. */
export async function askedOf({ db, lang, now }: Ask<unknown>, consultation: FoundConsultation) {
  if (consultation.template === 'form') throw redirect(`/${lang}/consultations/${consultation.slug}/questions`, 303)
  const day = londonDay(now)
  return remembered(db, `asked ${lang} ${day} ${consultation.id}`, () => readAsked(db, consultation, lang, day))
}

async function readAsked(db: Db, consultation: FoundConsultation, lang: string, day: string) {
  const { questions, options } = await questionsOf(db, consultation.id, lang)
  const districts = await districtsOn(db, day)
  const asked: Asked = {
    options: options.map((o) => o.id),
    picksMax: consultation.picksMax,
    districts: new Map(districts.map((d) => [d.id, d.forums.map((f) => f.id)])),
  }
  const hasForums: HasForums = (district) => Boolean(asked.districts.get(district)?.length)
  const seats = await seatAreasOn(db, day)
  return { questions, options, districts, asked, hasForums, seats, postcodes: await knowsPostcodes(db) }
}

/** What is asked, with the areas of the postcode that was typed, if one was: it is looked up here and goes no further. */
export async function withPostcode({ db, now }: Ask<unknown>, asked: Asked, typed: Typed): Promise<Asked> {
  const said = typed[postcodeField]?.[0]?.trim()
  if (!said || !(await knowsPostcodes(db))) return asked
  const postcode = readPostcode(said)
  if (!postcode) return { ...asked, postcode: null }
  const day = londonDay(now)
  const areas = await areasOfPostcode(db, postcode, day)
  return { ...asked, postcode: areas, seats: seatsAmong(areas, await seatsHere(db, day)) }
}

/** The wards and divisions there are, remembered until areas change. */
const seatsHere = (db: Db, day: string) => remembered(db, `seats ${day}`, () => seatAreasOn(db, day))

const draftCookie = (slug: string) => `draft-${slug}`
const receiptCookie = (slug: string) => `receipt-${slug}`

/** The token that an address carries, if any. */
export const carriedIn = (request: Request): string | null => new URL(request.url).searchParams.get(carrying)

/**
 * The token of a draft and whether the address must carry it: not where the browser keeps the cookie, and then a page
 * that was asked for with it leads to itself without it, so that no history holds it.
 */
function tokenHere({ request, settings, lang }: Ask<unknown>, slug: string) {
  // Inside another site's page nothing is kept, and what the device keeps of its own is left alone.
  const kept = isEmbedded(lang) ? undefined : readCookie(request, settings, draftCookie(slug))
  const carried = request.url.includes(`${carrying}=`) ? carriedIn(request) : null
  if (carried === null || carried !== kept) return { token: carried ?? kept, carried }
  if (request.method !== 'GET') return { token: kept, carried: null }
  const clean = new URL(request.url)
  clean.searchParams.delete(carrying)
  throw redirect(clean.pathname + clean.search, 303)
}

/** The draft that this device has begun, or that the address carries, with the token that finds it. */
export async function draftHere(ask: Ask<unknown>, { id, slug }: { id: string; slug: string }) {
  const { token, carried } = tokenHere(ask, slug)
  const draft = token ? await draftOf(ask.db, token, id) : undefined
  return token && draft ? { token, draft, carried } : undefined
}

/** The submission key of the answers that this device has sent: the reference is made from it, never kept. */
export const sentHere = ({ request, settings, lang }: Ask<unknown>, slug: string): string | undefined =>
  isEmbedded(lang) ? undefined : readCookie(request, settings, receiptCookie(slug))

/** The same on the pages after sending, where the address may carry the draft that was sent. */
export async function sender(ask: Ask<unknown>, { id, slug }: { id: string; slug: string }) {
  const carried = carriedIn(ask.request)
  const sent = carried ? await sentFrom(ask.db, carried, id) : undefined
  const key = carried ? sent?.submissionKey : sentHere(ask, slug)
  return { key, carried: carried && key ? carried : null, wayIn: sent?.wayIn }
}

/** True when a browser has shown that it keeps cookies; one that comes for the first time has not, nor a frame in another site's page. */
export const keepsCookies = ({ request, lang }: Ask<unknown>): boolean =>
  !isEmbedded(lang) && request.headers.get('Cookie') !== null

/** So soon after one answer a device's next with the same content is likely a repeat (rule L-10). */
const repeatMinutes = 10
const justCookie = (slug: string) => `just-${slug}`

/** The submission key of what this device sent within the last minutes. */
export const justSent = ({ request, settings }: Ask<unknown>, slug: string): string | undefined =>
  readCookie(request, settings, justCookie(slug))

/** A redirect after a post that also sets or removes what the device keeps of one consultation. */
export function goTo(
  path: string,
  settings: Settings,
  slug: string,
  keep: { draft?: string | null; receipt?: string | null; just?: string } = {},
): Response {
  const headers = new Headers()
  const set = (name: string, value: string | null | undefined) => {
    if (value !== undefined) headers.append('Set-Cookie', setCookie(settings, name, value ?? '', value ? hours : 0))
  }
  set(draftCookie(slug), keep.draft)
  set(receiptCookie(slug), keep.receipt)
  if (keep.just) headers.append('Set-Cookie', setCookie(settings, justCookie(slug), keep.just, repeatMinutes / 60))
  return redirect(path, { status: 303, headers })
}

/** Problems in the reader's words: small numbers written out, places as places. */
export function inWords(problems: readonly Problem[], t: TFunction): FieldError[] {
  return problems.map(({ field, key, values = {} }) => {
    const { most = 0, chosen = 0, place = 0 } = values
    const written = { most: t(`numbers.${most}`), chosen: t(`numbers.${chosen}`), place: t(`places.${place}`) }
    return { field, message: t(`errors.${key}`, { ...values, ...written }) }
  })
}

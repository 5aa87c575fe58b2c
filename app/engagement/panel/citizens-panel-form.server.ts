import type { TFunction } from 'i18next'
import { z } from 'zod'
import type { Db } from '../../../db/connect.ts'
import { postcodeField } from '../../consultations/answering/answer-forms.ts'
import { adultAgeBands, ethnicGroups, sexes } from '../../consultations/equality/monitoring.ts'
import { words } from '../../languages/words.server.ts'
import { type FieldError, line, type Typed, ticked } from '../../server/form.ts'
import type { Ask } from '../../server/page.ts'
import { placesOn } from '../areas/place-store.server.ts'
import { readPostcode } from '../areas/postcode.ts'
import { areasOfPostcode, knowsPostcodes, seatAreasOn, seatsAmong } from '../areas/postcode-store.server.ts'
import { londonDay } from '../london-day.ts'
import { mostInvitations, weeksApart } from './citizens-panel.ts'
import type { PanelPlace } from './citizens-panel-change-store.server.ts'
import type { PanelJoining } from './citizens-panel-store.server.ts'

/** What the public form and the keyed paper form share. */
export const panelFields = {
  district: line(100),
  age: line(20),
  sex: line(20),
  ethnic: line(20),
  consent: ticked,
  consentAbout: ticked,
}
const shape = z.object(panelFields)
type Fields = z.output<typeof shape>

/** Where members may live: the districts, or the largest areas there are. */
export async function panelDistricts(db: Db, today: string): Promise<{ id: string; name: string }[]> {
  const places = await placesOn(db, today)
  const kind = places.some((place) => place.kind === 'district') ? 'district' : places[0]?.kind
  return places.filter((place) => place.kind === kind).map(({ id, name }) => ({ id, name }))
}

/** Where a sample may be drawn from: those, and the wards and divisions of those members whose postcode told them. */
export async function panelAreas(db: Db, today: string) {
  const seats = await seatAreasOn(db, today)
  const districts: { id: string; name: string; kind?: 'ward' | 'division' }[] = await panelDistricts(db, today)
  return [...districts, ...[...seats].map(([id, seat]) => ({ id, ...seat }))]
}

/** What is agreed to, word for word, in a language. */
export function consentWordings(language: string): { join: string; about: string } {
  const t = words(language, 'citizens-panel')
  return { join: t('join.consent', { most: mostInvitations, weeks: weeksApart }), about: t('join.consent_about') }
}

/** The fields as they are kept, or what is wrong with them: what somebody says about themselves needs its own consent. */
export function readPanelFields(
  given: Fields,
  districts: readonly { id: string }[],
  language: string,
  t: TFunction,
): { errors: FieldError[]; kept: Pick<PanelJoining, 'districtId' | 'wording' | 'profile'> } {
  const wording = consentWordings(language)
  const said = (value: string, codes: readonly string[]) => (codes.includes(value) ? value : null)
  const profile = {
    ageBand: said(given.age, adultAgeBands),
    sex: said(given.sex, sexes),
    ethnicGroup: said(given.ethnic, ethnicGroups),
  }
  const isSaid = Object.values(profile).some((value) => value !== null)
  const errors = [
    ...(districts.some(({ id }) => id === given.district)
      ? []
      : [{ field: 'district', message: t('errors.district') }]),
    ...(isSaid && !given.consentAbout ? [{ field: 'consentAbout', message: t('errors.consent_about') }] : []),
    ...(given.consent ? [] : [{ field: 'consent', message: t('errors.consent') }]),
  ]
  return {
    errors,
    kept: {
      districtId: given.district,
      wording: wording.join,
      profile: isSaid ? { ...profile, wording: wording.about } : null,
    },
  }
}

/**
 * Where somebody lives, from a postcode that is looked up here and goes no further, or from the list. The ward and the
 * division are known only by a postcode.
 */
export async function readPlace(
  { db, now, words: wordsOf }: Ask<unknown>,
  typed: Typed,
): Promise<{ ok: true; place: PanelPlace } | { ok: false; error: FieldError }> {
  const today = londonDay(now)
  const districts = await panelDistricts(db, today)
  const said = typed[postcodeField]?.[0]?.trim() ?? ''
  if (!said || !(await knowsPostcodes(db))) {
    const chosen = districts.find(({ id }) => id === typed.district?.[0])
    if (chosen) return { ok: true, place: { districtId: chosen.id, wardId: null, divisionId: null } }
    return { ok: false, error: { field: 'district', message: wordsOf('citizens-panel')('errors.district') } }
  }
  const wrong = (key: string) => ({
    ok: false as const,
    error: { field: postcodeField, message: String(wordsOf('consultations')(`errors.${key}`)) },
  })
  const postcode = readPostcode(said)
  if (!postcode) return wrong('postcode_form')
  const areas = await areasOfPostcode(db, postcode, today)
  const [district, more] = districts.filter(({ id }) => areas.includes(id))
  if (!district) return wrong('postcode_unknown')
  if (more) return wrong('postcode_several')
  const { ward = null, division = null } = seatsAmong(areas, await seatAreasOn(db, today))
  return { ok: true, place: { districtId: district.id, wardId: ward, divisionId: division } }
}

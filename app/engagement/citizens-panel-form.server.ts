import type { TFunction } from 'i18next'
import { z } from 'zod'
import type { Db } from '../../db/connect.ts'
import { adultAgeBands, ethnicGroups, sexes } from '../consultations/monitoring.ts'
import { words } from '../languages/words.server.ts'
import { type FieldError, line, ticked } from '../server/form.ts'
import { mostInvitations, weeksApart } from './citizens-panel.ts'
import type { PanelJoining } from './citizens-panel-store.server.ts'
import { placesOn } from './place-store.server.ts'

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

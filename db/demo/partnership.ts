import { addText } from '../../app/languages/text-store.server.ts'
import type { Role } from '../../app/people/permission.ts'
import type { Sector } from '../tables/people.ts'
import type { Demo } from './context.ts'
import { inMoreLanguages } from './more-languages.ts'

/** Organisations of the partnership; where a body of 2002–2009 is gone, its name stands in `seed`. */
export const organisations: { key: string; name: string; sector: Sector; council?: boolean; seed?: string }[] = [
  { key: 'county', name: 'County council', sector: 'public', council: true },
  { key: 'nhs', name: 'NHS', sector: 'public', seed: 'Primary Care Trust' },
  { key: 'blaby', name: 'Blaby district council', sector: 'public', council: true },
  { key: 'charnwood', name: 'Charnwood borough council', sector: 'public', council: true },
  { key: 'harborough', name: 'Harborough district council', sector: 'public', council: true },
  { key: 'hinckley', name: 'Hinckley and Bosworth borough council', sector: 'public', council: true },
  { key: 'melton', name: 'Melton borough council', sector: 'public', council: true },
  { key: 'nwl', name: 'North West Leicestershire district council', sector: 'public', council: true },
  { key: 'oadby', name: 'Oadby and Wigston borough council', sector: 'public', council: true },
  { key: 'nhs-region', name: 'NHS, regional', sector: 'public', seed: 'Strategic Health Authority' },
  { key: 'police', name: 'Police', sector: 'public', seed: 'Constabulary' },
  { key: 'police-governance', name: 'Police governance', sector: 'public', seed: 'Police Authority' },
  { key: 'fire', name: 'Fire and rescue', sector: 'public' },
  { key: 'skills', name: 'Skills and colleges', sector: 'public', seed: 'Learning and Skills Council' },
  { key: 'young', name: 'Young people’s services', sector: 'public', seed: 'Connexions' },
  { key: 'economy', name: 'Economic partnership', sector: 'private', seed: 'Leicester Shire Economic Partnership' },
  { key: 'small-business', name: 'Small business', sector: 'private', seed: 'Business Link' },
  { key: 'business', name: 'Business, elected', sector: 'private' },
  { key: 'cvs', name: 'Council for voluntary service', sector: 'voluntary', seed: 'CVS Community Partnership' },
  { key: 'voluntary', name: 'Voluntary and community sector, elected', sector: 'voluntary' },
  { key: 'race-equality', name: 'Race equality', sector: 'community', seed: 'Racial Equality Council' },
  { key: 'faith', name: 'Faith communities', sector: 'community' },
  { key: 'rural', name: 'Rural partnership', sector: 'partnership' },
  { key: 'parishes', name: 'Parish and town councils', sector: 'community', seed: 'Association of Parish Councils' },
  { key: 'environment', name: 'Environment forum', sector: 'partnership', seed: 'Forum for a Better Leicestershire' },
]

export const organisationId = (demo: Demo, key: string) => demo.id(`organisation-${key}`)

/** One person per role, labelled by the role: nobody here is a real person. The key is the local part of the address. */
const staff: { key: string; label: string; organisation: string; roles: { role: Role; scope?: string }[] }[] = [
  { key: 'officer-1', label: 'Engagement officer 1', organisation: 'county', roles: [{ role: 'officer' }] },
  { key: 'officer-2', label: 'Engagement officer 2', organisation: 'charnwood', roles: [{ role: 'officer' }] },
  { key: 'officer-3', label: 'Engagement officer 3', organisation: 'nhs', roles: [{ role: 'officer' }] },
  { key: 'keying-officer', label: 'Keying officer', organisation: 'county', roles: [{ role: 'keying_officer' }] },
  {
    key: 'translator-gu',
    label: 'Translator, Gujarati',
    organisation: 'county',
    roles: [{ role: 'translator', scope: 'gu' }],
  },
  { key: 'analyst', label: 'Analyst', organisation: 'county', roles: [{ role: 'analyst' }] },
  { key: 'secretariat', label: 'Secretariat', organisation: 'county', roles: [{ role: 'secretariat' }] },
  { key: 'jury-manager', label: 'Jury manager', organisation: 'cvs', roles: [{ role: 'jury_manager' }] },
  { key: 'facilitator-1', label: 'Facilitator 1', organisation: 'cvs', roles: [{ role: 'facilitator' }] },
  { key: 'facilitator-2', label: 'Facilitator 2', organisation: 'voluntary', roles: [{ role: 'facilitator' }] },
  { key: 'owner-nhs', label: 'Progress reporter, NHS', organisation: 'nhs', roles: [{ role: 'owner' }] },
  {
    key: 'owner-county',
    label: 'Progress reporter, county council',
    organisation: 'county',
    roles: [{ role: 'owner' }],
  },
  { key: 'owner-police', label: 'Progress reporter, police', organisation: 'police', roles: [{ role: 'owner' }] },
  {
    key: 'data-protection',
    label: 'Data protection officer',
    organisation: 'county',
    roles: [{ role: 'data_protection' }],
  },
  { key: 'administrator', label: 'Administrator', organisation: 'county', roles: [{ role: 'administrator' }] },
]

/** Adds a person with the parts they play from a given day; the address ends in a name that never resolves. */
export async function addPerson(
  demo: Demo,
  {
    key,
    label,
    organisation,
    roles,
    from = -800,
  }: {
    key: string
    label: string
    organisation: string | null
    roles: { role: Role; scope?: string }[]
    from?: number
  },
): Promise<string> {
  const person = {
    id: demo.id(`person-${key}`),
    email: `${key}@demonstration.example`,
    label,
    organisation_id: organisation && organisationId(demo, organisation),
    created_at: demo.at(from).toISOString(),
    disabled_at: null,
  }
  await demo.tx.insertInto('person').values(person).execute()
  await demo.tx
    .insertInto('role_grant')
    .values(
      roles.map(({ role, scope }) => ({
        id: demo.id(`grant-${key}-${role}`),
        person_id: person.id,
        role,
        scope_id: scope ?? null,
        valid_from: demo.day(from),
        valid_to: null,
      })),
    )
    .execute()
  return person.id
}

const themes = [
  'Safer communities',
  'Stronger, more cohesive communities',
  'Healthier communities',
  'Children and young people',
  'Prosperous economy, homes and transport',
  'Protected and greener environment',
  'More effective and efficient service delivery',
]

/** The twelve priorities that consultation, jury and board all point to. Titles in the languages that have them. */
export const priorities: { key: string; slug: string; theme: number; en: string; ur: string }[] = [
  {
    key: 'P01',
    slug: 'safer-roads',
    theme: 1,
    en: 'Safer roads and less speeding',
    ur: 'محفوظ سڑکیں اور کم تیز رفتاری',
  },
  {
    key: 'P02',
    slug: 'anti-social-behaviour',
    theme: 1,
    en: 'Less anti-social behaviour',
    ur: 'سماج مخالف رویے میں کمی',
  },
  {
    key: 'P03',
    slug: 'appointments',
    theme: 3,
    en: 'Getting a GP, dentist or hospital appointment',
    ur: 'جی پی، دندان ساز یا ہسپتال کا وقت ملنا',
  },
  {
    key: 'P04',
    slug: 'young-minds',
    theme: 4,
    en: 'Mental health support for young people',
    ur: 'نوجوانوں کی ذہنی صحت کے لیے مدد',
  },
  {
    key: 'P05',
    slug: 'young-places',
    theme: 4,
    en: 'Things to do and safe places for young people',
    ur: 'نوجوانوں کے لیے سرگرمیاں اور محفوظ جگہیں',
  },
  {
    key: 'P06',
    slug: 'buses',
    theme: 5,
    en: 'Buses in the evening, at weekends and in villages',
    ur: 'شام کو، ہفتے کے آخر میں اور دیہات میں بسیں',
  },
  {
    key: 'P07',
    slug: 'affordable-homes',
    theme: 5,
    en: 'Homes local people can afford',
    ur: 'مقامی لوگوں کی استطاعت کے مطابق گھر',
  },
  {
    key: 'P08',
    slug: 'independent-at-home',
    theme: 3,
    en: 'Help to stay independent at home',
    ur: 'گھر میں خود مختار رہنے کے لیے مدد',
  },
  {
    key: 'P09',
    slug: 'jobs-and-skills',
    theme: 5,
    en: 'Jobs, skills and apprenticeships',
    ur: 'نوکریاں، ہنر اور اپرنٹس شپ',
  },
  {
    key: 'P10',
    slug: 'clean-streets',
    theme: 6,
    en: 'Clean streets, parks and nature',
    ur: 'صاف گلیاں، پارک اور فطرت',
  },
  {
    key: 'P11',
    slug: 'flooding',
    theme: 6,
    en: 'Protection from flooding and a changing climate',
    ur: 'سیلاب اور بدلتی آب و ہوا سے تحفظ',
  },
  {
    key: 'P12',
    slug: 'one-front-door',
    theme: 7,
    en: 'One front door for council, health and police help',
    ur: 'کونسل، صحت اور پولیس کی مدد کے لیے ایک ہی دروازہ',
  },
]
export const priorityId = (demo: Demo, key: string) => demo.id(`priority-${key}`)

/** The partnership itself: organisations, staff, themes, priorities. */
export async function loadPartnership(demo: Demo): Promise<void> {
  const { tx, id } = demo
  await tx
    .insertInto('partnership')
    .values({
      id: id('partnership'),
      name: 'Leicestershire Together (demonstration)',
      contact:
        'Demonstration: there is no office to write to. A real partnership shows its post, telephone, Relay UK and BSL contacts here.',
      demonstration: 1,
      as_of: demo.asOf,
    })
    .execute()
  await tx
    .insertInto('organisation')
    .values(
      organisations.map((o) => ({
        id: organisationId(demo, o.key),
        name: o.name,
        sector: o.sector,
        is_council: o.council ? 1 : 0,
        seed_name: o.seed ?? null,
      })),
    )
    .execute()
  for (const person of staff) await addPerson(demo, person)
  await tx
    .insertInto('theme')
    .values(themes.map((title, i) => ({ id: id(`theme-${i + 1}`), position: i + 1, title })))
    .execute()
  for (const { key, slug, theme, en, ur } of priorities) {
    const title = await addText(tx, 'priority', inMoreLanguages({ en, ur }), { id: id(`text-priority-${key}`) })
    await tx
      .insertInto('priority')
      .values({
        id: priorityId(demo, key),
        slug,
        title_text_id: title,
        theme_id: id(`theme-${theme}`),
        created_on: demo.day(-420),
      })
      .execute()
  }
}

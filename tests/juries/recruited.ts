import { createHash } from 'node:crypto'
import { announceJury, createJury, juryBySlug } from '../../app/juries/jury-store.server.ts'
import { saveSession } from '../../app/juries/sessions/session-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { commission, now } from './jury.ts'

export const firstDay = '2026-11-07'

export interface Registered {
  /** "SELECTED", "POOL" or another status of the field. */
  status: 'SELECTED' | 'POOL' | 'TEST_SUBMISSION'
  alternate?: number
  age: 'young' | 'old'
  area: 'Blaby' | 'Melton'
  email?: string
  needs?: Record<string, string>
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

/** A jury with targets for age and area, its letters, and people who registered for it, `a1` for the first. */
export async function recruitedJury(
  db: Db,
  people: readonly Registered[],
  { slug = 'drawn', seats = 4, days = [firstDay, '2026-11-14'] } = {},
) {
  if (!(await db.selectFrom('person').select('id').where('id', '=', 'manager').executeTakeFirst())) {
    await db
      .insertInto('person')
      .values({
        id: 'manager',
        email: 'manager@example.org',
        label: 'Jury manager',
        organisation_id: null,
        created_at: now.toISOString(),
        disabled_at: null,
      })
      .execute()
  }
  await write(db, async (tx) => {
    const given = { publicName: slug, slug, commission: { ...commission, seats }, method: 'Jury', runBy: 'org' }
    await createJury(tx, { ...given, id: slug, personId: 'manager' }, now)
    const jury = (await juryBySlug(tx, slug))!
    await announceJury(tx, jury, 'manager', now)
    for (const [i, onDate] of days.entries()) {
      const session = { title: `Day ${i + 1}`, onDate, startsAt: '09:30', endsAt: '16:30', place: 'Hall', blocks: [] }
      await saveSession(
        tx,
        { juryId: slug, exerciseId: jury.exerciseId, session, id: `${slug}-day-${i + 1}`, personId: 'manager' },
        now,
      )
    }
    await tx
      .insertInto('jury_recruitment')
      .values({
        jury_id: slug,
        short_code: slug,
        opens_on: null,
        closes_on: null,
        dates: JSON.stringify(days),
        one_per_household: 1,
        alternates: 2,
        codes: 'per_letter',
        shared_code_hash: null,
        least_age: 16,
        honorarium: '£80 a day',
        support_note: 'Being paid may change your benefits. Ask an adviser first.',
        letters_made_at: null,
        deleted_at: null,
      })
      .execute()
    const half = { minimum: seats / 2, maximum: seats / 2, min_flex: null, max_flex: null, note: '' }
    for (const [i, [id, dimension, values]] of (
      [
        ['age', 'age', ['young', 'old']],
        ['area', 'district', ['Blaby', 'Melton']],
      ] as const
    ).entries()) {
      const criterion = { id: `${slug}-${id}`, jury_id: slug, position: i, name: id, dimension, reason: '' }
      await tx.insertInto('jury_criterion').values(criterion).execute()
      await tx
        .insertInto('jury_quota')
        .values(values.map((value, position) => ({ criterion_id: `${slug}-${id}`, position, value, ...half })))
        .execute()
    }
    for (const [i, person] of people.entries()) await register(tx, slug, i + 1, person)
  })
  return (await juryBySlug(db, slug))!
}

async function register(tx: Parameters<Parameters<typeof write>[1]>[0], slug: string, n: number, person: Registered) {
  const id = `${slug}-a${n}`
  await tx
    .insertInto('jury_address')
    .values({
      id: `address-${id}`,
      jury_id: slug,
      area: person.area,
      address: `${n} Canary Street`,
      household: `home-${n}`,
      oversampled: 0,
      drawn: 1,
    })
    .execute()
  await tx
    .insertInto('jury_invitation')
    .values({
      id: `letter-${id}`,
      jury_id: slug,
      address_id: `address-${id}`,
      area: person.area,
      code_hash: hash(`canary code ${id}`),
      number: n,
      test: 0,
      returned_on: null,
    })
    .execute()
  await tx
    .insertInto('jury_application')
    .values({
      id,
      jury_id: slug,
      external_id: `canary-external-${n}`,
      submission_key: `key-${id}`,
      reference_hash: hash(`reference ${id}`),
      status: person.status,
      source_type: 'online',
      invitation_id: `letter-${id}`,
      household: `home-${n}`,
      eligible: 1,
      dates: '[]',
      consent_on: '2026-10-01',
      language: 'en',
      selection_run_id: null,
      alternate_rank: person.alternate ?? null,
      extra: '{"canary":"extra"}',
      created_on: '2026-10-01',
      updated_on: '2026-10-01',
    })
    .execute()
  await tx
    .insertInto('jury_applicant_contact')
    .values({
      application_id: id,
      first_name: `Canaryfirst${n}`,
      last_name: `Canarylast${n}`,
      email: person.email ?? `${slug}-canary-${n}@example.org`,
      phone: `07700 9${String(n).padStart(5, '0')}`,
      address: `${n} Canary Street`,
      postcode: 'LE1 1AA',
      prefers: 'phone',
    })
    .execute()
  await tx
    .insertInto('jury_selection_value')
    .values([
      { application_id: id, criterion_id: `${slug}-age`, value: person.age },
      { application_id: id, criterion_id: `${slug}-area`, value: person.area },
    ])
    .execute()
  for (const [kind, detail] of Object.entries(person.needs ?? {}))
    await tx.insertInto('jury_need').values({ application_id: id, kind, detail }).execute()
}

import { randomInt, randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { keyedHash } from '../../ledger/keyed-hash.ts'
import { referenceFor, referenceHash } from '../../ledger/reference-code.ts'
import { type Pool, sameName, type Volunteer } from '../lottery/quota.ts'
import { categoriesOf, criteriaOf } from '../targets/target-store.server.ts'
import type { ApplicationStatus, ReasonAgainst, Registration } from './application.ts'
import { registrationHash } from './application-body.ts'

/** `accepted` now or `repeated` earlier with the same body: one application, one reference. `conflict`: another body. */
export type Registered = { kind: 'accepted' | 'repeated'; reference: string } | { kind: 'conflict' }

/** Ids that are given only where a data set has to be the same every time it is made. */
type Named = { id?: string; externalId?: string }

/**
 * Takes one registration in the caller's transaction: contact, characteristics and needs each into their own store.
 * Idempotent on the submission key through its unique constraint. Whether registration is open is decided before.
 */
export async function register(
  tx: Tx,
  secret: string,
  juryId: string,
  { id = randomUUID(), externalId, ...given }: Registration & Named,
  now: Date,
): Promise<Registered> {
  await uncountIneligible(tx, given.submissionKey)
  const invited = given.invitationId ? await householdOfInvitation(tx, given.invitationId) : null
  const inserted = await insertApplication(tx, secret, juryId, { ...given, id, externalId }, now, {
    invitation_id: given.invitationId,
    household: invited ?? householdHash(secret, juryId, given.household),
    dates: JSON.stringify(given.dates),
    body_hash: registrationHash(given),
  })
  if (!inserted) return (await registeredBefore(tx, secret, given.submissionKey, registrationHash(given)))!
  const { contact, values, needs } = given
  await tx
    .insertInto('jury_applicant_contact')
    .values({
      application_id: id,
      first_name: contact.firstName,
      last_name: contact.lastName,
      email: contact.email,
      phone: contact.phone,
      address: contact.address,
      postcode: contact.postcode,
      prefers: contact.prefers,
    })
    .execute()
  const said = Object.entries(values).map(([criterion_id, value]) => ({ application_id: id, criterion_id, value }))
  if (said.length) await tx.insertInto('jury_selection_value').values(said).execute()
  const needed = needs.map(({ kind, detail }) => ({ application_id: id, kind, detail }))
  if (needed.length) await tx.insertInto('jury_need').values(needed).execute()
  return { kind: 'accepted', reference: referenceFor(secret, given.submissionKey) }
}

/** What became of an earlier registration under this key, compared with what is sent now; undefined when there was none. */
export async function registeredBefore(
  db: Handle,
  secret: string,
  key: string,
  hash: string,
): Promise<Registered | undefined> {
  const known = await db
    .selectFrom('jury_application')
    .select('body_hash')
    .where('submission_key', '=', key)
    .where('why_not', 'is', null)
    .executeTakeFirst()
  if (!known) return undefined
  if (known.body_hash !== hash) return { kind: 'conflict' }
  return { kind: 'repeated', reference: referenceFor(secret, key) }
}

/**
 * Counts somebody who replied and cannot take part: the reason and nothing that names them, so that the number of
 * replies is right. Idempotent on the key.
 */
export async function countIneligible(
  tx: Tx,
  secret: string,
  juryId: string,
  given: Pick<Registration, 'submissionKey' | 'source' | 'test' | 'language'> & Named & { why: ReasonAgainst },
  now: Date,
): Promise<void> {
  await insertApplication(tx, secret, juryId, { id: randomUUID(), ...given }, now, { why_not: given.why, eligible: 0 })
}

/** Takes such a count back: somebody has corrected an answer and can take part after all. */
export async function uncountIneligible(tx: Tx, submissionKey: string): Promise<void> {
  await tx
    .deleteFrom('jury_application')
    .where('submission_key', '=', submissionKey)
    .where('why_not', 'is not', null)
    .execute()
}

async function insertApplication(
  tx: Tx,
  secret: string,
  juryId: string,
  given: Pick<Registration, 'submissionKey' | 'source' | 'test' | 'language'> & { id: string; externalId?: string },
  now: Date,
  more: Partial<{
    invitation_id: string | null
    household: string | null
    dates: string
    body_hash: string
    why_not: string
    eligible: number
  }>,
): Promise<boolean> {
  const day = londonDay(now)
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('jury_application')
    .values({
      id: given.id,
      jury_id: juryId,
      external_id: given.externalId ?? (await freeExternalId(tx, juryId)),
      submission_key: given.submissionKey,
      reference_hash: referenceHash(secret, referenceFor(secret, given.submissionKey)),
      status: given.test ? 'TEST_SUBMISSION' : 'POOL',
      source_type: given.source,
      invitation_id: null,
      household: null,
      eligible: 1,
      dates: '[]',
      consent_on: day,
      language: given.language,
      selection_run_id: null,
      alternate_rank: null,
      extra: '{}',
      body_hash: null,
      why_not: null,
      created_on: day,
      updated_on: day,
      ...more,
    })
    .onConflict((conflict) => conflict.column('submission_key').doNothing())
    .executeTakeFirst()
  return Boolean(numInsertedOrUpdatedRows)
}

/** What is kept of a household: enough to see that two people share one, useless for finding the address. */
export const householdHash = (secret: string, juryId: string, key: string): string | null =>
  key ? keyedHash(secret, `household:${juryId}:${key}`, 'hex').slice(0, 32) : null

async function householdOfInvitation(db: Handle, invitationId: string): Promise<string | null> {
  const row = await db
    .selectFrom('jury_invitation as i')
    .innerJoin('jury_address as a', 'a.id', 'i.address_id')
    .select('a.household')
    .where('i.id', '=', invitationId)
    .executeTakeFirst()
  return row?.household ?? null
}

const idAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** A random name for files and the public draw: neither order nor person can be told from it. */
async function freeExternalId(db: Handle, juryId: string): Promise<string> {
  for (;;) {
    const made = Array.from({ length: 8 }, () => idAlphabet[randomInt(idAlphabet.length)]).join('')
    const taken = await db
      .selectFrom('jury_application')
      .select('id')
      .where('jury_id', '=', juryId)
      .where('external_id', '=', made)
      .executeTakeFirst()
    if (!taken) return made
  }
}

export interface StoredPool {
  pool: Pool
  /** Per volunteer of the pool, the application's id. */
  ids: string[]
  /** Who is left out because a characteristic is missing or no longer in the list. */
  incomplete: { externalId: string; criterion: string; value: string | null }[]
}

/** Everybody in the pool who can be drawn, by their names in files, against the jury's targets. */
export async function poolOf(db: Handle, juryId: string): Promise<StoredPool> {
  const categories = await categoriesOf(db, juryId)
  const criteria = await criteriaOf(db, juryId)
  const people = await db
    .selectFrom('jury_application')
    .select(['id', 'external_id', 'household'])
    .where('jury_id', '=', juryId)
    .where('status', '=', 'POOL')
    .where('eligible', '=', 1)
    .execute()
  const said = await db
    .selectFrom('jury_selection_value as v')
    .innerJoin('jury_application as a', 'a.id', 'v.application_id')
    .select(['v.application_id', 'v.criterion_id', 'v.value'])
    .where('a.jury_id', '=', juryId)
    .where('a.status', '=', 'POOL')
    .execute()
  const values = new Map(said.map((row) => [`${row.application_id} ${row.criterion_id}`, row.value]))
  const volunteers: Volunteer[] = []
  const ids: string[] = []
  const incomplete: StoredPool['incomplete'] = []
  // Sorted here and not by the database: the two dialects order text differently, and the draw depends on the order.
  for (const person of people.sort((a, b) => (a.external_id < b.external_id ? -1 : 1))) {
    const stated = criteria.map(({ id }) => values.get(`${person.id} ${id}`) ?? null)
    const places = stated.map((value, c) =>
      value === null ? -1 : categories[c]!.values.findIndex(({ name }) => sameName(name) === sameName(value)),
    )
    const c = places.indexOf(-1)
    if (c === -1) {
      volunteers.push({ id: person.external_id, values: places, household: person.household })
      ids.push(person.id)
    } else incomplete.push({ externalId: person.external_id, criterion: criteria[c]!.name, value: stated[c]! })
  }
  return { pool: { categories, volunteers }, ids, incomplete }
}

/** How many replied, by status, eligibility and way, as it stands now. */
export async function countApplications(db: Handle, juryId: string) {
  const rows = await db
    .selectFrom('jury_application')
    .select(['status', 'eligible', 'source_type as source', 'why_not as whyNot'])
    .select((eb) => eb.fn.countAll().as('people'))
    .where('jury_id', '=', juryId)
    .groupBy(['status', 'eligible', 'source_type', 'why_not'])
    .execute()
  return rows.map((row) => ({ ...row, eligible: row.eligible === 1, people: Number(row.people) }))
}

/** Gives applications of a jury another status, for instance when they are drawn or withdraw. */
export async function setStatus(
  tx: Tx,
  juryId: string,
  ids: readonly string[],
  status: ApplicationStatus,
  now: Date,
): Promise<void> {
  for (let i = 0; i < ids.length; i += 500) {
    await tx
      .updateTable('jury_application')
      .set({ status, updated_on: londonDay(now) })
      .where('jury_id', '=', juryId)
      .where('id', 'in', ids.slice(i, i + 500))
      .execute()
  }
}

/**
 * Somebody in the pool takes their consent back: they are out of it, and what they said of themselves for the draw is
 * gone at once. Nothing is done for who has been drawn or withdrawn meanwhile. In the log stands that it was done, and
 * nobody's name.
 */
export async function takeConsentBack(
  tx: Tx,
  { juryId, applicationId }: { juryId: string; applicationId: string },
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('jury_application')
    .set({ status: 'WITHDRAWN', updated_on: londonDay(now) })
    .where('jury_id', '=', juryId)
    .where('id', '=', applicationId)
    .where('status', '=', 'POOL')
    .executeTakeFirst()
  if (!Number(numUpdatedRows)) return false
  await tx.deleteFrom('jury_selection_value').where('application_id', '=', applicationId).execute()
  await logAct(tx, now, { personId: null, did: 'took consent back', objectKind: 'jury', objectId: juryId })
  return true
}

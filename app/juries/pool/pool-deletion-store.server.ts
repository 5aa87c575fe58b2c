import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Db, type Handle, isSqlite, type Tx, write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import { sha256 } from '../../ledger/commitment.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { forgetPseudonyms, forgetSalts } from '../draw/draw-store.server.ts'
import { balanceOf } from '../lottery/balance.ts'
import { talliesOf } from '../lottery/drop-out.ts'
import { holdersOf } from '../seats/holder-store.server.ts'
import { firstSessionOf, promisedDayOf } from '../sessions/session-store.server.ts'
import { criteriaOf } from '../targets/target-store.server.ts'
import { type Deleted, type DeletionCertificate, deletionDay, jurorDeletionDay, staysBecause } from './pool-deletion.ts'

/**
 * Deletes, in every jury whose time has come, all who registered and did not sit, and after the follow-up the jurors'
 * details too (P-6). Runs again harmlessly.
 */
export async function deletePools(db: Db, now: Date): Promise<void> {
  const juries = await db
    .selectFrom('jury')
    .select(['id', 'slug', 'follow_up_12_on as followUp12On'])
    .where((eb) =>
      eb.or([
        eb('id', 'in', (q) => q.selectFrom('jury_application').select('jury_id').where('status', '<>', 'DELETED')),
        eb('id', 'in', (q) => q.selectFrom('jury_member').select('jury_id').where('person_id', 'is not', null)),
      ]),
    )
    .execute()
  let deleted = false
  for (const jury of juries) deleted = (await write(db, (tx) => deletePool(tx, jury, now))) || deleted
  // What was deleted is overwritten in the file; this takes it out of the log beside it too.
  if (deleted && isSqlite(db)) await sql`pragma wal_checkpoint(truncate)`.execute(db)
}

/** The day on which a jury's pool is deleted. */
export const deletionDayOf = async (db: Handle, juryId: string): Promise<string | null> =>
  deletionDay((await firstSessionOf(db, juryId))?.onDate ?? null, await promisedDayOf(db, juryId))

interface DueJury {
  id: string
  slug: string
  followUp12On: string | null
}

async function deletePool(tx: Tx, jury: DueJury, now: Date): Promise<boolean> {
  const today = londonDay(now)
  const due = await deletionDayOf(tx, jury.id)
  if (due === null || today < due) return false
  const ends = jurorDeletionDay(jury.followUp12On ?? '')
  const followUpEnded = ends !== null && today >= ends
  const people = await whoIsThere(tx, jury.id)
  const because = people.map((person) => staysBecause(person, followUpEnded))
  const going = people.filter((_, i) => because[i] === null)
  if (!going.length) return false
  const number = (await certificatesOf(tx, jury.id)).length + 1
  if (number === 1) await keepDropOut(tx, jury.id)
  const applied = going.filter(({ id }) => id !== null)
  const test = applied.filter(({ status }) => status === 'TEST_SUBMISSION').length
  const content: DeletionCertificate = {
    jury: jury.slug,
    number,
    deleted_on: today,
    rule: 'P-6',
    kept: because.filter((reason) => reason === 'juror').length,
    kept_until_paid: because.filter((reason) => reason === 'owed').length,
    ...(await deletePeople(tx, jury.id, going, today)),
    ...(await deleteLetters(tx, jury.id)),
    jurors: going.filter(({ memberState }) => memberState === 'seated' || memberState === 'left').length,
    applications: applied.length - test,
    test_applications: test,
  }
  await forgetSalts(tx, jury.id)
  const { seq } = await record(tx, 'jury.pool_deleted', { ...content }, today)
  await tx
    .insertInto('deletion_certificate')
    .values({
      id: randomUUID(),
      jury_id: jury.id,
      number,
      deleted_on: today,
      content: canonicalJson({ ...content }),
      hash: sha256(canonicalJson({ ...content })),
      ledger_seq: seq,
    })
    .execute()
  await tx.updateTable('jury_pool_file').set({ notes: '[]' }).where('jury_id', '=', jury.id).execute()
  await tx
    .updateTable('jury_recruitment')
    .set({ deleted_at: now.toISOString() })
    .where('jury_id', '=', jury.id)
    .execute()
  return true
}

/**
 * Everybody who registered and is not deleted, with the seat they have and whether a payment is owed; and members from a
 * list, of whom there is no registration (`id` is null) and a sign-in at most.
 */
async function whoIsThere(db: Handle, juryId: string) {
  const applied = await db
    .selectFrom('jury_application as a')
    .leftJoin('juror as j', 'j.application_id', 'a.id')
    .leftJoin('jury_member as m', 'm.id', 'j.member_id')
    .leftJoin('juror_payment as p', (join) => join.onRef('p.member_id', '=', 'm.id').on('p.paid_on', 'is', null))
    .select(['a.id', 'a.status', 'm.id as memberId', 'm.person_id as personId', 'm.state as memberState'])
    .select((eb) => eb.fn.count('p.id').as('owed'))
    .where('a.jury_id', '=', juryId)
    .where('a.status', '<>', 'DELETED')
    .groupBy(['a.id', 'a.status', 'm.id', 'm.person_id', 'm.state'])
    .execute()
  const listed = await db
    .selectFrom('jury_member as m')
    .leftJoin('juror as j', 'j.member_id', 'm.id')
    .leftJoin('juror_payment as p', (join) => join.onRef('p.member_id', '=', 'm.id').on('p.paid_on', 'is', null))
    .select(['m.id as memberId', 'm.person_id as personId', 'm.state as memberState'])
    .select((eb) => eb.fn.count('p.id').as('owed'))
    .where('m.jury_id', '=', juryId)
    .where('j.application_id', 'is', null)
    .where('m.person_id', 'is not', null)
    .groupBy(['m.id', 'm.person_id', 'm.state'])
    .execute()
  return [...applied, ...listed.map((row) => ({ ...row, id: null, status: null }))].map((row) => ({
    ...row,
    owed: Number(row.owed) > 0,
  }))
}

/** Deletes one who registered, as the whole pool is deleted when its day comes. False when there is nobody to delete. */
export async function deleteOne(tx: Tx, juryId: string, applicationId: string, today: string): Promise<boolean> {
  const going = (await whoIsThere(tx, juryId)).filter(({ id }) => id === applicationId)
  if (!going.length) return false
  await deletePeople(tx, juryId, going, today)
  return true
}

/** How many of those who registered will go when the day comes, and how many stay, and why. */
export async function poolNow(db: Handle, juryId: string, followUpEnded: boolean) {
  const because = (await whoIsThere(db, juryId)).map((person) => staysBecause(person, followUpEnded))
  return {
    going: because.filter((reason) => reason === null).length,
    jurors: because.filter((reason) => reason === 'juror').length,
    owed: because.filter((reason) => reason === 'owed').length,
  }
}

type Going = Awaited<ReturnType<typeof whoIsThere>>

const many = 500

async function deletePeople(
  tx: Tx,
  juryId: string,
  going: Going,
  today: string,
): Promise<Omit<Deleted, 'jurors' | 'codes' | 'addresses' | 'drafts'>> {
  const count = { applications: 0, test_applications: 0, contacts: 0, characteristics: 0, needs: 0, calls: 0 }
  const signIns = await deleteSignIns(tx, juryId, going, today)
  const removed = async (query: { executeTakeFirst(): Promise<{ numDeletedRows: bigint }> }) =>
    Number((await query.executeTakeFirst()).numDeletedRows)
  for (let i = 0; i < going.length; i += many) {
    const some = going.slice(i, i + many)
    const ids = some.flatMap(({ id }) => id ?? [])
    if (!ids.length) ids.push('')
    const members = some.flatMap(({ memberId }) => (memberId ? [memberId] : []))
    count.contacts += await removed(tx.deleteFrom('jury_applicant_contact').where('application_id', 'in', ids))
    count.characteristics += await removed(tx.deleteFrom('jury_selection_value').where('application_id', 'in', ids))
    count.needs += await removed(tx.deleteFrom('jury_need').where('application_id', 'in', ids))
    await forgetPseudonyms(tx, ids)
    count.calls += await removed(tx.deleteFrom('jury_call').where('application_id', 'in', ids))
    if (members.length) {
      // What is said of arrivals and payments stays with the badge: accounts are kept, and name nobody.
      await tx.deleteFrom('juror_arrangement').where('member_id', 'in', members).execute()
      await tx.deleteFrom('juror').where('member_id', 'in', members).execute()
    }
    await tx
      .updateTable('jury_application')
      .set((eb) => ({
        status: 'DELETED',
        external_id: eb.ref('id'),
        submission_key: eb.ref('id'),
        reference_hash: '',
        invitation_id: null,
        household: null,
        dates: '[]',
        consent_on: '',
        language: '',
        extra: '{}',
        body_hash: null,
        created_on: today,
        updated_on: today,
      }))
      .where('id', 'in', ids)
      .execute()
  }
  return { ...count, ...signIns }
}

/** Sign-ins of people who go and have no other part here, and every message to those who go. */
async function deleteSignIns(tx: Tx, juryId: string, going: Going, today: string) {
  const addresses = await addressesOf(tx, going)
  const people = going.flatMap(({ personId }) => personId ?? [])
  await tx
    .updateTable('role_grant')
    .set({ valid_to: today })
    .where('role', '=', 'juror')
    .where('scope_id', '=', juryId)
    .where('valid_to', 'is', null)
    .where('person_id', 'in', people.length ? people : [''])
    .execute()
  let sign_ins = 0
  for (const { personId, memberId } of going) {
    if (!personId || !memberId) continue
    await tx.updateTable('jury_member').set({ person_id: null }).where('id', '=', memberId).execute()
    if (await hasAnotherPart(tx, personId, today)) continue
    sign_ins++
    await tx.deleteFrom('session').where('person_id', '=', personId).execute()
    await tx.deleteFrom('sign_in_link').where('person_id', '=', personId).execute()
    await tx
      .updateTable('person')
      .set({ email: `${personId}@deleted.invalid`, disabled_at: today })
      .where('id', '=', personId)
      .execute()
  }
  return { messages: await deleteMessages(tx, addresses), sign_ins }
}

/** Where those who go were written to, in small letters. */
async function addressesOf(tx: Tx, going: Going): Promise<string[]> {
  const found = new Set<string>()
  for (let i = 0; i < going.length; i += many) {
    const some = going.slice(i, i + many)
    const contacts = await tx
      .selectFrom('jury_applicant_contact')
      .select('email')
      .where('application_id', 'in', ['', ...some.flatMap(({ id }) => id ?? [])])
      .execute()
    const people = await tx
      .selectFrom('person')
      .select('email')
      .where('id', 'in', ['', ...some.flatMap(({ personId }) => personId ?? [])])
      .execute()
    for (const { email } of [...contacts, ...people]) if (email) found.add(email.toLowerCase())
  }
  return [...found]
}

/** Messages to addresses that nobody signs in with any more: somebody who stays may share one with somebody who goes. */
async function deleteMessages(tx: Tx, addresses: readonly string[]): Promise<number> {
  let messages = 0
  for (let i = 0; i < addresses.length; i += many) {
    const some = addresses.slice(i, i + many)
    const staying = await tx.selectFrom('person').select('email').where('email', 'in', some).execute()
    const gone = some.filter((email) => !staying.some((person) => person.email === email))
    if (!gone.length) continue
    const result = await tx.deleteFrom('outbox').where('to_address', 'in', gone).executeTakeFirst()
    messages += Number(result.numDeletedRows)
  }
  return messages
}

async function hasAnotherPart(tx: Tx, personId: string, today: string): Promise<boolean> {
  const part = await tx
    .selectFrom('role_grant')
    .select('id')
    .where('person_id', '=', personId)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', today)]))
    .executeTakeFirst()
  const seat = await tx.selectFrom('jury_member').select('id').where('person_id', '=', personId).executeTakeFirst()
  return part !== undefined || seat !== undefined
}

/** Codes and addresses of the letters; what remains is how many went to which area. */
async function deleteLetters(tx: Tx, juryId: string): Promise<Pick<Deleted, 'codes' | 'addresses' | 'drafts'>> {
  const codes = await tx
    .updateTable('jury_invitation')
    .set((eb) => ({ code_hash: eb.ref('id') }))
    .where('jury_id', '=', juryId)
    .whereRef('code_hash', '<>', 'id')
    .executeTakeFirst()
  const addresses = await tx
    .updateTable('jury_address')
    .set({ address: '', household: '' })
    .where('jury_id', '=', juryId)
    .where('address', '<>', '')
    .executeTakeFirst()
  await tx.updateTable('jury_recruitment').set({ shared_code_hash: null }).where('jury_id', '=', juryId).execute()
  const drafts = await tx.deleteFrom('jury_registration_draft').where('jury_id', '=', juryId).executeTakeFirst()
  return {
    codes: Number(codes.numUpdatedRows),
    addresses: Number(addresses.numUpdatedRows),
    drafts: Number(drafts.numDeletedRows),
  }
}

/** All that later juries learn from this one: of so many people with a value so many did not take their seat. */
async function keepDropOut(tx: Tx, juryId: string): Promise<void> {
  const tallies = await taughtBy(tx, juryId)
  if (!tallies.length) return
  await tx
    .insertInto('jury_drop_out')
    .values(tallies.map((tally) => ({ jury_id: juryId, ...tally })))
    .onConflict((conflict) => conflict.columns(['jury_id', 'criterion', 'value']).doNothing())
    .execute()
}

/** What this jury teaches while its pool is there: everybody who was asked, and whether they came. */
async function taughtBy(db: Handle, juryId: string) {
  const criteria = await criteriaOf(db, juryId)
  const asked = (await holdersOf(db, juryId)).filter(
    ({ applicationId, state, status, values }) =>
      // Who took their consent back before the draw was never asked, and nothing is known of them any more.
      applicationId && values.size > 0 && (state === 'seated' || state === 'left' || status === 'WITHDRAWN'),
  )
  const { categories, volunteers } = balanceOf(criteria, asked)
  const records = volunteers.map(({ values }, i) => {
    const { state } = asked[i]!
    return { values, droppedOut: state !== 'seated' && state !== 'left' }
  })
  return talliesOf(categories, records).filter(({ criterion, value, people }) => people > 0 && (value || !criterion))
}

/** The certificates of a jury's deletions, oldest first. */
export async function certificatesOf(db: Handle, juryId: string) {
  const rows = await db
    .selectFrom('deletion_certificate')
    .select(['number', 'deleted_on as deletedOn', 'content', 'hash', 'ledger_seq as ledgerSeq'])
    .where('jury_id', '=', juryId)
    .orderBy('number')
    .execute()
  return rows.map(({ content, ...row }) => ({ ...row, content: JSON.parse(content) as DeletionCertificate }))
}

/** What earlier juries taught of dropping out, this one's own experience left out. */
export const dropOutLearned = (db: Handle, exceptJuryId: string) =>
  db
    .selectFrom('jury_drop_out')
    .select(['criterion', 'value', 'people', 'dropped'])
    .where('jury_id', '<>', exceptJuryId)
    .orderBy('criterion')
    .orderBy('value')
    .execute()

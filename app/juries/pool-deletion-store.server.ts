import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Db, type Handle, isSqlite, type Tx, write } from '../../db/connect.ts'
import { londonDay } from '../engagement/london-day.ts'
import { canonicalJson } from '../ledger/canonical.ts'
import { sha256 } from '../ledger/commitment.ts'
import { record } from '../ledger/ledger-store.server.ts'
import { balanceOf } from './balance.ts'
import { forgetPseudonyms, forgetSalts } from './draw-store.server.ts'
import { talliesOf } from './drop-out.ts'
import { holdersOf } from './holder-store.server.ts'
import { type Deleted, type DeletionCertificate, deletionDay, staysBecause } from './pool-deletion.ts'
import { firstSessionOf } from './session-store.server.ts'
import { criteriaOf } from './target-store.server.ts'

/** Deletes, in every jury whose time has come, all who registered and did not sit (P-6). Runs again harmlessly. */
export async function deletePools(db: Db, now: Date): Promise<void> {
  const juries = await db
    .selectFrom('jury')
    .select(['id', 'slug'])
    .where('id', 'in', (q) => q.selectFrom('jury_application').select('jury_id').where('status', '<>', 'DELETED'))
    .execute()
  let deleted = false
  for (const jury of juries) deleted = (await write(db, (tx) => deletePool(tx, jury, now))) || deleted
  // What was deleted is overwritten in the file; this takes it out of the log beside it too.
  if (deleted && isSqlite(db)) await sql`pragma wal_checkpoint(truncate)`.execute(db)
}

async function deletePool(tx: Tx, jury: { id: string; slug: string }, now: Date): Promise<boolean> {
  const today = londonDay(now)
  const due = deletionDay((await firstSessionOf(tx, jury.id))?.onDate ?? null)
  if (due === null || today < due) return false
  const people = await whoIsThere(tx, jury.id)
  const going = people.filter((person) => staysBecause(person) === null)
  if (!going.length) return false
  const number = (await certificatesOf(tx, jury.id)).length + 1
  if (number === 1) await keepDropOut(tx, jury.id)
  const test = going.filter(({ status }) => status === 'TEST_SUBMISSION').length
  const content: DeletionCertificate = {
    jury: jury.slug,
    number,
    deleted_on: today,
    rule: 'P-6',
    kept: people.filter((person) => staysBecause(person) === 'juror').length,
    kept_until_paid: people.filter((person) => staysBecause(person) === 'owed').length,
    ...(await deletePeople(tx, jury.id, going, today)),
    ...(await deleteLetters(tx, jury.id)),
    applications: going.length - test,
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
  await tx
    .updateTable('jury_recruitment')
    .set({ deleted_at: now.toISOString() })
    .where('jury_id', '=', jury.id)
    .execute()
  return true
}

/** Every application that is not deleted, with the seat its holder has and whether a payment is owed. */
async function whoIsThere(db: Handle, juryId: string) {
  const rows = await db
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
  return rows.map((row) => ({ ...row, owed: Number(row.owed) > 0 }))
}

/** How many of those who registered will go when the day comes, and how many stay, and why. */
export async function poolNow(db: Handle, juryId: string) {
  const because = (await whoIsThere(db, juryId)).map(staysBecause)
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
): Promise<Omit<Deleted, 'codes' | 'addresses' | 'drafts'>> {
  const count = { applications: 0, test_applications: 0, contacts: 0, characteristics: 0, needs: 0, calls: 0 }
  const signIns = await deleteSignIns(tx, juryId, going, today)
  const removed = async (query: { executeTakeFirst(): Promise<{ numDeletedRows: bigint }> }) =>
    Number((await query.executeTakeFirst()).numDeletedRows)
  for (let i = 0; i < going.length; i += many) {
    const some = going.slice(i, i + many)
    const ids = some.map(({ id }) => id)
    const members = some.flatMap(({ memberId }) => (memberId ? [memberId] : []))
    count.contacts += await removed(tx.deleteFrom('jury_applicant_contact').where('application_id', 'in', ids))
    count.characteristics += await removed(tx.deleteFrom('jury_selection_value').where('application_id', 'in', ids))
    count.needs += await removed(tx.deleteFrom('jury_need').where('application_id', 'in', ids))
    await forgetPseudonyms(tx, ids)
    count.calls += await removed(tx.deleteFrom('jury_call').where('application_id', 'in', ids))
    if (members.length) {
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

/** Sign-ins of people who do not sit and have no other part, and every message to them. */
async function deleteSignIns(tx: Tx, juryId: string, going: Going, today: string) {
  const people = going.flatMap(({ personId }) => (personId ? [personId] : []))
  const contacts: string[] = []
  for (let i = 0; i < going.length; i += many) {
    const ids = going.slice(i, i + many).map(({ id }) => id)
    const rows = await tx
      .selectFrom('jury_applicant_contact')
      .select('email')
      .where('application_id', 'in', ids)
      .execute()
    contacts.push(...rows.map(({ email }) => email.toLowerCase()).filter(Boolean))
  }
  let messages = 0
  for (let i = 0; i < contacts.length; i += many) {
    const some = contacts.slice(i, i + many)
    // Somebody who sits may share the address with somebody who does not: the juror's messages stay.
    const shared = await tx
      .selectFrom('person')
      .select('email')
      .where('email', 'in', some)
      .where('id', 'not in', people.length ? people : [''])
      .execute()
    const gone = some.filter((email) => !shared.some((person) => person.email === email))
    if (!gone.length) continue
    const result = await tx.deleteFrom('outbox').where('to_address', 'in', gone).executeTakeFirst()
    messages += Number(result.numDeletedRows)
  }
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
  return { messages, sign_ins }
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
    ({ applicationId, state, status }) =>
      applicationId && (state === 'seated' || state === 'left' || status === 'WITHDRAWN'),
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

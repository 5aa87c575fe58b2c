import { type Db, type Handle, type Tx, write } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { payloadAt, record } from '../../ledger/ledger-store.server.ts'
import { referenceHash } from '../../ledger/reference-code.ts'
import { cellsOf, findByReference, withdraw } from '../answering/response-store.server.ts'
import { countPeople } from '../coverage/answer-counter-store.server.ts'
import { countMonitoring } from '../equality/monitoring-store.server.ts'
import { snapshotOf } from './snapshot-store.server.ts'

/** A letter that came after closing: where it was keyed, never what it says. */
export interface LatePost {
  id: string
  batch: string | null
  number: string | null
  receivedOn: string
  status: string
  postedOn: string | null
  reason: string | null
  firstBy: string | null
  first: string | null
  second: string | null
}

/** Letters of an exercise that came after closing, those that nobody has spoken for first. */
export async function latePostOf(db: Handle, exerciseId: string): Promise<LatePost[]> {
  const rows = await db
    .selectFrom('response as r')
    .innerJoin('consultation as c', 'c.id', 'r.consultation_id')
    .leftJoin('late_post as l', 'l.response_id', 'r.id')
    .leftJoin('person as one', 'one.id', 'l.first_by')
    .leftJoin('person as two', 'two.id', 'l.second_by')
    .select(['r.id', 'r.source', 'r.source_row', 'r.received_on', 'r.status', 'l.posted_on', 'l.reason', 'l.first_by'])
    .select(['one.label as first', 'two.label as second'])
    .where('c.exercise_id', '=', exerciseId)
    .where('r.channel', '=', 'paper')
    .where((eb) =>
      eb.or([
        eb('r.status', '=', 'late'),
        eb.and([eb('r.status', 'in', ['counted', 'outside']), eb('l.response_id', 'is not', null)]),
      ]),
    )
    .orderBy('r.received_on')
    .orderBy('r.id')
    .execute()
  const batches = await db.selectFrom('paper_batch').select(['id', 'name']).execute()
  const names = new Map(batches.map(({ id, name }) => [`paper ${id}`, name]))
  const all = rows.map((row) => ({
    id: row.id,
    batch: row.source && (names.get(row.source) ?? row.source),
    number: row.source_row,
    receivedOn: row.received_on,
    status: row.status,
    postedOn: row.posted_on,
    reason: row.reason,
    firstBy: row.first_by,
    first: row.first,
    second: row.second,
  }))
  const stage = ({ status, firstBy }: LatePost) => (status !== 'late' ? 2 : firstBy ? 1 : 0)
  return all.sort((a, b) => stage(a) - stage(b))
}

interface By {
  exerciseId: string
  responseId: string
  personId: string
}

const known = async (tx: Tx, { exerciseId, responseId }: By) =>
  (await latePostOf(tx, exerciseId)).find(({ id, status }) => id === responseId && status === 'late')

/** The first of two says that a letter was posted in time, and how that is known. False where that is done or there is none. */
export async function proposeLatePost(
  tx: Tx,
  by: By & { postedOn: string; reason: string },
  now: Date,
): Promise<boolean> {
  const letter = await known(tx, by)
  if (!letter || letter.firstBy) return false
  const { responseId, personId, postedOn, reason } = by
  const first = { response_id: responseId, posted_on: postedOn, reason, first_by: personId, first_on: londonDay(now) }
  await tx
    .insertInto('late_post')
    .values({ ...first, second_by: null, decided_on: null })
    .execute()
  await logAct(tx, now, { personId, did: 'late-post.proposed', objectKind: 'response', objectId: responseId })
  return true
}

export type Decided = 'decided' | 'same_person' | 'not_there'

/**
 * The second lets the letter count, among residents or among those from outside, with its counters and a ledger entry, or takes the proposal away: it then stays
 * among the late ones, read and reported apart.
 */
export async function decideLatePost(tx: Tx, by: By & { accepts: boolean }, now: Date): Promise<Decided> {
  const letter = await known(tx, by)
  if (!letter?.firstBy) return 'not_there'
  const { responseId, personId, accepts } = by
  if (letter.firstBy === personId && accepts) return 'same_person'
  const log = (did: string) => logAct(tx, now, { personId, did, objectKind: 'response', objectId: responseId })
  if (!accepts) {
    await tx.deleteFrom('late_post').where('response_id', '=', responseId).execute()
    await log('late-post.kept-out')
    return 'decided'
  }
  const row = await tx
    .selectFrom('response')
    .select(['consultation_id', 'channel', 'language', 'district_id', 'forum_id', 'monitoring_key', 'ledger_seq'])
    .where('id', '=', responseId)
    .executeTakeFirstOrThrow()
  // While it is late, only what the ledger commits to still says where it came from.
  const payload = row.ledger_seq === null ? undefined : await payloadAt(tx, row.ledger_seq)
  const outside = (payload as { outside?: boolean } | undefined)?.outside === true
  await tx
    .updateTable('response')
    .set({ status: outside ? 'outside' : 'counted' })
    .where('id', '=', responseId)
    .execute()
  const place = { district: row.district_id, forum: row.forum_id }
  await countPeople(tx, row.consultation_id, cellsOf({ ...row, ...place, outside }), 1)
  if (row.monitoring_key) await countMonitoring(tx, row.monitoring_key)
  await tx
    .updateTable('late_post')
    .set({ second_by: personId, decided_on: londonDay(now) })
    .where('response_id', '=', responseId)
    .execute()
  const accepted = { response: responseId, posted: letter.postedOn!, reason: letter.reason! }
  await record(tx, 'late-post.accepted', accepted, londonDay(now))
  await log('late-post.accepted')
  return 'decided'
}

/** Takes out an answer that was given to try the form out, by its reference. False when there is none in this exercise. */
export async function noteTestAnswer(
  tx: Tx,
  secret: string,
  by: { exerciseId: string; reference: string; reason: string; personId: string },
  now: Date,
): Promise<boolean> {
  const found = await findByReference(tx, secret, by.reference)
  if (!found || found.exerciseId !== by.exerciseId) return false
  const { id } = await tx
    .selectFrom('response')
    .select('id')
    .where('reference_hash', '=', referenceHash(secret, by.reference))
    .executeTakeFirstOrThrow()
  if (!(await withdraw(tx, secret, by.reference, now))) return false
  await tx
    .insertInto('test_answer')
    .values({ response_id: id, reason: by.reason, noted_by: by.personId, noted_on: londonDay(now) })
    .execute()
  await logAct(tx, now, { personId: by.personId, did: 'test-answer.noted', objectKind: 'response', objectId: id })
  return true
}

/** Does what is asked in one transaction, unless the answers have been frozen meanwhile. */
export const unlessFrozen = <T>(db: Db, exerciseId: string, work: (tx: Tx) => Promise<T>): Promise<T | 'frozen'> =>
  write(db, async (tx) => ((await snapshotOf(tx, exerciseId, 'analysis')) ? 'frozen' : work(tx)))

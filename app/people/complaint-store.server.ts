import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Handle, Tx } from '../../db/connect.ts'
import type { Way } from '../../db/tables/people.ts'
import { londonDay } from '../engagement/london-day.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { record } from '../ledger/ledger-store.server.ts'
import { readReference, referenceFor, referenceHash } from '../ledger/reference-code.ts'
import {
  type ComplaintAbout,
  type ComplaintCame,
  type ComplaintDays,
  type ComplaintOutcome,
  complaintCame,
} from './complaint.ts'

/** What somebody sends: the words, and where to write to if they say. `key` makes a form sent twice one complaint. */
export interface NewComplaint {
  key: string
  about: ComplaintAbout
  exerciseId: string | null
  body: string
  wanted: string
  language: string
  way: Way | null
  address: string | null
  /** Where somebody at the desk writes down what came to them: how, on which day, from which the clock runs, and who. */
  entered?: { came: ComplaintCame; on: string; personId: string }
}

/** What was written and answered; gone when its time is over. */
export interface ComplaintContent {
  body: string
  wanted: string
  language: string
  way: Way | null
  address: string | null
  answer: string
}

export interface Complaint extends ComplaintDays {
  id: string
  number: number
  about: ComplaintAbout
  exercise: { title: string; slug: string } | null
  outcome: ComplaintOutcome | null
  key: string | null
  content: ComplaintContent | null
}

/** A complaint's key is nobody's submission: its reference never meets that of an answer. */
export const complaintReference = (secret: string, key: string): string => referenceFor(secret, `complaint:${key}`)

/** Keeps a complaint, once for its key, apart from every other store. */
export async function complain(tx: Tx, secret: string, given: NewComplaint, now: Date): Promise<void> {
  const { key, about, exerciseId, body, wanted, language, way, address, entered } = given
  const known = await tx.selectFrom('complaint').select('id').where('submission_key', '=', key).executeTakeFirst()
  if (known) return
  const id = randomUUID()
  const { last } = await tx
    .selectFrom('complaint')
    .select((eb) => eb.fn.max('number').as('last'))
    .executeTakeFirstOrThrow()
  const number = Number(last ?? 0) + 1
  await tx
    .insertInto('complaint')
    .values({
      id,
      number,
      about,
      exercise_id: exerciseId,
      received_on: entered?.on ?? londonDay(now),
      submission_key: key,
      reference_hash: referenceHash(secret, complaintReference(secret, key)),
      acknowledged_on: null,
      answer_by: null,
      answered_on: null,
      outcome: null,
      closed_on: null,
    })
    .execute()
  const content = { complaint_id: id, body, wanted, language, way, address, answer: '' }
  await tx.insertInto('complaint_content').values(content).execute()
  const came = entered && { came: entered.came, received: entered.on }
  await noteStep(tx, { id, number }, 'received', entered?.personId ?? null, now, came)
}

/** One kind of entry for every step: the open ledger does not tell how many complaints there are. */
export async function noteStep(
  tx: Tx,
  { id, number }: Pick<Complaint, 'id' | 'number'>,
  did: string,
  personId: string | null,
  now: Date,
  came: Record<string, string> = {},
): Promise<void> {
  await record(tx, 'complaint.step', { number, did, on: londonDay(now) }, londonDay(now))
  await logAct(tx, now, {
    personId,
    did: `complaint: ${did}`,
    objectKind: 'complaint',
    objectId: id,
    detail: { number, ...came },
  })
}

/** Who wrote a complaint down at the desk, when, and how it had come; undefined where its sender typed it. */
export async function enteredBy(db: Handle, id: string) {
  const row = await db
    .selectFrom('actor_event as a')
    .innerJoin('person as p', 'p.id', 'a.person_id')
    .select(['p.label as who', 'a.at', 'a.detail'])
    .where('a.object_kind', '=', 'complaint')
    .where('a.object_id', '=', id)
    .where('a.did', '=', 'complaint: received')
    .executeTakeFirst()
  const came = row && z.object({ came: z.enum(complaintCame) }).safeParse(JSON.parse(row.detail))
  return row && came?.success ? { who: row.who, at: row.at, came: came.data.came } : undefined
}

const complaints = (db: Handle) =>
  db
    .selectFrom('complaint as c')
    .leftJoin('complaint_content as w', 'w.complaint_id', 'c.id')
    .leftJoin('exercise as e', 'e.id', 'c.exercise_id')
    .select(['c.id', 'c.number', 'c.about', 'c.received_on as receivedOn', 'c.acknowledged_on as acknowledgedOn'])
    .select(['c.answer_by as answerBy', 'c.answered_on as answeredOn', 'c.closed_on as closedOn', 'c.outcome'])
    .select(['c.submission_key as key', 'e.title', 'e.slug'])
    .select(['w.body', 'w.wanted', 'w.language', 'w.way', 'w.address', 'w.answer'])
    .orderBy('c.number', 'desc')

type Row = Awaited<ReturnType<ReturnType<typeof complaints>['executeTakeFirstOrThrow']>>

const fromRow = ({ title, slug, body, wanted, language, way, address, answer, ...row }: Row): Complaint => ({
  ...row,
  number: Number(row.number),
  exercise: title !== null && slug !== null ? { title, slug } : null,
  content:
    body === null
      ? null
      : { body, wanted: wanted ?? '', language: language ?? 'en', way, address, answer: answer ?? '' },
})

/** Every complaint, the newest first. */
export const complaintsOf = async (db: Handle): Promise<Complaint[]> => (await complaints(db).execute()).map(fromRow)

export async function complaintById(db: Handle, id: string): Promise<Complaint | undefined> {
  const row = await complaints(db).where('c.id', '=', id).executeTakeFirst()
  return row && fromRow(row)
}

/** The complaint that a form's key was sent with. */
export async function complaintByKey(db: Handle, key: string): Promise<Complaint | undefined> {
  const row = await complaints(db).where('c.submission_key', '=', key).executeTakeFirst()
  return row && fromRow(row)
}

/** The complaint behind a reference as somebody typed it; undefined where it is none or of no complaint. */
export async function complaintByReference(db: Handle, secret: string, typed: string): Promise<Complaint | undefined> {
  const reference = readReference(typed)
  if (!reference) return undefined
  const row = await complaints(db).where('c.reference_hash', '=', referenceHash(secret, reference)).executeTakeFirst()
  return row && fromRow(row)
}

/** Complaints that somebody is found by: under their reference, or with their address. */
export async function complaintsBehind(
  db: Handle,
  by: { codeHash: string | null; hasAddress: ((address: string) => boolean) | null },
) {
  const rows = await db
    .selectFrom('complaint as c')
    .innerJoin('complaint_content as w', 'w.complaint_id', 'c.id')
    .leftJoin('exercise as e', 'e.id', 'c.exercise_id')
    .select(['c.id', 'c.closed_on as closedOn', 'c.reference_hash as hash', 'w.address', 'e.title'])
    .orderBy('c.number')
    .execute()
  const has = by.hasAddress
  return rows.filter(
    ({ hash, address }) =>
      (by.codeHash !== null && hash === by.codeHash) || (has !== null && address !== null && has(address)),
  )
}

/** The days of every complaint, what it was about and how it came out: all that the public record tells of them. */
export async function complaintDays(db: Handle) {
  return db
    .selectFrom('complaint')
    .select(['about', 'outcome', 'received_on as receivedOn', 'acknowledged_on as acknowledgedOn'])
    .select(['answer_by as answerBy', 'answered_on as answeredOn', 'closed_on as closedOn'])
    .orderBy('number')
    .execute()
}

/** What a complaint may be about: every exercise that anybody can see, by title. */
export const complaintExercises = (db: Handle) =>
  db
    .selectFrom('exercise')
    .select(['id', 'title'])
    .where('published_at', 'is not', null)
    .orderBy('title')
    .orderBy('id')
    .execute()

/** Ids of complaints closed before a day whose words are still there. */
export const oldComplaints = async (db: Handle, before: string): Promise<string[]> =>
  (
    await db
      .selectFrom('complaint as c')
      .innerJoin('complaint_content as w', 'w.complaint_id', 'c.id')
      .select('c.id')
      .where('c.closed_on', '<', before)
      .execute()
  ).map(({ id }) => id)

/** The closing day of the oldest complaint whose words are still there; null where there is none. */
export async function oldestClosedComplaint(db: Handle): Promise<string | null> {
  const row = await db
    .selectFrom('complaint as c')
    .innerJoin('complaint_content as w', 'w.complaint_id', 'c.id')
    .select((eb) => eb.fn.min('c.closed_on').as('day'))
    .executeTakeFirst()
  return row?.day ?? null
}

/** Deletes what was written and every way back to its sender; that there was a complaint, and how it came out, stays. */
export async function forgetComplaints(tx: Tx, ids: readonly string[]): Promise<void> {
  if (!ids.length) return
  await tx.deleteFrom('complaint_content').where('complaint_id', 'in', ids).execute()
  await tx
    .updateTable('complaint')
    .set({ submission_key: null, reference_hash: null, exercise_id: null })
    .where('id', 'in', ids)
    .execute()
}

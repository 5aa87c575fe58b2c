import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../db/connect.ts'
import { londonDay } from '../engagement/london-day.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { record } from '../ledger/ledger-store.server.ts'
import { challengeState, dueOn, isContested, type Rating } from './challenge.ts'

const selectChallenges = (db: Handle) =>
  db
    .selectFrom('challenge as c')
    .innerJoin('progress_report as r', 'r.id', 'c.progress_report_id')
    .innerJoin('action as a', 'a.id', 'c.action_id')
    .innerJoin('organisation as o', 'o.id', 'a.owner_organisation_id')
    .select([
      'c.id',
      'c.rating',
      'c.we_see as weSee',
      'c.question',
      'c.raised_on as raisedOn',
      'c.due_on as dueOn',
      'c.answer',
      'c.answered_on as answeredOn',
      'r.rag as ownerRating',
      'r.sentence as ownerSentence',
      'r.reported_on as reportedOn',
      'r.due_on as reportDueOn',
      'a.slug as actionSlug',
      'a.title as actionTitle',
      'a.owner_organisation_id as ownerId',
      'o.name as owner',
    ])

/** Every challenge, newest first, with the owner's rating it stands beside and how it stands today. */
export async function challengesOf(db: Handle, today: string, which: { ownerId?: string; id?: string } = {}) {
  let query = selectChallenges(db)
  if (which.ownerId !== undefined) query = query.where('a.owner_organisation_id', '=', which.ownerId)
  if (which.id !== undefined) query = query.where('c.id', '=', which.id)
  const rows = await query.orderBy('c.raised_on', 'desc').orderBy('a.slug').orderBy('c.id').execute()
  return rows.map((row) => ({
    ...row,
    state: challengeState(row, today),
    contested: isContested(row.ownerRating, row),
  }))
}

/** The newest report that there is on each action: given, or missed by its day. A challenge answers that one. */
export async function newestReports(db: Handle, today: string) {
  const rows = await db
    .selectFrom('progress_report')
    .select(['id', 'action_id as actionId', 'rag', 'sentence', 'people_notice as peopleNotice'])
    .select(['reported_on as reportedOn', 'due_on as dueOn'])
    .where((eb) => eb.or([eb('reported_on', 'is not', null), eb('due_on', '<', today)]))
    .execute()
  const when = (row: (typeof rows)[number]) => row.reportedOn ?? row.dueOn
  const newest = new Map<string, (typeof rows)[number]>()
  for (const row of rows.sort((a, b) => when(a).localeCompare(when(b)) || a.id.localeCompare(b.id))) {
    newest.set(row.actionId, row)
  }
  return newest
}

/**
 * Raises a challenge to one progress report, given or missed. It stands in public at once, beside what the owner says,
 * and its 20 working days begin. Returns its id, or undefined when there is no such report.
 */
export async function raiseChallenge(
  tx: Tx,
  given: { reportId: string; rating: Rating; weSee: string; question: string; personId: string; id?: string },
  now: Date,
): Promise<string | undefined> {
  const report = await tx
    .selectFrom('progress_report as r')
    .innerJoin('action as a', 'a.id', 'r.action_id')
    .select(['r.action_id', 'a.slug'])
    .where('r.id', '=', given.reportId)
    .executeTakeFirst()
  if (!report) return undefined
  const today = londonDay(now)
  const id = given.id ?? randomUUID()
  await tx
    .insertInto('challenge')
    .values({
      id,
      progress_report_id: given.reportId,
      action_id: report.action_id,
      rating: given.rating,
      we_see: given.weSee,
      question: given.question,
      raised_by: given.personId,
      raised_on: today,
      due_on: dueOn(today),
      answer: null,
      answered_by: null,
      answered_on: null,
    })
    .execute()
  const { rating, weSee, question } = given
  await record(tx, 'conference.challenge', { id, action: report.slug, rating, weSee, question }, today)
  await logAct(tx, now, { personId: given.personId, did: 'raised', objectKind: 'challenge', objectId: id })
  return id
}

/** Answers a challenge for the owner's organisation. False when it is another's, unknown, or answered already. */
export async function answerChallenge(
  tx: Tx,
  given: { id: string; organisationId: string; answer: string; personId: string },
  now: Date,
): Promise<boolean> {
  const today = londonDay(now)
  const { numUpdatedRows } = await tx
    .updateTable('challenge')
    .set({ answer: given.answer, answered_by: given.personId, answered_on: today })
    .where('id', '=', given.id)
    .where('answered_on', 'is', null)
    .where('action_id', 'in', (eb) =>
      eb.selectFrom('action').select('action.id').where('owner_organisation_id', '=', given.organisationId),
    )
    .executeTakeFirst()
  if (Number(numUpdatedRows) !== 1) return false
  await record(tx, 'conference.answer', { challenge: given.id, answer: given.answer }, today)
  await logAct(tx, now, { personId: given.personId, did: 'answered', objectKind: 'challenge', objectId: given.id })
  return true
}

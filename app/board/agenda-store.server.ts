import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../db/connect.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { record } from '../ledger/ledger-store.server.ts'
import { isOpen, type Proposer, type Verdict } from './agenda.ts'

/** The body whose kind is `board`: there is one in a partnership. */
export const boardOf = (db: Handle) =>
  db.selectFrom('body').selectAll().where('kind', '=', 'board').orderBy('id').executeTakeFirst()

/**
 * Puts somebody's request in the Board's queue, where everybody sees it (need 8). Anyone may ask: residents, partners,
 * officers and the standing conference by the same way. Returns its id. Throws when there is no Board yet.
 */
export async function askForItem(
  tx: Tx,
  request: { proposer: Proposer; proposerLabel: string; title: string; why: string; receivedOn: string; id?: string },
): Promise<string> {
  const board = await boardOf(tx)
  if (!board) throw new Error('there is no Board to ask')
  const id = request.id ?? randomUUID()
  await tx
    .insertInto('agenda_request')
    .values({
      id,
      body_id: board.id,
      proposer: request.proposer,
      proposer_label: request.proposerLabel,
      title: request.title,
      why: request.why,
      received_on: request.receivedOn,
      state: 'waiting',
      reason: null,
      decided_on: null,
      merged_into: null,
      meeting_id: null,
      deferrals: 0,
    })
    .execute()
  await record(tx, 'agenda.asked', { id, title: request.title, proposer: request.proposer }, request.receivedOn)
  return id
}

/** The whole queue, newest first, with where each request went. */
export const requestsOf = (db: Handle, bodyId: string) =>
  db
    .selectFrom('agenda_request as r')
    .leftJoin('meeting as m', 'm.id', 'r.meeting_id')
    .leftJoin('agenda_request as into', 'into.id', 'r.merged_into')
    .select([
      'r.id',
      'r.proposer',
      'r.proposer_label as proposerLabel',
      'r.title',
      'r.why',
      'r.received_on as receivedOn',
      'r.state',
      'r.reason',
      'r.decided_on as decidedOn',
      'r.deferrals',
      'm.on_date as meetingOn',
      'into.title as mergedInto',
    ])
    .where('r.body_id', '=', bodyId)
    .orderBy('r.received_on', 'desc')
    .orderBy('r.id')
    .execute()

export const requestOf = (db: Handle, id: string) =>
  db.selectFrom('agenda_request').selectAll().where('id', '=', id).executeTakeFirst()

/**
 * Writes what the secretariat decided about a request, with its reason and day; an accepted one becomes an item of its
 * meeting. The rule (`verdictErrors`) has spoken before. Throws a RangeError when the request was decided meanwhile.
 */
export async function decideRequest(
  tx: Tx,
  decision: {
    id: string
    verdict: Verdict
    reason: string
    meetingId: string | null
    mergedInto: string | null
    item?: { part: 'A' | 'B'; minutes: number; lead: string; id?: string }
    personId: string
    on: string
    now: Date
  },
): Promise<void> {
  const request = await requestOf(tx, decision.id)
  if (!request || !isOpen(request)) throw new RangeError('this request was decided already')
  await tx
    .updateTable('agenda_request')
    .set({
      state: decision.verdict,
      reason: decision.reason,
      decided_on: decision.on,
      meeting_id: decision.meetingId,
      merged_into: decision.mergedInto,
      deferrals: request.deferrals + (decision.verdict === 'deferred' ? 1 : 0),
    })
    .where('id', '=', request.id)
    .execute()
  if (decision.verdict === 'accepted' && decision.item && decision.meetingId) {
    const { part, minutes, lead, id } = decision.item
    await addItem(tx, {
      id,
      meetingId: decision.meetingId,
      part,
      minutes,
      lead,
      title: request.title,
      proposer: request.proposer,
      requestId: request.id,
    })
  }
  const { verdict, reason } = decision
  await record(tx, 'agenda.decided', { id: request.id, verdict, reason }, decision.on)
  await logAct(tx, decision.now, {
    personId: decision.personId,
    did: verdict,
    objectKind: 'agenda_request',
    objectId: request.id,
  })
}

/** Adds an item at the end of its part; returns its id. */
export async function addItem(
  tx: Tx,
  item: {
    meetingId: string
    part: 'A' | 'B'
    minutes: number
    title: string
    lead: string
    proposer: Proposer
    requestId?: string | null
    standing?: boolean
    id?: string
  },
): Promise<string> {
  const last = await tx
    .selectFrom('agenda_item')
    .select((eb) => eb.fn.max('position').as('position'))
    .where('meeting_id', '=', item.meetingId)
    .where('part', '=', item.part)
    .executeTakeFirst()
  const id = item.id ?? randomUUID()
  await tx
    .insertInto('agenda_item')
    .values({
      id,
      meeting_id: item.meetingId,
      part: item.part,
      position: Number(last?.position ?? 0) + 1,
      minutes: item.minutes,
      title: item.title,
      lead: item.lead,
      request_id: item.requestId ?? null,
      proposer: item.proposer,
      outcome: null,
      standing: item.standing ? 1 : 0,
    })
    .execute()
  return id
}

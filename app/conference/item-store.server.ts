import type { Handle, Tx } from '../../db/connect.ts'
import { askForItem, boardOf } from '../board/agenda-store.server.ts'
import { nextMeeting } from '../board/meeting-store.server.ts'
import { londonDay } from '../engagement/london-day.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { itemErrors } from './item.ts'

/** The Board's next meeting and the items the conference has put to it; undefined when none is planned. */
export async function nextBoard(db: Handle, today: string) {
  const board = await boardOf(db)
  const meeting = board && (await nextMeeting(db, board.id, today))
  if (!meeting) return undefined
  const items = await conferenceItems(db)
  return { id: meeting.id, onDate: meeting.on_date, used: items.filter((item) => item.meetingId === meeting.id).length }
}

/** Everything the conference ever put to the Board, newest first, with what became of it. */
export const conferenceItems = (db: Handle) =>
  db
    .selectFrom('agenda_request as r')
    .leftJoin('meeting as m', 'm.id', 'r.meeting_id')
    .select([
      'r.id',
      'r.title',
      'r.why',
      'r.received_on as receivedOn',
      'r.state',
      'r.reason',
      'r.meeting_id as meetingId',
    ])
    .select('m.on_date as meetingOn')
    .where('r.proposer', '=', 'conference')
    .orderBy('r.received_on', 'desc')
    .orderBy('r.id')
    .execute()

/**
 * Puts one item of the conference on the Board's queue and keeps its slot at the next meeting. Returns what is wrong,
 * or the request's id: the queue is the same one that everybody's requests are in (S-3).
 */
export async function putItem(
  tx: Tx,
  given: { title: string; why: string; label: string; personId: string; id?: string },
  now: Date,
): Promise<{ id: string; errors: [] } | { id?: undefined; errors: { field: string; key: string }[] }> {
  const today = londonDay(now)
  const meeting = await nextBoard(tx, today)
  const errors = itemErrors(given, { meeting: meeting !== undefined, used: meeting?.used ?? 0 })
  if (errors.length || !meeting) return { errors }
  const { title, why, label } = given
  const id = await askForItem(tx, {
    proposer: 'conference',
    proposerLabel: label,
    title,
    why,
    receivedOn: today,
    id: given.id,
  })
  await tx.updateTable('agenda_request').set({ meeting_id: meeting.id }).where('id', '=', id).execute()
  await logAct(tx, now, {
    personId: given.personId,
    did: 'put to the Board',
    objectKind: 'agenda_request',
    objectId: id,
  })
  return { id, errors: [] }
}

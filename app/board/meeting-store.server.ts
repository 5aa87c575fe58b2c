import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../db/connect.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { record } from '../ledger/ledger-store.server.ts'
import { addItem } from './agenda-store.server.ts'

/** A body's meetings, newest first. */
export const meetingsOf = (db: Handle, bodyId: string) =>
  db.selectFrom('meeting').selectAll().where('body_id', '=', bodyId).orderBy('on_date', 'desc').orderBy('id').execute()

export const meetingOn = (db: Handle, bodyId: string, day: string) =>
  db.selectFrom('meeting').selectAll().where('body_id', '=', bodyId).where('on_date', '=', day).executeTakeFirst()

/** The next meeting from a day on that has not been held. */
export const nextMeeting = (db: Handle, bodyId: string, day: string) =>
  db
    .selectFrom('meeting')
    .selectAll()
    .where('body_id', '=', bodyId)
    .where('on_date', '>=', day)
    .where('held', '=', 0)
    .orderBy('on_date')
    .executeTakeFirst()

/** A meeting's items in order, Part A first, with who asked for each. */
export const itemsOf = (db: Handle, meetingIds: readonly string[]) =>
  db
    .selectFrom('agenda_item as i')
    .leftJoin('agenda_request as r', 'r.id', 'i.request_id')
    .selectAll('i')
    .select('r.proposer_label')
    .where('i.meeting_id', 'in', meetingIds.length ? [...meetingIds] : [''])
    .orderBy('i.part')
    .orderBy('i.position')
    .orderBy('i.id')
    .execute()

/**
 * Plans a meeting. It opens with the standing slot for what residents, juries and the conference brought (need 7), which
 * nobody can take off. Throws a RangeError when the body meets on that day already.
 */
export async function makeMeeting(
  tx: Tx,
  meeting: {
    bodyId: string
    onDate: string
    startsAt: string
    place: string
    venueOwner: string
    partA: number
    partB: number
    standing: { title: string; lead: string; minutes: number }
    personId: string | null
    now: Date
    id?: string
  },
): Promise<string> {
  if (await meetingOn(tx, meeting.bodyId, meeting.onDate)) throw new RangeError('there is a meeting on that day')
  const id = meeting.id ?? randomUUID()
  await tx
    .insertInto('meeting')
    .values({
      id,
      body_id: meeting.bodyId,
      on_date: meeting.onDate,
      starts_at: meeting.startsAt,
      place: meeting.place,
      venue_owner: meeting.venueOwner,
      part_a_minutes: meeting.partA,
      part_b_minutes: meeting.partB,
      papers_published_on: null,
      held: 0,
    })
    .execute()
  await addItem(tx, { meetingId: id, part: 'A', proposer: 'officer', standing: true, ...meeting.standing })
  await logAct(tx, meeting.now, { personId: meeting.personId, did: 'planned', objectKind: 'meeting', objectId: id })
  return id
}

export const itemOf = (db: Handle, id: string) =>
  db.selectFrom('agenda_item').selectAll().where('id', '=', id).executeTakeFirst()

/** Changes an item's minutes, lead or outcome (need 30: every item ends in a decision, an action or "noted, because"). */
export async function changeItem(
  tx: Tx,
  change: { id: string; minutes: number; lead: string; outcome: string | null; personId: string; now: Date },
): Promise<void> {
  await tx
    .updateTable('agenda_item')
    .set({ minutes: change.minutes, lead: change.lead, outcome: change.outcome })
    .where('id', '=', change.id)
    .execute()
  await logAct(tx, change.now, {
    personId: change.personId,
    did: 'changed',
    objectKind: 'agenda_item',
    objectId: change.id,
    detail: { minutes: change.minutes, lead: change.lead },
  })
}

/**
 * Takes an item off that nobody asked for in the queue. Returns false, and changes nothing, for the standing slot, for
 * an item that a request stands behind, and for one that has papers or decisions.
 */
export async function removeItem(
  tx: Tx,
  { id, personId, now }: { id: string; personId: string; now: Date },
): Promise<boolean> {
  const item = await itemOf(tx, id)
  if (!item || item.standing === 1 || item.request_id) return false
  const paper = await tx.selectFrom('paper').select('id').where('agenda_item_id', '=', id).executeTakeFirst()
  const position = await tx.selectFrom('position').select('id').where('agenda_item_id', '=', id).executeTakeFirst()
  if (paper || position) return false
  await tx.deleteFrom('agenda_item').where('id', '=', id).execute()
  await logAct(tx, now, {
    personId,
    did: 'removed',
    objectKind: 'agenda_item',
    objectId: id,
    detail: { title: item.title },
  })
  return true
}

/** Makes a meeting's papers public. Once out they stay out. */
export async function publishPapers(
  tx: Tx,
  { meetingId, on, personId, now }: { meetingId: string; on: string; personId: string; now: Date },
): Promise<void> {
  const changed = await tx
    .updateTable('meeting')
    .set({ papers_published_on: on })
    .where('id', '=', meetingId)
    .where('papers_published_on', 'is', null)
    .executeTakeFirst()
  if (Number(changed.numUpdatedRows) === 0) return
  const papers = await tx
    .selectFrom('paper as p')
    .innerJoin('agenda_item as i', 'i.id', 'p.agenda_item_id')
    .select(['p.id', 'p.title'])
    .where('i.meeting_id', '=', meetingId)
    .orderBy('p.id')
    .execute()
  await record(tx, 'board.papers', { meetingId, papers }, on)
  await logAct(tx, now, { personId, did: 'published papers', objectKind: 'meeting', objectId: meetingId })
}

import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../db/connect.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { record } from '../ledger/ledger-store.server.ts'
import type { Presence, SeatFacts } from './seat.ts'

export interface Seat extends SeatFacts {
  id: string
  number: number
  label: string
  organisationId: string
  organisation: string
  /** What the seat's organisation was called in the seed documents, where it is gone. */
  seedName: string | null
  represents: string
  chairOf: string | null
  canCommit: boolean
}

/** Every seat of a body there has been, by number: `seatsOn` picks those of a day. */
export async function seatsOf(db: Handle, bodyId: string): Promise<Seat[]> {
  const rows = await db
    .selectFrom('seat as s')
    .innerJoin('organisation as o', 'o.id', 's.organisation_id')
    .selectAll('s')
    .select(['o.name as organisation', 'o.is_council', 'o.seed_name'])
    .where('s.body_id', '=', bodyId)
    .orderBy('s.number')
    .execute()
  return rows.map((s) => ({
    id: s.id,
    number: s.number,
    label: s.label,
    organisationId: s.organisation_id,
    organisation: s.organisation,
    seedName: s.seed_name,
    sector: s.sector,
    isCouncil: s.is_council === 1,
    represents: s.represents,
    secondHat: s.second_hat,
    chairOf: s.chair_of,
    canCommit: s.can_commit === 1,
    termFrom: s.term_from,
    termTo: s.term_to,
  }))
}

/** Who filled each seat at the meetings held, oldest first, by seat id. */
export async function attendanceBySeat(db: Handle, bodyId: string): Promise<Map<string, Presence[]>> {
  const rows = await db
    .selectFrom('attendance as a')
    .innerJoin('meeting as m', 'm.id', 'a.meeting_id')
    .select(['a.seat_id', 'a.presence'])
    .where('m.body_id', '=', bodyId)
    .where('m.held', '=', 1)
    .orderBy('m.on_date')
    .orderBy('a.seat_id')
    .execute()
  const bySeat = new Map<string, Presence[]>()
  for (const { seat_id, presence } of rows) bySeat.set(seat_id, [...(bySeat.get(seat_id) ?? []), presence])
  return bySeat
}

/** Who filled each seat at one meeting, by seat id. */
export async function attendanceAt(db: Handle, meetingId: string): Promise<Map<string, Presence>> {
  const rows = await db
    .selectFrom('attendance')
    .select(['seat_id', 'presence'])
    .where('meeting_id', '=', meetingId)
    .execute()
  return new Map(rows.map((r) => [r.seat_id, r.presence]))
}

/** Writes down who came; the meeting counts as held from then on. Written again, it replaces what was written. */
export async function recordAttendance(
  tx: Tx,
  {
    meetingId,
    presence,
    personId,
    on,
    now,
  }: { meetingId: string; presence: ReadonlyMap<string, Presence>; personId: string; on: string; now: Date },
): Promise<void> {
  await tx.deleteFrom('attendance').where('meeting_id', '=', meetingId).execute()
  const rows = [...presence].map(([seat_id, p]) => ({ meeting_id: meetingId, seat_id, presence: p }))
  if (rows.length) await tx.insertInto('attendance').values(rows).execute()
  await tx.updateTable('meeting').set({ held: 1 }).where('id', '=', meetingId).execute()
  const absent = rows.filter((r) => r.presence === 'absent').length
  await record(tx, 'board.attendance', { meetingId, present: rows.length - absent, absent }, on)
  await logAct(tx, now, { personId, did: 'recorded attendance', objectKind: 'meeting', objectId: meetingId })
}

type SeatFields = Omit<Seat, 'id' | 'organisation' | 'seedName' | 'isCouncil'>
type ChangedFields = Omit<SeatFields, 'number' | 'termFrom'>

/** What a seat is, as its row holds it. */
const columnsOf = (seat: ChangedFields) => ({
  label: seat.label,
  organisation_id: seat.organisationId,
  sector: seat.sector,
  represents: seat.represents,
  second_hat: seat.secondHat,
  chair_of: seat.chairOf,
  can_commit: seat.canCommit ? 1 : 0,
  term_to: seat.termTo,
})

/** Makes a seat; who sits in it is a matter of `seat_holding`. Returns its id. */
export async function addSeat(tx: Tx, bodyId: string, seat: SeatFields, id: string = randomUUID()): Promise<string> {
  const { number, termFrom: term_from } = seat
  await tx
    .insertInto('seat')
    .values({ id, body_id: bodyId, number, term_from, ...columnsOf(seat) })
    .execute()
  return id
}

/** Makes a seat something else; its number and the day it begins stay. */
export async function changeSeat(tx: Tx, id: string, seat: ChangedFields): Promise<string> {
  await tx.updateTable('seat').set(columnsOf(seat)).where('id', '=', id).execute()
  return id
}

import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../db/connect.ts'
import { addDays, londonDay } from '../engagement/london-day.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { organisationsKnown } from '../people/organisation-load-store.server.ts'
import { giveRole, takeRole } from '../people/user-store.server.ts'
import { boardOf } from './agenda-store.server.ts'
import { writeRemit } from './remit-store.server.ts'
import { seatsOn } from './seat.ts'
import type { SeatRow, SeatsKnown } from './seat-file.ts'
import { addSeat, attendanceBySeat, changeSeat, seatsOf } from './seat-store.server.ts'

/** Gives the partnership its Board, or the Board it has a name, a remit and weeks between meetings anew. */
export async function nameBoard(
  tx: Tx,
  board: { name: string; remit: string; weeks: number },
  now: Date,
): Promise<void> {
  const known = await boardOf(tx)
  const id = known?.id ?? randomUUID()
  const values = { name: board.name, cycle_weeks: board.weeks }
  if (known) await tx.updateTable('body').set(values).where('id', '=', id).execute()
  else
    await tx
      .insertInto('body')
      .values({ id, kind: 'board', remit: '', ...values })
      .execute()
  await writeRemit(tx, { boardId: id, remit: board.remit, personId: null }, now)
  await logAct(tx, now, { personId: null, did: 'named the Board by command', objectKind: 'body', objectId: id })
}

/** What a file of seats is read beside. */
export async function seatsKnown(db: Handle, boardId: string): Promise<SeatsKnown> {
  const held = await attendanceBySeat(db, boardId)
  return {
    organisations: await organisationsKnown(db),
    people: await db.selectFrom('person').select(['email', 'organisation_id as organisationId']).execute(),
    seats: (await seatsOf(db, boardId)).map(({ id, number, organisationId }) => ({
      number,
      organisationId,
      sat: held.has(id),
    })),
  }
}

/**
 * Writes the seats of a file and who sits in them. Seats known by their number are what the file says from now on; those
 * that it does not name stay as they are. Whoever sits in none any more is no board member any more.
 */
export async function saveSeats(
  tx: Tx,
  boardId: string,
  rows: readonly SeatRow[],
  now: Date,
): Promise<{ added: number; changed: number }> {
  const today = londonDay(now)
  const sectorOf = new Map((await organisationsKnown(tx)).map(({ id, sector }) => [id, sector]))
  const known = new Map((await seatsOf(tx, boardId)).map((seat) => [seat.number, seat]))
  const left: string[] = []
  let added = 0
  for (const row of rows) {
    const { member, substitute, ...seat } = row
    const sector = sectorOf.get(seat.organisationId)!
    const before = known.get(seat.number)
    if (!before) added++
    const id = before
      ? await changeSeat(tx, before.id, { ...seat, sector })
      : await addSeat(tx, boardId, { ...seat, sector, termFrom: today })
    const sits = { seatId: id, label: seat.label, organisationId: seat.organisationId }
    for (const [kind, email] of [
      ['member', member],
      ['substitute', substitute],
    ] as const) {
      const gone = await seatSomebody(tx, { ...sits, kind, email }, now)
      if (gone) left.push(gone)
    }
  }
  for (const email of await seatedNowhere(tx, left)) await takeRole(tx, email, 'board_member', now)
  const counts = { added, changed: rows.length - added }
  const event = { objectKind: 'body', objectId: boardId, detail: counts }
  await logAct(tx, now, { personId: null, did: 'seated the Board by command', ...event })
  return counts
}

interface Sitting {
  seatId: string
  kind: 'member' | 'substitute'
  email: string | null
  label: string
  organisationId: string
}

/** Puts somebody in a seat from today, or nobody; whoever sat there before sat there until yesterday, and is told of. */
async function seatSomebody(tx: Tx, sitting: Sitting, now: Date): Promise<string | undefined> {
  const { seatId, kind, email, label, organisationId } = sitting
  const today = londonDay(now)
  const current = await tx
    .selectFrom('seat_holding')
    .select(['id', 'person_id', 'held_from'])
    .where('seat_id', '=', seatId)
    .where('kind', '=', kind)
    .where('held_to', 'is', null)
    .executeTakeFirst()
  const personId = email && (await giveRole(tx, { email, label, role: 'board_member', organisationId }, now))
  if (current?.person_id === personId) return undefined
  if (current) {
    if (current.held_from === today) await tx.deleteFrom('seat_holding').where('id', '=', current.id).execute()
    else
      await tx
        .updateTable('seat_holding')
        .set({ held_to: addDays(today, -1) })
        .where('id', '=', current.id)
        .execute()
  }
  if (personId) {
    const holding = { id: randomUUID(), seat_id: seatId, person_id: personId, kind, held_from: today, held_to: null }
    await tx.insertInto('seat_holding').values(holding).execute()
  }
  return current?.person_id
}

/** Of some people those who sit in no seat any more, by address. */
async function seatedNowhere(tx: Tx, people: readonly string[]): Promise<string[]> {
  if (!people.length) return []
  const sitting = tx.selectFrom('seat_holding').select('person_id').where('held_to', 'is', null)
  const rows = await tx
    .selectFrom('person')
    .select('email')
    .where('id', 'in', people)
    .where('id', 'not in', sitting)
    .execute()
  return rows.map(({ email }) => email)
}

/** The Board as it stands on a day: its seats and who sits in each. */
export async function boardWithMembers(db: Handle, day: string) {
  const board = await boardOf(db)
  if (!board) return undefined
  const sitting = await db
    .selectFrom('seat_holding as h')
    .innerJoin('person as p', 'p.id', 'h.person_id')
    .select(['h.seat_id as seatId', 'h.kind', 'p.email'])
    .where('h.held_to', 'is', null)
    .execute()
  const seats = seatsOn(await seatsOf(db, board.id), day).map((seat) => {
    const who = (kind: 'member' | 'substitute') =>
      sitting.find((one) => one.seatId === seat.id && one.kind === kind)?.email ?? null
    return { ...seat, member: who('member'), substitute: who('substitute') }
  })
  return { ...board, seats }
}

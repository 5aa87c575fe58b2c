import type { Db } from '../../../db/connect.ts'
import { overdueOn } from '../../feedback/overdue-store.server.ts'
import { shareByProposer } from '../agenda.ts'
import { boardOf, requestsOf } from '../agenda-store.server.ts'
import { pointsOf } from '../decision-store.server.ts'
import { itemsOf, meetingsOf } from '../meeting-store.server.ts'
import { seatsOn } from '../seat.ts'
import { attendanceBySeat, seatsOf } from '../seat-store.server.ts'
import { seatingOf } from './seats.tsx'

/** The public record of the Board as it stands on a day (London), the same for everybody; undefined where there is no Board. */
export async function boardOn(db: Db, today: string) {
  const board = await boardOf(db)
  if (!board) return undefined
  const seats = seatsOn(await seatsOf(db, board.id), today)
  const meetings = await meetingsOf(db, board.id)
  const points = await pointsOf(db, today)
  const items = await itemsOf(
    db,
    meetings.map((m) => m.id),
  )
  return {
    remit: board.remit,
    seating: seatingOf(seats, await attendanceBySeat(db, board.id)),
    meetings: meetings.map((m) => ({
      id: m.id,
      onDate: m.on_date,
      startsAt: m.starts_at,
      place: m.place,
      venueOwner: m.venue_owner,
      held: m.held === 1,
    })),
    shares: shareByProposer(items.map((i) => ({ part: i.part, minutes: i.minutes, proposer: i.proposer }))),
    points,
    overdue: await overdueOn(db, today, points),
    queue: await requestsOf(db, board.id),
  }
}

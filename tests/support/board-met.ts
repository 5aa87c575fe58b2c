import { addItem } from '../../app/board/agenda-store.server.ts'
import { makeMeeting } from '../../app/board/meeting-store.server.ts'
import { recordAttendance } from '../../app/board/seat-store.server.ts'
import { londonDay } from '../../app/engagement/london-day.ts'
import { write } from '../../db/connect.ts'
import type { Site } from './site.ts'

const today = londonDay(new Date())

/** The demonstration's next meeting is weeks away: one held today, with everybody there, can decide. */
export const boardMetToday = (site: Site) =>
  site.withDb((db) =>
    write(db, async (tx) => {
      const by = { personId: 'demo-person-secretariat', now: new Date() }
      const meeting = {
        bodyId: 'demo-board',
        startsAt: '09:00',
        place: 'Library',
        venueOwner: 'a charity',
        partA: 60,
        partB: 60,
      }
      const standing = { title: 'Response to residents', lead: 'Chair', minutes: 8 }
      const meetingId = await makeMeeting(tx, { ...meeting, standing, onDate: today, ...by })
      const itemId = await addItem(tx, {
        meetingId,
        part: 'A',
        minutes: 30,
        title: 'Answers to the list',
        lead: 'Chair',
        proposer: 'officer',
      })
      const seats = await tx.selectFrom('seat').select('id').where('body_id', '=', 'demo-board').execute()
      const presence = new Map(seats.map((s) => [s.id, 'member' as const]))
      await recordAttendance(tx, { meetingId, presence, on: today, ...by })
      return itemId
    }),
  )

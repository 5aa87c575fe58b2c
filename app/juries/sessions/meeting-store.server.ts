import type { Handle } from '../../../db/connect.ts'
import { recruitmentOf } from '../commission/recruitment-store.server.ts'
import { mailingOf } from '../letters/mailing-store.server.ts'
import { sessionsOf } from './session-store.server.ts'

/** A day on which a jury meets. Its hours are null as long as its session is not planned. */
export interface Meeting {
  id: string
  onDate: string
  hours: { from: string; to: string } | null
  /** Empty where nobody has said yet. */
  place: string
}

/** When and where a jury meets: its sessions, or, while none is planned, the days and the place people were invited to. */
export async function meetingsOf(db: Handle, juryId: string): Promise<Meeting[]> {
  const sessions = await sessionsOf(db, juryId)
  if (sessions.length) {
    return sessions.map(({ id, onDate, startsAt, endsAt, place }) => ({
      id,
      onDate,
      hours: { from: startsAt, to: endsAt },
      place,
    }))
  }
  const days = [...((await recruitmentOf(db, juryId))?.dates ?? [])].sort()
  const { venue } = await mailingOf(db, juryId)
  return days.map((onDate) => ({ id: onDate, onDate, hours: null, place: venue.trim() }))
}

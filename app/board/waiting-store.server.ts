import type { Handle } from '../../db/connect.ts'
import { isOpen } from './agenda.ts'
import { boardOf, requestsOf } from './agenda-store.server.ts'
import { nextMeeting } from './meeting-store.server.ts'
import { papersOf, readBy } from './paper-store.server.ts'
import { ratificationOverdueSince } from './ratification.ts'
import { ratificationsOf } from './ratification-store.server.ts'

/**
 * What waits for one member of the Board alone, counted the same wherever it is counted: decisions that their
 * organisation has not answered (`late` of them are past their day), and assessments for the next meeting that they have
 * not read (rules B-3 and E-2).
 */
export async function waitingForMember(
  db: Handle,
  member: { personId: string; organisationId: string | null },
  today: string,
): Promise<{ ratify: number; late: number; unread: number; all: number }> {
  const asked = member.organisationId ? await ratificationsOf(db, member.organisationId) : []
  const waiting = asked.filter((r) => r.state === 'waiting')
  const board = await boardOf(db)
  const meeting = board && (await nextMeeting(db, board.id, today))
  const assessments = (meeting ? await papersOf(db, meeting.id) : []).filter((p) => p.kind === 'equality_impact')
  const read = await readBy(
    db,
    member.personId,
    assessments.map((p) => p.id),
  )
  const unread = assessments.length - read.size
  return {
    ratify: waiting.length,
    late: waiting.filter((r) => ratificationOverdueSince(r, today)).length,
    unread,
    all: waiting.length + unread,
  }
}

/** The requests that the secretariat has still to decide about, newest first. */
export async function openRequests(db: Handle, bodyId: string) {
  return (await requestsOf(db, bodyId)).filter(isOpen)
}

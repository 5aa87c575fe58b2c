import type { Handle } from '../../db/connect.ts'
import { londonDay } from '../engagement/london-day.ts'
import { may } from '../people/permission.ts'
import { notFound, type StaffAsk } from '../server/page.ts'
import { type ConferenceMember, seatOf } from './member-store.server.ts'

/** Somebody at the conference's desk: its secretary, or a member within their term. Anybody else is not there. */
export async function conferenceFor(
  ask: StaffAsk<unknown>,
  db: Handle = ask.db,
): Promise<{ manages: boolean; seat: ConferenceMember | undefined; putsItems: boolean }> {
  const manages = may(ask.actor.grants, 'conference.manage')
  const takesPart = may(ask.actor.grants, 'conference.take-part')
  const seat = takesPart ? await seatOf(db, ask.actor.personId, londonDay(ask.now)) : undefined
  if (!manages && !seat) throw notFound()
  return { manages, seat, putsItems: manages || (seat?.coChair ?? false) }
}

import { londonTime } from '../../engagement/london-day.ts'
import { deskPath } from '../jury-access.server.ts'
import { needed } from '../votes/vote.ts'
import { dayOf } from './day-facts.server.ts'
import { type SessionAsk, sessionFor } from './session-access.server.ts'

export const dayPath = (ask: SessionAsk) =>
  deskPath(ask.params.slug, `/sessions/${encodeURIComponent(ask.params.session)}/day-sheet`)

/** A session's day for those who prepare or run it. */
export async function dayShown(ask: SessionAsk) {
  const { jury, session, manages } = await sessionFor(ask)
  const day = await dayOf(ask.db, jury, session, ask.now, manages)
  return {
    title: ask.words('seating')('day.title', { session: session.title }),
    publicName: jury.publicName,
    home: deskPath(jury.slug),
    address: dayPath(ask),
    back: deskPath(jury.slug, `/sessions/${encodeURIComponent(session.id)}`),
    session: { onDate: session.onDate, startsAt: session.startsAt, endsAt: session.endsAt, place: session.place },
    seats: jury.commission.seats,
    quorum: jury.quorum,
    needed: day.seated ? needed(day.seated, jury.threshold) : 0,
    manages,
    time: day.isToday ? londonTime(ask.now) : session.startsAt,
    ...day,
  }
}

export type ShownDay = Awaited<ReturnType<typeof dayShown>>

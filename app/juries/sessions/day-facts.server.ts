import type { Handle } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import type { Jury } from '../jury-store.server.ts'
import { placesIn, plansOf } from '../tables/table-plan-store.server.ts'
import { attendanceOf } from './attendance-store.server.ts'
import { type SheetPerson, seatedSheet } from './seated-sheet.server.ts'
import { firstSessionOf, type Session } from './session-store.server.ts'

export interface DayPerson extends SheetPerson {
  /** The table of the first round, null without a plan or for an alternate. */
  table: number | null
  /** Null while nobody looked for them. */
  present: boolean | null
  arrivedAt: string | null
}

/**
 * A session's day: who is expected, what they need, where they sit first, who has come. Alternates are expected on the
 * first day (J-10). No contact, no money and nothing they were selected by.
 */
export async function dayOf(db: Handle, jury: Jury, session: Session, now: Date, everything: boolean) {
  const today = londonDay(now)
  const first = await firstSessionOf(db, jury.id)
  const isFirst = first?.onDate === session.onDate
  const plan = (await plansOf(db, session.id)).find(({ state }) => state === 'made')
  const places = plan ? await placesIn(db, plan.id) : []
  const attendance = await attendanceOf(db, session.id)
  const people = (await seatedSheet(db, jury.id, { everything }))
    .filter(
      ({ memberId, state }) =>
        state === 'seated' || (state === 'alternate' && isFirst) || attendance.get(memberId)?.present,
    )
    .map((person): DayPerson => {
      const came = attendance.get(person.memberId)
      const place = places.find(({ memberId, round }) => memberId === person.memberId && round === 1)
      return {
        ...person,
        table: place?.table ?? null,
        present: came?.present ?? null,
        arrivedAt: came?.arrivedAt ?? null,
      }
    })
  const seated = people.filter(({ state }) => state === 'seated')
  return {
    people,
    isFirst,
    /** Arrivals are entered from the day itself on. */
    begun: session.onDate <= today,
    isToday: session.onDate === today,
    version: plan?.version ?? null,
    seated: seated.length,
    present: people.filter(({ present }) => present).length,
    missing: seated.filter(({ present }) => present === false).length,
    openNeeds: people.flatMap(({ needs }) => needs).filter(({ state }) => state === 'open').length,
  }
}

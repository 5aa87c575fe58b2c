import { deskPath } from '../jury-access.server.ts'
import { seatedSheet } from '../sessions/seated-sheet.server.ts'
import { type SessionAsk, sessionFor } from '../sessions/session-access.server.ts'
import { fixedTogether, seatedTogether, tablesFor } from './seating.ts'
import { tablesPath } from './table-asking.server.ts'
import { placesIn, plansOf, seatingRulesOf } from './table-plan-store.server.ts'

/** A session's newest plan, what it keeps to, and whether another one is being worked out. */
export async function tablesShown(ask: SessionAsk) {
  const { jury, session, manages } = await sessionFor(ask)
  const plans = await plansOf(ask.db, session.id)
  const made = plans.find(({ state }) => state === 'made')
  const newest = plans[0]
  const people = await seatedSheet(ask.db, jury.id, { everything: manages })
  const seated = people.filter(({ state }) => state === 'seated')
  const rules = await seatingRulesOf(ask.db, jury.id, session.id)
  const places = made ? await placesIn(ask.db, made.id) : []
  const failed = newest?.state === 'failed' ? newest : undefined
  const fixed = rules.fixed.filter(({ memberId }) => seated.some((person) => person.memberId === memberId))
  return {
    title: ask.words('seating')('tables.title', { session: session.title }),
    publicName: jury.publicName,
    home: deskPath(jury.slug, `/sessions/${encodeURIComponent(session.id)}`),
    address: tablesPath(ask),
    session: { title: session.title, onDate: session.onDate, place: session.place },
    people,
    seated: seated.length,
    choices: tablesFor(seated.length),
    plan: made ?? null,
    places,
    together: seatedTogether(places, rules.apart),
    waiting: newest?.state === 'waiting',
    errors: failed?.errors ?? [],
    fixedTogether: failed ? fixedTogether({ ...rules, fixed, tables: failed.tables, rounds: failed.rounds }) : [],
    rules,
  }
}

export type ShownTables = Awaited<ReturnType<typeof tablesShown>>

import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { write } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { line, type Refused, readForm, refused } from '../../server/form.ts'
import { deskPath } from '../jury-access.server.ts'
import { membersOf } from '../seats/member-store.server.ts'
import { type SessionAsk, sessionFor } from '../sessions/session-access.server.ts'
import { mostRounds, tablesFor } from './seating.ts'
import { askForPlan, plansOf, saveAbsence, saveApart, saveFixed } from './table-plan-store.server.ts'

export const tablesPath = (ask: SessionAsk, rest = '') =>
  deskPath(ask.params.slug, `/sessions/${encodeURIComponent(ask.params.session)}/tables${rest}`)

const planShape = z.object({
  tables: z.coerce.number('tables').int('tables'),
  rounds: z.coerce.number('rounds').int('rounds').min(1, 'rounds').max(mostRounds, 'rounds'),
})

/** A whole new plan: everybody may move. */
export async function askWhole(ask: SessionAsk) {
  const t = ask.words('seating')
  const form = await readForm(ask.request, planShape, t)
  if (!form.ok) return refused(form.errors, form.typed)
  const { tables, rounds } = form.value
  const fits = await write(ask.db, async (tx) => {
    const { jury, session } = await sessionFor(ask, tx)
    const seated = (await membersOf(tx, jury.id)).filter(({ state }) => state === 'seated').length
    if (!tablesFor(seated).includes(tables)) return false
    const reason = (await plansOf(tx, session.id)).length ? 'again' : 'first'
    const given = { sessionId: session.id, tables, rounds, fromRound: 0, reason, personId: ask.actor.personId } as const
    await askForPlan(tx, given, ask.now)
    return true
  })
  if (!fits) return refused([{ field: 'tables', message: t('errors.tables') }], form.typed)
  throw redirect(tablesPath(ask), 303)
}

const changeShape = z.object({
  member: line(100),
  other: line(100),
  away: z.enum(['none', 'all', 'late']).catch('none'),
  late: z.coerce.number().int().min(2).catch(2),
  table: z.coerce.number().int().min(0).catch(0),
  from: z.coerce.number().int().min(1).catch(1),
})

type Change = z.output<typeof changeShape>
export const changeIntents = ['away', 'fixed', 'apart', 'together'] as const
type Intent = (typeof changeIntents)[number]

/** Somebody is away or late, has a fixed place, or is kept apart: the plan then changes as little as it can. */
export async function askChange(ask: SessionAsk, intent: Intent) {
  const t = ask.words('seating')
  const form = await readForm(ask.request, changeShape, t)
  if (!form.ok) return refused(form.errors, form.typed)
  const change = form.value
  const wrong = await write(ask.db, async (tx): Promise<Refused['errors']> => {
    const { jury, session } = await sessionFor(ask, tx)
    const known = (await membersOf(tx, jury.id)).map(({ id }) => id)
    const found = troubles(intent, change, known, t)
    if (found.length) return found
    const [newest] = await plansOf(tx, session.id)
    const rounds = newest?.rounds ?? mostRounds
    const pair = [change.member, change.other] as const
    if (intent === 'away')
      await saveAbsence(tx, { sessionId: session.id, memberId: change.member, rounds: roundsAway(change, rounds) })
    else if (intent === 'fixed')
      await saveFixed(tx, { sessionId: session.id, memberId: change.member, table: change.table || null })
    else await saveApart(tx, pair, intent === 'apart')
    const { personId } = ask.actor
    await logAct(tx, ask.now, {
      personId,
      did: 'changed what a table plan must keep to',
      objectKind: 'jury_session',
      objectId: session.id,
      detail: { what: intent },
    })
    if (!newest) return []
    const fromRound = Math.min(change.from, newest.rounds) - 1
    const reason = intent === 'away' ? ('absent' as const) : ('rules' as const)
    const { tables } = newest
    await askForPlan(tx, { sessionId: session.id, tables, rounds, fromRound, reason, personId }, ask.now)
    return []
  })
  if (wrong.length) return refused(wrong, form.typed)
  throw redirect(tablesPath(ask), 303)
}

function troubles(intent: Intent, change: Change, known: readonly string[], t: (key: string) => string) {
  const errors: Refused['errors'] = []
  if (!known.includes(change.member)) errors.push({ field: `${intent}-member`, message: t('errors.member') })
  if (intent !== 'apart' && intent !== 'together') return errors
  if (!known.includes(change.other)) errors.push({ field: 'other', message: t('errors.member') })
  else if (change.other === change.member) errors.push({ field: 'other', message: t('errors.same') })
  return errors
}

/** The rounds somebody misses: none, all, or those before they come. */
function roundsAway({ away, late }: Change, rounds: number): number[] {
  const last = away === 'all' ? rounds : away === 'late' ? Math.min(late - 1, rounds) : 0
  return Array.from({ length: last }, (_, i) => i + 1)
}

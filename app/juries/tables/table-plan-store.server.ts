import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { londonDay, londonTime } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import type { DrawFile } from '../draw/draw-files.ts'
import { randomValue, subSeed } from '../draw/public-draw.ts'
import type { Place, PlanDiff } from './seating.ts'
import type { PlanFigures } from './table-input.ts'

type Reason = 'first' | 'again' | 'absent' | 'replacement' | 'rules'

/** One version of a session's table plan. Rounds and tables are counted from 1; `fromRound` from 0. */
export interface StoredPlan {
  id: string
  sessionId: string
  version: number
  seed: number
  tables: number
  rounds: number
  fromRound: number
  reason: Reason
  state: 'waiting' | 'made' | 'failed'
  diff: PlanDiff | null
  figures: PlanFigures | null
  /** Codes of what kept it from being made. */
  errors: string[]
  askedAt: string
}

const selectPlans = (db: Handle) =>
  db
    .selectFrom('table_plan')
    .select(['id', 'session_id', 'version', 'seed', 'tables', 'rounds', 'from_round', 'reason', 'state'])
    .select(['moved', 'figures', 'asked_at'])

type Row = Awaited<ReturnType<ReturnType<typeof selectPlans>['executeTakeFirstOrThrow']>>

const planFrom = (row: Row): StoredPlan => ({
  id: row.id,
  sessionId: row.session_id,
  version: row.version,
  seed: Number(row.seed),
  tables: row.tables,
  rounds: row.rounds,
  fromRound: row.from_round,
  reason: row.reason,
  state: row.state,
  diff: row.moved ? JSON.parse(row.moved) : null,
  figures: row.state === 'made' ? JSON.parse(row.figures) : null,
  errors: row.state === 'failed' ? JSON.parse(row.figures) : [],
  askedAt: row.asked_at,
})

/** Every version of a session's plan, the newest first. */
export async function plansOf(db: Handle, sessionId: string): Promise<StoredPlan[]> {
  return (await selectPlans(db).where('session_id', '=', sessionId).orderBy('version', 'desc').execute()).map(planFrom)
}

/** Where people sit in one version. */
export const placesIn = (db: Handle, planId: string): Promise<Place[]> =>
  db
    .selectFrom('table_place')
    .select(['round', 'member_id as memberId', 'table_number as table'])
    .where('plan_id', '=', planId)
    .orderBy('round')
    .orderBy('table_number')
    .orderBy('member_id')
    .execute()

/** What holds for a session's tables: fixed places, pairs kept apart in the whole jury, who is away in which round. */
export async function seatingRulesOf(db: Handle, juryId: string, sessionId: string) {
  const fixed = await db
    .selectFrom('table_fixed')
    .select(['member_id as memberId', 'table_number as table'])
    .where('session_id', '=', sessionId)
    .orderBy('member_id')
    .execute()
  const pairs = await db
    .selectFrom('table_apart as a')
    .innerJoin('jury_member as m', 'm.id', 'a.first_member_id')
    .select(['a.first_member_id as first', 'a.second_member_id as second'])
    .where('m.jury_id', '=', juryId)
    .orderBy('m.badge')
    .orderBy('a.second_member_id')
    .execute()
  const absences = await db
    .selectFrom('table_absence')
    .select(['member_id as memberId', 'round'])
    .where('session_id', '=', sessionId)
    .orderBy('member_id')
    .orderBy('round')
    .execute()
  return { fixed, apart: pairs.map(({ first, second }) => [first, second] as const), absences }
}

/**
 * Asks for a version of a session's plan; a worker makes it. A change that comes while a whole plan still waits is taken
 * up by that plan. The same jury, session and version give the same seed, and so the same plan.
 */
export async function askForPlan(
  tx: Tx,
  given: { sessionId: string; tables: number; rounds: number; fromRound: number; reason: Reason; personId: string },
  now: Date,
): Promise<void> {
  const { sessionId, tables, rounds, fromRound, reason, personId } = given
  const [newest] = await plansOf(tx, sessionId)
  const whole = reason === 'first' || reason === 'again'
  if (newest?.state === 'waiting') {
    if (!whole && (newest.reason === 'first' || newest.reason === 'again')) return
    await tx.deleteFrom('table_plan').where('id', '=', newest.id).execute()
  }
  const version = (newest?.version ?? 0) + (newest?.state === 'waiting' ? 0 : 1)
  await tx
    .insertInto('table_plan')
    .values({
      id: randomUUID(),
      session_id: sessionId,
      version,
      seed: String(await seedOf(tx, sessionId, version)),
      tables,
      rounds,
      from_round: fromRound,
      reason,
      state: 'waiting',
      started_at: null,
      moved: '',
      figures: '',
      asked_at: now.toISOString(),
      asked_by: personId,
    })
    .execute()
  const detail = { session: sessionId, version, reason }
  await logAct(tx, now, {
    personId,
    did: 'asked for a table plan',
    objectKind: 'jury_session',
    objectId: sessionId,
    detail,
  })
}

/** From the chance that drew the jury where there was a draw, under a label of its own; else from the label alone. */
async function seedOf(db: Handle, sessionId: string, version: number): Promise<number> {
  const label = `seating:${sessionId}/${version}`
  const file = await db
    .selectFrom('jury_draw_file as f')
    .innerJoin('jury_draw as d', 'd.id', 'f.draw_id')
    .innerJoin('jury_session as s', 's.jury_id', 'd.jury_id')
    .select('f.content')
    .where('s.id', '=', sessionId)
    .where('d.state', '=', 'concluded')
    .where('f.name', '=', 'draw.json')
    .orderBy('d.number', 'desc')
    .executeTakeFirst()
  if (!file) return subSeed(label, '', '')
  const { announcement, outcome }: DrawFile = JSON.parse(file.content)
  return subSeed(label, announcement, randomValue(outcome))
}

/** Asks for the least change of every plan of today and later: somebody came or went. Rounds that began stay. */
export async function changePlans(
  tx: Tx,
  juryId: string,
  { reason, personId }: { reason: Reason; personId: string },
  now: Date,
): Promise<void> {
  const today = londonDay(now)
  const sessions = await tx
    .selectFrom('jury_session')
    .select(['id', 'on_date', 'starts_at'])
    .where('jury_id', '=', juryId)
    .where('on_date', '>=', today)
    .orderBy('on_date')
    .execute()
  for (const session of sessions) {
    const [newest] = await plansOf(tx, session.id)
    if (!newest) continue
    const begun = session.on_date === today && session.starts_at <= londonTime(now)
    const { tables, rounds } = newest
    const fromRound = begun ? newest.fromRound : 0
    await askForPlan(tx, { sessionId: session.id, tables, rounds, fromRound, reason, personId }, now)
  }
}

/** Keeps two people of a jury apart, or lets them sit together again. */
export async function saveApart(tx: Tx, pair: readonly [string, string], apart: boolean): Promise<void> {
  const [first, second] = [...pair].sort() as [string, string]
  if (apart) {
    await tx
      .insertInto('table_apart')
      .values({ first_member_id: first, second_member_id: second })
      .onConflict((conflict) => conflict.columns(['first_member_id', 'second_member_id']).doNothing())
      .execute()
    return
  }
  await tx
    .deleteFrom('table_apart')
    .where('first_member_id', '=', first)
    .where('second_member_id', '=', second)
    .execute()
}

/** Fixes somebody to a table in every round of a session; null frees them. */
export async function saveFixed(
  tx: Tx,
  { sessionId, memberId, table }: { sessionId: string; memberId: string; table: number | null },
): Promise<void> {
  await tx.deleteFrom('table_fixed').where('session_id', '=', sessionId).where('member_id', '=', memberId).execute()
  if (table !== null)
    await tx
      .insertInto('table_fixed')
      .values({ session_id: sessionId, member_id: memberId, table_number: table })
      .execute()
}

/** Says in which rounds of a session somebody is away: none, all, or the first ones of somebody who comes late. */
export async function saveAbsence(
  tx: Tx,
  { sessionId, memberId, rounds }: { sessionId: string; memberId: string; rounds: readonly number[] },
): Promise<void> {
  await tx.deleteFrom('table_absence').where('session_id', '=', sessionId).where('member_id', '=', memberId).execute()
  if (!rounds.length) return
  await tx
    .insertInto('table_absence')
    .values(rounds.map((round) => ({ session_id: sessionId, member_id: memberId, round })))
    .execute()
}

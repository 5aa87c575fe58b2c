import { type Db, type Handle, write } from '../../../db/connect.ts'
import { holdersOf } from '../seats/holder-store.server.ts'
import { criteriaOf } from '../targets/target-store.server.ts'
import { type Place, placesOf, planDiff, planInputOf, planOf, type Sitter } from './seating.ts'
import { planErrors } from './table-plan.ts'
import { placesIn, plansOf, type StoredPlan, seatingRulesOf } from './table-plan-store.server.ts'
import { seatInWorker } from './table-plan-task.server.ts'
import type { SeatingTask } from './table-plan-worker.ts'

/** Seconds after which a plan that somebody began and did not finish is begun again. */
const givenUpAfter = 60

/** Makes every table plan that waits, one after the other, each in a worker. Several processes share the work. */
export async function makeWaitingPlans(db: Db, now: Date): Promise<void> {
  for (let plan = await claim(db, now); plan; plan = await claim(db, now)) await make(db, plan)
}

async function claim(db: Db, now: Date): Promise<StoredPlan | undefined> {
  const stale = new Date(now.getTime() - givenUpAfter * 1000).toISOString()
  // Looked at before claimed: asking every two seconds must not make writers wait.
  if (!(await nextPlan(db, stale))) return undefined
  return write(db, async (tx) => {
    const waiting = await nextPlan(tx, stale)
    if (!waiting) return undefined
    await tx.updateTable('table_plan').set({ started_at: now.toISOString() }).where('id', '=', waiting.id).execute()
    return (await plansOf(tx, waiting.session_id)).find(({ id }) => id === waiting.id)
  })
}

const nextPlan = (db: Handle, stale: string) =>
  db
    .selectFrom('table_plan')
    .select(['id', 'session_id'])
    .where('state', '=', 'waiting')
    .where((eb) => eb.or([eb('started_at', 'is', null), eb('started_at', '<', stale)]))
    .orderBy('asked_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()

async function make(db: Db, plan: StoredPlan): Promise<void> {
  const { people, before, task } = await taskOf(db, plan)
  const errors = planErrors(task.input)
  if (errors.length) return save(db, plan, { state: 'failed', figures: JSON.stringify(errors), moved: '' }, [])
  const { plan: made, figures } = await seatInWorker(task)
  const places = placesOf(people, made)
  const moved = before.length ? JSON.stringify(planDiff(before, places)) : ''
  return save(db, plan, { state: 'made', figures: JSON.stringify(figures), moved }, places)
}

/** Nothing is saved for a plan that was asked for anew meanwhile. */
async function save(
  db: Db,
  plan: StoredPlan,
  columns: { state: 'made' | 'failed'; figures: string; moved: string },
  places: readonly Place[],
): Promise<void> {
  await write(db, async (tx) => {
    const held = await tx
      .updateTable('table_plan')
      .set(columns)
      .where('id', '=', plan.id)
      .where('state', '=', 'waiting')
      .executeTakeFirst()
    if (!Number(held.numUpdatedRows) || !places.length) return
    const rows = places.map(({ round, memberId, table }) => ({
      plan_id: plan.id,
      round,
      member_id: memberId,
      table_number: table,
    }))
    await tx.insertInto('table_place').values(rows).execute()
  })
}

/** What the worker is given: the seated members by badge; for a change also those who left, who are away from now on. */
async function taskOf(db: Handle, plan: StoredPlan) {
  const { jury_id: juryId } = await db
    .selectFrom('jury_session')
    .select('jury_id')
    .where('id', '=', plan.sessionId)
    .executeTakeFirstOrThrow()
  const rules = { tables: plan.tables, rounds: plan.rounds, ...(await seatingRulesOf(db, juryId, plan.sessionId)) }
  const earlier = (await plansOf(db, plan.sessionId)).find(
    ({ state, version }) => state === 'made' && version < plan.version,
  )
  const before = earlier ? await placesIn(db, earlier.id) : []
  const whole = plan.reason === 'first' || plan.reason === 'again' || !earlier
  const sitters = await sittersOf(db, juryId)
  const wasIn = new Set(before.map(({ memberId }) => memberId))
  const people = whole
    ? sitters.filter(({ seated }) => seated)
    : [
        ...sitters.filter(({ memberId }) => wasIn.has(memberId)),
        ...sitters.filter(({ memberId, seated }) => seated && !wasIn.has(memberId)),
      ]
  const left = people.filter(({ seated }) => !seated)
  const rounds = Array.from({ length: plan.rounds }, (_, i) => i + 1)
  const absences = [
    ...rules.absences.filter(({ memberId }) => !left.some((person) => person.memberId === memberId)),
    ...left.flatMap(({ memberId }) => rounds.map((round) => ({ memberId, round }))),
  ]
  const input = planInputOf(people, { ...rules, absences })
  const task: SeatingTask = whole
    ? { kind: 'plan', input, seed: plan.seed }
    : { kind: 'change', input, plan: planOf(people, before, plan.rounds), fromRound: plan.fromRound }
  return { people, before, task }
}

/** Members by badge with what is mixed at every table: the jury's criteria, or the area where nothing else is known. */
async function sittersOf(db: Handle, juryId: string): Promise<(Sitter & { seated: boolean })[]> {
  const criteria = await criteriaOf(db, juryId)
  const members = (await holdersOf(db, juryId)).flatMap((holder) =>
    holder.memberId && holder.badge ? [{ ...holder, memberId: holder.memberId, badge: holder.badge }] : [],
  )
  return members
    .sort((a, b) => a.badge.localeCompare(b.badge, 'en', { numeric: true }))
    .map(({ memberId, state, area, values }) => ({
      memberId,
      mixed: criteria.length ? criteria.map(({ id }) => values.get(id) ?? '') : [area],
      seated: state === 'seated',
    }))
}

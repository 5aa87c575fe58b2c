import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Handle, Tx } from '../../db/connect.ts'
import type { Schema } from '../../db/schema.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { record } from '../ledger/ledger-store.server.ts'
import { changesWhatWasSigned, type Exercise, type ExercisePlan, hidesAPage, slugFrom } from './exercise.ts'
import { londonDay } from './london-day.ts'

const planColumns = (plan: ExercisePlan) => ({
  title: plan.title,
  decision: plan.decision,
  decided_by: plan.decidedBy,
  decision_on: plan.decisionOn,
  can_change: plan.canChange,
  cannot_change: plan.cannotChange,
  options_rejected: plan.optionsRejected,
  audiences: plan.audiences,
  method: plan.method,
  legal_basis: plan.legalBasis,
  commissioned_by: plan.commissionedBy,
  paid_by: plan.paidBy,
  opens_on: plan.opensOn,
  closes_on: plan.closesOn,
  results_by: plan.resultsBy,
  changed_by: plan.changedBy,
  short_opening_reason: plan.shortOpeningReason,
})

function exerciseFrom(row: Selectable<Schema['exercise']>, areaIds: string[]): Exercise {
  return {
    id: row.id,
    slug: row.slug,
    kind: row.kind,
    runBy: row.run_by,
    title: row.title,
    decision: row.decision,
    decidedBy: row.decided_by,
    decisionOn: row.decision_on,
    canChange: row.can_change,
    cannotChange: row.cannot_change,
    optionsRejected: row.options_rejected,
    audiences: row.audiences,
    method: row.method,
    legalBasis: row.legal_basis,
    commissionedBy: row.commissioned_by,
    paidBy: row.paid_by,
    opensOn: row.opens_on,
    closesOn: row.closes_on,
    resultsBy: row.results_by,
    changedBy: row.changed_by,
    shortOpeningReason: row.short_opening_reason,
    formativeSignedBy: row.formative_signed_by,
    formativeSignedAt: row.formative_signed_at,
    publishedAt: row.published_at,
    areaIds,
  }
}

/** One exercise, or undefined. `runBy` limits the search to one organisation: what is another's is not there (P-14). */
export async function exerciseById(db: Handle, id: string, runBy?: string | null): Promise<Exercise | undefined> {
  let query = db.selectFrom('exercise').selectAll().where('id', '=', id)
  if (runBy !== undefined) query = query.where('run_by', '=', runBy ?? '')
  const row = await query.executeTakeFirst()
  if (!row) return undefined
  const areas = await db
    .selectFrom('exercise_area')
    .select('area_id')
    .where('exercise_id', '=', id)
    .orderBy('area_id')
    .execute()
  return exerciseFrom(
    row,
    areas.map((area) => area.area_id),
  )
}

/** The whole register, newest opening first; of another organisation's plans only title and dates (journey 3.2). */
export async function registerOf(db: Handle) {
  const rows = await db
    .selectFrom('exercise as e')
    .leftJoin('organisation as o', 'o.id', 'e.run_by')
    .select([
      'e.id',
      'e.slug',
      'e.kind',
      'e.title',
      'e.run_by',
      'o.name as organisation',
      'e.opens_on',
      'e.closes_on',
      'e.asked_elsewhere',
    ])
    .select(['e.decision_on', 'e.decided_by', 'e.published_at', 'e.results_by', 'e.created_at'])
    .orderBy('e.id')
    .execute()
  const key = (row: (typeof rows)[number]) => row.opens_on ?? '9999-12-31'
  return rows.sort((a, b) => (key(a) < key(b) ? 1 : key(a) > key(b) ? -1 : 0))
}

/** Starts a plan for the officer's own organisation; returns its id. The page has asked `hidesAPage`. */
export async function createExercise(
  tx: Tx,
  given: { plan: ExercisePlan; kind: Exercise['kind']; runBy: string; personId: string; id?: string; slug?: string },
  now: Date,
): Promise<string> {
  if (hidesAPage(given.slug ?? given.plan.title)) throw new RangeError('the address belongs to another page')
  const id = given.id ?? randomUUID()
  await tx
    .insertInto('exercise')
    .values({
      id,
      slug: given.slug ?? (await freeSlug(tx, slugFrom(given.plan.title))),
      kind: given.kind,
      run_by: given.runBy,
      ...planColumns(given.plan),
      formative_signed_by: null,
      formative_signed_at: null,
      published_at: null,
      created_by: given.personId,
      created_at: now.toISOString(),
    })
    .execute()
  await setAreas(tx, id, given.plan.areaIds)
  await logAct(tx, now, { personId: given.personId, did: 'planned', objectKind: 'exercise', objectId: id })
  return id
}

/** Saves a plan that is not yet public. A change to what "still formative" was signed over makes the signature fall. */
export async function savePlan(
  tx: Tx,
  before: Exercise,
  plan: ExercisePlan,
  personId: string,
  now: Date,
): Promise<void> {
  if (before.publishedAt) throw new Error('a published exercise is withdrawn before its plan changes')
  const falls = changesWhatWasSigned(before, plan)
  await tx
    .updateTable('exercise')
    .set({ ...planColumns(plan), ...(falls ? { formative_signed_by: null, formative_signed_at: null } : {}) })
    .where('id', '=', before.id)
    .execute()
  await setAreas(tx, before.id, plan.areaIds)
  await logAct(tx, now, { personId, did: 'changed the plan', objectKind: 'exercise', objectId: before.id })
}

/** Signs that nothing is decided yet (G-1), by name and hour. */
export async function signFormative(tx: Tx, id: string, personId: string, now: Date): Promise<void> {
  await tx
    .updateTable('exercise')
    .set({ formative_signed_by: personId, formative_signed_at: now.toISOString() })
    .where('id', '=', id)
    .execute()
  await logAct(tx, now, { personId, did: 'signed still formative', objectKind: 'exercise', objectId: id })
}

/** Makes an exercise public; the page has checked `publishingTroubles` in the same transaction. */
export async function publishExercise(tx: Tx, exercise: Exercise, personId: string, now: Date): Promise<void> {
  await tx.updateTable('exercise').set({ published_at: now.toISOString() }).where('id', '=', exercise.id).execute()
  const { formativeSignedBy, ...plan } = exercise
  await record(tx, 'exercise.published', { ...plan, publishedAt: now.toISOString() }, londonDay(now))
  await logAct(tx, now, { personId, did: 'published', objectKind: 'exercise', objectId: exercise.id })
}

/** Takes an exercise back before it has opened, so that its plan can change. */
export async function withdrawExercise(tx: Tx, exercise: Exercise, personId: string, now: Date): Promise<void> {
  await tx.updateTable('exercise').set({ published_at: null }).where('id', '=', exercise.id).execute()
  await record(tx, 'exercise.withdrawn', { id: exercise.id, at: now.toISOString() }, londonDay(now))
  await logAct(tx, now, { personId, did: 'withdrew before opening', objectKind: 'exercise', objectId: exercise.id })
}

async function setAreas(tx: Tx, id: string, areaIds: readonly string[]): Promise<void> {
  await tx.deleteFrom('exercise_area').where('exercise_id', '=', id).execute()
  const rows = [...new Set(areaIds)].map((area_id) => ({ exercise_id: id, area_id }))
  if (rows.length) await tx.insertInto('exercise_area').values(rows).execute()
}

async function freeSlug(tx: Tx, wish: string): Promise<string> {
  const taken = await tx.selectFrom('exercise').select('slug').where('slug', 'like', `${wish}%`).execute()
  const slugs = new Set(taken.map((row) => row.slug))
  if (!slugs.has(wish)) return wish
  let n = 2
  while (slugs.has(`${wish}-${n}`)) n++
  return `${wish}-${n}`
}

import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { standingDraw } from '../draw/drawn-store.server.ts'
import type { Category } from '../lottery/quota.ts'
import { isDrawn } from '../registration/application.ts'
import { type Criterion, categoriesFrom, type Dimension, dimensions } from './target.ts'

/** What a jury is balanced by, in the order of the form. */
export async function criteriaOf(db: Handle, juryId: string): Promise<Criterion[]> {
  const criteria = await db
    .selectFrom('jury_criterion')
    .select(['id', 'name', 'dimension', 'reason'])
    .where('jury_id', '=', juryId)
    .orderBy('position')
    .execute()
  const quotas = await db
    .selectFrom('jury_quota as q')
    .innerJoin('jury_criterion as c', 'c.id', 'q.criterion_id')
    .selectAll('q')
    .where('c.jury_id', '=', juryId)
    .orderBy('q.position')
    .execute()
  return criteria.map((criterion) => ({
    ...criterion,
    dimension: dimensionFrom(criterion.dimension),
    targets: quotas
      .filter((quota) => quota.criterion_id === criterion.id)
      .map((quota) => ({
        value: quota.value,
        minimum: quota.minimum,
        maximum: quota.maximum,
        minFlex: quota.min_flex,
        maxFlex: quota.max_flex,
        note: quota.note,
      })),
  }))
}

const dimensionFrom = (stored: string | null): Dimension | null => dimensions.find((d) => d === stored) ?? null

/** The targets of a jury as the lottery reads them, in the order of its criteria. */
export async function categoriesOf(db: Handle, juryId: string): Promise<Category[]> {
  const jury = await db.selectFrom('jury').select('seats').where('id', '=', juryId).executeTakeFirst()
  return categoriesFrom(await criteriaOf(db, juryId), jury?.seats ?? 0)
}

/**
 * Puts these criteria and targets in place of those there are. A criterion keeps its id, so that what people said of
 * themselves stays with it; what belonged to one that goes, goes with it.
 */
export async function saveTargets(tx: Tx, juryId: string, criteria: readonly Criterion[]): Promise<void> {
  const kept = criteria.map(({ id }) => id)
  const stored = await tx.selectFrom('jury_criterion').select('id').where('jury_id', '=', juryId).execute()
  const ids = stored.map(({ id }) => id)
  if (ids.length) await tx.deleteFrom('jury_quota').where('criterion_id', 'in', ids).execute()
  const gone = ids.filter((id) => !kept.includes(id))
  if (gone.length) {
    await tx.deleteFrom('jury_selection_value').where('criterion_id', 'in', gone).execute()
    await tx.deleteFrom('jury_criterion_words').where('criterion_id', 'in', gone).execute()
    await tx.deleteFrom('jury_criterion').where('id', 'in', gone).execute()
  }
  // Two criteria may change names with each other; names are unique, so they are freed first.
  for (const id of ids.filter((i) => kept.includes(i))) {
    await tx.updateTable('jury_criterion').set({ name: id }).where('id', '=', id).execute()
  }
  for (const [position, { id, name, dimension, reason, targets }] of criteria.entries()) {
    const row = { position, name, dimension, reason }
    if (ids.includes(id)) await tx.updateTable('jury_criterion').set(row).where('id', '=', id).execute()
    else
      await tx
        .insertInto('jury_criterion')
        .values({ id, jury_id: juryId, ...row })
        .execute()
    if (!targets.length) continue
    await tx
      .insertInto('jury_quota')
      .values(
        targets.map((target, place) => ({
          criterion_id: id,
          position: place,
          value: target.value,
          minimum: target.minimum,
          maximum: target.maximum,
          min_flex: target.minFlex,
          max_flex: target.maxFlex,
          note: target.note,
        })),
      )
      .execute()
  }
}

/** Whether targets can no longer be changed. */
export const targetsStand = (used: Awaited<ReturnType<typeof targetsUsed>>): used is 'announced' | 'drawn' =>
  used === 'announced' || used === 'drawn'

/** A criterion that is not stored yet. */
export const newCriterion = (given: Omit<Criterion, 'id'>): Criterion => ({ id: randomUUID(), ...given })

/** Two values become one: whoever had one of them has the new one now. */
export async function moveValues(tx: Tx, criterionId: string, from: readonly string[], to: string): Promise<void> {
  await tx
    .updateTable('jury_selection_value')
    .set({ value: to })
    .where('criterion_id', '=', criterionId)
    .where('value', 'in', from.length ? from : [''])
    .execute()
}

/**
 * What has come of the targets: nothing yet, people have said where they belong, a draw is announced that names the targets
 * (they stand until it is given up, with its reason in public), or people have been drawn.
 */
export async function targetsUsed(
  db: Handle,
  juryId: string,
): Promise<'not_yet' | 'registered' | 'announced' | 'drawn'> {
  const rows = await db
    .selectFrom('jury_application')
    .select('status')
    .distinct()
    .where('jury_id', '=', juryId)
    .where('status', '!=', 'TEST_SUBMISSION')
    .where('eligible', '=', 1)
    .execute()
  if (rows.some(({ status }) => isDrawn(status))) return 'drawn'
  if (await standingDraw(db, juryId)) return 'announced'
  return rows.length ? 'registered' : 'not_yet'
}

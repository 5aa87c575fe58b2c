import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Db, type Handle, type Tx, write } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import type { Fault } from '../../priorities/fault-words.ts'

/** Why a computation ended without a result. */
const troubleShape: z.ZodType<Fault> = z.object({
  code: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
})

/** The freeze of an exercise that is asked for, under way, or was asked for last. */
export async function freezeAsked(db: Handle, exerciseId: string) {
  const row = await db
    .selectFrom('computation')
    .select(['id', 'state', 'stage', 'done', 'total', 'attempts'])
    .select(['asked_at as askedAt', 'started_at as startedAt', 'cancel_asked as cancelAsked', 'trouble'])
    .where('exercise_id', '=', exerciseId)
    .where('kind', '=', 'freeze')
    .executeTakeFirst()
  return row && { ...row, trouble: row.trouble === null ? null : troubleShape.parse(JSON.parse(row.trouble)) }
}

/** Asks for a freeze. False while one waits or runs; what came of an earlier one is forgotten. */
export async function askFreeze(
  tx: Tx,
  { exerciseId, personId, reason }: { exerciseId: string; personId: string; reason: string },
  now: Date,
): Promise<boolean> {
  const before = await freezeAsked(tx, exerciseId)
  if (before?.state === 'waiting' || before?.state === 'running') return false
  await tx.deleteFrom('computation').where('exercise_id', '=', exerciseId).where('kind', '=', 'freeze').execute()
  await tx
    .insertInto('computation')
    .values({
      id: randomUUID(),
      exercise_id: exerciseId,
      kind: 'freeze',
      reason,
      asked_by: personId,
      asked_at: now.toISOString(),
      state: 'waiting',
      stage: null,
      done: 0,
      total: 0,
      started_at: null,
      cancel_asked: 0,
      attempts: 0,
      held_by: null,
      held_until: null,
      trouble: null,
      finished_at: null,
    })
    .execute()
  await logAct(tx, now, { personId, did: 'asked for the freeze', objectKind: 'exercise', objectId: exerciseId })
  return true
}

/** Asks a freeze to stop: one that waits is cancelled at once, one that runs as soon as its process hears of it. */
export async function cancelFreeze(tx: Tx, by: { exerciseId: string; personId: string }, now: Date): Promise<boolean> {
  const row = await freezeAsked(tx, by.exerciseId)
  if (row?.state !== 'waiting' && row?.state !== 'running') return false
  const ended = row.state === 'waiting' ? { state: 'cancelled' as const, finished_at: now.toISOString() } : {}
  await tx
    .updateTable('computation')
    .set({ cancel_asked: 1, ...ended })
    .where('id', '=', row.id)
    .execute()
  const object = { objectKind: 'exercise', objectId: by.exerciseId }
  await logAct(tx, now, { personId: by.personId, did: 'cancelled the freeze', ...object })
  return true
}

/** Seconds without a sign of life after which another process begins it afresh, and how often that is tried. */
const patience = 30
const attemptsMost = 3

const later = (wall: Date) => new Date(wall.getTime() + patience * 1_000).toISOString()

/** Computations that wait, or whose process has died. */
const toBeMade = (db: Handle, wall: Date) =>
  db
    .selectFrom('computation')
    .where((eb) =>
      eb.or([
        eb('state', '=', 'waiting'),
        eb.and([eb('state', '=', 'running'), eb('held_until', '<', wall.toISOString())]),
      ]),
    )

/** Whether there is anything to claim: asking does not make writers wait. */
export const computationWaits = async (db: Handle, wall: Date): Promise<boolean> =>
  (await toBeMade(db, wall).select('id').limit(1).executeTakeFirst()) !== undefined

/**
 * Gives the next computation that waits, or whose process has died, to this holder. One that was cancelled meanwhile, or
 * has been tried too often, ends here.
 *
 * @param wall this machine's own time: what is measured is whether a process lives, not when something was done.
 */
export async function claimComputation(tx: Tx, holder: string, wall: Date) {
  const row = await toBeMade(tx, wall)
    .select(['id', 'exercise_id as exerciseId', 'asked_by as personId', 'reason', 'attempts'])
    .select(['state', 'cancel_asked as cancelAsked'])
    .orderBy('asked_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  if (row.cancelAsked === 1 || row.attempts >= attemptsMost) {
    const trouble = { code: 'died', details: { count: row.attempts } }
    const ended =
      row.cancelAsked === 1
        ? { state: 'cancelled' as const }
        : { state: 'failed' as const, trouble: JSON.stringify(trouble) }
    await tx
      .updateTable('computation')
      .set({ ...ended, held_by: null, held_until: null, finished_at: wall.toISOString() })
      .where('id', '=', row.id)
      .execute()
    return undefined
  }
  await tx
    .updateTable('computation')
    .set({ state: 'running', stage: null, done: 0, total: 0, attempts: row.attempts + 1 })
    .set({ held_by: holder, held_until: later(wall), started_at: wall.toISOString() })
    .where('id', '=', row.id)
    .execute()
  return row
}

/** A sign of life, with how far it is. False when it is to stop: cancelled, or another's by now. */
export async function tellComputation(
  db: Db,
  given: { id: string; holder: string; stage: string | null; done: number; total: number },
  wall: Date,
): Promise<boolean> {
  const { id, holder, ...progress } = given
  const { numUpdatedRows } = await write(db, (tx) =>
    tx
      .updateTable('computation')
      .set({ ...progress, held_until: later(wall) })
      .where('id', '=', id)
      .where('held_by', '=', holder)
      .where('state', '=', 'running')
      .where('cancel_asked', '=', 0)
      .executeTakeFirst(),
  )
  return Number(numUpdatedRows) === 1
}

/**
 * Writes down how it ended. False when it was cancelled or taken over meanwhile: then nothing of it is to be kept, and
 * `cancelled` is what it becomes if it is still this holder's.
 */
export async function endComputation(
  tx: Tx,
  given: { id: string; holder: string; trouble?: Fault },
  now: Date,
): Promise<boolean> {
  const { id, holder, trouble } = given
  const mine = tx.updateTable('computation').where('id', '=', id).where('held_by', '=', holder)
  const over = { held_by: null, held_until: null, finished_at: now.toISOString() }
  const { numUpdatedRows } = await mine
    .set({ ...over, state: trouble ? 'failed' : 'done', trouble: trouble ? JSON.stringify(trouble) : null })
    .where('cancel_asked', '=', 0)
    .executeTakeFirst()
  if (Number(numUpdatedRows) === 1) return true
  await mine
    .set({ ...over, state: 'cancelled' })
    .where('cancel_asked', '=', 1)
    .executeTakeFirst()
  return false
}

import type { Db, Handle, Tx } from '../../../db/connect.ts'
import { addDays, londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'

/** Uses a piece of work up; false when it was used before. Only the day is kept, and nothing of the answer it was done for. */
export async function spendWork(tx: Handle, id: string, now: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('spent_work')
    .values({ id, spent_on: londonDay(now) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows) > 0
}

/** Forgets work that is too old to be used again: it is good for a day. */
export async function dropSpentWork(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('spent_work')
    .where('spent_on', '<', addDays(londonDay(now), -1))
    .execute()
}

/** Whether browsers work before every answer to an exercise, or only where very many come from one network. */
export async function setAsksWork(
  tx: Tx,
  { exerciseId, personId, always }: { exerciseId: string; personId: string; always: boolean },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('consultation')
    .set({ asks_work: always ? 1 : 0 })
    .where('exercise_id', '=', exerciseId)
    .execute()
  const did = always ? 'work.asked-always' : 'work.asked-above-budget'
  await logAct(tx, now, { personId, did, objectKind: 'exercise', objectId: exerciseId })
}

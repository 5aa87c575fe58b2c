import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../db/connect.ts'
import type { Way } from '../../db/tables/people.ts'

/** Messages about an exercise that nobody carries: letters to print, texts to send by hand, in order of their ids. */
export const waitingByHand = (db: Handle, exerciseId: string, way: Way) =>
  db
    .selectFrom('outbox')
    .select(['id', 'to_address as to', 'language', 'subject', 'body', 'batch', 'created_at as queuedAt'])
    .where('exercise_id', '=', exerciseId)
    .where('way', '=', way)
    .where('sent_at', 'is', null)
    .where('given_up_at', 'is', null)
    .orderBy('id')
    .execute()

/** Puts every waiting letter that is in no print run into a new one; returns it, or undefined when none waits. */
export async function makePrintRun(tx: Tx, exerciseId: string): Promise<string | undefined> {
  const batch = randomUUID()
  const changed = await tx
    .updateTable('outbox')
    .set({ batch })
    .where('exercise_id', '=', exerciseId)
    .where('way', '=', 'letter')
    .where('sent_at', 'is', null)
    .where('batch', 'is', null)
    .executeTakeFirst()
  return Number(changed.numUpdatedRows) ? batch : undefined
}

/** The letters of one print run that are not posted yet. */
export const lettersOf = async (db: Handle, exerciseId: string, batch: string) =>
  (await waitingByHand(db, exerciseId, 'letter')).filter((letter) => letter.batch === batch)

/** Notes that a print run was posted, or that texts were sent by hand. Returns how many there were. */
export async function markByHand(
  tx: Tx,
  exerciseId: string,
  which: { batch: string } | { ids: readonly string[] },
  now: Date,
): Promise<number> {
  let query = tx
    .updateTable('outbox')
    .set({ sent_at: now.toISOString() })
    .where('exercise_id', '=', exerciseId)
    .where('sent_at', 'is', null)
  if ('batch' in which) query = query.where('batch', '=', which.batch)
  else query = query.where('way', '=', 'text').where('id', 'in', which.ids.length ? [...which.ids] : [''])
  return Number((await query.executeTakeFirst()).numUpdatedRows)
}

/** Messages about an exercise that were given up, with the code of why. */
export const failed = (db: Handle, exerciseId: string) =>
  db
    .selectFrom('outbox')
    .select(['id', 'way', 'to_address as to', 'subject', 'last_error as code'])
    .where('exercise_id', '=', exerciseId)
    .where('given_up_at', 'is not', null)
    .orderBy('id')
    .execute()

/** Lets a message that was given up be tried from the beginning. */
export async function tryAgain(tx: Tx, exerciseId: string, id: string): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ attempts: 0, given_up_at: null, not_before: null, last_error: null })
    .where('exercise_id', '=', exerciseId)
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .execute()
}

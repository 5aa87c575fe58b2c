import { randomUUID } from 'node:crypto'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Handle, Tx } from '../../db/connect.ts'
import type { Schema } from '../../db/schema.ts'
import type { Way } from '../../db/tables/people.ts'

/** A pile of messages on somebody's desk: of one exercise by its id, or of no exercise and about one kind of thing. */
export type Pile = string | { about: string }

const inPile =
  (pile: Pile) =>
  (eb: ExpressionBuilder<Schema, 'outbox'>): Expression<SqlBool> =>
    typeof pile === 'string'
      ? eb('exercise_id', '=', pile)
      : eb.and([eb('exercise_id', 'is', null), eb('about', 'like', `${pile.about}:%`)])

/** Messages of a pile that nobody carries: letters to print, texts to send by hand, in order of their ids. */
export const waitingByHand = (db: Handle, pile: Pile, way: Way) =>
  db
    .selectFrom('outbox')
    .select(['id', 'to_address as to', 'language', 'subject', 'body', 'batch', 'created_at as queuedAt'])
    .where(inPile(pile))
    .where('way', '=', way)
    .where('sent_at', 'is', null)
    .where('given_up_at', 'is', null)
    .orderBy('id')
    .execute()

/** Puts every waiting letter that is in no print run into a new one; returns it, or undefined when none waits. */
export async function makePrintRun(tx: Tx, pile: Pile): Promise<string | undefined> {
  const batch = randomUUID()
  const changed = await tx
    .updateTable('outbox')
    .set({ batch })
    .where(inPile(pile))
    .where('way', '=', 'letter')
    .where('sent_at', 'is', null)
    .where('batch', 'is', null)
    .executeTakeFirst()
  return Number(changed.numUpdatedRows) ? batch : undefined
}

/** The letters of one print run that are not posted yet. */
export const lettersOf = async (db: Handle, pile: Pile, batch: string) =>
  (await waitingByHand(db, pile, 'letter')).filter((letter) => letter.batch === batch)

/** Notes that a print run was posted, or that texts were sent by hand. Returns how many there were. */
export async function markByHand(
  tx: Tx,
  pile: Pile,
  which: { batch: string } | { ids: readonly string[] },
  now: Date,
): Promise<number> {
  let query = tx
    .updateTable('outbox')
    .set({ sent_at: now.toISOString() })
    .where(inPile(pile))
    .where('sent_at', 'is', null)
  if ('batch' in which) query = query.where('batch', '=', which.batch)
  else query = query.where('way', '=', 'text').where('id', 'in', which.ids.length ? [...which.ids] : [''])
  return Number((await query.executeTakeFirst()).numUpdatedRows)
}

/** Messages of a pile that were given up, with the code of why. */
export const failed = (db: Handle, pile: Pile) =>
  db
    .selectFrom('outbox')
    .select(['id', 'way', 'to_address as to', 'subject', 'last_error as code'])
    .where(inPile(pile))
    .where('given_up_at', 'is not', null)
    .orderBy('id')
    .execute()

/** Lets a message that was given up be tried from the beginning. */
export async function tryAgain(tx: Tx, pile: Pile, id: string): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ attempts: 0, given_up_at: null, not_before: null, last_error: null })
    .where(inPile(pile))
    .where('id', '=', id)
    .where('sent_at', 'is', null)
    .execute()
}

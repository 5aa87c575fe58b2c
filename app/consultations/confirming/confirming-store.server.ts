import { randomInt } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { insertMany } from '../../../db/insert-many.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { sha256 } from '../../ledger/commitment.ts'
import { keyedHash } from '../../ledger/keyed-hash.ts'
import { referenceFor, referenceHash } from '../../ledger/reference-code.ts'
import { shownCount } from '../groups/way-in.ts'
import {
  type Confirmed,
  type ConfirmLevel,
  type ConfirmProblem,
  mailedHours,
  mostMails,
  mostTries,
} from './confirming.ts'

/** How an exercise has its answers confirmed, and how many codes for letters were made. */
export async function confirmingOf(db: Handle, exerciseId: string) {
  const row = await db
    .selectFrom('exercise_confirming')
    .select(['level', 'letters', 'confirmed'])
    .where('exercise_id', '=', exerciseId)
    .executeTakeFirst()
  return row ?? { level: 'none' as const, letters: 0, confirmed: null }
}

/** What is shown with every result: the level, and how many of the counted answers were confirmed. */
export async function confirmedOf(db: Handle, exerciseId: string): Promise<Confirmed> {
  const { level, confirmed } = await confirmingOf(db, exerciseId)
  return { level, confirmed: confirmed === null ? null : (shownCount(confirmed) ?? 'few') }
}

/** Sets the level. Whether it may still be changed is decided before. */
export async function setConfirming(
  tx: Tx,
  given: { exerciseId: string; level: ConfirmLevel; personId: string },
  now: Date,
): Promise<void> {
  const { exerciseId, level, personId } = given
  const before = await confirmingOf(tx, exerciseId)
  const row = { level, set_by: personId, set_at: now.toISOString() }
  await tx
    .insertInto('exercise_confirming')
    .values({ exercise_id: exerciseId, letters: 0, confirmed: null, ...row })
    .onConflict((conflict) => conflict.column('exercise_id').doUpdateSet(row))
    .execute()
  const detail = { before: before.level, after: level }
  await logAct(tx, now, { personId, did: 'confirming.set', objectKind: 'exercise', objectId: exerciseId, detail })
}

/** The code of a letter: made from its number with the server's secret, so that it can be printed again and is never stored. */
export const letterCodeOf = (secret: string, exerciseId: string, number: number): string =>
  referenceFor(secret, `letter:${exerciseId}:${number}`)

/** Makes codes for so many more letters. Their numbers go on from the last. */
export async function makeLetterCodes(
  tx: Tx,
  secret: string,
  given: { exerciseId: string; count: number; personId: string },
  now: Date,
): Promise<void> {
  const { exerciseId, count, personId } = given
  const { letters } = await confirmingOf(tx, exerciseId)
  const rows = Array.from({ length: count }, (_, i) => ({
    code_hash: letterHash(secret, exerciseId, letterCodeOf(secret, exerciseId, letters + i + 1)),
    exercise_id: exerciseId,
    used: 0,
  }))
  await insertMany(tx, 'letter_code', rows)
  await tx
    .updateTable('exercise_confirming')
    .set({ letters: letters + count })
    .where('exercise_id', '=', exerciseId)
    .execute()
  const detail = { from: letters + 1, to: letters + count }
  await logAct(tx, now, { personId, did: 'confirming.letters', objectKind: 'exercise', objectId: exerciseId, detail })
}

/** The same letters' codes differ from exercise to exercise, and so do their hashes. */
const letterHash = (secret: string, exerciseId: string, code: string): string =>
  referenceHash(secret, `letter:${exerciseId}:${code}`)

/** Uses the code of a letter, once and for one exercise; undefined when it could be. */
export async function spendLetterCode(
  tx: Tx,
  secret: string,
  exerciseId: string,
  code: string,
): Promise<ConfirmProblem | undefined> {
  const hash = letterHash(secret, exerciseId, code)
  const of = { exercise_id: exerciseId, code_hash: hash }
  const row = await tx
    .selectFrom('letter_code')
    .select('used')
    .where('code_hash', '=', of.code_hash)
    .where('exercise_id', '=', of.exercise_id)
    .executeTakeFirst()
  if (!row) return 'letter_unknown'
  if (row.used) return 'letter_used'
  await tx.updateTable('letter_code').set({ used: 1 }).where('code_hash', '=', hash).execute()
  return undefined
}

const addressHashOf = (secret: string, exerciseId: string, address: string): string =>
  keyedHash(secret, `confirm:${exerciseId}:${address}`, 'hex')
const codeHashOf = (secret: string, tokenHash: string, code: string): string =>
  keyedHash(secret, `code:${tokenHash}:${code}`, 'hex')

/** A code of six digits. */
const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')

/**
 * Makes a code for a draft and an address, in place of one made before; undefined when the draft has had its share. What
 * is kept are hashes: the code and the address themselves are in the message alone.
 */
export async function beginMailCode(
  tx: Tx,
  secret: string,
  given: { token: string; exerciseId: string; address: string },
  now: Date,
): Promise<string | undefined> {
  const tokenHash = sha256(given.token)
  const before = await mailCodeOf(tx, given.token)
  if (before && before.mails >= mostMails) return undefined
  const code = newCode()
  const row = {
    code_hash: codeHashOf(secret, tokenHash, code),
    address_hash: addressHashOf(secret, given.exerciseId, given.address),
    tries: 0,
    mails: (before?.mails ?? 0) + 1,
    expires_at: new Date(now.getTime() + mailedHours * 3_600_000).toISOString(),
  }
  await tx
    .insertInto('mail_code')
    .values({ token_hash: tokenHash, exercise_id: given.exerciseId, ...row })
    .onConflict((conflict) => conflict.column('token_hash').doUpdateSet(row))
    .execute()
  return code
}

/** The code that waits for a draft, without what it is. */
export const mailCodeOf = (db: Handle, token: string) =>
  db.selectFrom('mail_code').selectAll().where('token_hash', '=', sha256(token)).executeTakeFirst()

/**
 * Uses the code that was mailed for a draft; undefined when it could be. A wrong one is counted, and after some the right
 * one is worth nothing either. An address confirms one answer: from then on its hash stands alone, beside no answer.
 */
export async function spendMailCode(
  tx: Tx,
  secret: string,
  given: { token: string; code: string },
  now: Date,
): Promise<ConfirmProblem | undefined> {
  const row = await mailCodeOf(tx, given.token)
  if (!row || row.tries >= mostTries || row.expires_at < now.toISOString()) return 'code_void'
  if (codeHashOf(secret, row.token_hash, given.code) !== row.code_hash) {
    await tx
      .updateTable('mail_code')
      .set({ tries: row.tries + 1 })
      .where('token_hash', '=', row.token_hash)
      .execute()
    return row.tries + 1 >= mostTries ? 'code_void' : 'code_wrong'
  }
  const inserted = await tx
    .insertInto('confirmed_address')
    .values({ exercise_id: row.exercise_id, address_hash: row.address_hash })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (!inserted.numInsertedOrUpdatedRows) return 'address_used'
  await tx.deleteFrom('mail_code').where('token_hash', '=', row.token_hash).execute()
  return undefined
}

/** How many letters' codes have been used, while the exercise is open. */
export async function lettersUsed(db: Handle, exerciseId: string): Promise<number> {
  const row = await db
    .selectFrom('letter_code')
    .select((eb) => eb.fn.countAll().as('used'))
    .where('exercise_id', '=', exerciseId)
    .where('used', '=', 1)
    .executeTakeFirst()
  return Number(row?.used ?? 0)
}

/** At closing: how many answers were confirmed is kept, and every code and address of the exercise goes. */
export async function endConfirming(tx: Tx, exerciseId: string, consultationId: string): Promise<void> {
  for (const name of ['mail_code', 'confirmed_address', 'letter_code'] as const) {
    await tx.deleteFrom(name).where('exercise_id', '=', exerciseId).execute()
  }
  const row = await tx
    .selectFrom('response')
    .select((eb) => eb.fn.countAll().as('confirmed'))
    .where('consultation_id', '=', consultationId)
    .where('status', '=', 'counted')
    .where('confirmed', '=', 1)
    .executeTakeFirst()
  await tx
    .updateTable('exercise_confirming')
    .set({ confirmed: Number(row?.confirmed ?? 0) })
    .where('exercise_id', '=', exerciseId)
    .execute()
}

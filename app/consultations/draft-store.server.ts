import { randomInt, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Handle, Tx } from '../../db/connect.ts'
import { addDays, londonDay } from '../engagement/london-day.ts'
import { sha256 } from '../ledger/commitment.ts'
import { randomBytesFew } from '../ledger/random-bytes.ts'
import { type Answers, answersShape, noAnswers } from './answers.ts'
import { formAnswersShape } from './form.ts'
import { lateDays } from './opening.ts'
import { seedLimit } from './option-order.ts'

const shape = z.object({
  submissionKey: z.string(),
  seed: z.number().int(),
  answers: answersShape,
  /** The answers to a consultation's own questions, and the version of them that was answered last. */
  form: z.object({ version: z.number().int(), answers: formAnswersShape }).optional(),
})

/** Answers on their way: under the key they will be sent with and the seed of the order in which options were shown. */
export type Draft = z.infer<typeof shape>

/** A new submission key and a new random order, as a draft or the one-page edition begins with. */
export const newSubmission = (): Pick<Draft, 'submissionKey' | 'seed'> => ({
  submissionKey: randomUUID(),
  seed: randomInt(seedLimit),
})

/** Begins a draft and returns the token that its holder's cookie keeps; only the token's hash is stored. */
export async function createDraft(tx: Tx, consultationId: string, language: string, now: Date): Promise<string> {
  const token = randomBytesFew(32).toString('base64url')
  const draft: Draft = { ...newSubmission(), answers: noAnswers }
  await tx
    .insertInto('draft')
    .values({
      token_hash: sha256(token),
      consultation_id: consultationId,
      answers: JSON.stringify(draft),
      language,
      created_at: now.toISOString(),
      updated_at: now.toISOString(),
    })
    .execute()
  return token
}

/** The draft behind a token, if it belongs to this consultation. */
export async function draftOf(db: Handle, token: string, consultationId: string): Promise<Draft | undefined> {
  const row = await db
    .selectFrom('draft')
    .select('answers')
    .where('token_hash', '=', sha256(token))
    .where('consultation_id', '=', consultationId)
    .executeTakeFirst()
  return row && shape.parse(JSON.parse(row.answers))
}

/** Changes the answers of a draft as it stands now, so that two tabs do not undo each other. Undefined when it is gone. */
export const changeDraft = (
  tx: Tx,
  token: string,
  consultationId: string,
  language: string,
  now: Date,
  change: (answers: Answers) => Answers,
): Promise<Draft | undefined> =>
  changeWhole(tx, token, consultationId, language, now, (draft) => ({ ...draft, answers: change(draft.answers) }))

/** The same for everything that a draft holds. */
export async function changeWhole(
  tx: Tx,
  token: string,
  consultationId: string,
  language: string,
  now: Date,
  change: (draft: Draft) => Draft,
): Promise<Draft | undefined> {
  const draft = await draftOf(tx, token, consultationId)
  if (!draft) return undefined
  const changed = change(draft)
  await tx
    .updateTable('draft')
    .set({ answers: JSON.stringify(changed), language, updated_at: now.toISOString() })
    .where('token_hash', '=', sha256(token))
    .execute()
  return changed
}

/** Removes a draft: it was sent, or its holder clears the device. */
export async function dropDraft(tx: Handle, token: string): Promise<void> {
  await tx.deleteFrom('draft').where('token_hash', '=', sha256(token)).execute()
}

/** Removes the drafts of consultations that closed too long ago to carry on. They never counted. */
export async function dropOldDrafts(db: Handle, now: Date): Promise<void> {
  await db
    .deleteFrom('draft')
    .where('consultation_id', 'in', (q) =>
      q
        .selectFrom('consultation')
        .innerJoin('exercise', 'exercise.id', 'consultation.exercise_id')
        .select('consultation.id')
        .where('exercise.closes_on', '<', addDays(londonDay(now), -lateDays)),
    )
    .execute()
}

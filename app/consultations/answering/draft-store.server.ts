import { randomInt, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Db, type Handle, type Tx, write } from '../../../db/connect.ts'
import { insertMany } from '../../../db/insert-many.ts'
import { prepared } from '../../../db/prepared.ts'
import { addDays, londonDay } from '../../engagement/london-day.ts'
import { sha256 } from '../../ledger/commitment.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { formAnswersShape } from '../form.ts'
import { organisationShape, wayInShape } from '../groups/way-in.ts'
import { lateDays } from '../opening.ts'
import { type Answers, answersShape, noAnswers } from './answers.ts'
import { draftCode, draftToken } from './draft-token.ts'
import { seedLimit } from './option-order.ts'

const shape = z.object({
  submissionKey: z.string(),
  seed: z.number().int(),
  answers: answersShape,
  /** The answers to a consultation's own questions, and the version of them that was answered last. */
  form: z.object({ version: z.number().int(), answers: formAnswersShape }).optional(),
  /** How it was begun, if not by a resident on a device of their own. */
  wayIn: wayInShape.optional(),
  /** The organisation that answers, if no resident does. */
  organisation: organisationShape.optional(),
})

/** Answers on their way: under the key they will be sent with and the seed of the order in which options were shown. */
export type Draft = z.infer<typeof shape>

/** A new submission key and a new random order, as a draft or the one-page edition begins with. */
export const newSubmission = (): Pick<Draft, 'submissionKey' | 'seed'> => ({
  submissionKey: randomUUID(),
  seed: randomInt(seedLimit),
})

/**
 * Begins a draft and returns the token that its holder's cookie or address keeps, which has the code to come back with in
 * it; only the token's hash is stored.
 */
export async function createDraft(
  tx: Tx,
  secret: string,
  consultationId: string,
  language: string,
  now: Date,
  begun: Partial<Omit<Draft, 'submissionKey'>> = {},
): Promise<string> {
  // Nobody asks an organisation where it lives.
  const answers: Answers = begun.organisation ? { ...noAnswers, area: { kind: 'unsaid' } } : noAnswers
  const draft: Draft = { ...newSubmission(), answers, ...begun }
  for (;;) {
    const token = draftToken(secret, draftCode(secret, randomUUID()))
    const row = {
      token_hash: sha256(token),
      consultation_id: consultationId,
      answers: JSON.stringify(draft),
      language,
      created_at: now.toISOString(),
      updated_at: now.toISOString(),
      sent: 0,
    }
    if (await insertMany(tx, 'draft', [row], 'on conflict do nothing')) return token
  }
}

const rowOf = (db: Handle, token: string, sent: 0 | 1) =>
  db
    .selectFrom('draft')
    .select(['answers', 'consultation_id'])
    .where('token_hash', '=', sha256(token))
    .where('sent', '=', sent)

const draftUnder = prepared(
  (db, { hash, consultationId, sent }: { hash: string; consultationId: string; sent: 0 | 1 }) =>
    db
      .selectFrom('draft')
      .select('answers')
      .where('token_hash', '=', hash)
      .where('consultation_id', '=', consultationId)
      .where('sent', '=', sent),
)

/** The draft behind a token, if it belongs to this consultation. */
export async function draftOf(db: Handle, token: string, consultationId: string): Promise<Draft | undefined> {
  const row = (await draftUnder(db, { hash: sha256(token), consultationId, sent: 0 })).rows[0]
  return row && shape.parse(JSON.parse(row.answers))
}

const beginningOf = prepared((db, { hash }: { hash: string }) =>
  db.selectFrom('draft').select('created_at').where('token_hash', '=', hash),
)

/** When a draft was begun, by the server's clock; null when it is gone. */
export async function begunAt(db: Handle, token: string): Promise<Date | null> {
  const row = (await beginningOf(db, { hash: sha256(token) })).rows[0]
  return row ? new Date(row.created_at) : null
}

/** The submission key under which a draft was sent and how it was begun, while its holder is at the pages after sending. */
export async function sentFrom(
  db: Handle,
  token: string,
  consultationId: string,
): Promise<Pick<Draft, 'submissionKey' | 'wayIn'> | undefined> {
  const row = (await draftUnder(db, { hash: sha256(token), consultationId, sent: 1 })).rows[0]
  return row && shape.parse(JSON.parse(row.answers))
}

/** The consultation of a draft that waits under a token, by its address. */
export async function slugOfDraft(db: Handle, token: string): Promise<string | undefined> {
  const row = await rowOf(db, token, 0)
    .innerJoin('consultation', 'consultation.id', 'draft.consultation_id')
    .innerJoin('exercise', 'exercise.id', 'consultation.exercise_id')
    .select('exercise.slug')
    .executeTakeFirst()
  return row?.slug
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

type Changed = { hash: string; answers: string; language: string; updated_at: string }

const changeUnder = prepared((tx, { hash, answers, language, updated_at }: Changed) =>
  tx.updateTable('draft').set({ answers, language, updated_at }).where('token_hash', '=', hash),
)

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
  const updated = { answers: JSON.stringify(changed), language, updated_at: now.toISOString() }
  await changeUnder(tx, { hash: sha256(token), ...updated })
  return changed
}

const removeUnder = prepared((db, { hash }: { hash: string }) => db.deleteFrom('draft').where('token_hash', '=', hash))

/** Removes a draft: it was sent, or its holder clears the device. */
export async function dropDraft(tx: Handle, token: string): Promise<void> {
  await removeUnder(tx, { hash: sha256(token) })
}

/**
 * Leaves of a sent draft only the key it was sent under, for a holder whose browser keeps no cookies. Its times become
 * days, because they stand beside a key that leads to the answer.
 */
export async function markSent(
  tx: Tx,
  token: string,
  kept: Pick<Draft, 'submissionKey' | 'wayIn'>,
  now: Date,
): Promise<void> {
  const nothing: Draft = { submissionKey: kept.submissionKey, wayIn: kept.wayIn, seed: 0, answers: noAnswers }
  const day = londonDay(now)
  await tx
    .updateTable('draft')
    .set({ answers: JSON.stringify(nothing), sent: 1, created_at: day, updated_at: day })
    .where('token_hash', '=', sha256(token))
    .execute()
}

/**
 * Removes the drafts of consultations that closed too long ago to carry on, which never counted, and what is left of
 * sent ones since yesterday. How many drafts went stands in the ledger. A message with a code goes once it is sent, given
 * up, or has waited for two weeks in vain: its address was given for that alone.
 */
export async function dropOldDrafts(db: Db, now: Date): Promise<void> {
  const today = londonDay(now)
  const forOnce = [savedDraft, confirmingCode]
  await write(db, async (tx) => {
    await tx.deleteFrom('draft').where('sent', '=', 1).where('updated_at', '<', today).execute()
    await tx
      .deleteFrom('outbox')
      .where('about', 'in', forOnce)
      .where((eb) =>
        eb.or([
          eb('sent_at', 'is not', null),
          eb('given_up_at', 'is not', null),
          eb('created_at', '<', addDays(today, -lateDays)),
        ]),
      )
      .execute()
  })
  if (!(await tooOld(db, today).limit(1).executeTakeFirst())) return
  await write(db, async (tx) => {
    const hashes = tooOld(tx, today)
    const { numDeletedRows } = await tx.deleteFrom('draft').where('token_hash', 'in', hashes).executeTakeFirst()
    const deleted = Number(numDeletedRows)
    if (deleted) await record(tx, 'retention.deleted', { rule: 'drafts', deleted, days: lateDays, on: today }, today)
  })
}

/** What a message with the code of a draft is about, and one with a code that confirms; neither names a draft. */
export const savedDraft = 'saved-draft'
export const confirmingCode = 'confirming-code'

/**
 * Closed more than 14 days ago by the calendar, and frozen almost as long ago: a clock that jumps ahead closes and freezes
 * at once, and then takes no draft before somebody has had days to set it right.
 */
const tooOld = (db: Handle, today: string) =>
  db
    .selectFrom('draft')
    .innerJoin('consultation', 'consultation.id', 'draft.consultation_id')
    .innerJoin('exercise', 'exercise.id', 'consultation.exercise_id')
    .select('draft.token_hash')
    .where('exercise.closes_on', '<', addDays(today, -lateDays))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('snapshot')
          .select('snapshot.id')
          .whereRef('snapshot.exercise_id', '=', 'exercise.id')
          .where('snapshot.stage', '=', 'closing')
          .where('snapshot.created_at', '<', addDays(today, 1 - lateDays)),
      ),
    )

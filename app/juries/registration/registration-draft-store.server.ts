import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Db, type Handle, type Tx, write } from '../../../db/connect.ts'
import { addDays, londonDay } from '../../engagement/london-day.ts'
import { sha256 } from '../../ledger/commitment.ts'
import { nothingSaid, type RegistrationAnswers, registrationAnswers } from './registration.ts'

const shape = z.object({
  submissionKey: z.string(),
  source: z.enum(['online', 'phone', 'paper', 'community']),
  test: z.boolean(),
  invitationId: z.string().nullable(),
  /** Who fills it in for somebody else, by telephone or from paper. */
  by: z.string().nullable(),
  answers: registrationAnswers,
})

/** A registration on its way, under the key that it will be sent with. */
export type RegistrationDraft = z.infer<typeof shape>

/**
 * Begins a registration and returns the token that its holder's cookie keeps. Only the token's hash is stored, and what
 * is written is sealed with a key that only the token gives: nobody reads it in the database.
 */
export async function beginRegistration(
  tx: Tx,
  juryId: string,
  given: Omit<RegistrationDraft, 'submissionKey' | 'answers'>,
  now: Date,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const draft: RegistrationDraft = { submissionKey: randomUUID(), ...given, answers: nothingSaid }
  await tx
    .insertInto('jury_registration_draft')
    .values({ token_hash: sha256(token), jury_id: juryId, sealed: seal(token, draft), updated_at: now.toISOString() })
    .execute()
  return token
}

/** The registration behind a token, if it belongs to this jury. */
export async function registrationDraft(
  db: Handle,
  token: string,
  juryId: string,
): Promise<RegistrationDraft | undefined> {
  const row = await db
    .selectFrom('jury_registration_draft')
    .select('sealed')
    .where('token_hash', '=', sha256(token))
    .where('jury_id', '=', juryId)
    .executeTakeFirst()
  return row && shape.parse(unseal(token, row.sealed))
}

/** Changes it as it stands now, so that two tabs do not undo each other. Undefined when it is gone. */
export async function changeRegistration(
  tx: Tx,
  token: string,
  juryId: string,
  now: Date,
  change: (answers: RegistrationAnswers) => RegistrationAnswers,
): Promise<RegistrationDraft | undefined> {
  const draft = await registrationDraft(tx, token, juryId)
  if (!draft) return undefined
  const changed = { ...draft, answers: change(draft.answers) }
  await tx
    .updateTable('jury_registration_draft')
    .set({ sealed: seal(token, changed), updated_at: now.toISOString() })
    .where('token_hash', '=', sha256(token))
    .execute()
  return changed
}

/** Removes it: it was sent, or its holder clears the device. */
export async function dropRegistration(tx: Handle, token: string): Promise<void> {
  await tx.deleteFrom('jury_registration_draft').where('token_hash', '=', sha256(token)).execute()
}

/** Days that a registration on its way is kept without a word from its holder. */
export const keepDays = 14

/** Removes what nobody has gone on with. It never counted. */
export async function dropOldRegistrations(db: Db, now: Date): Promise<void> {
  const before = addDays(londonDay(now), -keepDays)
  await write(db, (tx) => tx.deleteFrom('jury_registration_draft').where('updated_at', '<', before).execute())
}

const keyOf = (token: string) =>
  new Uint8Array(hkdfSync('sha256', token, '', 'folkmoot: a registration on its way', 32))
const tagBytes = 16

function seal(token: string, draft: RegistrationDraft): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(token), iv, { authTagLength: tagBytes })
  const body = Buffer.concat([cipher.update(JSON.stringify(draft), 'utf8'), cipher.final()])
  return Buffer.concat([iv, body, cipher.getAuthTag()]).toString('base64url')
}

function unseal(token: string, sealed: string): unknown {
  const bytes = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(token), bytes.subarray(0, 12), { authTagLength: tagBytes })
  decipher.setAuthTag(bytes.subarray(-tagBytes))
  return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(12, -tagBytes)), decipher.final()]).toString('utf8'))
}

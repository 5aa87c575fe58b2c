import { randomUUID } from 'node:crypto'
import { type Db, type Handle, type Tx, write } from '../../db/connect.ts'
import type { Way } from '../../db/tables/people.ts'
import { addressTrouble } from './address.ts'
import { retryAt } from './retry.ts'

/** One message to one recipient. Never more: a forwarded list of recipients cannot be taken back. */
export interface Message {
  to: string
  subject: string
  body: string
  /** E-mail unless said otherwise. */
  way?: Way
  /** The language it is written in. */
  language?: string
  /** The exercise it tells of, whose people may see whether it went out. */
  exerciseId?: string
  /** What it tells of, as `kind:id`. */
  about?: string
  /** Where its recipient can stop such messages; also given to mail programs. */
  stopUrl?: string
}

const rowsPerStatement = 200

/** Queues a message in the transaction of the event it tells of. Throws on a header value with a line break. */
export const enqueue = (tx: Tx, message: Message, now: Date): Promise<void> => enqueueAll(tx, [message], now)

/** Queues many messages, each to one recipient, in few statements. Throws before any is queued if one is wrong. */
export async function enqueueAll(tx: Tx, messages: readonly Message[], now: Date): Promise<void> {
  const rows = messages.map((message) => rowOf(message, now))
  for (let i = 0; i < rows.length; i += rowsPerStatement) {
    await tx
      .insertInto('outbox')
      .values(rows.slice(i, i + rowsPerStatement))
      .execute()
  }
}

function rowOf({ way = 'email', ...message }: Message, now: Date) {
  const trouble = addressTrouble(way, message.to)
  if (trouble) throw new RangeError(trouble)
  for (const header of [message.subject, message.stopUrl ?? '']) {
    if (/[\r\n]/.test(header)) throw new RangeError('a mail header cannot hold a line break')
  }
  return {
    id: randomUUID() as string,
    to_address: message.to,
    subject: message.subject,
    body: message.body,
    created_at: now.toISOString(),
    sent_at: null,
    attempts: 0,
    last_error: null,
    way,
    language: message.language ?? 'en',
    exercise_id: message.exerciseId ?? null,
    about: message.about ?? null,
    stop_url: message.stopUrl ?? null,
    not_before: null,
    claimed_by: null,
    claimed_until: null,
    given_up_at: null,
    batch: null,
  }
}

/** How long a process may take over what it has claimed before another may try. */
const leaseMinutes = 10

const due = (db: Handle, ways: readonly Way[], now: Date) =>
  db
    .selectFrom('outbox')
    .select('id')
    .where('sent_at', 'is', null)
    .where('given_up_at', 'is', null)
    .where('way', 'in', ways)
    .where((eb) => eb.or([eb('not_before', 'is', null), eb('not_before', '<=', now.toISOString())]))
    .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<', now.toISOString())]))
    .orderBy('created_at')
    .orderBy('id')

/**
 * Takes messages that are due, the oldest first, so that no other process takes them. A process that dies over one leaves
 * it to be tried again when its lease is over, under the same message id.
 */
export async function claim(db: Db, ways: readonly Way[], by: string, now: Date, limit: number) {
  if (!ways.length || !(await due(db, ways, now).limit(1).executeTakeFirst())) return []
  return write(db, async (tx) => {
    const ids = (await due(tx, ways, now).limit(limit).execute()).map((row) => row.id)
    if (!ids.length) return []
    const until = new Date(now.getTime() + leaseMinutes * 60_000).toISOString()
    await tx.updateTable('outbox').set({ claimed_by: by, claimed_until: until }).where('id', 'in', ids).execute()
    return tx.selectFrom('outbox').selectAll().where('id', 'in', ids).orderBy('created_at').orderBy('id').execute()
  })
}

export type Claimed = Awaited<ReturnType<typeof claim>>[number]

/** Notes that a message has gone. Nothing happens unless this process still holds it. */
export async function markSent(db: Handle, id: string, by: string, now: Date): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ sent_at: now.toISOString(), claimed_by: null, claimed_until: null, last_error: null })
    .where('id', '=', id)
    .where('claimed_by', '=', by)
    .execute()
}

/** Notes that a message did not go, and when it is tried again; never again when `permanent` or tried often enough. */
export async function markFailed(
  db: Handle,
  message: { id: string; attempts: number },
  by: string,
  { code, permanent }: { code: string; permanent: boolean },
  now: Date,
): Promise<void> {
  const attempts = message.attempts + 1
  const again = permanent ? undefined : retryAt(attempts, now)
  await db
    .updateTable('outbox')
    .set({
      attempts,
      last_error: code.slice(0, 80),
      not_before: again?.toISOString() ?? null,
      given_up_at: again ? null : now.toISOString(),
      claimed_by: null,
      claimed_until: null,
    })
    .where('id', '=', message.id)
    .where('claimed_by', '=', by)
    .execute()
}

/** The newest messages, for the inbox page of the demonstration and development. */
export const newest = (db: Handle, limit: number) =>
  db
    .selectFrom('outbox')
    .select(['id', 'way', 'language', 'to_address', 'subject', 'body', 'created_at'])
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()

import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../db/connect.ts'

/** One message to one recipient. Never more: a forwarded list of recipients cannot be taken back. */
export interface Message {
  to: string
  subject: string
  body: string
}

/** Queues a message in the transaction of the event it tells of. Throws on a header value with a line break. */
export async function enqueue(tx: Tx, message: Message, now: Date): Promise<void> {
  for (const header of [message.to, message.subject]) {
    if (/[\r\n]/.test(header)) throw new RangeError('a mail header cannot hold a line break')
  }
  if (/[,;\s]/.test(message.to)) throw new RangeError('a message has one recipient')
  await tx
    .insertInto('outbox')
    .values({
      id: randomUUID(),
      to_address: message.to,
      subject: message.subject,
      body: message.body,
      created_at: now.toISOString(),
      sent_at: null,
      attempts: 0,
      last_error: null,
    })
    .execute()
}

/** Messages still to send, oldest first. */
export const unsent = (db: Handle, limit: number) =>
  db
    .selectFrom('outbox')
    .selectAll()
    .where('sent_at', 'is', null)
    .where('attempts', '<', 8)
    .orderBy('created_at')
    .limit(limit)
    .execute()

export async function markSent(db: Handle, id: string, now: Date): Promise<void> {
  await db.updateTable('outbox').set({ sent_at: now.toISOString() }).where('id', '=', id).execute()
}

export async function markFailed(db: Handle, id: string, error: string): Promise<void> {
  await db
    .updateTable('outbox')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), last_error: error }))
    .where('id', '=', id)
    .execute()
}

/** The newest messages, for the inbox page of the demonstration and development. */
export const newest = (db: Handle, limit: number) =>
  db
    .selectFrom('outbox')
    .select(['id', 'to_address', 'subject', 'body', 'created_at'])
    .orderBy('created_at', 'desc')
    .limit(limit)
    .execute()

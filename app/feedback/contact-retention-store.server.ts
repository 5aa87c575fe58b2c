import { sql } from 'kysely'
import { type Db, type Handle, isSqlite, type Tx, write } from '../../db/connect.ts'
import { addDays, londonDay, startOfDay } from '../engagement/london-day.ts'
import { record } from '../ledger/ledger-store.server.ts'
import { messagesOf } from './message-facts-store.server.ts'

/** Days that an address is kept after the last message its holder asked for, and that a sent message is kept (rule P-6). */
const keepDays = 30

/**
 * Deletes the addresses of those who have been told all they asked for, and messages about exercises that went out, both
 * after 30 days. How many went under which rule stands in the ledger; nothing else of them is kept. Safe to run twice.
 */
export async function dropToldContacts(db: Db, now: Date): Promise<void> {
  const today = londonDay(now)
  const before = startOfDay(addDays(today, -keepDays)).toISOString()
  if (!(await toldContacts(db, today)).length && !(await oldMessages(db, before).limit(1).execute()).length) return
  await write(db, async (tx) => {
    const contacts = await toldContacts(tx, today)
    const messages = (await oldMessages(tx, before).execute()).map((m) => m.id)
    await drop(tx, 'contact', contacts)
    await drop(tx, 'outbox', messages)
    for (const [rule, deleted] of [
      ['contacts', contacts.length],
      ['sent messages', messages.length],
    ] as const) {
      if (deleted) await record(tx, 'retention.deleted', { rule, deleted, days: keepDays, on: today }, today)
    }
  })
  // Old rows also lie in logs and dead pages until the database is told to let go of them.
  if (isSqlite(db)) await sql`pragma wal_checkpoint(truncate)`.execute(db)
  else for (const table of ['contact', 'outbox']) await sql`vacuum full ${sql.table(table)}`.execute(db)
}

async function drop(tx: Tx, table: 'contact' | 'outbox', ids: readonly string[]): Promise<void> {
  for (let i = 0; i < ids.length; i += 500) {
    await tx
      .deleteFrom(table)
      .where('id', 'in', ids.slice(i, i + 500))
      .execute()
  }
}

const oldMessages = (db: Handle, before: string) =>
  db.selectFrom('outbox').select('id').where('exercise_id', 'is not', null).where('sent_at', '<', before)

/** Contacts whose every message has gone out, the last of them 30 days ago or more. */
export async function toldContacts(db: Handle, today: string): Promise<string[]> {
  const contacts = await db
    .selectFrom('contact')
    .innerJoin('exercise', 'exercise.id', 'contact.exercise_id')
    .select(['contact.id', 'contact.wants', 'exercise.slug'])
    .execute()
  const limit = addDays(today, -keepDays)
  const told: string[] = []
  for (const slug of new Set(contacts.map((c) => c.slug))) {
    const messages = await messagesOf(db, slug, today)
    if (!messages.length) continue
    for (const { id, wants } of contacts.filter((c) => c.slug === slug)) {
      const wanted = messages.filter((m) => wants.split(',').includes(m.kind))
      if (wanted.every(({ state }) => state.state === 'sent' && state.on <= limit)) told.push(id)
    }
  }
  return told
}

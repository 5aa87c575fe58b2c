import { type Kysely, sql } from 'kysely'
import { type Handle, isSqlite } from '../connect.ts'

/** What the public pages about the Board and what changed are read from, beside what raises the content stamp already. */
const shown = [
  'action',
  'agenda_item',
  'agenda_request',
  'attendance',
  'body',
  'challenge',
  'feedback_message',
  'jury',
  'meeting',
  'point',
  'position',
  'progress_report',
  'ratification',
  'seat',
  'statement',
  'vote_tally',
]

/** The public record raises the content stamp too: its pages are read once for everybody while nothing of it changes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const sqlite = isSqlite(db as Handle)
  for (const name of shown) {
    for (const event of sqlite ? ['insert', 'update', 'delete'] : []) {
      await sql`create trigger ${sql.raw(`stamp_${name}_${event}`)} after ${sql.raw(event)} on ${sql.raw(name)}
        begin update content_stamp set changes = changes + 1 where id = 1; end`.execute(db)
    }
    if (sqlite) continue
    await sql`create trigger ${sql.raw(`stamp_${name}`)} after insert or update or delete or truncate on ${sql.table(name)}
      for each statement execute function content_changed()`.execute(db)
  }
}

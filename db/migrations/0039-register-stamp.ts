import { type Kysely, sql } from 'kysely'
import { type Handle, isSqlite } from '../connect.ts'

/** Why results are late is told on the public record, which is read once for everybody while nothing of it changes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (!isSqlite(db as Handle)) {
    await sql`create trigger stamp_register_entry after insert or update or delete or truncate on register_entry
      for each statement execute function content_changed()`.execute(db)
    return
  }
  for (const event of ['insert', 'update', 'delete']) {
    await sql`create trigger ${sql.raw(`stamp_register_entry_${event}`)} after ${sql.raw(event)} on register_entry
      begin update content_stamp set changes = changes + 1 where id = 1; end`.execute(db)
  }
}

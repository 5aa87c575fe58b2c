import { type Kysely, sql } from 'kysely'
import { type Handle, isSqlite } from '../connect.ts'

/** Who asks together is told on public pages, which are read once for everybody while nothing of them changes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const sqlite = isSqlite(db as Handle)
  for (const name of ['exercise_partner', 'overlap_message']) {
    for (const event of sqlite ? ['insert', 'update', 'delete'] : []) {
      await sql`create trigger ${sql.raw(`stamp_${name}_${event}`)} after ${sql.raw(event)} on ${sql.raw(name)}
        begin update content_stamp set changes = changes + 1 where id = 1; end`.execute(db)
    }
    if (sqlite) continue
    await sql`create trigger ${sql.raw(`stamp_${name}`)} after insert or update or delete or truncate on ${sql.table(name)}
      for each statement execute function content_changed()`.execute(db)
  }
}

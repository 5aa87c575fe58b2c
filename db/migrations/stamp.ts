import { type Kysely, sql } from 'kysely'
import { type Handle, isSqlite } from '../connect.ts'

/** From here on every change of these tables raises the content stamp: what is remembered of them is read again. */
export async function stamp(db: Kysely<unknown>, tables: readonly string[]): Promise<void> {
  const sqlite = isSqlite(db as Handle)
  for (const name of tables) {
    for (const event of sqlite ? ['insert', 'update', 'delete'] : []) {
      await sql`create trigger ${sql.raw(`stamp_${name}_${event}`)} after ${sql.raw(event)} on ${sql.raw(name)}
        begin update content_stamp set changes = changes + 1 where id = 1; end`.execute(db)
    }
    if (sqlite) continue
    await sql`create trigger ${sql.raw(`stamp_${name}`)} after insert or update or delete or truncate on ${sql.table(name)}
      for each statement execute function content_changed()`.execute(db)
  }
}

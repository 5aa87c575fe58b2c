import { type Kysely, sql } from 'kysely'
import { type Handle, isSqlite } from '../connect.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  if (isSqlite(db as Handle)) {
    for (const event of ['update', 'delete']) {
      await sql`create trigger ${sql.raw(`ledger_no_${event}`)} before ${sql.raw(event)} on ledger
        begin select raise(abort, 'the ledger is append-only'); end`.execute(db)
    }
    return
  }
  await sql`create function ledger_is_append_only() returns trigger language plpgsql as $$
    begin raise exception 'the ledger is append-only'; end $$`.execute(db)
  await sql`create trigger ledger_no_change before update or delete or truncate on ledger
    for each statement execute function ledger_is_append_only()`.execute(db)
}

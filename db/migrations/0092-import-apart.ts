import { type Kysely, sql } from 'kysely'

/** Rows of a loaded file that were nobody's answer, by why: they stand in the ledger of exclusions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table import_batch add column rows_tests integer not null default 0`.execute(db)
  await sql`alter table import_batch add column rows_unfinished integer not null default 0`.execute(db)
}

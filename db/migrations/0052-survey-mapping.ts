import { type Kysely, sql } from 'kysely'

/** The columns that an officer named for a file that waits to be loaded, so that a corrected file needs no second naming. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table survey_upload add column mapping text`.execute(db)
}

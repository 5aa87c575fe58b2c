import { type Kysely, sql } from 'kysely'

/** When registering was closed by hand, before the end of its last day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table jury_recruitment add column closed_at text`.execute(db)
}

import { type Kysely, sql } from 'kysely'

/** How many young people a listed site is expected to bring: that many answers are not held for coming from one network. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table embed_origin add column expected integer not null default 0 check (expected >= 0)`.execute(db)
}

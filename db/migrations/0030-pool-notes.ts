import { type Kysely, sql } from 'kysely'

/** What was noticed while a file of volunteers was read, so that the page of the pool can still say it afterwards. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table jury_pool_file add column notes text not null default '[]'`.execute(db)
}

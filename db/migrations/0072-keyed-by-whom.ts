import { type Kysely, sql } from 'kysely'

/** Who keys a batch of paper forms, and who keys one in ten of them again (journey 3.12). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table paper_batch add column keyer_id text references person (id)`.execute(db)
  await sql`alter table paper_batch add column checker_id text references person (id)`.execute(db)
}

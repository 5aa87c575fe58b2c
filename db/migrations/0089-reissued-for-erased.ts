import { type Kysely, sql } from 'kysely'

/** How many answers were erased, of a version that is there to say so alone: readers are told in their own language. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['priority_list', 'form_result', 'theme_report']) {
    await sql`alter table ${sql.table(table)} add column erased integer check (erased > 0)`.execute(db)
  }
}

import { type Kysely, sql } from 'kysely'

/** When and how each person of a draw was told what came of it for them. It goes when the pool goes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table jury_draw_person add column told_at text`.execute(db)
  await sql`alter table jury_draw_person add column told_how text`.execute(db)
}

import { type Kysely, sql } from 'kysely'

/** When and how somebody who had been told the result of a draw was told that it was given up. It goes when the pool goes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table jury_draw_person add column given_up_told_at text`.execute(db)
  await sql`alter table jury_draw_person add column given_up_told_how text`.execute(db)
}

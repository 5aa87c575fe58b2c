import { type Kysely, sql } from 'kysely'

/** Who last corrected what is said of an added picture, who took it out of the library, why, and where it stood. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const act of ['corrected', 'withdrawn']) {
    for (const what of ['by', 'at', 'why']) {
      await sql`alter table picture add column ${sql.ref(`${act}_${what}`)} text`.execute(db)
    }
  }
  await sql`alter table picture add column withdrawn_from text`.execute(db)
}

import { type Kysely, sql } from 'kysely'

/** The language in which a reader confirmed the newsletter, and gets it. Those before did so by an English mail. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table newsletter_reader add column language text not null default 'en'`.execute(db)
}

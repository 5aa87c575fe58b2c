import { type Kysely, sql } from 'kysely'

/** In which language a group or a councillor is told of exercises: English until they choose another. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table notice_contact add column language text not null default 'en'`.execute(db)
}

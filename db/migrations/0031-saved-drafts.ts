import { type Kysely, sql } from 'kysely'

/** A draft that the address of its pages carries is kept, empty, until its holder has done with the receipt. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table draft add column sent integer not null default 0`.execute(db)
}

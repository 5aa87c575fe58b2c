import { type Kysely, sql } from 'kysely'

/**
 * What a checkpoint keeps of the tree it signed the head of, so that the next one reads only the rows since. Those signed
 * before have none, and the next one reads every row once more.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table checkpoint add column peaks text`.execute(db)
}

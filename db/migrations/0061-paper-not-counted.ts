import type { Kysely } from 'kysely'

/** Why a batch of paper forms was ended without being counted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('paper_batch').addColumn('not_counted', 'text').execute()
}

import type { Kysely } from 'kysely'

/** The day an answer was erased on request, so that whoever holds its reference is not told that they took it back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('response').addColumn('erased_on', 'text').execute()
}

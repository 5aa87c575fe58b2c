import type { Kysely } from 'kysely'
import { table } from './table.ts'

/** Loads of answers that were taken out again, with who did it and why. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'import_undone', [
    'import_id text primary key not null references import_batch (id)',
    'reason text not null',
    'rows integer not null',
    'undone_by text not null references person (id)',
    'undone_on text not null',
  ])
}

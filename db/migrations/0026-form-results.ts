import type { Kysely } from 'kysely'
import { table } from './table.ts'

/** Results of a form's questions, in versions that two people sign, as `priority_list` holds those of the template. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'form_result', [
    'id text primary key not null',
    'exercise_id text not null references exercise (id)',
    'snapshot_id text not null references snapshot (id)',
    'version integer not null',
    'result text not null',
    'result_hash text not null',
    'note text not null',
    'first_publisher text',
    'second_publisher text',
    'published_at text',
    'created_at text not null',
    'unique (exercise_id, version)',
  ])
}

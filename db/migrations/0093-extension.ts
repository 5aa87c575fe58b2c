import type { Kysely } from 'kysely'
import { stamp } from './stamp.ts'
import { table } from './table.ts'

/** A later closing day of an open exercise: one proposes it, another confirms it (rule G-9). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'exercise_extension', [
    'id text primary key not null',
    'exercise_id text not null references exercise (id)',
    'closes_before text not null',
    'closes_on text not null check (closes_on > closes_before)',
    'results_by text',
    'decision_on text',
    'changed_by text',
    "reason text not null check (reason in ('pre_election', 'other'))",
    'note text not null',
    'proposed_by text not null references person (id)',
    'proposed_at text not null',
    'confirmed_by text references person (id) check (confirmed_by <> proposed_by)',
    'confirmed_at text check ((confirmed_at is null) = (confirmed_by is null))',
  ])
  await stamp(db, ['exercise_extension'])
}

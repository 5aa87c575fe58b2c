import type { Kysely } from 'kysely'
import { table } from './table.ts'

/** Late letters and test answers with their reasons; who should be heard, and when an officer was warned. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'late_post', [
    'response_id text primary key not null references response (id) on delete cascade',
    'posted_on text not null',
    'reason text not null',
    'first_by text not null references person (id)',
    'first_on text not null',
    'second_by text references person (id)',
    'decided_on text',
    'check (second_by is null or second_by <> first_by)',
  ])
  await table(db, 'test_answer', [
    'response_id text primary key not null references response (id) on delete cascade',
    'reason text not null',
    'noted_by text not null references person (id)',
    'noted_on text not null',
  ])
  await table(db, 'coverage_target', [
    'exercise_id text not null references exercise (id)',
    'dimension text not null',
    'category text not null',
    'per_mille integer not null check (per_mille between 0 and 1000)',
    'set_by text not null references person (id)',
    'set_on text not null',
    'primary key (exercise_id, dimension, category)',
  ])
  await table(db, 'coverage_alert', [
    'exercise_id text not null references exercise (id)',
    'dimension text not null',
    'category text not null',
    'raised_on text not null',
    'cleared_on text',
    'primary key (exercise_id, dimension, category)',
  ])
}

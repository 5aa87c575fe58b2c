import type { Kysely } from 'kysely'
import { table } from './table.ts'

/** The dated messages that everybody who asked is owed about an exercise. What is not sent has no row, or is only prepared. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'feedback_message', [
    'id text primary key not null',
    'exercise_id text not null references exercise (id)',
    "kind text not null check (kind in ('results', 'decision', 'half_year', 'year'))",
    'due_on text not null',
    'prepared_on text not null',
    'sent_on text',
    'sent_by text',
    'content text',
    'emails integer not null default 0',
    'texts integer not null default 0',
    'letters integer not null default 0',
    'unique (exercise_id, kind)',
  ])
}

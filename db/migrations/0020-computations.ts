import type { Kysely } from 'kysely'
import { table } from './table.ts'

/** Long computations beside the server, and what a draft list would be by other parameters until it is published. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'computation', [
    'id text primary key not null',
    'exercise_id text not null references exercise (id)',
    "kind text not null check (kind in ('freeze'))",
    'reason text not null',
    'asked_by text not null references person (id)',
    'asked_at text not null',
    "state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled'))",
    'stage text',
    'done integer not null default 0',
    'total integer not null default 0',
    'started_at text',
    'cancel_asked integer not null default 0',
    'attempts integer not null default 0',
    'held_by text',
    'held_until text',
    'trouble text',
    'finished_at text',
    'unique (exercise_id, kind)',
  ])
  await table(db, 'list_trial', [
    'list_id text not null references priority_list (id)',
    'position integer not null',
    'name text not null',
    'content text not null',
    'result text',
    'primary key (list_id, position)',
  ])
}

import type { Kysely } from 'kysely'
import { table } from './table.ts'

/** Kinds of taking part that a combined list weighs as declared, and the ballots of those that did not answer here. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'list_source', [
    'id text primary key not null',
    'exercise_id text not null references exercise (id)',
    'position integer not null',
    'name text not null',
    "takes text not null check (takes in ('answers', 'events', 'ballots'))",
    'weight integer not null check (weight >= 0)',
    'file_hash text',
    'declared_by text not null references person (id)',
    'declared_at text not null',
    'unique (exercise_id, position)',
    'unique (exercise_id, name)',
  ])
  await table(db, 'source_ballot', [
    'id text primary key not null',
    'source_id text not null references list_source (id)',
    'picks text not null',
    'same integer not null',
  ])
}

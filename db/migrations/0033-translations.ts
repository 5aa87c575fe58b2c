import type { Kysely } from 'kysely'
import { table } from './table.ts'

/** What translators write for an exercise: by where a text stands in it, so that it outlives the versions of a form. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'translation', [
    'exercise_id text not null references exercise (id)',
    'place text not null',
    'language text not null',
    'edition text not null',
    'source text not null',
    'body text not null',
    'written_by text not null',
    'written_at text not null',
    'checked_by text',
    'checked_on text',
    'signed_by text',
    'primary key (exercise_id, place, language, edition)',
  ])
}

import { type Kysely, sql } from 'kysely'
import { table } from './table.ts'

/** Easy Read and youth editions: the picture beside each sentence, the pictures a partnership adds, and what is on offer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table translation add column pictures text`.execute(db)
  await sql`alter table text_version add column pictures text`.execute(db)
  await table(db, 'edition_offer', [
    'exercise_id text not null references exercise (id)',
    'edition text not null',
    'offered_by text not null',
    'offered_at text not null',
    'primary key (exercise_id, edition)',
  ])
  await table(db, 'picture', [
    'id text primary key not null',
    'name text not null',
    'author text not null',
    'licence text not null',
    'source text not null',
    'body text not null',
    'added_by text not null',
    'added_at text not null',
  ])
}

import { type Kysely, sql } from 'kysely'
import { table } from './table.ts'

/** Forms while they are written, what is worked out before anybody is asked, who signed it, and who asks together. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'working_form', [
    'exercise_id text primary key not null references exercise (id)',
    'content text not null',
    'updated_by text not null',
    'updated_at text not null',
  ])
  await table(db, 'exercise_assessment', [
    'exercise_id text not null references exercise (id)',
    'kind text not null',
    'content text not null',
    'updated_by text not null',
    'updated_at text not null',
    'primary key (exercise_id, kind)',
  ])
  await table(db, 'exercise_signature', [
    'exercise_id text not null references exercise (id)',
    'matter text not null',
    'person_id text not null',
    'organisation_id text',
    'hash text not null',
    'note text not null',
    'signed_at text not null',
    'primary key (exercise_id, matter, person_id)',
  ])
  await table(db, 'exercise_partner', [
    'exercise_id text not null references exercise (id)',
    'organisation_id text not null references organisation (id)',
    'added_by text not null',
    'added_at text not null',
    'primary key (exercise_id, organisation_id)',
  ])
  await sql`create index exercise_partner_organisation_id on exercise_partner (organisation_id)`.execute(db)
}

import { type Kysely, sql } from 'kysely'
import { table } from './table.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table consultation add column template text not null default 'flagship'`.execute(db)
  await sql`alter table response add column form_version integer`.execute(db)
  await table(db, 'form_version', [
    'consultation_id text not null references consultation (id)',
    'version integer not null',
    'note text not null',
    'created_by text not null',
    'created_at text not null',
    'published_at text',
    'primary key (consultation_id, version)',
  ])
  await table(db, 'form_question', [
    'id text primary key not null',
    'consultation_id text not null references consultation (id)',
    'key text not null',
    'kind text not null',
    'owned_by text',
    'unique (consultation_id, key)',
  ])
  await table(db, 'form_question_version', [
    'question_id text not null references form_question (id)',
    'consultation_id text not null',
    'version integer not null',
    'position integer not null',
    'page integer not null',
    'title_text_id text not null references text (id)',
    'hint_text_id text references text (id)',
    'section_text_id text references text (id)',
    'required integer not null',
    'unsure integer not null',
    'config text not null',
    'only_if text',
    'primary key (consultation_id, version, question_id)',
    'foreign key (consultation_id, version) references form_version (consultation_id, version)',
  ])
  await table(db, 'response_answer', [
    'response_id text not null references response (id)',
    'question_id text not null references form_question (id)',
    'value text not null',
    'primary key (response_id, question_id)',
  ])
  await table(db, 'response_own_words', [
    'response_id text not null references response (id)',
    'question_id text not null references form_question (id)',
    'language text not null',
    'body text not null',
    'primary key (response_id, question_id)',
  ])
  await table(db, 'added_statement', [
    'id text primary key not null',
    'question_id text not null references form_question (id)',
    'response_id text references response (id)',
    'language text not null',
    'body text not null',
    "state text not null check (state in ('waiting', 'accepted', 'refused'))",
    'reason text not null',
    'text_id text references text (id)',
    'moderated_by text',
    'moderated_on text',
    'received_on text not null',
  ])
  await table(db, 'area_shape', [
    'area_id text primary key not null references area (id)',
    'tile_column integer',
    'tile_row integer',
    'boundary text',
    'source text not null',
  ])
  await sql`create index response_answer_question_id on response_answer (question_id)`.execute(db)
  await sql`create index response_own_words_question_id on response_own_words (question_id)`.execute(db)
  await sql`create index added_statement_question_id on added_statement (question_id, state)`.execute(db)
  await sql`create index added_statement_response_id on added_statement (response_id)`.execute(db)
  await sql`create index form_question_version_question_id on form_question_version (question_id)`.execute(db)
}

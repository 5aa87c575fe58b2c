import { type Kysely, sql } from 'kysely'
import { table } from './table.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'exercise', [
    'id text primary key not null',
    'slug text not null',
    "kind text not null check (kind in ('consultation', 'jury'))",
    'title text not null',
    'run_by text not null',
    'commissioned_by text not null',
    'paid_by text not null',
    'decision text not null',
    'decided_by text not null',
    'decision_on text',
    'can_change text not null',
    'cannot_change text not null',
    'options_rejected text not null',
    'audiences text not null',
    'method text not null',
    'legal_basis text not null',
    'opens_on text',
    'closes_on text',
    'results_by text',
    'changed_by text',
    'short_opening_reason text',
    'formative_signed_by text',
    'formative_signed_at text',
    'published_at text',
    'created_by text not null',
    'created_at text not null',
    'unique (slug)',
  ])
  await table(db, 'exercise_area', [
    'exercise_id text not null references exercise (id)',
    'area_id text not null references area (id)',
    'primary key (exercise_id, area_id)',
  ])
  await table(db, 'consultation', [
    'id text primary key not null',
    'exercise_id text not null references exercise (id)',
    'version integer not null',
    'title_text_id text not null references text (id)',
    'lead_text_id text not null references text (id)',
    'decision_text_id text not null references text (id)',
    'can_change_text_id text not null references text (id)',
    'cannot_change_text_id text not null references text (id)',
    'picks_max integer not null',
    'minutes integer not null',
    'unique (exercise_id, version)',
  ])
  await table(db, 'question', [
    'id text primary key not null',
    'consultation_id text not null references consultation (id)',
    'position integer not null',
    "kind text not null check (kind in ('area', 'pick', 'order', 'why'))",
    'title_text_id text not null references text (id)',
    'hint_text_id text references text (id)',
  ])
  await table(db, 'question_option', [
    'id text primary key not null',
    'question_id text not null references question (id)',
    'position integer not null',
    'title_text_id text not null references text (id)',
    'example_text_id text references text (id)',
    'priority_id text references priority (id)',
  ])
  await table(db, 'draft', [
    'token_hash text primary key not null',
    'consultation_id text not null references consultation (id)',
    'answers text not null',
    'language text not null',
    'created_at text not null',
    'updated_at text not null',
  ])
  await table(db, 'import_batch', [
    'id text primary key not null',
    'consultation_id text not null references consultation (id)',
    'source text not null',
    'file_hash text not null',
    'rows_added integer not null',
    'rows_known integer not null',
    'imported_by text not null',
    'imported_at text not null',
  ])
  await table(db, 'coverage_counter', [
    'consultation_id text not null references consultation (id)',
    'dimension text not null',
    'category text not null',
    'people integer not null',
    'primary key (consultation_id, dimension, category)',
  ])
  await table(db, 'monitoring_answer', [
    'key text primary key not null',
    'consultation_id text not null references consultation (id)',
    'age_band text',
    'sex text',
    'ethnic_group text',
    'ethnic_detail text',
    'disability text',
    'code_list text not null',
  ])
  await table(db, 'contact', [
    'id text primary key not null',
    'exercise_id text not null references exercise (id)',
    'address text not null',
    'language text not null',
    'wants text not null',
    'created_on text not null',
  ])
  await table(db, 'exclusion', [
    'exercise_id text not null references exercise (id)',
    'code text not null',
    'reason text not null',
    'people integer not null',
    'primary key (exercise_id, code)',
  ])
  await table(db, 'snapshot', [
    'id text primary key not null',
    'exercise_id text not null references exercise (id)',
    "stage text not null check (stage in ('closing', 'analysis', 'reissue'))",
    'version integer not null',
    'parent_id text references snapshot (id)',
    'reason text not null',
    'rows integer not null',
    'content text not null',
    'hash text not null',
    'created_by text',
    'created_at text not null',
    'unique (exercise_id, stage, version)',
  ])
  await table(db, 'priority_list', [
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
  await table(db, 'response', [
    'id text primary key not null',
    'consultation_id text not null references consultation (id)',
    'submission_key text not null',
    'body_hash text not null',
    'reference_hash text not null',
    "channel text not null check (channel in ('online', 'paper', 'phone', 'event'))",
    'language text not null',
    'edition text not null',
    'district_id text references area (id)',
    'forum_id text references area (id)',
    'chose_none integer not null',
    'same_rank integer not null',
    'order_seed integer not null',
    'helped integer not null',
    "status text not null check (status in ('counted', 'withdrawn', 'organisation', 'late', 'outside'))",
    'duplicate_flag integer not null',
    'cluster text',
    'import_id text references import_batch (id)',
    'source text',
    'source_row text',
    'monitoring_key text',
    'ledger_seq integer',
    'received_on text not null',
    'unique (submission_key)',
    'unique (reference_hash)',
    'unique (consultation_id, source, source_row)',
  ])
  await table(db, 'response_pick', [
    'response_id text not null references response (id)',
    'option_id text not null references question_option (id)',
    'place integer not null',
    'primary key (response_id, option_id)',
  ])
  await table(db, 'response_text', [
    'response_id text not null references response (id)',
    "kind text not null check (kind in ('why', 'something_else'))",
    'language text not null',
    'body text not null',
    'primary key (response_id, kind)',
  ])
  await sql`create index question_option_question_id on question_option (question_id)`.execute(db)
  await sql`create index draft_consultation_id on draft (consultation_id)`.execute(db)
  await sql`create index monitoring_answer_consultation_id on monitoring_answer (consultation_id)`.execute(db)
  await sql`create index response_consultation_id_status on response (consultation_id, status)`.execute(db)
  await sql`create index response_monitoring_key on response (monitoring_key)`.execute(db)
  await sql`create index response_pick_option_id on response_pick (option_id)`.execute(db)
}

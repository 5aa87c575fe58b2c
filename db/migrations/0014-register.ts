import { type Kysely, sql } from 'kysely'
import { table } from './table.ts'

/**
 * What the partnership knows of every exercise beside its plan, who else asks the same people and what was answered to
 * that, when polls are, and the library of what is known already.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table exercise add column asked_elsewhere integer not null default 0`.execute(db)
  await sql`alter table priority_source add column evidence_item_id text`.execute(db)
  await table(db, 'panel_sample', [
    'id text primary key not null',
    'name text not null',
    'people integer not null',
    'recruited_on text not null',
    'unique (name)',
  ])
  await table(db, 'register_entry', [
    'exercise_id text primary key not null references exercise (id)',
    "level text not null check (level in ('county', 'district', 'forum', 'parish'))",
    'statute text not null',
    'address text not null',
    'questions text not null',
    'panel_sample_id text references panel_sample (id)',
    'cost_pounds integer',
    'staff_hours integer',
    'reach_expected integer',
    'reached integer',
    'profile_note text not null',
    'what_changed text not null',
    'what_changed_on text',
    'results_on text',
    'late_reason text not null',
    'updated_at text not null',
  ])
  await table(db, 'exercise_theme', [
    'exercise_id text not null references exercise (id)',
    'theme_id text not null references theme (id)',
    'primary key (exercise_id, theme_id)',
  ])
  await table(db, 'exercise_tag', [
    'exercise_id text not null references exercise (id)',
    "kind text not null check (kind in ('group', 'method'))",
    'code text not null',
    'primary key (exercise_id, kind, code)',
  ])
  await table(db, 'overlap_answer', [
    'exercise_id text not null references exercise (id)',
    'other_id text not null references exercise (id)',
    "answer text not null check (answer in ('joint', 'reuse', 'move', 'go_ahead'))",
    'reason text not null',
    'score integer not null',
    'reasons text not null',
    'answered_by text not null',
    'answered_at text not null',
    'primary key (exercise_id, other_id)',
  ])
  await table(db, 'overlap_message', [
    'id text primary key not null',
    'exercise_id text not null references exercise (id)',
    'other_id text not null references exercise (id)',
    'body text not null',
    'sent_by text not null',
    'sent_on text not null',
    'answer_by text not null',
    'proceed_from text not null',
    'nudged_on text',
    "reply text check (reply in ('agreed', 'declined'))",
    'reply_text text not null',
    'replied_by text',
    'replied_on text',
  ])
  await table(db, 'stakeholder', [
    'id text primary key not null',
    'exercise_id text not null references exercise (id)',
    'name text not null',
    "affected text not null check (affected in ('most', 'some', 'interested'))",
    'reach text not null',
    'assigned_to text not null',
    'expected integer',
  ])
  await table(db, 'poll', [
    'id text primary key not null',
    'name text not null',
    'quiet_from text not null',
    'on_date text not null',
  ])
  await table(db, 'poll_area', [
    'poll_id text not null references poll (id)',
    'area_id text not null references area (id)',
    'primary key (poll_id, area_id)',
  ])
  await table(db, 'evidence_item', [
    'id text primary key not null',
    "kind text not null check (kind in ('exercise', 'parish_plan', 'panel_wave', 'event', 'statistic', 'report'))",
    'title text not null',
    'organisation_id text references organisation (id)',
    'by_name text not null',
    'on_date text not null',
    'summary text not null',
    'questions text not null',
    'answers integer',
    'profile_note text not null',
    'reference text not null',
    'what_changed text not null',
    'exercise_id text references exercise (id)',
    'search_text text not null',
    'added_by text',
    'added_at text not null',
    'unique (exercise_id)',
  ])
  await table(db, 'evidence_theme', [
    'item_id text not null references evidence_item (id)',
    'theme_id text not null references theme (id)',
    'primary key (item_id, theme_id)',
  ])
  await table(db, 'evidence_area', [
    'item_id text not null references evidence_item (id)',
    'area_id text not null references area (id)',
    'primary key (item_id, area_id)',
  ])
  await table(db, 'evidence_group', [
    'item_id text not null references evidence_item (id)',
    'code text not null',
    'primary key (item_id, code)',
  ])
  await table(db, 'evidence_use', [
    'item_id text not null references evidence_item (id)',
    'exercise_id text not null references exercise (id)',
    'note text not null',
    'used_by text not null',
    'used_on text not null',
    'primary key (item_id, exercise_id)',
  ])
  await sql`create index overlap_message_exercise_id on overlap_message (exercise_id)`.execute(db)
  await sql`create index overlap_message_other_id on overlap_message (other_id)`.execute(db)
  await sql`create index stakeholder_exercise_id on stakeholder (exercise_id)`.execute(db)
  await sql`create index evidence_item_on_date on evidence_item (on_date)`.execute(db)
  await sql`create index evidence_use_exercise_id on evidence_use (exercise_id)`.execute(db)
}

import { type Kysely, sql } from 'kysely'
import { table } from './table.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'body', [
    'id text primary key not null',
    'name text not null',
    "kind text not null check (kind in ('board', 'executive', 'conference'))",
    'remit text not null',
    'cycle_weeks integer not null',
  ])
  await table(db, 'seat', [
    'id text primary key not null',
    'body_id text not null references body (id)',
    'number integer not null',
    'label text not null',
    'organisation_id text not null references organisation (id)',
    "sector text not null check (sector in ('public', 'private', 'voluntary', 'community', 'partnership'))",
    'represents text not null',
    'second_hat text',
    'chair_of text',
    'can_commit integer not null',
    'term_from text not null',
    'term_to text',
    'unique (body_id, number)',
  ])
  await table(db, 'seat_holding', [
    'id text primary key not null',
    'seat_id text not null references seat (id)',
    'person_id text not null references person (id)',
    "kind text not null check (kind in ('member', 'substitute'))",
    'held_from text not null',
    'held_to text',
  ])
  await table(db, 'meeting', [
    'id text primary key not null',
    'body_id text not null references body (id)',
    'on_date text not null',
    'starts_at text not null',
    'place text not null',
    'venue_owner text not null',
    'part_a_minutes integer not null',
    'part_b_minutes integer not null',
    'papers_published_on text',
    'held integer not null',
  ])
  await table(db, 'agenda_request', [
    'id text primary key not null',
    'body_id text not null references body (id)',
    "proposer text not null check (proposer in ('officer', 'partner', 'public', 'conference', 'rule'))",
    'proposer_label text not null',
    'title text not null',
    'why text not null',
    'received_on text not null',
    "state text not null check (state in ('waiting', 'accepted', 'merged', 'deferred', 'declined'))",
    'reason text',
    'decided_on text',
    'merged_into text references agenda_request (id)',
    'meeting_id text references meeting (id)',
    'deferrals integer not null',
  ])
  await table(db, 'agenda_item', [
    'id text primary key not null',
    'meeting_id text not null references meeting (id)',
    "part text not null check (part in ('A', 'B'))",
    'position integer not null',
    'minutes integer not null',
    'title text not null',
    'lead text not null',
    'request_id text',
    "proposer text not null check (proposer in ('officer', 'partner', 'public', 'conference', 'rule'))",
    'outcome text',
    'standing integer not null',
  ])
  await table(db, 'paper', [
    'id text primary key not null',
    'agenda_item_id text not null references agenda_item (id)',
    "kind text not null check (kind in ('list', 'jury_report', 'equality_impact', 'officer'))",
    'title text not null',
    'summary text not null',
    'body text not null',
    'list_id text references priority_list (id)',
    'jury_id text references jury (id)',
    'published_on text not null',
  ])
  await table(db, 'paper_read', [
    'paper_id text not null references paper (id)',
    'person_id text not null references person (id)',
    'read_at text not null',
    'primary key (paper_id, person_id)',
  ])
  await table(db, 'attendance', [
    'meeting_id text not null references meeting (id)',
    'seat_id text not null references seat (id)',
    "presence text not null check (presence in ('member', 'substitute', 'absent'))",
    'primary key (meeting_id, seat_id)',
  ])
  await table(db, 'point', [
    'id text primary key not null',
    'slug text not null',
    "source text not null check (source in ('list', 'jury'))",
    'list_id text references priority_list (id)',
    'statement_id text references statement (id)',
    'priority_id text references priority (id)',
    'exercise_id text not null references exercise (id)',
    'wording text not null',
    'published_on text not null',
    'acknowledge_by text not null',
    'acknowledged_on text',
    'answer_by text not null',
    'unique (slug)',
  ])
  await table(db, 'position', [
    'id text primary key not null',
    'point_id text not null references point (id)',
    'agenda_item_id text not null references agenda_item (id)',
    'version integer not null',
    "stance text not null check (stance in ('accept', 'in_part', 'reject', 'not_ours'))",
    'reason_class text not null',
    'reason_detail text not null',
    'reason text not null',
    'responses_account text not null',
    'evidence text',
    'passed_to text',
    'equality_paper_id text not null references paper (id)',
    "method text not null check (method in ('consensus', 'vote'))",
    'dissent text not null',
    'advisory integer not null',
    'change_note text',
    'decided_on text not null',
    'published_on text',
    'recorded_by text not null',
    'unique (point_id, version)',
  ])
  await table(db, 'ratification', [
    'id text primary key not null',
    'position_id text not null references position (id)',
    'organisation_id text not null references organisation (id)',
    'due_on text not null',
    "state text not null check (state in ('waiting', 'ratified', 'ratified_with_change', 'declined'))",
    'reason text',
    'answered_on text',
    'recorded_by text',
    'unique (position_id, organisation_id)',
  ])
  await table(db, 'action', [
    'id text primary key not null',
    'slug text not null',
    'position_id text not null references position (id)',
    'title text not null',
    'owner_organisation_id text not null references organisation (id)',
    'champion_seat_id text not null references seat (id)',
    'due_on text not null',
    'measure text not null',
    'baseline text not null',
    'target text not null',
    'created_on text not null',
    'unique (slug)',
  ])
  await table(db, 'progress_report', [
    'id text primary key not null',
    'action_id text not null references action (id)',
    'due_on text not null',
    'reported_on text',
    "rag text not null check (rag in ('green', 'amber', 'red', 'done', 'not_reported'))",
    'sentence text not null',
    'people_notice text not null',
    'measure_value text not null',
    'change_reason text',
    'reported_by text',
  ])
  await table(db, 'challenge', [
    'id text primary key not null',
    'progress_report_id text not null references progress_report (id)',
    'action_id text not null references action (id)',
    "rating text not null check (rating in ('green', 'amber', 'red', 'done', 'not_reported'))",
    'we_see text not null',
    'question text not null',
    'raised_by text not null',
    'raised_on text not null',
    'due_on text not null',
    'answer text',
    'answered_by text',
    'answered_on text',
  ])
  await sql`create index agenda_item_meeting_id on agenda_item (meeting_id)`.execute(db)
  await sql`create index paper_agenda_item_id on paper (agenda_item_id)`.execute(db)
  await sql`create index point_exercise_id on point (exercise_id)`.execute(db)
  await sql`create index progress_report_action_id on progress_report (action_id)`.execute(db)
  await sql`create index challenge_action_id on challenge (action_id)`.execute(db)
}

import { type Kysely, sql } from 'kysely'
import { table } from './table.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'jury', [
    'id text primary key not null',
    'exercise_id text not null references exercise (id)',
    'slug text not null',
    'question text not null',
    'public_name text not null',
    'commissioned_by text not null',
    'budget text not null',
    'promise_who text not null',
    'promise_by text',
    'promise_how text not null',
    'out_of_bounds text not null',
    'oversight text not null',
    'follow_up_6_on text',
    'follow_up_12_on text',
    'seats integer not null',
    'threshold_numerator integer not null',
    'threshold_denominator integer not null',
    'quorum integer not null',
    'report_published_at text',
    'practice integer not null default 0',
    'created_at text not null',
    'unique (slug)',
  ])
  await table(db, 'jury_member', [
    'id text primary key not null',
    'jury_id text not null references jury (id)',
    'person_id text references person (id)',
    'badge text not null',
    'district text not null',
    "state text not null check (state in ('seated', 'withdrawn', 'left', 'alternate'))",
    'seated_on text not null',
    'left_on text',
    'unique (jury_id, badge)',
  ])
  await table(db, 'jury_session', [
    'id text primary key not null',
    'jury_id text not null references jury (id)',
    'position integer not null',
    'title text not null',
    'on_date text not null',
    'starts_at text not null',
    'ends_at text not null',
    'place text not null',
  ])
  await table(db, 'session_block', [
    'id text primary key not null',
    'session_id text not null references jury_session (id)',
    'position integer not null',
    'minutes integer not null',
    'title text not null',
    'protected integer not null',
  ])
  await table(db, 'witness', [
    'id text primary key not null',
    'jury_id text not null references jury (id)',
    'session_id text references jury_session (id)',
    'role text not null',
    'interests text not null',
    'called_by_jurors integer not null',
    'minutes integer not null',
  ])
  await table(db, 'statement', [
    'id text primary key not null',
    'jury_id text not null references jury (id)',
    'number integer not null',
    'body text not null',
    'because text not null',
    'written_by_table text not null',
    'locked_at text',
    'priority_id text references priority (id)',
    'unique (jury_id, number)',
  ])
  await table(db, 'vote', [
    'id text primary key not null',
    'jury_id text not null references jury (id)',
    'opened_at text not null',
    'present integer not null',
    'threshold_numerator integer not null',
    'threshold_denominator integer not null',
    'first_closer text',
    'first_closer_part text',
    'closed_at text',
    'second_closer text',
    'counted_at text',
    'ballots_commitment text',
  ])
  await table(db, 'vote_statement', [
    'vote_id text not null references vote (id)',
    'statement_id text not null references statement (id)',
    'body text not null',
    'because text not null',
    'primary key (vote_id, statement_id)',
  ])
  await table(db, 'vote_roll', [
    'vote_id text not null references vote (id)',
    'member_id text not null references jury_member (id)',
    'has_voted integer not null',
    'primary key (vote_id, member_id)',
  ])
  await table(db, 'sealed_ballot', [
    'vote_id text not null references vote (id)',
    'member_id text not null references jury_member (id)',
    'sealed text not null',
    'primary key (vote_id, member_id)',
  ])
  await table(db, 'vote_key', ['vote_id text primary key not null references vote (id)', 'sealed_key text not null'])
  await table(db, 'ballot', [
    'id text primary key not null',
    'vote_id text not null references vote (id)',
    'choices text not null',
  ])
  await table(db, 'vote_tally', [
    'vote_id text not null references vote (id)',
    'statement_id text not null references statement (id)',
    'strongly_support integer not null',
    'support integer not null',
    'live_with integer not null',
    'oppose integer not null',
    'strongly_oppose integer not null',
    'abstain integer not null',
    "outcome text not null check (outcome in ('recommendation', 'majority', 'not_adopted', 'void'))",
    'primary key (vote_id, statement_id)',
  ])
  await table(db, 'minority_statement', [
    'id text primary key not null',
    'statement_id text not null references statement (id)',
    'body text not null',
    'supporters integer not null',
    'added_on text not null',
  ])
  await table(db, 'minority_supporter', [
    'minority_id text not null references minority_statement (id)',
    'member_id text not null references jury_member (id)',
    'primary key (minority_id, member_id)',
  ])
  await table(db, 'jury_evaluation', [
    'jury_id text not null references jury (id)',
    'question text not null',
    'answer text not null',
    'people integer not null',
    'primary key (jury_id, question, answer)',
  ])
  await table(db, 'conference_member', [
    'id text primary key not null',
    'person_id text references person (id)',
    'jury_id text not null references jury (id)',
    'label text not null',
    'cohort integer not null',
    'co_chair integer not null',
    'term_from text not null',
    'term_to text not null',
    'left_on text',
  ])
  await table(db, 'conference_meeting', [
    'id text primary key not null',
    'on_date text not null',
    'place text not null',
    'statement text',
  ])
  await sql`create index statement_priority_id on statement (priority_id)`.execute(db)
  await sql`create index ballot_vote_id on ballot (vote_id)`.execute(db)
}

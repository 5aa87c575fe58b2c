import { type Kysely, sql } from 'kysely'
import { table } from './table.ts'

/** From the draw to the table: calls, replacements, support and payments, arrivals, table plans, and the pool's deletion. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'jury_terms', [
    'jury_id text primary key not null references jury (id)',
    'day_pence integer not null',
    'benefits_note text not null',
    'safeguarding text not null',
  ])
  await table(db, 'jury_travel', [
    'jury_id text not null references jury (id)',
    'area text not null',
    'minutes integer not null',
    'primary key (jury_id, area)',
  ])
  await table(db, 'jury_call', [
    'id text primary key not null',
    'application_id text not null references jury_application (id)',
    'called_at text not null',
    'called_by text not null references person (id)',
    "outcome text not null check (outcome in ('yes', 'no', 'no_answer'))",
    'note_shown integer not null default 0',
  ])
  await table(db, 'juror', [
    'member_id text primary key not null references jury_member (id)',
    'application_id text unique references jury_application (id)',
    'badge_name text not null',
    "honorarium text check (honorarium in ('pay', 'voucher', 'decline'))",
    'chosen_on text',
    'note_shown_on text',
    "note_shown_how text check (note_shown_how in ('phone', 'online', 'paper'))",
    'note_wording text not null',
  ])
  await table(db, 'juror_arrangement', [
    'id text primary key not null',
    'member_id text not null references jury_member (id)',
    'kind text not null',
    'detail text not null',
    "state text not null check (state in ('open', 'arranged', 'not_needed'))",
    'changed_on text not null',
    'changed_by text not null references person (id)',
    'unique (member_id, kind)',
  ])
  await table(db, 'juror_attendance', [
    'session_id text not null references jury_session (id)',
    'member_id text not null references jury_member (id)',
    'present integer not null',
    'arrived_at text',
    'primary key (session_id, member_id)',
  ])
  await table(db, 'juror_payment', [
    'id text primary key not null',
    'member_id text not null references jury_member (id)',
    "kind text not null check (kind in ('honorarium', 'travel', 'care', 'other'))",
    'for_on text not null',
    'due_on text not null',
    'pence integer not null',
    "method text not null check (method in ('pay', 'voucher'))",
    'paid_on text',
    'paid_by text references person (id)',
    'unique (member_id, kind, for_on)',
  ])
  await table(db, 'jury_replacement', [
    'id text primary key not null',
    'jury_id text not null references jury (id)',
    'out_application_id text references jury_application (id)',
    'out_member_id text references jury_member (id)',
    "reason text not null check (reason in ('not_said', 'declined', 'no_answer', 'cannot_come', 'no_show'))",
    'opened_at text not null',
    'opened_by text not null references person (id)',
    'in_application_id text references jury_application (id)',
    'in_member_id text references jury_member (id)',
    'place integer',
    'filled_at text',
    'filled_by text references person (id)',
  ])
  await table(db, 'table_plan', [
    'id text primary key not null',
    'session_id text not null references jury_session (id)',
    'version integer not null',
    'seed text not null',
    'tables integer not null',
    'rounds integer not null',
    'from_round integer not null',
    "reason text not null check (reason in ('first', 'again', 'absent', 'replacement', 'rules'))",
    "state text not null check (state in ('waiting', 'made', 'failed'))",
    'started_at text',
    'moved text not null',
    'figures text not null',
    'asked_at text not null',
    'asked_by text not null references person (id)',
    'unique (session_id, version)',
  ])
  await table(db, 'table_place', [
    'plan_id text not null references table_plan (id)',
    'round integer not null',
    'member_id text not null references jury_member (id)',
    'table_number integer not null',
    'primary key (plan_id, round, member_id)',
  ])
  await table(db, 'table_apart', [
    'first_member_id text not null references jury_member (id)',
    'second_member_id text not null references jury_member (id)',
    'primary key (first_member_id, second_member_id)',
  ])
  await table(db, 'table_fixed', [
    'session_id text not null references jury_session (id)',
    'member_id text not null references jury_member (id)',
    'table_number integer not null',
    'primary key (session_id, member_id)',
  ])
  await table(db, 'table_absence', [
    'session_id text not null references jury_session (id)',
    'member_id text not null references jury_member (id)',
    'round integer not null',
    'primary key (session_id, member_id, round)',
  ])
  await table(db, 'deletion_certificate', [
    'id text primary key not null',
    'jury_id text not null references jury (id)',
    'number integer not null',
    'deleted_on text not null',
    'content text not null',
    'hash text not null',
    'ledger_seq integer not null',
    'unique (jury_id, number)',
  ])
  await table(db, 'jury_drop_out', [
    'jury_id text not null references jury (id)',
    'criterion text not null',
    'value text not null',
    'people integer not null',
    'dropped integer not null',
    'primary key (jury_id, criterion, value)',
  ])
  await sql`create index jury_call_application on jury_call (application_id)`.execute(db)
  await sql`create index juror_payment_due on juror_payment (due_on)`.execute(db)
  await sql`create index jury_replacement_jury on jury_replacement (jury_id)`.execute(db)
}

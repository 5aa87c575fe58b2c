import { type Kysely, sql } from 'kysely'
import { table } from './table.ts'

/** Targets, letters and the store of those who registered for a jury: the fourth store, with a consent of its own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'jury_recruitment', [
    'jury_id text primary key not null references jury (id)',
    'short_code text not null unique',
    'opens_on text',
    'closes_on text',
    'dates text not null',
    'one_per_household integer not null default 1',
    'alternates integer not null default 6',
    "codes text not null default 'per_letter' check (codes in ('per_letter', 'one_for_all'))",
    'shared_code_hash text',
    'least_age integer not null default 16',
    'honorarium text not null',
    'support_note text not null',
    'letters_made_at text',
    'deleted_at text',
  ])
  await table(db, 'jury_criterion', [
    'id text primary key not null',
    'jury_id text not null references jury (id)',
    'position integer not null',
    'name text not null',
    'dimension text',
    'reason text not null',
    'unique (jury_id, name)',
  ])
  await table(db, 'jury_quota', [
    'criterion_id text not null references jury_criterion (id)',
    'position integer not null',
    'value text not null',
    'minimum integer not null',
    'maximum integer not null',
    'min_flex integer',
    'max_flex integer',
    'note text not null',
    'primary key (criterion_id, value)',
  ])
  await table(db, 'jury_address', [
    'id text primary key not null',
    'jury_id text not null references jury (id)',
    'area text not null',
    'address text not null',
    'household text not null',
    'oversampled integer not null default 0',
    'drawn integer not null default 0',
  ])
  await table(db, 'jury_invitation', [
    'id text primary key not null',
    'jury_id text not null references jury (id)',
    'address_id text references jury_address (id)',
    'area text not null',
    'code_hash text not null',
    'number integer not null',
    'test integer not null default 0',
    'returned_on text',
    'unique (jury_id, code_hash)',
    'unique (jury_id, number)',
  ])
  await table(db, 'jury_application', [
    'id text primary key not null',
    'jury_id text not null references jury (id)',
    'external_id text not null',
    'submission_key text not null unique',
    'reference_hash text not null',
    "status text not null check (status in ('TEST_SUBMISSION', 'POOL', 'SELECTED', 'CONFIRMED', 'WITHDRAWN', 'DELETED'))",
    "source_type text not null check (source_type in ('online', 'phone', 'paper', 'import', 'community'))",
    'invitation_id text references jury_invitation (id)',
    'household text',
    'eligible integer not null',
    'dates text not null',
    'consent_on text not null',
    'language text not null',
    'selection_run_id text',
    'alternate_rank integer',
    'extra text not null',
    'created_on text not null',
    'updated_on text not null',
    'unique (jury_id, external_id)',
  ])
  await table(db, 'jury_applicant_contact', [
    'application_id text primary key not null references jury_application (id)',
    'first_name text not null',
    'last_name text not null',
    'email text not null',
    'phone text not null',
    'address text not null',
    'postcode text not null',
    'prefers text not null',
  ])
  await table(db, 'jury_selection_value', [
    'application_id text not null references jury_application (id)',
    'criterion_id text not null references jury_criterion (id)',
    'value text not null',
    'primary key (application_id, criterion_id)',
  ])
  await table(db, 'jury_need', [
    'application_id text not null references jury_application (id)',
    'kind text not null',
    'detail text not null',
    'primary key (application_id, kind)',
  ])
  await sql`create index jury_application_jury on jury_application (jury_id, status)`.execute(db)
  await sql`create index jury_address_jury on jury_address (jury_id, area)`.execute(db)
  await sql`create index jury_invitation_jury on jury_invitation (jury_id)`.execute(db)
}

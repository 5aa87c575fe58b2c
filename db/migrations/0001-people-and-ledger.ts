import { type Kysely, sql } from 'kysely'
import { table } from './table.ts'

export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'partnership', [
    'id text primary key not null',
    'name text not null',
    'contact text not null',
    'demonstration integer not null',
    'as_of text',
  ])
  await table(db, 'organisation', [
    'id text primary key not null',
    'name text not null',
    "sector text not null check (sector in ('public', 'private', 'voluntary', 'community', 'partnership'))",
    'is_council integer not null',
    'seed_name text',
  ])
  await table(db, 'person', [
    'id text primary key not null',
    'email text not null',
    'label text not null',
    'organisation_id text references organisation (id)',
    'created_at text not null',
    'disabled_at text',
    'unique (email)',
  ])
  await table(db, 'role_grant', [
    'id text primary key not null',
    'person_id text not null references person (id)',
    'role text not null',
    'scope_id text',
    'valid_from text not null',
    'valid_to text',
  ])
  await table(db, 'sign_in_link', [
    'token_hash text primary key not null',
    'person_id text not null references person (id)',
    'expires_at text not null',
    'uses_left integer not null',
    'created_at text not null',
  ])
  await table(db, 'session', [
    'token_hash text primary key not null',
    'person_id text not null references person (id)',
    'created_at text not null',
    'seen_at text not null',
    'expires_at text not null',
    'idle_minutes integer not null',
    'revoked_at text',
  ])
  await table(db, 'actor_event', [
    'id text primary key not null',
    'at text not null',
    'person_id text references person (id)',
    'did text not null',
    'object_kind text not null',
    'object_id text not null',
    'detail text not null',
  ])
  await table(db, 'outbox', [
    'id text primary key not null',
    'to_address text not null',
    'subject text not null',
    'body text not null',
    'created_at text not null',
    'sent_at text',
    'attempts integer not null',
    'last_error text',
  ])
  await table(db, 'practice_setting', [
    'key text primary key not null',
    'value text not null',
    'reason text not null',
    'changed_by text not null',
    'changed_at text not null',
  ])
  await table(
    db,
    'ledger',
    [
      'seq integer primary key',
      'type text not null',
      'commitment text not null',
      'previous text not null',
      'hash text not null',
      'recorded_on text not null',
    ],
    { keepsRowid: true },
  )
  await table(db, 'ledger_opening', ['seq integer primary key', 'salt text not null', 'payload text not null'], {
    keepsRowid: true,
  })
  await table(db, 'checkpoint', [
    'id text primary key not null',
    'size integer not null',
    'root text not null',
    'signature text not null',
    'public_key text not null',
    'reason text not null',
    'parent_id text references checkpoint (id)',
    'created_at text not null',
  ])
  await sql`create index role_grant_person_id on role_grant (person_id)`.execute(db)
  await sql`create index session_person_id on session (person_id)`.execute(db)
  await sql`create index actor_event_object_kind_object_id on actor_event (object_kind, object_id)`.execute(db)
  await sql`create index outbox_sent_at on outbox (sent_at)`.execute(db)
}

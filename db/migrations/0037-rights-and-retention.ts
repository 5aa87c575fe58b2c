import { type Kysely, sql } from 'kysely'
import { type Handle, isSqlite } from '../connect.ts'
import { table } from './table.ts'

/** Requests about somebody's own data, answers erased since a result was frozen, and what the retention jobs did last. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'rights_request', [
    'id text primary key not null',
    'number integer not null unique',
    "kind text not null check (kind in ('access', 'erasure', 'objection', 'rectification'))",
    'received_on text not null',
    'recorded_by text not null references person (id)',
    'recorded_at text not null',
    'identity_asked_on text',
    'identity_proved_on text',
    'extended_on text',
    'extended_reason text not null',
    'code_hash text',
    'address_hash text',
    'new_address text',
    'first_signer text references person (id)',
    'first_session text',
    'first_digest text',
    'second_signer text references person (id)',
    "outcome text check (outcome in ('done', 'given', 'refused'))",
    'reason text not null',
    'content text',
    'hash text',
    'ledger_seq integer',
    'closed_on text',
  ])
  await table(db, 'erased_answer', [
    'request_id text not null references rights_request (id)',
    'exercise_id text not null references exercise (id)',
    'erased_on text not null',
    'reissued_in integer',
    'primary key (request_id, exercise_id)',
  ])
  await sql`create index erased_answer_exercise_id on erased_answer (exercise_id)`.execute(db)
  await table(db, 'retention_run', [
    'rule text primary key not null',
    'looked_on text not null',
    'deleted_on text',
    'deleted integer not null',
  ])
  // An overdue request is said in public, on pages that are read once for everybody while nothing changes.
  if (!isSqlite(db as Handle)) {
    await sql`create trigger stamp_rights_request after insert or update or delete or truncate on rights_request
      for each statement execute function content_changed()`.execute(db)
    return
  }
  for (const event of ['insert', 'update', 'delete']) {
    await sql`create trigger ${sql.raw(`stamp_rights_request_${event}`)} after ${sql.raw(event)} on rights_request
      begin update content_stamp set changes = changes + 1 where id = 1; end`.execute(db)
  }
}

import { type Kysely, sql } from 'kysely'
import { type Handle, isSqlite } from '../connect.ts'
import { table } from './table.ts'

/**
 * How answers to an exercise are confirmed before they count: by nothing, by a code sent to an e-mail address, or by a
 * code on a letter. Nothing here leads to an answer: a code and an address are kept as keyed hashes until closing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'exercise_confirming', [
    'exercise_id text primary key not null references exercise (id)',
    "level text not null check (level in ('none', 'email', 'letter'))",
    'letters integer not null',
    'confirmed integer',
    'set_by text not null references person (id)',
    'set_at text not null',
  ])
  await table(db, 'letter_code', [
    'code_hash text primary key not null',
    'exercise_id text not null references exercise (id)',
    'used integer not null',
  ])
  await table(db, 'mail_code', [
    'token_hash text primary key not null references draft (token_hash) on delete cascade',
    'exercise_id text not null references exercise (id)',
    'code_hash text not null',
    'address_hash text not null',
    'tries integer not null',
    'mails integer not null',
    'expires_at text not null',
  ])
  await table(db, 'confirmed_address', [
    'exercise_id text not null references exercise (id)',
    'address_hash text not null',
    'primary key (exercise_id, address_hash)',
  ])
  await sql`create index letter_code_exercise_id on letter_code (exercise_id)`.execute(db)
  await sql`alter table response add column confirmed integer not null default 0`.execute(db)
  if (!isSqlite(db as Handle)) {
    await sql`create trigger stamp_exercise_confirming after insert or update or delete or truncate on exercise_confirming
      for each statement execute function content_changed()`.execute(db)
    return
  }
  for (const event of ['insert', 'update', 'delete']) {
    await sql`create trigger ${sql.raw(`stamp_exercise_confirming_${event}`)} after ${sql.raw(event)} on exercise_confirming
      begin update content_stamp set changes = changes + 1 where id = 1; end`.execute(db)
  }
}

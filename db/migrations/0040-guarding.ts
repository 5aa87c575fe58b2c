import { type Kysely, sql } from 'kysely'
import { type Handle, isSqlite } from '../connect.ts'
import { table } from './table.ts'

const statuses = "('counted', 'withdrawn', 'organisation', 'late', 'outside', 'quarantined')"

/** Answers held back for how they were sent, with what an officer decided of each, and the proofs of work that were used. */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (isSqlite(db as Handle)) {
    // A column's check cannot be changed here: a column with the new one takes the old one's place.
    await sql`drop index response_consultation_id_status`.execute(db)
    await sql`alter table response add column state text not null default 'counted' check (state in ${sql.raw(statuses)})`.execute(
      db,
    )
    await sql`update response set state = status where status <> state`.execute(db)
    await sql`alter table response drop column status`.execute(db)
    await sql`alter table response rename column state to status`.execute(db)
    await sql`create index response_consultation_id_status on response (consultation_id, status)`.execute(db)
  } else {
    await sql`alter table response drop constraint response_status_check`.execute(db)
    await sql`alter table response add constraint response_status_check check (status in ${sql.raw(statuses)})`.execute(
      db,
    )
  }
  await table(db, 'quarantined_answer', [
    'response_id text primary key not null references response (id) on delete cascade',
    "reason text not null check (reason in ('trap', 'fast', 'many'))",
    "would_be text not null check (would_be in ('counted', 'outside', 'organisation'))",
    'held_on text not null',
    "decision text check (decision in ('released', 'excluded'))",
    'decided_because text',
    'decided_by text references person (id)',
    'decided_on text',
    'check ((decision is null) = (decided_by is null))',
  ])
  await table(db, 'spent_work', ['id text primary key not null', 'spent_on text not null'])
  await sql`alter table consultation add column asks_work integer not null default 0 check (asks_work in (0, 1))`.execute(
    db,
  )
  // What guards the answers is read with every one of them, once for everybody while no setting changes.
  if (!isSqlite(db as Handle)) {
    await sql`create trigger stamp_practice_setting after insert or update or delete or truncate on practice_setting
      for each statement execute function content_changed()`.execute(db)
    return
  }
  for (const event of ['insert', 'update', 'delete']) {
    await sql`create trigger ${sql.raw(`stamp_practice_setting_${event}`)} after ${sql.raw(event)} on practice_setting
      begin update content_stamp set changes = changes + 1 where id = 1; end`.execute(db)
  }
}

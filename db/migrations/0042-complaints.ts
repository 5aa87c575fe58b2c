import { type Kysely, sql } from 'kysely'
import { type Handle, isSqlite } from '../connect.ts'
import { table } from './table.ts'

/** Complaints about how data or a consultation were handled. What was written lies apart and goes first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'complaint', [
    'id text primary key not null',
    'number integer not null unique',
    "about text not null check (about in ('data', 'asking'))",
    'exercise_id text references exercise (id)',
    'received_on text not null',
    'submission_key text unique',
    'reference_hash text unique',
    'acknowledged_on text',
    'answer_by text',
    'answered_on text',
    "outcome text check (outcome in ('upheld', 'in_part', 'not_upheld', 'withdrawn', 'elsewhere'))",
    'closed_on text',
  ])
  await table(db, 'complaint_content', [
    'complaint_id text primary key not null references complaint (id)',
    'body text not null',
    'wanted text not null',
    'language text not null',
    "way text check (way in ('email', 'text', 'letter'))",
    'address text',
    'answer text not null',
  ])
  // An overdue complaint is said in public, and a year's complaints in the audit: pages that are read once for everybody.
  if (!isSqlite(db as Handle)) {
    await sql`create trigger stamp_complaint after insert or update or delete or truncate on complaint
      for each statement execute function content_changed()`.execute(db)
    return
  }
  for (const event of ['insert', 'update', 'delete']) {
    await sql`create trigger ${sql.raw(`stamp_complaint_${event}`)} after ${sql.raw(event)} on complaint
      begin update content_stamp set changes = changes + 1 where id = 1; end`.execute(db)
  }
}

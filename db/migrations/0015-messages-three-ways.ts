import { type Kysely, sql } from 'kysely'

/** E-mail, text and letter behind one outbox whose rows are claimed before they are sent, and contacts by each way. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of [
    "way text not null default 'email' check (way in ('email', 'text', 'letter'))",
    "language text not null default 'en'",
    'exercise_id text references exercise (id)',
    'about text',
    'stop_url text',
    'not_before text',
    'claimed_by text',
    'claimed_until text',
    'given_up_at text',
    'batch text',
  ]) {
    await sql`alter table outbox add column ${sql.raw(column)}`.execute(db)
  }
  await sql`alter table contact add column way text not null default 'email' check (way in ('email', 'text', 'letter'))`.execute(
    db,
  )
  await sql`create index outbox_exercise on outbox (exercise_id)`.execute(db)
  await sql`create index outbox_about on outbox (about)`.execute(db)
  await sql`create index contact_exercise on contact (exercise_id)`.execute(db)
}

import { type Kysely, sql } from 'kysely'
import { table } from './table.ts'

/** Who asked for the newsletter or the sheet of one area, and the issues that went out. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'newsletter_reader', [
    'id text primary key not null',
    'address text not null unique',
    'area_id text references area (id)',
    'asked_on text not null',
    'confirmed_on text',
  ])
  await table(db, 'newsletter_issue', [
    'number integer primary key not null',
    'from_on text not null',
    'to_on text not null unique',
    'content text not null',
    'emails integer not null',
    'sent_by text not null references person (id)',
  ])
  await sql`create index newsletter_reader_area_id on newsletter_reader (area_id)`.execute(db)
}

import { type Kysely, sql } from 'kysely'
import { table } from './table.ts'

/**
 * The citizens' panel's own way in: a sample has one code for all of it, and an answer says which sample it came
 * through, never who gave it. Members may live in a ward and a division, change how they are reached, and are asked only
 * under a signed data-protection assessment (rule P-5).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table panel_sample add column code text`.execute(db)
  await sql`create unique index panel_sample_code on panel_sample (code)`.execute(db)
  await sql`alter table response add column panel_sample_id text references panel_sample (id)`.execute(db)
  await sql`create index response_panel_sample_id on response (panel_sample_id)`.execute(db)
  await sql`alter table panel_member add column ward_id text references area (id)`.execute(db)
  await sql`alter table panel_member add column division_id text references area (id)`.execute(db)
  await table(db, 'panel_contact_change', [
    'member_id text primary key not null references panel_member (id) on delete cascade',
    "way text not null check (way in ('email', 'letter'))",
    'address text not null',
    'code_hash text not null',
    'tries integer not null default 0',
    'asked_on text not null',
  ])
  await table(db, 'panel_assessment', [
    'version integer primary key not null',
    'content text not null',
    'written_by text not null references person (id)',
    'written_at text not null',
    'signed_by text references person (id)',
    'signed_at text',
    'signed_hash text',
  ])
}

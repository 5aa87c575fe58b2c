import { type Kysely, sql } from 'kysely'
import { table } from './table.ts'

/**
 * The citizens' panel: who agreed to be asked, how to reach them, what they said about themselves with a consent of its
 * own, whom each sample holds, how many left, and how the panel was made up on which day. No key leads to an answer.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'panel_wording', [
    'hash text primary key not null',
    'language text not null',
    'body text not null',
    'first_used_on text not null',
  ])
  await table(db, 'panel_member', [
    'id text primary key not null',
    'code_hash text not null',
    'district_id text not null references area (id)',
    "entered text not null check (entered in ('page', 'paper'))",
    'wording_hash text not null references panel_wording (hash)',
    'consent_on text not null',
    'asked_on text not null',
    'joined_on text',
    'unique (code_hash)',
  ])
  await table(db, 'panel_contact', [
    'member_id text primary key not null references panel_member (id) on delete cascade',
    "way text not null check (way in ('email', 'letter'))",
    'address text not null',
    'language text not null',
    'unique (address)',
  ])
  await table(db, 'panel_profile', [
    'member_id text primary key not null references panel_member (id) on delete cascade',
    'wording_hash text not null references panel_wording (hash)',
    'consent_on text not null',
    'age_band text',
    'sex text',
    'ethnic_group text',
  ])
  await sql`alter table panel_sample add column exercise_id text references exercise (id)`.execute(db)
  await sql`alter table panel_sample add column number integer`.execute(db)
  await table(db, 'panel_sample_member', [
    'sample_id text not null references panel_sample (id)',
    'member_id text not null references panel_member (id) on delete cascade',
    'invited_on text not null',
    'primary key (sample_id, member_id)',
  ])
  await sql`create index panel_sample_member_member_id on panel_sample_member (member_id)`.execute(db)
  await table(db, 'panel_departure', [
    'month text not null',
    "why text not null check (why in ('refresh', 'three_years', 'left', 'erased'))",
    'people integer not null',
    'primary key (month, why)',
  ])
  await table(db, 'panel_make_up', [
    'on_date text not null',
    'dimension text not null',
    'category text not null',
    'people integer not null',
    'residents integer',
    'primary key (on_date, dimension, category)',
  ])
  await table(db, 'panel_refresh', ['on_date text primary key not null', 'people integer not null'])
}

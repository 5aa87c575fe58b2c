import { type Kysely, sql } from 'kysely'
import { type Handle, isSqlite } from '../connect.ts'
import { table } from './table.ts'

const kinds = "('county', 'district', 'forum', 'parish', 'council', 'ward', 'division')"

/**
 * Wards and county divisions are areas too, an answer given with a postcode keeps those it lies in, and what the people
 * of each said is frozen with the results.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await wideKinds(db)
  for (const column of ['ward_id', 'division_id'])
    await sql`alter table response add column ${sql.raw(column)} text references area (id)`.execute(db)
  await table(db, 'ward_figures', [
    'exercise_id text primary key not null references exercise (id)',
    'content text not null',
    'hash text not null',
    'frozen_on text not null',
  ])
}

async function wideKinds(db: Kysely<unknown>): Promise<void> {
  if (!isSqlite(db as Handle)) {
    await sql`alter table area_set drop constraint area_set_kind_check`.execute(db)
    await sql`alter table area_set add constraint area_set_kind_check check (kind in ${sql.raw(kinds)})`.execute(db)
    return
  }
  // A check cannot be changed in place. Areas point at the table: they are held against it at the end of a transaction
  // (migrations have none of their own here), once it is back.
  await sql`begin immediate`.execute(db)
  try {
    await rebuilt(db)
    await sql`commit`.execute(db)
  } catch (error) {
    await sql`rollback`.execute(db)
    throw error
  }
}

async function rebuilt(db: Kysely<unknown>): Promise<void> {
  const triggers = await sql<{ sql: string }>`select sql from sqlite_schema
    where type = 'trigger' and tbl_name = 'area_set' order by name`.execute(db)
  await sql`pragma defer_foreign_keys = on`.execute(db)
  await sql`create temp table area_set_before as select * from area_set`.execute(db)
  await sql`drop table area_set`.execute(db)
  await table(db, 'area_set', [
    'id text primary key not null',
    'name text not null',
    `kind text not null check (kind in ${kinds})`,
    'valid_from text not null',
    'valid_to text',
  ])
  await sql`insert into area_set (id, name, kind, valid_from, valid_to)
    select id, name, kind, valid_from, valid_to from area_set_before`.execute(db)
  await sql`drop table area_set_before`.execute(db)
  for (const trigger of triggers.rows) await sql.raw(trigger.sql).execute(db)
}

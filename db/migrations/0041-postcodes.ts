import { type Kysely, sql } from 'kysely'
import { type Handle, isSqlite } from '../connect.ts'
import { table } from './table.ts'

/**
 * Which areas a postcode lies in, and where that was read from. The one row that says so carries the stamp: pages show
 * whether a postcode can be looked up, and a row of thousands need not say it thousands of times.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'postcode_area', [
    'postcode text not null',
    'area_id text not null references area (id)',
    'primary key (postcode, area_id)',
  ])
  await table(db, 'postcode_directory', [
    'id integer primary key not null check (id = 1)',
    'source text not null',
    'postcodes integer not null',
    'loaded_on text not null',
  ])
  if (!isSqlite(db as Handle)) {
    await sql`create trigger stamp_postcode_directory after insert or update or delete or truncate on postcode_directory
      for each statement execute function content_changed()`.execute(db)
    return
  }
  for (const event of ['insert', 'update', 'delete']) {
    await sql`create trigger ${sql.raw(`stamp_postcode_directory_${event}`)} after ${sql.raw(event)} on postcode_directory
      begin update content_stamp set changes = changes + 1 where id = 1; end`.execute(db)
  }
}

import { type Kysely, sql } from 'kysely'
import { type Handle, isSqlite } from '../connect.ts'
import { table } from './table.ts'

/** What residents' pages show besides what they typed themselves. */
const shown = [
  'added_statement',
  'area',
  'area_link',
  'area_set',
  'area_shape',
  'consultation',
  'exercise',
  'form_question',
  'form_question_version',
  'form_version',
  'organisation',
  'partnership',
  'priority_list',
  'question',
  'question_option',
  'text_version',
]

/** One number that rises whenever what residents' pages show changes, whoever changes it: what is remembered holds while it stands. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'content_stamp', ['id integer primary key not null check (id = 1)', 'changes integer not null'])
  await sql`insert into content_stamp (id, changes) values (1, 0)`.execute(db)
  const rise = sql`update content_stamp set changes = changes + 1 where id = 1`
  if (isSqlite(db as Handle)) {
    for (const name of shown) {
      for (const event of ['insert', 'update', 'delete']) {
        await sql`create trigger ${sql.raw(`stamp_${name}_${event}`)} after ${sql.raw(event)} on ${sql.raw(name)}
          begin ${rise}; end`.execute(db)
      }
    }
    return
  }
  await sql`create function content_changed() returns trigger language plpgsql as $$
    begin ${rise}; return null; end $$`.execute(db)
  for (const name of shown) {
    await sql`create trigger ${sql.raw(`stamp_${name}`)} after insert or update or delete or truncate on ${sql.raw(name)}
      for each statement execute function content_changed()`.execute(db)
  }
}

import { type Kysely, sql } from 'kysely'
import { type Handle, isSqlite } from '../connect.ts'
import { table } from './table.ts'

/** What people wrote: who may publish it, what is left out of it, and how it is coded into themes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const name of ['response_text', 'response_own_words']) {
    await sql`alter table ${sql.table(name)} add column may_publish integer not null default 0
      check (may_publish in (0, 1))`.execute(db)
  }
  await table(db, 'free_text', [
    'id text primary key not null',
    'exercise_id text not null references exercise (id)',
    'response_id text not null references response (id) on delete cascade',
    'part text not null',
    'hides text',
    'read_by text references person (id)',
    'read_on text',
    'unique (response_id, part)',
  ])
  await sql`create index free_text_exercise_id on free_text (exercise_id)`.execute(db)
  await table(db, 'codebook', [
    'exercise_id text not null references exercise (id)',
    'version integer not null',
    'codes text not null',
    'note text not null',
    'written_by text not null references person (id)',
    'written_at text not null',
    'published_at text',
    'primary key (exercise_id, version)',
  ])
  await table(db, 'coding_round', [
    'exercise_id text not null references exercise (id)',
    'round integer not null',
    'codebook_version integer not null',
    'seed text not null',
    'share integer not null check (share between 10 and 100)',
    'first_coder text not null references person (id)',
    'second_coder text not null references person (id)',
    'opened_at text not null',
    'settled_at text',
    'primary key (exercise_id, round)',
    'check (first_coder <> second_coder)',
  ])
  await table(db, 'coding', [
    'text_id text not null references free_text (id) on delete cascade',
    'round integer not null',
    'coder_id text not null references person (id)',
    'codes text not null',
    'coded_on text not null',
    'primary key (text_id, round, coder_id)',
  ])
  await table(db, 'theme_report', [
    'id text primary key not null',
    'exercise_id text not null references exercise (id)',
    'snapshot_id text not null references snapshot (id)',
    'version integer not null',
    'result text not null',
    'result_hash text not null',
    'note text not null',
    'first_publisher text',
    'second_publisher text',
    'published_at text',
    'created_at text not null',
    'unique (exercise_id, version)',
  ])
  for (const event of isSqlite(db as Handle) ? ['insert', 'update', 'delete'] : []) {
    await sql`create trigger ${sql.raw(`stamp_theme_report_${event}`)} after ${sql.raw(event)} on theme_report
      begin update content_stamp set changes = changes + 1 where id = 1; end`.execute(db)
  }
  if (isSqlite(db as Handle)) return
  await sql`create trigger stamp_theme_report after insert or update or delete or truncate on theme_report
    for each statement execute function content_changed()`.execute(db)
}

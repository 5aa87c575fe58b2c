import { type Kysely, sql } from 'kysely'
import { type Handle, isSqlite } from '../connect.ts'
import { table } from './table.ts'

/** What was found to be evidence of an exercise is read from it since 0057: nothing in the library names one any more. */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (!isSqlite(db as Handle)) {
    await sql`alter table evidence_item drop column exercise_id`.execute(db)
    return
  }
  // The column is unique and points to another table, so SQLite drops it only with its table, and that with its parts.
  await table(db, 'evidence_item_alone', [
    'id text primary key not null',
    "kind text not null check (kind in ('exercise', 'parish_plan', 'panel_wave', 'event', 'statistic', 'report'))",
    'title text not null',
    'organisation_id text references organisation (id)',
    'by_name text not null',
    'on_date text not null',
    'summary text not null',
    'questions text not null',
    'answers integer',
    'profile_note text not null',
    'reference text not null',
    'what_changed text not null',
    'search_text text not null',
    'added_by text',
    'added_at text not null',
  ])
  const kept = sql.raw(
    `id, kind, title, organisation_id, by_name, on_date, summary, questions, answers, profile_note, reference,
      what_changed, search_text, added_by, added_at`,
  )
  await sql`insert into evidence_item_alone (${kept}) select ${kept} from evidence_item`.execute(db)
  const parts = [
    ['evidence_theme', 'theme_id text not null references theme (id)', 'theme_id'],
    ['evidence_area', 'area_id text not null references area (id)', 'area_id'],
    ['evidence_group', 'code text not null', 'code'],
  ] as const
  for (const [name, line, column] of parts) {
    await table(db, `${name}_alone`, [
      'item_id text not null references evidence_item_alone (id)',
      line,
      `primary key (item_id, ${column})`,
    ])
    await sql`insert into ${sql.table(`${name}_alone`)} select item_id, ${sql.ref(column)} from ${sql.table(name)}`.execute(
      db,
    )
    await sql`drop table ${sql.table(name)}`.execute(db)
    await sql`alter table ${sql.table(`${name}_alone`)} rename to ${sql.table(name)}`.execute(db)
  }
  await sql`drop table evidence_item`.execute(db)
  await sql`alter table evidence_item_alone rename to evidence_item`.execute(db)
  await sql`create index evidence_item_on_date on evidence_item (on_date)`.execute(db)
}

import { type Kysely, sql } from 'kysely'
import { table } from './table.ts'

/**
 * What exercises found is read from their published results; a plan can use it like any other evidence, so what is used
 * may be an exercise. Copies of exercises in the library (only the demonstration ever had any) give way to them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'evidence_use_of_any', [
    'item_id text not null',
    'exercise_id text not null references exercise (id)',
    'note text not null',
    'used_by text not null',
    'used_on text not null',
    'primary key (item_id, exercise_id)',
  ])
  await sql`insert into evidence_use_of_any (item_id, exercise_id, note, used_by, used_on)
    select coalesce(i.exercise_id, i.id), u.exercise_id, u.note, u.used_by, u.used_on
    from evidence_use u join evidence_item i on i.id = u.item_id`.execute(db)
  await sql`drop table evidence_use`.execute(db)
  await sql`alter table evidence_use_of_any rename to evidence_use`.execute(db)
  await sql`create index evidence_use_exercise_id on evidence_use (exercise_id)`.execute(db)
  for (const part of ['evidence_theme', 'evidence_area', 'evidence_group'])
    await sql`delete from ${sql.table(part)} where item_id in
      (select id from evidence_item where exercise_id is not null)`.execute(db)
  await sql`delete from evidence_item where exercise_id is not null`.execute(db)
}

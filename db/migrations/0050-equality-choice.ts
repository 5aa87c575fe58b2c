import { type Kysely, sql } from 'kysely'
import { table } from './table.ts'

/**
 * What an exercise asks people about themselves is its officer's choice, and further characteristics stand beside those
 * there were (rules E-1, E-7, E-9). Gender and disability come into the counters as the others stand there.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'equality_choice', [
    'exercise_id text primary key not null references exercise (id)',
    'content text not null',
    'chosen_by text not null references person (id)',
    'chosen_at text not null',
  ])
  for (const column of ['further', 'worded']) {
    await sql`alter table monitoring_answer add column ${sql.raw(column)} text not null default '{}'`.execute(db)
  }
  for (const column of ['gender', 'disability']) {
    const category = sql.raw(`m.${column}`)
    await sql`
      insert into coverage_counter (consultation_id, dimension, category, people)
      select m.consultation_id, ${sql.lit(column)}, ${category}, count(*)
      from monitoring_answer m inner join response r on r.monitoring_key = m.key
      where ${category} is not null and r.status in ('counted', 'outside')
      group by m.consultation_id, ${category}`.execute(db)
  }
}

import { type Kysely, sql } from 'kysely'
import { table } from './table.ts'

/** Gender beside sex, descriptions in own words, and a partnership's own wording of what is contested (rules E-5, E-9). */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ['gender', 'gender_words', 'ethnic_words']) {
    await sql`alter table monitoring_answer add column ${sql.raw(column)} text`.execute(db)
  }
  await table(db, 'monitoring_wording', [
    'step text not null',
    'language text not null',
    'title text not null',
    'hint text not null',
    'changed_by text not null references person (id)',
    'changed_at text not null',
    'primary key (step, language)',
  ])
}

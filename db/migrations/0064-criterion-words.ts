import type { Kysely } from 'kysely'
import { table } from './table.ts'

/** What a manager typed for a criterion, as people are asked it in the other languages: kept by the words it stands for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'jury_criterion_words', [
    'criterion_id text not null references jury_criterion (id)',
    'language text not null',
    'typed text not null',
    'body text not null',
    'primary key (criterion_id, language, typed)',
  ])
}

import type { Kysely } from 'kysely'
import { stamp } from './stamp.ts'
import { table } from './table.ts'

/** The sites on whose pages an exercise's youth edition may stand (need 127). They are remembered with the pages, so they raise the stamp. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'embed_origin', [
    'exercise_id text not null references exercise (id)',
    'origin text not null',
    'added_by text not null references person (id)',
    'added_at text not null',
    'primary key (exercise_id, origin)',
  ])
  await stamp(db, ['embed_origin'])
}

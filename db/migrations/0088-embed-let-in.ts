import type { Kysely } from 'kysely'
import { table } from './table.ts'

/** How many answers from inside listed sites were let in over a network's budget, this hour alone: one count for every process. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'embed_let_in', [
    'exercise_id text primary key not null references exercise (id) on delete cascade',
    'hour text not null',
    'people integer not null check (people > 0)',
  ])
}

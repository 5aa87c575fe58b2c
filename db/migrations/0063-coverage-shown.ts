import type { Kysely } from 'kysely'
import { table } from './table.ts'

/** The counters of characteristics as they are shown: they move only when several more have answered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'coverage_shown', [
    'consultation_id text not null references consultation (id)',
    'dimension text not null',
    'category text not null',
    'people integer not null',
    'primary key (consultation_id, dimension, category)',
  ])
}

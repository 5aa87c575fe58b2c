import type { Kysely } from 'kysely'
import { stamp } from './stamp.ts'
import { table } from './table.ts'

/** Who is told of an exercise before others are, when groups are to be told of each, and what went out. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const kind = "kind text not null check (kind in ('voluntary', 'councillor'))"
  await table(db, 'notice_contact', [
    'id text primary key not null',
    kind,
    'label text not null',
    'address text not null',
    'area_id text references area (id)',
    'added_on text not null',
    'unique (kind, address)',
  ])
  await table(db, 'compact_plan', [
    'exercise_id text primary key not null references exercise (id)',
    'notice_on text',
    'short_because text not null',
  ])
  await table(db, 'exercise_notice', [
    'exercise_id text not null references exercise (id)',
    kind,
    'sent_at text not null',
    'recipients integer not null',
    'primary key (exercise_id, kind)',
  ])
  // The audit says when groups were told, and why that was late.
  await stamp(db, ['compact_plan', 'exercise_notice'])
}

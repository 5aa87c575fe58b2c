import type { Kysely } from 'kysely'
import { table } from './table.ts'

/** What an officer decided about publishing one organisation's answer: not at all and why, and whether its own words go with it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'organisation_review', [
    'response_id text primary key not null references response (id)',
    'held integer not null check (held in (0, 1))',
    'reason text not null',
    'words integer not null check (words in (0, 1))',
    'decided_by text not null references person (id)',
    'decided_on text not null',
  ])
}

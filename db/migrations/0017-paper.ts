import type { Kysely } from 'kysely'
import { table } from './table.ts'

/** Paper forms while they are keyed and checked; their equality sheets stay in a table of their own (journey 3.1b). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'paper_batch', [
    'id text primary key not null',
    'consultation_id text not null references consultation (id)',
    'name text not null',
    'received_on text not null',
    'form_version text not null',
    "state text not null check (state in ('keying', 'checking', 'signed'))",
    'rekeyed integer not null default 0',
    'opened_by text not null references person (id)',
    'opened_at text not null',
    'forms integer not null default 0',
    'fields_checked integer not null default 0',
    'fields_wrong integer not null default 0',
    'left_out text not null',
    'signed_by text references person (id)',
    'signed_at text',
    'destroyed_on text',
    'unique (consultation_id, name)',
  ])
  await table(db, 'paper_form', [
    'batch_id text not null references paper_batch (id)',
    'number integer not null',
    'entry text not null',
    'keyed_by text not null references person (id)',
    'keyed_at text not null',
    'to_check integer not null default 0',
    'second text',
    'second_by text references person (id)',
    'settled integer not null default 0',
    'primary key (batch_id, number)',
  ])
  await table(db, 'paper_sheet', [
    'batch_id text not null references paper_batch (id)',
    'number integer not null',
    'said text not null',
    'primary key (batch_id, number)',
  ])
}

import type { Kysely } from 'kysely'
import { table } from './table.ts'

/** A survey tool's file between being sent and being loaded; gone when it is loaded, or after a day. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'survey_upload', [
    'id text primary key not null',
    'consultation_id text not null references consultation (id)',
    'source text not null',
    'status text not null',
    'file_name text not null',
    'file_hash text not null',
    'content text not null',
    'uploaded_by text not null references person (id)',
    'uploaded_at text not null',
  ])
}

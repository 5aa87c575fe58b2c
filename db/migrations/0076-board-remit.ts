import { type Kysely, sql } from 'kysely'
import { table } from './table.ts'

/** What the Board is for, version by version. The day of what was loaded before versions were kept is not known. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'board_remit', [
    'body_id text not null references body (id)',
    'version integer not null',
    'remit text not null',
    'written_on text',
    'written_by text references person (id)',
    'ledger_seq integer',
    'primary key (body_id, version)',
  ])
  await sql`insert into board_remit (body_id, version, remit, written_on, written_by, ledger_seq)
    select id, 1, remit, null, null, null from body where kind = 'board' and remit <> ''`.execute(db)
}

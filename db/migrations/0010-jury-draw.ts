import { type Kysely, sql } from 'kysely'
import { table } from './table.ts'

/** The public draw: lotteries computed beside the server, the draws made of them, their files, and who stands behind a pseudonym. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'jury_lottery', [
    'id text primary key not null',
    'jury_id text not null references jury (id)',
    "kind text not null check (kind in ('trial', 'draw'))",
    "rule text not null check (rule in ('leximin', 'maximin', 'greedy'))",
    'panels integer not null',
    'asked_by text not null references person (id)',
    'asked_at text not null',
    "state text not null check (state in ('waiting', 'running', 'done', 'failed'))",
    'stage text',
    'percent integer not null default 0',
    'attempts integer not null default 0',
    'held_by text',
    'held_until text',
    'pool_digest text',
    'errors text not null',
    'summary text',
    'finished_at text',
    'unique (jury_id, kind)',
  ])
  await table(db, 'jury_draw', [
    'id text primary key not null',
    'jury_id text not null references jury (id)',
    'number integer',
    "state text not null check (state in ('ready', 'starting', 'announced', 'concluded', 'given_up'))",
    "rule text not null check (rule in ('leximin', 'maximin', 'greedy'))",
    'seats integer not null',
    'panels integer not null',
    'people integer not null',
    'alternates integer not null',
    'commitment text not null',
    'summary text not null',
    'sealed_salt text',
    'made_at text not null',
    'source text',
    'decides_at text',
    'reason text not null',
    'announcement text',
    'first_starter text references person (id)',
    'first_session text',
    'second_starter text references person (id)',
    'second_session text',
    'announced_at text',
    'panel_number integer',
    'concluded_by text references person (id)',
    'concluded_at text',
    'given_up_at text',
    'given_up_reason text not null',
    'unique (jury_id, number)',
  ])
  await table(db, 'jury_draw_file', [
    'draw_id text not null references jury_draw (id)',
    'name text not null',
    'content text not null',
    'primary key (draw_id, name)',
  ])
  await table(db, 'jury_draw_person', [
    'draw_id text not null references jury_draw (id)',
    'application_id text not null references jury_application (id) on delete cascade',
    'pseudonym text not null',
    'primary key (draw_id, application_id)',
    'unique (draw_id, pseudonym)',
  ])
  await table(db, 'jury_pool_file', [
    'jury_id text primary key not null references jury (id)',
    'layout text not null',
    'file_hash text not null',
    'people integer not null',
    'imported_by text not null references person (id)',
    'imported_at text not null',
  ])
  await table(db, 'jury_pool_row', [
    'application_id text primary key not null references jury_application (id) on delete cascade',
    'position integer not null',
  ])
  await sql`create index jury_draw_jury on jury_draw (jury_id)`.execute(db)
}

import { type Kysely, sql } from 'kysely'
import { type Handle, isSqlite } from '../connect.ts'
import { table } from './table.ts'

const channels = "('online', 'paper', 'phone', 'event', 'group')"

/** Community groups that ask under a code of their own, and organisations that answer apart from residents (rule L-9). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'community_group', [
    'id text primary key not null',
    'consultation_id text not null references consultation (id)',
    'name text not null',
    'partner text not null',
    'code text not null',
    'created_by text not null references person (id)',
    'created_at text not null',
    'closed_at text',
    'unique (code)',
    'unique (consultation_id, name)',
  ])
  await table(db, 'response_organisation', [
    'response_id text primary key not null references response (id)',
    'name text not null',
    'does text not null',
    'represents text not null',
  ])
  if (isSqlite(db as Handle)) {
    // A column's check cannot be changed here: a column with the new one takes the old one's place.
    await sql`alter table response add column way text not null default 'online' check (way in ${sql.raw(channels)})`.execute(
      db,
    )
    await sql`update response set way = channel where way <> channel`.execute(db)
    await sql`alter table response drop column channel`.execute(db)
    await sql`alter table response rename column way to channel`.execute(db)
  } else {
    await sql`alter table response drop constraint response_channel_check`.execute(db)
    await sql`alter table response add constraint response_channel_check check (channel in ${sql.raw(channels)})`.execute(
      db,
    )
  }
  await sql`alter table response add column group_id text references community_group (id)`.execute(db)
  await sql`create index response_group_id on response (group_id)`.execute(db)
  await sql`create index community_group_consultation_id on community_group (consultation_id)`.execute(db)
}

import { type Kysely, sql } from 'kysely'
import { table } from './table.ts'

/** What must stand before letters go out, how the letters were drawn and what they say, and registrations on their way. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'jury_preparation', [
    'jury_id text primary key not null references jury (id)',
    'area_id text references area (id)',
    'overseers text not null',
    'principles text not null',
    'few_days_reason text not null',
    'dpia_text text not null',
    'joint_controllers text not null',
    'dpia_signed_by text',
    'dpia_signed_on text',
  ])
  await table(db, 'jury_mailing', [
    'jury_id text primary key not null references jury (id)',
    'signed_by text not null',
    'venue text not null',
    'phone text not null',
    'email text not null',
    'post text not null',
    'letters text not null',
    'extra_percent integer not null',
    'seed text',
    'sampled_at text',
  ])
  await table(db, 'jury_registration_draft', [
    'token_hash text primary key not null',
    'jury_id text not null references jury (id)',
    'sealed text not null',
    'updated_at text not null',
  ])
  await sql`alter table jury_application add column body_hash text`.execute(db)
  await sql`alter table jury_application add column why_not text`.execute(db)
  await sql`create index jury_registration_draft_jury on jury_registration_draft (jury_id)`.execute(db)
}

import { type Kysely, sql } from 'kysely'
import { stamp } from './stamp.ts'
import { table } from './table.ts'

/** What is agreed to be paid to a community group for asking its people, when it was paid, and what was corrected and why (need 122). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'group_payment', [
    'id text primary key not null',
    'group_id text not null references community_group (id)',
    'what text not null',
    'pence integer not null check (pence >= 0)',
    'due_on text not null',
    'payer_id text not null references organisation (id)',
    'agreed_by text not null references person (id)',
    'agreed_at text not null',
    'paid_on text',
    'paid_noted_by text references person (id)',
  ])
  await table(db, 'group_payment_correction', [
    'id text primary key not null',
    'payment_id text not null references group_payment (id)',
    'was text not null',
    'reason text not null',
    'corrected_by text not null references person (id)',
    'corrected_at text not null',
  ])
  await sql`create index group_payment_group_id on group_payment (group_id)`.execute(db)
  await sql`create index group_payment_correction_payment_id on group_payment_correction (payment_id)`.execute(db)
  // The year's audit tells what was paid, and is made once for everybody while nothing of it changes.
  await stamp(db, ['group_payment'])
}

import type { Kysely } from 'kysely'
import { stamp } from './stamp.ts'
import { table } from './table.ts'

/**
 * The drafted wording of a list's priorities, sent back to those who answered before the Board gets the list (need 76).
 * An invitation shares no key with an answer: that a link was used is known, not what came through it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'check_back', [
    'id text primary key not null',
    'list_id text not null unique references priority_list (id)',
    'skipped_because text',
    'opens_on text',
    'closes_on text',
    'asked integer not null',
    'concluded_on text',
    'result text',
    'made_on text not null',
    'made_by text not null references person (id)',
    'check ((skipped_because is null) <> (closes_on is null))',
    'check ((concluded_on is null) = (result is null))',
  ])
  await table(db, 'check_back_invite', [
    'code_hash text primary key not null',
    'check_back_id text not null references check_back (id)',
    'used integer not null check (used in (0, 1))',
  ])
  await table(db, 'check_back_answer', [
    'id text primary key not null',
    'check_back_id text not null references check_back (id)',
    "way text not null check (way in ('link', 'open'))",
    'language text not null',
    'submission_key text not null unique',
    'reference_hash text not null unique',
    'given_on text not null',
    "held text check (held in ('trap', 'fast', 'many'))",
  ])
  await table(db, 'check_back_verdict', [
    'answer_id text not null references check_back_answer (id)',
    'option_id text not null references question_option (id)',
    "verdict text not null check (verdict in ('yes', 'partly', 'no'))",
    'words text not null',
    'primary key (answer_id, option_id)',
  ])
  await table(db, 'check_back_reply', [
    'check_back_id text not null references check_back (id)',
    'option_id text not null references question_option (id)',
    "outcome text not null check (outcome in ('changed', 'kept'))",
    'suggested text not null',
    'wording text not null',
    'because text not null',
    'on_day text not null',
    'version integer',
    'primary key (check_back_id, option_id)',
  ])
  // What is public of it is frozen in these two: answers change nothing that a page shows.
  await stamp(db, ['check_back', 'check_back_reply'])
}

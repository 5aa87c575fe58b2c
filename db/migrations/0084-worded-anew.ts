import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Handle } from '../connect.ts'
import { stamp } from './stamp.ts'
import { table } from './table.ts'

/**
 * Wordings of priorities become texts, so that they are translated, checked and read as every other text is: those edited
 * before the list is sent back, and those changed afterwards. And what was decided of answers that were held back.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await table(db, 'check_back_draft', [
    'list_id text not null references priority_list (id)',
    'option_id text not null references question_option (id)',
    'text_id text not null references text (id)',
    'was text not null',
    'because text not null',
    'on_day text not null',
    'made_by text not null references person (id)',
    'version integer',
    'primary key (list_id, option_id)',
  ])
  await sql`alter table check_back_reply add column text_id text references text (id)`.execute(db)
  for (const column of [
    "decision text check (decision in ('released', 'excluded'))",
    'decided_because text',
    'decided_by text references person (id)',
    'decided_on text',
  ]) {
    await sql`alter table check_back_answer add column ${sql.raw(column)}`.execute(db)
  }
  await textsOfChanged(db as Handle)
  await stamp(db, ['check_back_draft'])
}

/** Wordings that were changed before there was a text for each. */
async function textsOfChanged(db: Handle): Promise<void> {
  const changed = await db
    .selectFrom('check_back_reply')
    .select(['check_back_id', 'option_id', 'wording'])
    .where('outcome', '=', 'changed')
    .execute()
  for (const { check_back_id, option_id, wording } of changed) {
    const id = randomUUID()
    await db.insertInto('text').values({ id, used_for: 'wording' }).execute()
    const own = { text_id: id, version: 1, language: 'en', edition: 'standard', body: wording }
    await db
      .insertInto('text_version')
      .values({ ...own, checked_by: 'author', checked_on: null })
      .execute()
    await db
      .updateTable('check_back_reply')
      .set({ text_id: id })
      .where('check_back_id', '=', check_back_id)
      .where('option_id', '=', option_id)
      .execute()
  }
}

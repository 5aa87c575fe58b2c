import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { textsOf } from '../../languages/text-store.server.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import type { Outcome } from './outcome.ts'
import { statementState, type Wording } from './statement.ts'

export interface Statement extends Wording {
  id: string
  number: number
  table: string
  priorityId: string | null
  lockedAt: string | null
  /** The outcome of the newest counted vote on it; null before. */
  outcome: Outcome | null
  state: ReturnType<typeof statementState>
}

/** A jury's statements by number, each with what may still be done with it. */
export async function statementsOf(db: Handle, juryId: string): Promise<Statement[]> {
  const rows = await db.selectFrom('statement').selectAll().where('jury_id', '=', juryId).orderBy('number').execute()
  const votes = await db
    .selectFrom('vote_statement as vs')
    .innerJoin('vote as v', 'v.id', 'vs.vote_id')
    .leftJoin('vote_tally as t', (join) =>
      join.onRef('t.vote_id', '=', 'vs.vote_id').onRef('t.statement_id', '=', 'vs.statement_id'),
    )
    .select(['vs.statement_id', 'v.opened_at', 'v.counted_at', 't.outcome'])
    .where('v.jury_id', '=', juryId)
    .orderBy('v.opened_at')
    .orderBy('v.id')
    .execute()
  return rows.map((row) => {
    const own = votes.filter((vote) => vote.statement_id === row.id)
    const newest = own.filter((vote) => vote.counted_at).at(-1)
    const outcome = newest?.outcome ?? null
    const inOpenVote = own.some((vote) => !vote.counted_at)
    return {
      id: row.id,
      number: row.number,
      body: row.body,
      because: row.because,
      table: row.written_by_table,
      priorityId: row.priority_id,
      lockedAt: row.locked_at,
      outcome,
      state: statementState({
        lockedAt: row.locked_at,
        voted: newest && outcome ? { outcome, openedAt: newest.opened_at } : null,
        inOpenVote,
      }),
    }
  })
}

/** Adds a draft at the end of the list; returns its id. */
export async function addStatement(
  tx: Tx,
  given: { juryId: string; wording: Wording; table: string; priorityId: string | null; id?: string },
): Promise<string> {
  const last = await tx
    .selectFrom('statement')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('jury_id', '=', given.juryId)
    .executeTakeFirst()
  const id = given.id ?? randomUUID()
  await tx
    .insertInto('statement')
    .values({
      id,
      jury_id: given.juryId,
      number: Number(last?.number ?? 0) + 1,
      ...given.wording,
      written_by_table: given.table,
      locked_at: null,
      priority_id: given.priorityId,
    })
    .execute()
  return id
}

/** Rewords a draft. False when it is locked or another jury's: locked wording does not change. */
export async function editStatement(
  tx: Tx,
  given: { juryId: string; id: string; wording: Wording; table: string; priorityId: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('statement')
    .set({ ...given.wording, written_by_table: given.table, priority_id: given.priorityId })
    .where('id', '=', given.id)
    .where('jury_id', '=', given.juryId)
    .where('locked_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows) === 1
}

/** Locks the wording and commits it to the ledger. False when it was locked already. */
export async function lockStatement(
  tx: Tx,
  given: { juryId: string; id: string; personId: string },
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('statement')
    .set({ locked_at: now.toISOString() })
    .where('id', '=', given.id)
    .where('jury_id', '=', given.juryId)
    .where('locked_at', 'is', null)
    .executeTakeFirst()
  if (Number(numUpdatedRows) !== 1) return false
  const { number, body, because } = await tx
    .selectFrom('statement')
    .select(['number', 'body', 'because'])
    .where('id', '=', given.id)
    .executeTakeFirstOrThrow()
  await record(tx, 'jury.statement', { id: given.id, number, body, because }, londonDay(now))
  await logAct(tx, now, { personId: given.personId, did: 'locked', objectKind: 'statement', objectId: given.id })
  return true
}

/** Lets a statement be reworded whose vote was void (J-18). False for any other: what was decided stays. */
export async function backToDiscussion(
  tx: Tx,
  given: { juryId: string; id: string; personId: string },
  now: Date,
): Promise<boolean> {
  const statement = (await statementsOf(tx, given.juryId)).find((s) => s.id === given.id)
  if (statement?.state !== 'back_to_discussion') return false
  await tx.updateTable('statement').set({ locked_at: null }).where('id', '=', given.id).execute()
  await logAct(tx, now, {
    personId: given.personId,
    did: 'sent back to discussion',
    objectKind: 'statement',
    objectId: given.id,
  })
  return true
}

/** The priorities a statement may belong to, by title, so that list, jury and Board meet in one place. */
export async function prioritiesOf(db: Handle, language: string): Promise<{ id: string; title: string }[]> {
  const rows = await db.selectFrom('priority').select(['id', 'slug', 'title_text_id']).orderBy('slug').execute()
  const texts = await textsOf(
    db,
    rows.map((row) => row.title_text_id),
    language,
  )
  return rows.map(({ id, slug, title_text_id }) => ({ id, title: texts.get(title_text_id)?.body ?? slug }))
}

import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { hasEnoughSupporters } from './minority.ts'

/** The minority statements of a jury by statement, with how many support each, and whether this member does. */
export async function minoritiesOf(db: Handle, juryId: string, memberId?: string) {
  const rows = await db
    .selectFrom('minority_statement as m')
    .innerJoin('statement as s', 's.id', 'm.statement_id')
    .leftJoin('minority_supporter as mine', (join) =>
      join.onRef('mine.minority_id', '=', 'm.id').on('mine.member_id', '=', memberId ?? ''),
    )
    .select(['m.id', 'm.statement_id as statementId', 's.number', 'm.body', 'm.supporters', 'mine.member_id as mine'])
    .where('s.jury_id', '=', juryId)
    .orderBy('s.number')
    .orderBy('m.id')
    .execute()
  return rows.map(({ mine, ...row }) => ({ ...row, isMine: mine !== null }))
}

/** Writes a minority statement with its first supporter; returns its id. */
export async function startMinority(
  tx: Tx,
  given: { statementId: string; body: string; memberId: string; on: string; id?: string },
): Promise<string> {
  const id = given.id ?? randomUUID()
  await tx
    .insertInto('minority_statement')
    .values({ id, statement_id: given.statementId, body: given.body, supporters: 0, added_on: given.on })
    .execute()
  await support(tx, { id, memberId: given.memberId })
  return id
}

/** Joins a minority statement; a second time changes nothing. */
export async function support(tx: Tx, { id, memberId }: { id: string; memberId: string }): Promise<void> {
  await tx
    .insertInto('minority_supporter')
    .values({ minority_id: id, member_id: memberId })
    .onConflict((conflict) => conflict.columns(['minority_id', 'member_id']).doNothing())
    .execute()
  await recount(tx, id)
}

/** Leaves a minority statement; the last to leave takes it away. */
export async function leave(tx: Tx, { id, memberId }: { id: string; memberId: string }): Promise<void> {
  await tx.deleteFrom('minority_supporter').where('minority_id', '=', id).where('member_id', '=', memberId).execute()
  if ((await recount(tx, id)) === 0) await tx.deleteFrom('minority_statement').where('id', '=', id).execute()
}

async function recount(tx: Tx, id: string): Promise<number> {
  const row = await tx
    .selectFrom('minority_supporter')
    .select((eb) => eb.fn.countAll().as('people'))
    .where('minority_id', '=', id)
    .executeTakeFirst()
  const supporters = Number(row?.people ?? 0)
  await tx.updateTable('minority_statement').set({ supporters }).where('id', '=', id).execute()
  return supporters
}

/**
 * Settles the minority statements when the report is published: those too few support go, and of the others only the
 * number of supporters stays, not who they are.
 */
export async function settleMinorities(tx: Tx, juryId: string, jurors: number): Promise<void> {
  const all = await minoritiesOf(tx, juryId)
  if (!all.length) return
  const ids = all.map((m) => m.id)
  await tx.deleteFrom('minority_supporter').where('minority_id', 'in', ids).execute()
  const short = all.filter((m) => !hasEnoughSupporters(m.supporters, jurors)).map((m) => m.id)
  if (short.length) await tx.deleteFrom('minority_statement').where('id', 'in', short).execute()
}

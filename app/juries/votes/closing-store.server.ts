import type { Tx } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { type Closer, closingTrouble } from './vote.ts'

/**
 * One person's part in closing: the first asks for it, a second, different one does it (J-20). Until then ballots are
 * taken. Both are recorded, with the moment.
 */
export async function closeVote(
  tx: Tx,
  given: { voteId: string; closer: Closer },
  now: Date,
): Promise<'first' | 'closed' | 'not_open' | NonNullable<ReturnType<typeof closingTrouble>>> {
  const { closer } = given
  const vote = await tx.selectFrom('vote').selectAll().where('id', '=', given.voteId).executeTakeFirst()
  if (!vote || vote.closed_at !== null) return 'not_open'
  const event = { personId: closer.personId, objectKind: 'vote', objectId: vote.id }
  if (vote.first_closer === null) {
    await tx
      .updateTable('vote')
      .set({ first_closer: closer.personId, first_closer_part: closer.part })
      .where('id', '=', vote.id)
      .execute()
    await logAct(tx, now, { ...event, did: 'closed first' })
    return 'first'
  }
  const trouble = closingTrouble({ personId: vote.first_closer, part: vote.first_closer_part ?? 'juror' }, closer)
  if (trouble) return trouble
  await tx
    .updateTable('vote')
    .set({ second_closer: closer.personId, closed_at: now.toISOString() })
    .where('id', '=', vote.id)
    .execute()
  await logAct(tx, now, { ...event, did: 'closed second' })
  return 'closed'
}

/** Takes the first closing back, as long as nobody has closed second: somebody wants to change their ballot. */
export async function keepOpen(tx: Tx, given: { voteId: string; personId: string }, now: Date): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('vote')
    .set({ first_closer: null, first_closer_part: null })
    .where('id', '=', given.voteId)
    .where('closed_at', 'is', null)
    .where('first_closer', 'is not', null)
    .executeTakeFirst()
  if (Number(numUpdatedRows) !== 1) return
  await logAct(tx, now, { personId: given.personId, did: 'kept open', objectKind: 'vote', objectId: given.voteId })
}

import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Db, isSqlite, type Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { outcomeOf } from './outcome.ts'
import { ballotsDigest, type Choices, openBallot, openVoteKey, type Randomness, shuffled } from './sealing.ts'
import { countChoices } from './vote.ts'
import { statementsOfVote } from './vote-store.server.ts'

/**
 * Opens the ballots of a closed vote, in a transaction of its own (trust section 3): all are unsealed, shuffled and
 * written under fresh random ids, the sealed ones and the vote's key are destroyed, the statements are tallied, and one
 * commitment stands for the whole set. Afterwards neither id, order, transaction nor ledger leads from the roll to a
 * ballot. Returns false when the vote is not closed or was opened before. Call `scrub` once it is committed.
 */
export async function openBallots(
  tx: Tx,
  given: { voteId: string; secret: string; personId: string; random?: Randomness },
  now: Date,
): Promise<boolean> {
  const { voteId, random = randomBytes } = given
  const vote = await tx
    .selectFrom('vote as v')
    .innerJoin('jury as j', 'j.id', 'v.jury_id')
    .innerJoin('vote_key as k', 'k.vote_id', 'v.id')
    .select(['v.present', 'v.threshold_numerator', 'v.threshold_denominator', 'j.slug', 'j.quorum', 'k.sealed_key'])
    .where('v.id', '=', voteId)
    .where('v.closed_at', 'is not', null)
    .where('v.counted_at', 'is', null)
    .executeTakeFirst()
  if (!vote) return false
  const statements = await statementsOfVote(tx, voteId)
  const opened = await unsealAll(tx, given, vote.sealed_key, statements)
  const ballots = shuffled(opened, random).map((choices) => ({ id: randomUUID() as string, choices }))
  if (ballots.length) {
    await tx
      .insertInto('ballot')
      .values(ballots.map(({ id, choices }) => ({ id, vote_id: voteId, choices: JSON.stringify(choices) })))
      .execute()
  }
  await tx.deleteFrom('sealed_ballot').where('vote_id', '=', voteId).execute()
  await tx.deleteFrom('vote_key').where('vote_id', '=', voteId).execute()
  const rules = {
    threshold: { numerator: vote.threshold_numerator, denominator: vote.threshold_denominator },
    present: vote.present,
    quorum: vote.quorum,
  }
  const tallies = statements.map(({ id, number }) => {
    const counts = countChoices(ballots.map((ballot) => ballot.choices[id]!))
    return { id, number, counts, outcome: outcomeOf(counts, rules) }
  })
  await tx
    .insertInto('vote_tally')
    .values(tallies.map(({ id, counts, outcome }) => ({ vote_id: voteId, statement_id: id, ...counts, outcome })))
    .execute()
  const digest = ballotsDigest(ballots)
  await record(
    tx,
    'jury.ballots',
    {
      vote: voteId,
      jury: vote.slug,
      ...rules,
      cast: ballots.length,
      ballots: digest,
      tallies: tallies.map(({ number, counts, outcome }) => ({ number, counts: { ...counts }, outcome })),
    },
    londonDay(now),
  )
  await tx
    .updateTable('vote')
    .set({ counted_at: now.toISOString(), ballots_commitment: digest })
    .where('id', '=', voteId)
    .execute()
  await logAct(tx, now, { personId: given.personId, did: 'opened the ballots', objectKind: 'vote', objectId: voteId })
  return true
}

/** Every ballot of the vote without whose it was. Throws when one does not open: then nothing is written at all. */
async function unsealAll(
  tx: Tx,
  { voteId, secret }: { voteId: string; secret: string },
  sealedKey: string,
  statements: readonly { id: string }[],
): Promise<Choices[]> {
  const key = openVoteKey(secret, voteId, sealedKey)
  const rows = await tx
    .selectFrom('sealed_ballot')
    .select(['member_id', 'sealed'])
    .where('vote_id', '=', voteId)
    .execute()
  const ids = statements.map((s) => s.id)
  return rows.map((row) => openBallot(key, { voteId, memberId: row.member_id }, row.sealed, ids))
}

/**
 * Removes what a deleted row leaves behind: pages of the write-ahead log on SQLite (`secure_delete` has overwritten the
 * rows themselves), dead rows on PostgreSQL. Outside any transaction.
 */
export async function scrub(db: Db): Promise<void> {
  if (isSqlite(db)) {
    await sql`pragma wal_checkpoint(truncate)`.execute(db)
    return
  }
  await sql`vacuum full sealed_ballot`.execute(db)
  await sql`vacuum full vote_key`.execute(db)
}

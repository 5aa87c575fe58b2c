import { randomBytes, randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import type { Jury } from '../jury-store.server.ts'
import { type Choices, newVoteKey, openBallot, openVoteKey, type Randomness, sealBallot } from './sealing.ts'
import { statementsOf } from './statement-store.server.ts'
import { type Closer, openingTroubles, type Threshold, voteState } from './vote.ts'

export interface Vote {
  id: string
  juryId: string
  present: number
  cast: number
  threshold: Threshold
  firstCloser: string | null
  firstCloserPart: Closer['part'] | null
  openedAt: string
  closedAt: string | null
  countedAt: string | null
  state: ReturnType<typeof voteState>
}

/** The jury's newest vote with how many have cast a ballot: never which way, and never who. */
export async function newestVote(db: Handle, juryId: string): Promise<Vote | undefined> {
  const row = await db
    .selectFrom('vote')
    .selectAll()
    .where('jury_id', '=', juryId)
    .orderBy('opened_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const roll = await db
    .selectFrom('vote_roll')
    .select((eb) => eb.fn.sum('has_voted').as('cast'))
    .where('vote_id', '=', row.id)
    .executeTakeFirst()
  const { first_closer: firstCloser, closed_at: closedAt, counted_at: countedAt } = row
  return {
    id: row.id,
    juryId: row.jury_id,
    present: row.present,
    cast: Number(roll?.cast ?? 0),
    threshold: { numerator: row.threshold_numerator, denominator: row.threshold_denominator },
    firstCloser,
    firstCloserPart: row.first_closer_part,
    openedAt: row.opened_at,
    closedAt,
    countedAt,
    state: voteState({ firstCloser, closedAt, countedAt }),
  }
}

/** What a vote is about, in the wording it was put in, by number. */
export const statementsOfVote = (db: Handle, voteId: string) =>
  db
    .selectFrom('vote_statement as v')
    .innerJoin('statement as s', 's.id', 'v.statement_id')
    .select(['s.id', 's.number', 'v.body', 'v.because'])
    .where('v.vote_id', '=', voteId)
    .orderBy('s.number')
    .execute()

/**
 * Opens a vote on every locked statement that is not decided, for the members who are present. The threshold is fixed
 * and committed to the ledger now, before anybody votes. Returns the vote's id, or what keeps it from opening.
 */
export async function openVote(
  tx: Tx,
  given: {
    jury: Jury
    memberIds: readonly string[]
    secret: string
    personId: string
    id?: string
    random?: Randomness
  },
  now: Date,
): Promise<
  { voteId: string; troubles?: undefined } | { voteId?: undefined; troubles: ReturnType<typeof openingTroubles> }
> {
  const { jury, secret } = given
  const statements = await statementsOf(tx, jury.id)
  const locked = statements.filter((s) => s.state === 'locked')
  const before = await newestVote(tx, jury.id)
  const seated = await tx
    .selectFrom('jury_member')
    .select('id')
    .where('jury_id', '=', jury.id)
    .where('state', '=', 'seated')
    .execute()
  const roll = seated.filter((member) => given.memberIds.includes(member.id))
  const troubles = openingTroubles({
    present: roll.length,
    quorum: jury.quorum,
    locked: locked.length,
    unlocked: statements.length - locked.length,
    reported: jury.reportPublishedAt !== null,
    open: before !== undefined && before.state !== 'opened',
  })
  if (troubles.length) return { troubles }
  const id = given.id ?? randomUUID()
  const { sealedKey } = newVoteKey(secret, id, given.random ?? randomBytes)
  await tx
    .insertInto('vote')
    .values({
      id,
      jury_id: jury.id,
      opened_at: now.toISOString(),
      present: roll.length,
      threshold_numerator: jury.threshold.numerator,
      threshold_denominator: jury.threshold.denominator,
      first_closer: null,
      first_closer_part: null,
      closed_at: null,
      second_closer: null,
      counted_at: null,
      ballots_commitment: null,
    })
    .execute()
  await tx
    .insertInto('vote_statement')
    .values(locked.map(({ id: statement_id, body, because }) => ({ vote_id: id, statement_id, body, because })))
    .execute()
  await tx
    .insertInto('vote_roll')
    .values(roll.map((member) => ({ vote_id: id, member_id: member.id, has_voted: 0 })))
    .execute()
  await tx.insertInto('vote_key').values({ vote_id: id, sealed_key: sealedKey }).execute()
  const rules = { threshold: { ...jury.threshold }, quorum: jury.quorum, present: roll.length }
  await record(
    tx,
    'jury.vote_opened',
    {
      vote: id,
      jury: jury.slug,
      ...rules,
      statements: locked.map(({ number, body, because }) => ({ number, body, because })),
    },
    londonDay(now),
  )
  await logAct(tx, now, { personId: given.personId, did: 'opened the vote', objectKind: 'vote', objectId: id })
  return { voteId: id }
}

/**
 * Seals a juror's ballot, in place of an earlier one. `closed` once two people have closed the vote; `not_on_roll` for
 * whoever was not present when it opened. Writes neither a time nor an event: only that this member has voted.
 */
export async function castBallot(
  tx: Tx,
  given: { voteId: string; memberId: string; choices: Choices; secret: string; random?: Randomness },
): Promise<'cast' | 'closed' | 'not_on_roll'> {
  const { voteId, memberId } = given
  const row = await tx
    .selectFrom('vote as v')
    .innerJoin('vote_roll as r', 'r.vote_id', 'v.id')
    .leftJoin('vote_key as k', 'k.vote_id', 'v.id')
    .select(['v.closed_at', 'k.sealed_key'])
    .where('v.id', '=', voteId)
    .where('r.member_id', '=', memberId)
    .executeTakeFirst()
  if (!row) return 'not_on_roll'
  if (row.closed_at !== null || row.sealed_key === null) return 'closed'
  const onIt = (await statementsOfVote(tx, voteId)).map((s) => s.id)
  if (onIt.length !== Object.keys(given.choices).length || onIt.some((id) => !given.choices[id])) {
    throw new RangeError('a ballot answers every statement of its vote and no other')
  }
  const key = openVoteKey(given.secret, voteId, row.sealed_key)
  const sealed = sealBallot(key, { voteId, memberId }, given.choices, given.random ?? randomBytes)
  await tx
    .insertInto('sealed_ballot')
    .values({ vote_id: voteId, member_id: memberId, sealed })
    .onConflict((conflict) => conflict.columns(['vote_id', 'member_id']).doUpdateSet({ sealed }))
    .execute()
  await tx
    .updateTable('vote_roll')
    .set({ has_voted: 1 })
    .where('vote_id', '=', voteId)
    .where('member_id', '=', memberId)
    .execute()
  return 'cast'
}

/** The juror's own ballot while it is sealed, so that they can look at it and change it; undefined when there is none. */
export async function ownBallot(
  db: Handle,
  given: { voteId: string; memberId: string; secret: string },
): Promise<Choices | undefined> {
  const row = await db
    .selectFrom('sealed_ballot as b')
    .innerJoin('vote_key as k', 'k.vote_id', 'b.vote_id')
    .select(['b.sealed', 'k.sealed_key'])
    .where('b.vote_id', '=', given.voteId)
    .where('b.member_id', '=', given.memberId)
    .executeTakeFirst()
  if (!row) return undefined
  const statements = await statementsOfVote(db, given.voteId)
  const key = openVoteKey(given.secret, given.voteId, row.sealed_key)
  return openBallot(
    key,
    given,
    row.sealed,
    statements.map((s) => s.id),
  )
}

/** Whether a member is on a vote's roll, and whether they have voted. */
export const rollEntry = (db: Handle, voteId: string, memberId: string) =>
  db
    .selectFrom('vote_roll')
    .select('has_voted as hasVoted')
    .where('vote_id', '=', voteId)
    .where('member_id', '=', memberId)
    .executeTakeFirst()

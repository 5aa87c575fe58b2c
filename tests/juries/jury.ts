import { proposedFollowUps } from '../../app/juries/commission/commission.ts'
import { announceJury, createJury, juryBySlug } from '../../app/juries/jury-store.server.ts'
import { membersOf, takeMembers } from '../../app/juries/seats/member-store.server.ts'
import { closeVote } from '../../app/juries/votes/closing-store.server.ts'
import { openBallots } from '../../app/juries/votes/opening-store.server.ts'
import type { Choices } from '../../app/juries/votes/sealing.ts'
import { addStatement, lockStatement } from '../../app/juries/votes/statement-store.server.ts'
import { castBallot, openVote } from '../../app/juries/votes/vote-store.server.ts'
import { type Db, write } from '../../db/connect.ts'

export const secret = 'a secret for tests of thirty-two characters'
export const now = new Date('2026-10-01T14:00:00Z')

export const commission = {
  question: 'What should change first?',
  commissionedBy: 'The Board',
  budget: '£90,000',
  promiseWho: 'The Board',
  promiseBy: '2027-01-15',
  promiseHow: 'An answer to each recommendation',
  outOfBounds: 'National law',
  oversight: 'Seven people of differing views',
  ...proposedFollowUps('2027-01-15'),
  seats: 24,
}

async function addPerson(db: Db, id: string): Promise<string> {
  await db
    .insertInto('person')
    .values({
      id,
      email: `${id}@example.org`,
      label: id,
      organisation_id: null,
      created_at: now.toISOString(),
      disabled_at: null,
    })
    .execute()
  return id
}

/** An announced jury with so many seated jurors who have sign-ins, and so many locked statements. */
export async function sittingJury(
  db: Db,
  { slug = 'heard', jurors = 21, statements = 3, seats = 24, announced = true } = {},
) {
  for (const id of ['manager', 'facilitator-1', 'facilitator-2']) {
    if (!(await db.selectFrom('person').select('id').where('id', '=', id).executeTakeFirst())) await addPerson(db, id)
  }
  await write(db, async (tx) => {
    const given = {
      publicName: slug,
      slug,
      commission: { ...commission, seats },
      method: 'Jury',
      runBy: 'org',
      personId: 'manager',
    }
    await createJury(tx, given, now)
    const jury = (await juryBySlug(tx, slug))!
    if (announced) await announceJury(tx, jury, 'manager', now)
    const members = Array.from({ length: jurors }, (_, i) => ({
      badge: String(i + 1).padStart(2, '0'),
      area: 'Blaby',
      email: `${slug}-${i + 1}@example.org`,
      state: 'seated' as const,
    }))
    await takeMembers(tx, { juryId: jury.id, members, personId: 'manager', labelFor: (badge) => `Juror ${badge}` }, now)
    for (let n = 1; n <= statements; n++) {
      const wording = { body: `We recommend that thing ${n} is done`, because: 'it helps' }
      const id = await addStatement(tx, { juryId: jury.id, wording, table: 'A', priorityId: null })
      await lockStatement(tx, { juryId: jury.id, id, personId: 'facilitator-1' }, now)
    }
  })
  const jury = (await juryBySlug(db, slug))!
  return { jury, members: await membersOf(db, jury.id) }
}

/** Opens a vote for everybody. */
export async function openFor(db: Db, sitting: Awaited<ReturnType<typeof sittingJury>>) {
  const memberIds = sitting.members.map((m) => m.id)
  const result = await write(db, (tx) =>
    openVote(tx, { jury: sitting.jury, memberIds, secret, personId: 'facilitator-1' }, now),
  )
  if (!result.voteId) throw new Error(String(result.troubles))
  return result.voteId
}

/** Casts `choices(i)` for each member i in turn, closes by two people and opens the ballots. */
export async function voteThrough(
  db: Db,
  sitting: Awaited<ReturnType<typeof sittingJury>>,
  choices: (member: number, statementIds: string[]) => Choices,
) {
  const voteId = await openFor(db, sitting)
  const rows = await db
    .selectFrom('vote_statement as v')
    .innerJoin('statement as s', 's.id', 'v.statement_id')
    .select('s.id')
    .where('vote_id', '=', voteId)
    .orderBy('s.number')
    .execute()
  const ids = rows.map((row) => row.id)
  for (const [i, member] of sitting.members.entries()) {
    await write(db, (tx) => castBallot(tx, { voteId, memberId: member.id, choices: choices(i, ids), secret }))
  }
  for (const personId of ['facilitator-1', 'facilitator-2']) {
    await write(db, (tx) => closeVote(tx, { voteId, closer: { personId, part: 'facilitator' } }, now))
  }
  await write(db, (tx) => openBallots(tx, { voteId, secret, personId: 'facilitator-1' }, now))
  return voteId
}

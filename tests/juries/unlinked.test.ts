import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { closeVote } from '../../app/juries/votes/closing-store.server.ts'
import { openBallots, scrub } from '../../app/juries/votes/opening-store.server.ts'
import { ballotsDigest, type Choices } from '../../app/juries/votes/sealing.ts'
import { scale } from '../../app/juries/votes/vote.ts'
import { castBallot } from '../../app/juries/votes/vote-store.server.ts'
import { firstBreak } from '../../app/ledger/commitment.ts'
import { ledgerRows } from '../../app/ledger/ledger-store.server.ts'
import { connect, type Db, isSqlite, write } from '../../db/connect.ts'
import { migrate } from '../../db/migrate.ts'
import type { Schema } from '../../db/schema.ts'
import { dialects } from '../support/databases.ts'
import { now, openFor, secret, sittingJury } from './jury.ts'

const jurors = 6

/** A different ballot for each juror, so that a ballot found anywhere near a name would give its juror away. */
const ballotOf = (juror: number, ids: string[]): Choices =>
  Object.fromEntries(ids.map((id, i) => [id, scale[Math.floor(juror / scale.length ** i) % scale.length]!]))

async function votedJury(db: Db, slug: string, open: (db: Db, voteId: string) => Promise<unknown>) {
  const sitting = await sittingJury(db, { slug, jurors, seats: 6, statements: 2 })
  const voteId = await openFor(db, sitting)
  const rows = await db
    .selectFrom('vote_statement')
    .select('statement_id as id')
    .where('vote_id', '=', voteId)
    .orderBy('statement_id')
    .execute()
  const ids = rows.map((row) => row.id)
  const cast = new Map<string, string>()
  for (const [i, member] of sitting.members.entries()) {
    const choices = ballotOf(i, ids)
    cast.set(member.id, JSON.stringify(choices))
    await write(db, (tx) => castBallot(tx, { voteId, memberId: member.id, choices, secret }))
  }
  const sealed = await db.selectFrom('sealed_ballot').selectAll().where('vote_id', '=', voteId).execute()
  const keys = await db.selectFrom('vote_key').selectAll().where('vote_id', '=', voteId).execute()
  for (const personId of ['facilitator-1', 'facilitator-2']) {
    await write(db, (tx) => closeVote(tx, { voteId, closer: { personId, part: 'facilitator' } }, now))
  }
  await open(db, voteId)
  return { sitting, voteId, ids, cast, canaries: [...sealed.map((s) => s.sealed), ...keys.map((k) => k.sealed_key)] }
}

const openIt = (db: Db, voteId: string) =>
  write(db, (tx) => openBallots(tx, { voteId, secret, personId: 'facilitator-1' }, now)).then(() => scrub(db))

/** Every row of every table, each as text. */
async function everyRow(db: Db): Promise<{ table: string; text: string }[]> {
  const tables = (await db.introspection.getTables()).map((t) => t.name as keyof Schema)
  const rows: { table: string; text: string }[] = []
  for (const table of tables) {
    for (const row of await db.selectFrom(table).selectAll().execute()) rows.push({ table, text: JSON.stringify(row) })
  }
  return rows
}

describe.each(dialects)('opened ballots on $name', ({ fresh }) => {
  test('are linked to nobody by any id or content of a full copy of the database', async () => {
    const db = await fresh()
    const { sitting, voteId, cast, canaries } = await votedJury(db, 'heard', openIt)
    const rows = await everyRow(db)
    const ballots = await db.selectFrom('ballot').selectAll().where('vote_id', '=', voteId).execute()
    expect(ballots.map((b) => b.choices).sort()).toEqual([...cast.values()].sort())
    for (const ballot of ballots) {
      expect(rows.filter((row) => row.text.includes(ballot.id)).map((row) => row.table)).toEqual(['ballot'])
      for (const { id, personId } of sitting.members) {
        expect(ballot.id + ballot.choices).not.toContain(id)
        expect(ballot.id + ballot.choices).not.toContain(personId)
      }
    }
    expect(rows.filter((row) => ['sealed_ballot', 'vote_key'].includes(row.table))).toEqual([])
    for (const canary of canaries) expect(rows.some((row) => row.text.includes(canary))).toBe(false)
    const roll = await db.selectFrom('vote_roll').selectAll().where('vote_id', '=', voteId).execute()
    expect(roll.map((entry) => Object.keys(entry).sort())).toEqual(
      roll.map(() => ['has_voted', 'member_id', 'vote_id']),
    )
    await db.destroy()
  })

  test('stand in the ledger as one commitment for the whole set', async () => {
    const db = await fresh()
    const { voteId } = await votedJury(db, 'heard', openIt)
    const ballots = await db.selectFrom('ballot').select(['id', 'choices']).execute()
    const digest = ballotsDigest(ballots.map((b) => ({ id: b.id, choices: JSON.parse(b.choices) })))
    const vote = await db
      .selectFrom('vote')
      .select('ballots_commitment')
      .where('id', '=', voteId)
      .executeTakeFirstOrThrow()
    expect(vote.ballots_commitment).toBe(digest)
    const entries = (await ledgerRows(db)).filter((row) => row.type === 'jury.ballots')
    expect(entries).toHaveLength(1)
    expect(firstBreak(await ledgerRows(db))).toBeUndefined()
    const opening = await db
      .selectFrom('ledger_opening')
      .select('payload')
      .where('seq', '=', entries[0]!.seq)
      .executeTakeFirstOrThrow()
    expect(JSON.parse(opening.payload)).toMatchObject({ ballots: digest, cast: jurors, present: jurors })
    await db.destroy()
  })

  test('cannot be matched with the roll by the order they are stored in, better than by guessing', async () => {
    const db = await fresh()
    const elections = 20
    const matched = await matchesByOrder(db, elections, openIt)
    // A guess is right once an election whatever its size; the sum over 20 has a standard deviation of 4.5.
    expect(matched).toBeGreaterThan(elections - 20)
    expect(matched).toBeLessThan(elections + 20)
    await db.destroy()
  })

  test('would be matched if they were not shuffled: the attack itself works where storage keeps the order', async () => {
    const db = await fresh()
    const matched = await matchesByOrder(db, 10, (db, voteId) => openUnshuffled(db, voteId))
    // SQLite stores both by random ids, so that there even the missing shuffle gives nothing away.
    if (isSqlite(db)) expect(matched).toBeLessThan(35)
    else expect(matched).toBe(10 * jurors)
    await db.destroy()
  })
})

/** Ballots as stored, laid beside the voters in the order in which they voted. */
async function matchesByOrder(
  db: Db,
  elections: number,
  open: (db: Db, voteId: string) => Promise<unknown>,
): Promise<number> {
  let matched = 0
  for (let n = 0; n < elections; n++) {
    const { voteId, cast } = await votedJury(db, `jury-${n}`, open)
    const stored = await sql<{
      choices: string
    }>`select choices from ballot where vote_id = ${voteId} ${isSqlite(db) ? sql`` : sql`order by ctid`}`.execute(db)
    const inOrderOfVoting = [...cast.values()]
    stored.rows.forEach((row, i) => {
      if (row.choices === inOrderOfVoting[i]) matched++
    })
  }
  return matched
}

/** The broken variant: sealed ballots are opened in the order in which they are found. Nothing random is drawn but zeros, and zeros undo a shuffle. */
async function openUnshuffled(db: Db, voteId: string): Promise<void> {
  const last = (bytes: number) => new Uint8Array(bytes).fill(0)
  let calls = 0
  // Fisher and Yates keeps the order when each draw picks the item's own place: i for i = length − 1 … 1.
  const keep = (bytes: number) => {
    const random = last(bytes)
    random[bytes - 1] = jurors - 1 - calls++
    return random
  }
  await write(db, (tx) => openBallots(tx, { voteId, secret, personId: 'facilitator-1', random: keep }, now))
}

describe('the file itself on SQLite', () => {
  async function bytesAfter(open: (db: Db, voteId: string) => Promise<unknown>) {
    const folder = mkdtempSync(join(tmpdir(), 'folkmoot-vote-'))
    const file = join(folder, 'jury.sqlite')
    const db = await connect(`sqlite:${file}`)
    await migrate(db)
    const { canaries } = await votedJury(db, 'heard', open)
    const bytes = ['', '-wal'].map((suffix) => readFileSync(file + suffix).toString('latin1')).join('')
    await db.destroy()
    rmSync(folder, { recursive: true })
    return canaries.filter((canary) => bytes.includes(canary)).length
  }

  test('holds no sealed ballot and no key once they are opened', async () => {
    expect(await bytesAfter(openIt)).toBe(0)
  })

  test('would hold them without the last checkpoint: the search finds what is there', async () => {
    const found = await bytesAfter((db, voteId) =>
      write(db, (tx) => openBallots(tx, { voteId, secret, personId: 'facilitator-1' }, now)),
    )
    expect(found).toBeGreaterThan(0)
  })
})

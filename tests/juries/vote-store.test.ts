import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { resultsOf } from '../../app/juries/report/result-store.server.ts'
import { closeVote, keepOpen } from '../../app/juries/votes/closing-store.server.ts'
import { openBallots } from '../../app/juries/votes/opening-store.server.ts'
import {
  addStatement,
  backToDiscussion,
  editStatement,
  lockStatement,
  statementsOf,
} from '../../app/juries/votes/statement-store.server.ts'
import type { Choice } from '../../app/juries/votes/vote.ts'
import { castBallot, newestVote, openVote, ownBallot } from '../../app/juries/votes/vote-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { now, openFor, secret, sittingJury, voteThrough } from './jury.ts'

const all = (ids: string[], choice: Choice) => Object.fromEntries(ids.map((id) => [id, choice]))

describe.each(dialects)('a jury votes on $name', ({ fresh }) => {
  let db: Db
  beforeEach(async () => {
    db = await fresh()
  })
  afterEach(() => db.destroy())

  const facilitator = (n: number) => ({ personId: `facilitator-${n}`, part: 'facilitator' }) as const
  const close = (voteId: string, closer: { personId: string; part: 'facilitator' | 'juror' }) =>
    write(db, (tx) => closeVote(tx, { voteId, closer }, now))
  const open = (voteId: string) =>
    write(db, (tx) => openBallots(tx, { voteId, secret, personId: 'facilitator-1' }, now))

  test('17 of 21 is a recommendation, 16 a majority view, half is not adopted, and abstentions leave the denominator', async () => {
    const sitting = await sittingJury(db, { statements: 5 })
    await voteThrough(db, sitting, (i, ids) => ({
      [ids[0]!]: i < 17 ? 'support' : 'oppose',
      [ids[1]!]: i < 16 ? 'live_with' : 'strongly_oppose',
      [ids[2]!]: i < 1 ? 'abstain' : i < 11 ? 'strongly_support' : 'oppose',
      [ids[3]!]: i < 5 ? 'abstain' : i < 18 ? 'support' : 'oppose',
      [ids[4]!]: i < 6 ? 'abstain' : 'support',
    }))
    const results = await resultsOf(db, sitting.jury.id)
    expect(results.map((r) => [r.number, r.outcome])).toEqual([
      [4, 'recommendation'],
      [1, 'recommendation'],
      [2, 'majority'],
      [3, 'not_adopted'],
      [5, 'void'],
    ])
    expect(results[0]!.counts).toEqual({
      strongly_support: 0,
      support: 13,
      live_with: 0,
      oppose: 3,
      strongly_oppose: 0,
      abstain: 5,
    })
    expect(results[0]!.present).toBe(21)
  })

  test('a ballot is replaceable until the close, is nobody else’s, and only its being cast is known', async () => {
    const sitting = await sittingJury(db, { jurors: 16 })
    const voteId = await openFor(db, sitting)
    const ids = (await statementsOf(db, sitting.jury.id)).map((s) => s.id)
    const [first, second] = sitting.members
    const cast = (memberId: string, choice: Choice) =>
      write(db, (tx) => castBallot(tx, { voteId, memberId, choices: all(ids, choice), secret }))
    expect(await cast(first!.id, 'oppose')).toBe('cast')
    expect(await cast(first!.id, 'support')).toBe('cast')
    expect(await ownBallot(db, { voteId, memberId: first!.id, secret })).toEqual(all(ids, 'support'))
    expect(await ownBallot(db, { voteId, memberId: second!.id, secret })).toBeUndefined()
    expect(await newestVote(db, sitting.jury.id)).toMatchObject({ present: 16, cast: 1, state: 'open' })
    expect(await cast('nobody', 'support')).toBe('not_on_roll')
    await expect(
      write(db, (tx) => castBallot(tx, { voteId, memberId: first!.id, choices: { [ids[0]!]: 'support' }, secret })),
    ).rejects.toThrow(/every statement/)
    const stored = await db.selectFrom('sealed_ballot').selectAll().execute()
    expect(stored).toHaveLength(1)
    expect(stored[0]!.sealed).not.toMatch(/support/)
    await close(voteId, facilitator(1))
    expect(await cast(first!.id, 'live_with')).toBe('cast')
    await close(voteId, facilitator(2))
    expect(await cast(first!.id, 'oppose')).toBe('closed')
    await open(voteId)
    const kept = await db.selectFrom('ballot').select('choices').execute()
    expect(kept.map((b) => JSON.parse(b.choices))).toEqual([all(ids, 'live_with')])
  })

  test('only two different people close it, one of them a facilitator, and nothing opens before', async () => {
    const sitting = await sittingJury(db)
    const voteId = await openFor(db, sitting)
    expect(await open(voteId)).toBe(false)
    const [juror, witness] = sitting.members.map((m) => ({ personId: m.personId!, part: 'juror' as const }))
    expect(await close(voteId, juror!)).toBe('first')
    expect(await close(voteId, juror!)).toBe('same_person')
    expect(await close(voteId, { ...juror!, part: 'facilitator' as const })).toBe('same_person')
    expect(await close(voteId, witness!)).toBe('two_jurors')
    expect(await open(voteId)).toBe(false)
    await write(db, (tx) => keepOpen(tx, { voteId, personId: 'facilitator-1' }, now))
    expect(await newestVote(db, sitting.jury.id)).toMatchObject({ state: 'open', firstCloser: null })
    expect(await close(voteId, facilitator(1))).toBe('first')
    expect(await close(voteId, witness!)).toBe('closed')
    expect(await close(voteId, facilitator(2))).toBe('not_open')
    await write(db, (tx) => keepOpen(tx, { voteId, personId: 'facilitator-1' }, now))
    const row = await db
      .selectFrom('vote')
      .select(['first_closer', 'second_closer', 'closed_at'])
      .executeTakeFirstOrThrow()
    expect(row).toEqual({
      first_closer: 'facilitator-1',
      second_closer: witness!.personId,
      closed_at: now.toISOString(),
    })
    expect(await open(voteId)).toBe(true)
    expect(await open(voteId)).toBe(false)
    const events = await db.selectFrom('actor_event').select('did').where('object_id', '=', voteId).execute()
    expect(events.map((e) => e.did).sort()).toEqual([
      'closed first',
      'closed first',
      'closed second',
      'kept open',
      'opened the ballots',
      'opened the vote',
    ])
  })

  test('does not open below the quorum, without locked statements or twice', async () => {
    const sitting = await sittingJury(db, { statements: 1 })
    const tryOpen = (memberIds: string[]) =>
      write(db, (tx) => openVote(tx, { jury: sitting.jury, memberIds, secret, personId: 'facilitator-1' }, now))
    const ids = sitting.members.map((m) => m.id)
    expect(await tryOpen(ids.slice(0, 15))).toEqual({ troubles: ['quorum'] })
    expect(await tryOpen([...ids.slice(0, 15), 'stranger'])).toEqual({ troubles: ['quorum'] })
    expect((await tryOpen(ids)).voteId).toBeTruthy()
    expect(await tryOpen(ids)).toEqual({ troubles: ['already_open', 'no_statements'] })
  })

  test('a void vote goes back to discussion and is voted on again, alone; what was decided stays', async () => {
    const sitting = await sittingJury(db, { statements: 2 })
    await voteThrough(db, sitting, (_, ids) => ({ [ids[0]!]: 'support', [ids[1]!]: 'abstain' }))
    const [decided, voided] = await statementsOf(db, sitting.jury.id)
    expect([decided!.state, voided!.state]).toEqual(['decided', 'back_to_discussion'])
    const again = new Date(now.getTime() + 60_000)
    const back = (id: string) =>
      write(db, (tx) => backToDiscussion(tx, { juryId: sitting.jury.id, id, personId: 'facilitator-1' }, now))
    expect(await back(decided!.id)).toBe(false)
    expect(await back(voided!.id)).toBe(true)
    const wording = { body: 'We recommend that it is done better', because: 'it helps more' }
    const edit = (id: string) =>
      write(db, (tx) => editStatement(tx, { juryId: sitting.jury.id, id, wording, table: 'A', priorityId: null }))
    expect(await edit(voided!.id)).toBe(true)
    expect(await edit(decided!.id)).toBe(false)
    expect(
      await write(db, (tx) =>
        lockStatement(tx, { juryId: sitting.jury.id, id: voided!.id, personId: 'facilitator-1' }, again),
      ),
    ).toBe(true)
    expect(await edit(voided!.id)).toBe(false)
    const ids = sitting.members.map((m) => m.id)
    const { voteId } = await write(db, (tx) =>
      openVote(tx, { jury: sitting.jury, memberIds: ids, secret, personId: 'facilitator-1' }, again),
    )
    for (const memberId of ids) {
      await write(db, (tx) =>
        castBallot(tx, { voteId: voteId!, memberId, choices: { [voided!.id]: 'live_with' }, secret }),
      )
    }
    await close(voteId!, facilitator(1))
    await close(voteId!, facilitator(2))
    await open(voteId!)
    const results = await resultsOf(db, sitting.jury.id)
    expect(results.map((r) => [r.number, r.outcome, r.body])).toEqual([
      [1, 'recommendation', 'We recommend that thing 1 is done'],
      [2, 'recommendation', wording.body],
    ])
  })

  test('drafts are edited, locked wording is not, and another jury’s statement is not there', async () => {
    const { jury } = await sittingJury(db, { statements: 0 })
    const other = await sittingJury(db, { slug: 'other', statements: 0, jurors: 1 })
    const wording = { body: 'We recommend that a thing is done', because: 'it helps' }
    const id = await write(db, (tx) => addStatement(tx, { juryId: jury.id, wording, table: 'A', priorityId: null }))
    const edit = (juryId: string) =>
      write(db, (tx) =>
        editStatement(tx, { juryId, id, wording: { ...wording, because: 'new' }, table: 'A', priorityId: null }),
      )
    expect(await edit(other.jury.id)).toBe(false)
    expect(await edit(jury.id)).toBe(true)
    const lock = (juryId: string) =>
      write(db, (tx) => lockStatement(tx, { juryId, id, personId: 'facilitator-1' }, now))
    expect([await lock(other.jury.id), await lock(jury.id), await lock(jury.id)]).toEqual([false, true, false])
    expect(await edit(jury.id)).toBe(false)
  })
})

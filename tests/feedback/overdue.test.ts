import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { askForItem, boardOf, decideRequest, requestsOf } from '../../app/board/agenda-store.server.ts'
import { pointsFromJury } from '../../app/board/point-store.server.ts'
import { publishPosition, recordPosition } from '../../app/board/position-store.server.ts'
import { openRequests, waitingForMember } from '../../app/board/waiting-store.server.ts'
import { overdueOn } from '../../app/feedback/overdue-store.server.ts'
import { promiseOf } from '../../app/juries/jury-state.ts'
import { promisesOf } from '../../app/juries/report/promise-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { now, smallConsultation, smallPartnership, today, wholeDraft } from '../board/partnership.ts'
import { dialects } from '../support/databases.ts'

describe('the promise to answer a jury', () => {
  const facts = {
    practice: false,
    reportPublishedAt: '2026-03-01T10:00:00.000Z',
    promiseBy: '2026-06-01',
    outcomes: 2,
    answers: [null] as (string | null)[],
  }
  const state = (change: Partial<typeof facts>, day = '2026-06-02') => promiseOf({ ...facts, ...change }, day)?.state

  test('runs through its day and is overdue from the next, until the last recommendation is answered', () => {
    expect(state({}, '2026-06-01')).toBe('running')
    expect(state({})).toBe('overdue')
    expect(state({ answers: ['2026-05-01', null] })).toBe('overdue')
    expect(state({ answers: ['2026-05-01', '2026-06-01'] })).toBe('kept')
    expect(state({ answers: ['2026-05-01', '2026-06-02'] })).toBe('kept_late')
  })

  test('is owed to a jury that reported on paper, and not to one that recommended nothing, practised or has not reported', () => {
    expect(state({ outcomes: 0, answers: [] })).toBe('overdue')
    expect(state({ answers: [] })).toBeUndefined()
    expect(state({ practice: true })).toBeUndefined()
    expect(promiseOf({ ...facts, reportPublishedAt: null }, '2026-06-02')).toBeNull()
  })
})

describe.each(dialects)('what is overdue on $name', ({ fresh }) => {
  let db: Db
  beforeEach(async () => {
    db = await fresh()
    await smallPartnership(db)
    await smallConsultation(db)
    await write(db, (tx) =>
      tx
        .updateTable('jury')
        .set({ report_published_at: '2026-05-01T10:00:00.000Z', promise_by: '2026-06-20' })
        .execute(),
    )
  })
  afterEach(() => db.destroy())
  const by = { personId: 'secretary', on: today, now }
  const kinds = async (day: string) =>
    (await overdueOn(db, day))
      .filter((promise) => promise.exerciseSlug === 'being-heard' && !promise.kind.startsWith('message'))
      .map(({ kind, since, path }) => `${kind} ${since} ${path}`)

  test('a jury’s promise is listed with everything else that is late, and leaves the list when all is answered', async () => {
    const [pointId] = await write(db, (tx) => pointsFromJury(tx, { juryId: 'jury', publishedOn: '2026-05-01' }))
    expect(await kinds('2026-06-15')).toEqual(['acknowledgement 2026-05-18 /board/decisions/being-heard-1'])
    expect(await kinds('2026-06-20')).toEqual(['point 2026-06-15 /board/decisions/being-heard-1'])
    expect(await kinds('2026-06-21')).toEqual([
      'point 2026-06-15 /board/decisions/being-heard-1',
      'jury 2026-06-20 /juries/being-heard#promise',
    ])
    await write(db, async (tx) => {
      const entry = { pointId: pointId!, itemId: 'item', equalityPaperId: 'eia', changeNote: '', partners: ['nhs'] }
      await recordPosition(tx, { ...entry, draft: wholeDraft, ...by })
      await publishPosition(tx, { pointId: pointId!, ...by })
    })
    expect(await kinds('2026-06-21')).toEqual([])
    expect((await promisesOf(db, '2026-06-21'))[0]).toMatchObject({ state: 'kept', answeredOn: today, owed: 1 })
    // The partner has 13 weeks from the meeting of 1 June.
    expect(await kinds('2026-09-01')).toEqual(['ratification 2026-08-31 /board/decisions/being-heard-1'])
  })

  test('a request that nobody answered in 15 working days is overdue, and both desks count what is still to decide', async () => {
    const ask = (title: string, receivedOn: string) =>
      write(db, (tx) => askForItem(tx, { proposer: 'public', proposerLabel: '', title, why: 'It matters', receivedOn }))
    const [old, fresh] = [await ask('Old', '2026-06-01'), await ask('New', '2026-06-10')]
    const late = async (day: string) =>
      (await overdueOn(db, day)).filter((p) => p.kind === 'request').map((p) => [p.what, p.since])
    expect(await late('2026-06-22')).toEqual([])
    expect(await late('2026-06-23')).toEqual([['Old', '2026-06-22']])
    const verdict = { reason: 'Later', mergedInto: null, ...by }
    await write(db, (tx) => decideRequest(tx, { id: old, verdict: 'deferred', meetingId: 'meeting', ...verdict }))
    const board = (await boardOf(db))!.id
    expect((await openRequests(db, board)).map((r) => r.id).sort()).toEqual([old, fresh].sort())
    await write(db, (tx) => decideRequest(tx, { id: fresh, verdict: 'declined', meetingId: null, ...verdict }))
    expect((await openRequests(db, board)).map((r) => r.id)).toEqual([old])
    expect(await requestsOf(db, board)).toHaveLength(2)
  })

  test('a member’s count is of decisions to ratify and assessments to read, whoever counts', async () => {
    const [pointId] = await write(db, (tx) => pointsFromJury(tx, { juryId: 'jury', publishedOn: '2026-05-01' }))
    const member = { personId: 'secretary', organisationId: 'nhs' }
    const count = (day = today) => waitingForMember(db, member, day)
    expect(await count()).toEqual({ ratify: 0, late: 0, unread: 0, all: 0 })
    await write(db, async (tx) => {
      const entry = { pointId: pointId!, itemId: 'item', equalityPaperId: 'eia', changeNote: '', partners: ['nhs'] }
      await recordPosition(tx, { ...entry, draft: wholeDraft, ...by })
      await publishPosition(tx, { pointId: pointId!, ...by })
      await tx.updateTable('meeting').set({ held: 0, on_date: '2026-12-01' }).execute()
    })
    expect(await count()).toEqual({ ratify: 1, late: 0, unread: 2, all: 3 })
    expect(await count('2026-09-01')).toMatchObject({ ratify: 1, late: 1 })
    await write(db, (tx) =>
      tx
        .insertInto('paper_read')
        .values({ paper_id: 'eia', person_id: 'secretary', read_at: now.toISOString() })
        .execute(),
    )
    expect((await count()).all).toBe(2)
    expect((await waitingForMember(db, { ...member, organisationId: null }, today)).all).toBe(1)
  })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { actionsOf, createAction } from '../../app/board/action-store.server.ts'
import { askForItem, decideRequest, requestOf, requestsOf } from '../../app/board/agenda-store.server.ts'
import { decidedAt, pointsOf, versionsOf } from '../../app/board/decision-store.server.ts'
import { itemsOf, makeMeeting, removeItem } from '../../app/board/meeting-store.server.ts'
import { addPaper, markRead, paperOf, readBy, readersOf } from '../../app/board/paper-store.server.ts'
import { acknowledge, pointsFromJury, pointsFromList } from '../../app/board/point-store.server.ts'
import { positionsOf, publishPosition, recordPosition } from '../../app/board/position-store.server.ts'
import { askForReports, reportProgress, reportsOf } from '../../app/board/progress-store.server.ts'
import { answerRatification, ratificationsOf, ratificationsOn } from '../../app/board/ratification-store.server.ts'
import { firstBreak } from '../../app/ledger/commitment.ts'
import { ledgerRows } from '../../app/ledger/ledger-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { now, smallConsultation, smallPartnership, today, wholeDraft } from './partnership.ts'

const words = (n: number) => Array.from({ length: n }, (_, i) => `word${i}`).join(' ')
const by = { personId: 'secretary', on: today, now }

describe.each(dialects)('the Board’s records on $name', ({ fresh }) => {
  let db: Db
  beforeEach(async () => {
    db = await fresh()
  })
  afterEach(() => db.destroy())

  const juryPoint = async () => {
    const [id] = await write(db, (tx) => pointsFromJury(tx, { juryId: 'jury', publishedOn: '2026-05-01' }))
    return id!
  }
  type Entry = Parameters<typeof recordPosition>[1]
  const decide = (pointId: string, change: Partial<Entry> = {}) =>
    write(db, (tx) =>
      recordPosition(tx, {
        pointId,
        itemId: 'item',
        equalityPaperId: 'eia',
        draft: wholeDraft,
        changeNote: '',
        partners: ['county', 'nhs'],
        ...by,
        ...change,
      }),
    )
  const accepted = async () => {
    const pointId = await juryPoint()
    await decide(pointId)
    await write(db, (tx) => publishPosition(tx, { pointId, ...by }))
    return pointId
  }
  const actionDraft = {
    title: 'Run the last bus later',
    ownerOrganisationId: 'county',
    championSeatId: 'seat-3',
    dueOn: '2026-12-01',
    measure: 'Last departure',
    baseline: '19:10',
    target: '22:30',
  }
  const withAction = async () => {
    const pointId = await accepted()
    const saved = await write(db, (tx) => createAction(tx, { pointId, draft: actionDraft, ...by }))
    if (saved.errors) throw new Error('not saved')
    return { pointId, actionId: saved.id }
  }

  test('only what reached the threshold becomes a point, once, with its dates', async () => {
    await smallPartnership(db)
    await juryPoint()
    expect(await write(db, (tx) => pointsFromJury(tx, { juryId: 'jury', publishedOn: '2026-05-01' }))).toEqual([])
    const points = await pointsOf(db, today)
    expect(points).toHaveLength(1)
    // The meeting of 1 June is 19 working days after 1 May: its answer is due ten working days later.
    expect(points[0]).toMatchObject({
      slug: 'being-heard-1',
      statementNumber: 1,
      jurySlug: 'being-heard',
      acknowledgeBy: '2026-05-18',
      answerBy: '2026-06-15',
      answer: { state: 'waiting', by: '2026-06-15' },
    })
    const late = await pointsOf(db, '2026-06-16')
    expect(late[0]?.answer).toEqual({ state: 'overdue', since: '2026-06-15', days: 1 })
    await write(db, (tx) => acknowledge(tx, { pointIds: [points[0]!.id], ...by }))
    await write(db, (tx) => acknowledge(tx, { pointIds: [points[0]!.id], ...by, on: '2026-07-01' }))
    expect((await pointsOf(db, today))[0]?.acknowledgedOn).toBe(today)
  })

  test('options of a published list become points, and only its own options', async () => {
    await smallPartnership(db)
    await smallConsultation(db)
    const make = (listId: string, optionIds: string[]) =>
      write(db, (tx) => pointsFromList(tx, { listId, optionIds, publishedOn: '2026-05-01' }))
    await expect(make('list', ['option-elsewhere'])).rejects.toThrow(RangeError)
    await expect(make('nowhere', ['option-buses'])).rejects.toThrow(RangeError)
    expect(await make('list', ['option-buses'])).toHaveLength(1)
    expect(await make('list', ['option-buses', 'option-parks'])).toHaveLength(1)
    expect((await pointsOf(db, today, { listId: 'list' })).map((p) => [p.slug, p.wording, p.priorityId])).toEqual([
      ['what-matters-buses', 'Later buses', 'priority-buses'],
      ['what-matters-parks', 'Cleaner parks', 'priority-parks'],
    ])
  })

  test('what must not be saved is refused, and nothing is written', async () => {
    await smallPartnership(db)
    const pointId = await juryPoint()
    const before = (await ledgerRows(db)).length
    const refusal = async (change: Partial<Entry>) => (await decide(pointId, change)).errors?.map((e) => e.key)
    const reject = { ...wholeDraft, stance: 'reject', reasonClass: 'not_supported', evidence: '/en/check' }
    expect(await refusal({ draft: { ...wholeDraft, reason: '' } })).toEqual(['reason'])
    expect(await refusal({ draft: { ...wholeDraft, reasonClass: 'not_possible' } })).toEqual(['reason_class_unfit'])
    expect(await refusal({ equalityPaperId: '' })).toEqual(['equality_paper'])
    expect(await refusal({ equalityPaperId: 'blank-eia' })).toEqual(['equality_paper_blank'])
    expect(await refusal({ draft: { ...reject, reason: words(39) }, partners: [] })).toEqual(['reason_short'])
    expect(await refusal({ partners: [] })).toEqual(['partners'])
    expect(await positionsOf(db, pointId)).toEqual([])
    expect((await ledgerRows(db)).length).toBe(before)
    expect(await refusal({ draft: { ...reject, reason: words(40) }, partners: [] })).toBeUndefined()
  })

  test('an assessment of another meeting, and a meeting that has not met, decide nothing', async () => {
    await smallPartnership(db)
    const pointId = await juryPoint()
    await write(db, (tx) =>
      makeMeeting(tx, {
        id: 'next',
        bodyId: 'board',
        onDate: '2026-09-07',
        startsAt: '18:00',
        place: 'Hall',
        venueOwner: 'Parish',
        partA: 60,
        partB: 60,
        standing: { title: 'Response to residents', lead: 'Chair', minutes: 8 },
        personId: 'secretary',
        now,
      }),
    )
    const [slot] = await itemsOf(db, ['next'])
    expect((await decide(pointId, { itemId: slot!.id })).errors?.map((e) => e.key)).toEqual([
      'equality_paper',
      'item_not_held',
    ])
    expect(await write(db, (tx) => removeItem(tx, { id: slot!.id, ...by }))).toBe(false)
  })

  test('nobody decides before they are asked, or by an assessment written afterwards', async () => {
    await smallPartnership(db)
    const [late] = await write(db, (tx) => pointsFromJury(tx, { juryId: 'jury', publishedOn: '2026-06-02' }))
    const paper = {
      itemId: 'item',
      kind: 'equality_impact' as const,
      title: 'Too late',
      summary: '',
      body: 'Nobody loses.',
    }
    await write(db, (tx) => addPaper(tx, { ...paper, id: 'late-eia', on: '2026-06-02', personId: 'secretary', now }))
    const found = await decide(late!, { equalityPaperId: 'late-eia' })
    expect(found.errors?.map((e) => e.key)).toEqual(['item_before_point', 'equality_paper_late'])
  })

  test('a draft is written over; what is published changes by a version with a note, and both stay readable', async () => {
    await smallPartnership(db)
    const pointId = await juryPoint()
    await decide(pointId)
    await decide(pointId, { draft: { ...wholeDraft, reason: 'The work began in three districts.' } })
    expect(await positionsOf(db, pointId)).toHaveLength(1)
    expect((await pointsOf(db, today))[0]).toMatchObject({ draft: true, position: null })
    expect((await paperOf(db, 'eia'))?.publicSince).toBeNull()
    expect(await write(db, (tx) => publishPosition(tx, { pointId, ...by }))).toBe(true)
    // The assessment it rests on is public from the same day at the latest.
    expect((await paperOf(db, 'eia'))?.publicSince).toBe(today)
    expect(await write(db, (tx) => publishPosition(tx, { pointId, ...by }))).toBe(false)
    expect((await decide(pointId)).errors?.map((e) => e.key)).toEqual(['change_note'])
    await decide(pointId, { changeNote: 'We had named the wrong districts.' })
    expect((await pointsOf(db, today))[0]?.position?.version).toBe(1)
    await write(db, (tx) => publishPosition(tx, { pointId, ...by, on: '2026-06-20' }))
    const versions = (await versionsOf(db, [pointId])).get(pointId)!.published
    expect(versions.map((v) => [v.version, v.changeNote])).toEqual([
      [2, 'We had named the wrong districts.'],
      [1, null],
    ])
    const [point] = await pointsOf(db, '2026-06-21')
    expect(point?.answer).toEqual({ state: 'answered', on: today })
    expect((await decidedAt(db, 'meeting', today)).map((p) => p.id)).toEqual([pointId])
    // A correction asks no partner twice.
    expect(await ratificationsOn(db, [pointId])).toHaveLength(2)
  })

  test('too few seats filled make a position advisory', async () => {
    await smallPartnership(db, { presence: ['member', 'absent', 'absent'] })
    const pointId = await juryPoint()
    await decide(pointId)
    expect((await positionsOf(db, pointId))[0]?.advisory).toBe(1)
  })

  test('a partner answers for itself only, once the Board’s answer is out', async () => {
    await smallPartnership(db)
    const pointId = await juryPoint()
    await decide(pointId)
    expect(await ratificationsOf(db, 'nhs')).toEqual([])
    await write(db, (tx) => publishPosition(tx, { pointId, ...by }))
    const [mine] = await ratificationsOf(db, 'nhs')
    expect(mine).toMatchObject({ state: 'waiting', dueOn: '2026-08-31', slug: 'being-heard-1' })
    const answer = (organisationId: string, given: string, reason = '') =>
      write(db, (tx) => answerRatification(tx, { id: mine!.id, organisationId, answer: given, reason, ...by }))
    expect(await answer('county', 'ratified')).toBeUndefined()
    expect(await answer('nhs', 'declined')).toHaveLength(1)
    expect((await ratificationsOf(db, 'nhs'))[0]?.state).toBe('waiting')
    expect(await answer('nhs', 'declined', 'We have no money for it')).toEqual([])
    expect((await ratificationsOn(db, [pointId])).map((r) => [r.organisation, r.state])).toEqual([
      ['The county', 'waiting'],
      ['The nhs', 'declined'],
    ])
  })

  test('actions come from acceptance alone, and their owner is not their champion', async () => {
    await smallPartnership(db)
    const pointId = await juryPoint()
    const make = (change = {}) =>
      write(db, (tx) => createAction(tx, { pointId, draft: { ...actionDraft, ...change }, ...by }))
    expect((await make()).errors?.map((e) => e.key)).toEqual(['no_action_without_acceptance'])
    await decide(pointId)
    expect((await make({ championSeatId: 'seat-1' })).errors?.map((e) => e.key)).toEqual(['champion_is_owner'])
    expect((await make({ championSeatId: 'seat-99' })).errors?.map((e) => e.key)).toEqual(['champion'])
    expect((await make()).errors).toBeNull()
    expect((await make()).errors).toBeNull()
    expect((await actionsOf(db, { ownerOrganisationId: 'county' })).map((a) => a.slug)).toEqual([
      'run-the-last-bus-later',
      'run-the-last-bus-later-2',
    ])
    expect(await actionsOf(db, { ownerOrganisationId: 'nhs' })).toEqual([])
  })

  const report = {
    rag: 'green',
    sentence: 'Signed.',
    peopleNotice: 'Later buses.',
    measureValue: '20:00',
    changeReason: '',
  }
  const tell = (actionId: string, on: string, change = {}, organisationId = 'county') =>
    write(db, (tx) =>
      reportProgress(tx, { actionId, organisationId, draft: { ...report, ...change }, personId: 'reporter', on, now }),
    )

  test('an owner reports for its own organisation, and a colour that changes says why', async () => {
    await smallPartnership(db)
    const { actionId } = await withAction()
    expect(await tell(actionId, today, {}, 'nhs')).toBeUndefined()
    expect((await tell(actionId, today))?.errors).toBeNull()
    expect((await tell(actionId, '2026-07-01', { rag: 'red' }))?.errors?.map((e) => e.key)).toEqual(['change_reason'])
    expect((await tell(actionId, '2026-07-01', { rag: 'red', changeReason: 'Two drivers left.' }))?.errors).toBeNull()
    expect((await reportsOf(db, [actionId])).map((r) => [r.rag, r.changeReason])).toEqual([
      ['green', null],
      ['red', 'Two drivers left.'],
    ])
  })

  test('reports are asked for before each meeting; two missed in a row come onto the agenda once', async () => {
    await smallPartnership(db)
    const { actionId } = await withAction()
    await write(db, async (tx) => {
      for (const onDate of ['2026-07-13', '2026-09-07', '2026-12-07']) {
        await makeMeeting(tx, {
          id: onDate,
          bodyId: 'board',
          onDate,
          startsAt: '18:00',
          place: 'Hall',
          venueOwner: 'Parish',
          partA: 60,
          partB: 60,
          standing: { title: 'Response to residents', lead: 'Chair', minutes: 8 },
          personId: 'secretary',
          now,
        })
      }
      await askForReports(tx, today)
      await askForReports(tx, today)
    })
    expect((await reportsOf(db, [actionId])).map((r) => r.dueOn)).toEqual(['2026-06-29', '2026-08-24', '2026-11-23'])
    const silent = async (day: string) => {
      await write(db, (tx) => askForReports(tx, day))
      return (await itemsOf(db, ['2026-09-07', '2026-12-07'])).filter((i) => i.proposer === 'rule')
    }
    expect(await silent('2026-08-24')).toEqual([])
    expect(await silent('2026-08-25')).toMatchObject([
      { meeting_id: '2026-09-07', part: 'A', title: actionDraft.title },
    ])
    expect(await silent('2026-09-08')).toHaveLength(1)
    // A report in time for the next meeting fills the one asked for; the missed ones stay missed.
    await tell(actionId, '2026-11-20')
    expect((await reportsOf(db, [actionId])).map((r) => r.reportedOn)).toEqual([null, null, '2026-11-20'])
  })

  test('a request is decided once, with its reason, and what is accepted stands on the agenda', async () => {
    await smallPartnership(db)
    const id = await write(db, (tx) =>
      askForItem(tx, {
        proposer: 'public',
        proposerLabel: 'A resident',
        title: 'Night buses',
        why: 'Shifts end at ten',
        receivedOn: '2026-06-01',
      }),
    )
    const verdict = (v: 'accepted' | 'deferred') =>
      write(db, (tx) =>
        decideRequest(tx, {
          id,
          verdict: v,
          reason: 'Members want to hear it',
          meetingId: 'meeting',
          mergedInto: null,
          item: { part: 'A', minutes: 8, lead: 'Chair' },
          ...by,
        }),
      )
    await verdict('deferred')
    expect(await requestOf(db, id)).toMatchObject({ state: 'deferred', deferrals: 1 })
    await verdict('accepted')
    await expect(verdict('accepted')).rejects.toThrow(RangeError)
    expect((await itemsOf(db, ['meeting'])).filter((i) => i.request_id === id)).toMatchObject([
      { title: 'Night buses', proposer: 'public' },
    ])
    expect(await requestsOf(db, 'board')).toMatchObject([
      { id, state: 'accepted', reason: 'Members want to hear it', meetingOn: '2026-06-01' },
    ])
  })

  test('a member’s reading of a paper is counted once', async () => {
    await smallPartnership(db)
    await write(db, (tx) => markRead(tx, { paperId: 'eia', personId: 'secretary', now }))
    await write(db, (tx) => markRead(tx, { paperId: 'eia', personId: 'secretary', now }))
    expect([...(await readBy(db, 'secretary', ['eia', 'blank-eia']))]).toEqual(['eia'])
    expect((await readersOf(db, ['eia'])).get('eia')).toBe(1)
    expect((await paperOf(db, 'eia'))?.publicSince).toBeNull()
  })

  test('everything public that was recorded stands in the ledger, whose chain is whole', async () => {
    await smallPartnership(db)
    const { pointId, actionId } = await withAction()
    const [mine] = await ratificationsOf(db, 'nhs')
    await write(db, (tx) =>
      answerRatification(tx, { id: mine!.id, organisationId: 'nhs', answer: 'ratified', reason: '', ...by }),
    )
    await tell(actionId, today)
    const rows = await ledgerRows(db)
    const types = rows.map((r) => r.type)
    for (const type of [
      'board.points',
      'position.recorded',
      'position.published',
      'ratification.answered',
      'action.created',
      'progress.reported',
    ]) {
      expect(types).toContain(type)
    }
    expect(firstBreak(rows)).toBeUndefined()
    const acts = await db.selectFrom('actor_event').select('did').where('object_kind', '=', 'position').execute()
    expect(acts.map((a) => a.did).sort()).toEqual(['published', 'recorded'])
    expect(pointId).toBeTruthy()
  })
})

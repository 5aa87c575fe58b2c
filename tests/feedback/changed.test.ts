import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAction } from '../../app/board/action-store.server.ts'
import { pointsFromJury } from '../../app/board/point-store.server.ts'
import { publishPosition, recordPosition } from '../../app/board/position-store.server.ts'
import { reportProgress } from '../../app/board/progress-store.server.ts'
import { answerRatification, ratificationsOf } from '../../app/board/ratification-store.server.ts'
import { type PointFacts, toldUnder } from '../../app/feedback/changed.ts'
import { changedBy } from '../../app/feedback/changed-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { now, smallConsultation, smallPartnership, today, wholeDraft } from '../board/partnership.ts'
import { dialects } from '../support/databases.ts'

const answered = { state: 'answered', on: '2026-06-15' } as const
const point = (change: Partial<PointFacts>): PointFacts => ({
  answer: answered,
  stance: 'accept',
  partners: [],
  actions: [],
  ...change,
})
const told = (change: Partial<PointFacts>) => {
  const { did, didNot, waiting } = toldUnder(point(change))
  return [did && 'did', didNot && 'did not', waiting && 'waiting'].filter(Boolean).join(', ')
}

describe('where a point is told', () => {
  test('what was taken on is told under “we did”, what was refused or passed on under “we did not”', () => {
    expect(told({})).toBe('did')
    expect(told({ stance: 'in_part' })).toBe('did, did not')
    expect(told({ stance: 'reject' })).toBe('did not')
    expect(told({ stance: 'not_ours' })).toBe('did not')
  })

  test('silence is told under “we did not” from the day after it was due', () => {
    expect(told({ stance: null, answer: { state: 'waiting', by: '2026-06-15' } })).toBe('waiting')
    expect(told({ stance: null, answer: { state: 'overdue', since: '2026-06-15', days: 1 } })).toBe('did not')
  })

  test('a partner that declined or fell silent, and an action that stopped, are not hidden by acceptance', () => {
    const partner = (state: 'waiting' | 'declined' | 'ratified', overdueSince: string | null = null) => ({
      partners: [{ state, overdueSince }],
    })
    expect(told(partner('declined'))).toBe('did, did not')
    expect(told(partner('waiting', '2026-06-15'))).toBe('did, did not')
    expect(told(partner('waiting'))).toBe('did')
    expect(told(partner('ratified'))).toBe('did')
    for (const rating of ['red', 'not_reported'] as const) expect(told({ actions: [{ rating }] })).toBe('did, did not')
    for (const rating of ['green', 'amber', 'done', null] as const) expect(told({ actions: [{ rating }] })).toBe('did')
  })
})

describe.each(dialects)('what changed on $name', ({ fresh }) => {
  let db: Db
  beforeEach(async () => {
    db = await fresh()
    await smallPartnership(db)
    await smallConsultation(db)
  })
  afterEach(() => db.destroy())
  const by = { personId: 'secretary', on: today, now }
  const changes = (slug?: string, day = today) => changedBy(db, 'en', day, slug)

  test('only what has closed is told, with what people said', async () => {
    expect(await changes(undefined, '2026-03-31')).toEqual([])
    const [list] = await changes('what-matters')
    expect(list).toMatchObject({
      kind: 'consultation',
      list: { base: 100, exerciseSlug: 'what-matters' },
      jury: null,
      resultsOverdueSince: null,
    })
    expect((await changes()).map((c) => c.slug).sort()).toEqual(['being-heard', 'what-matters'])
    expect(await changes('nowhere')).toEqual([])
  })

  test('results that were promised and did not come are said to be overdue, and a jury speaks once its report is out', async () => {
    expect((await changes('being-heard', '2026-05-01'))[0]).toMatchObject({ jury: null, resultsOverdueSince: null })
    expect((await changes('being-heard'))[0]?.resultsOverdueSince).toBe('2026-05-01')
    await write(db, (tx) => tx.updateTable('jury').set({ report_published_at: '2026-05-01T10:00:00.000Z' }).execute())
    expect((await changes('being-heard'))[0]).toMatchObject({
      resultsOverdueSince: null,
      jury: {
        voted: 21,
        statements: [
          { number: 1, outcome: 'recommendation', consent: 17 },
          { number: 2, outcome: 'majority', consent: 16 },
        ],
      },
    })
  })

  test('an answer, a partner’s refusal and an action that stopped follow from the records', async () => {
    const [pointId] = await write(db, (tx) => pointsFromJury(tx, { juryId: 'jury', publishedOn: '2026-05-01' }))
    const first = async (day = today) => (await changes('being-heard', day))[0]!.points[0]!
    expect((await first()).told).toEqual({ did: false, didNot: false, waiting: true })
    expect((await first('2026-06-16')).told).toEqual({ did: false, didNot: true, waiting: false })
    await write(db, async (tx) => {
      const entry = { pointId: pointId!, itemId: 'item', equalityPaperId: 'eia', changeNote: '', partners: ['nhs'] }
      await recordPosition(tx, { ...entry, draft: wholeDraft, ...by })
    })
    // Written down and not published: the public still waits.
    expect((await first()).told.waiting).toBe(true)
    await write(db, (tx) => publishPosition(tx, { pointId: pointId!, ...by }))
    expect((await first()).told).toEqual({ did: true, didNot: false, waiting: false })
    const [asked] = await ratificationsOf(db, 'nhs')
    await write(db, async (tx) => {
      await answerRatification(tx, {
        id: asked!.id,
        organisationId: 'nhs',
        answer: 'declined',
        reason: 'No money',
        ...by,
      })
      const draft = {
        title: 'Train the staff',
        ownerOrganisationId: 'county',
        championSeatId: 'seat-3',
        dueOn: '2026-12-01',
        measure: 'Trained',
        baseline: '0',
        target: '10',
      }
      const action = await createAction(tx, { pointId: pointId!, draft, ...by })
      if (action.errors) throw new Error('not saved')
      const report = {
        rag: 'red',
        sentence: 'It stopped.',
        peopleNotice: 'Nothing.',
        measureValue: '0',
        changeReason: '',
      }
      await reportProgress(tx, { actionId: action.id, organisationId: 'county', draft: report, ...by })
    })
    expect(await first()).toMatchObject({
      told: { did: true, didNot: true },
      partners: [{ organisation: 'The nhs', state: 'declined', reason: 'No money' }],
      actions: [{ title: 'Train the staff', rating: 'red', sentence: 'It stopped.' }],
    })
  })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAction } from '../../app/board/action-store.server.ts'
import { pointsFromList } from '../../app/board/point-store.server.ts'
import { publishPosition, recordPosition } from '../../app/board/position-store.server.ts'
import { reportProgress } from '../../app/board/progress-store.server.ts'
import { threadOf } from '../../app/feedback/thread-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { now, smallConsultation, smallPartnership, today, wholeDraft } from '../board/partnership.ts'
import { dialects } from '../support/databases.ts'

describe.each(dialects)('what became of somebody’s choice on $name', ({ fresh }) => {
  let db: Db
  beforeEach(async () => {
    db = await fresh()
    await smallPartnership(db)
    await smallConsultation(db)
  })
  afterEach(() => db.destroy())

  test('place and number of others come from the list, in the order asked and the reader’s language', async () => {
    const threads = await threadOf(db, ['option-parks', 'nothing', 'option-buses'], 'ur', today)
    expect(threads.map((t) => [t.title.body, t.title.language])).toEqual([
      ['Cleaner parks', 'en'],
      ['بسیں', 'ur'],
    ])
    expect(threads[1]?.place).toEqual({
      rankFrom: 1,
      rankTo: 2,
      band: 'A',
      of: 2,
      sharePerMille: 400,
      base: 100,
      others: 39,
      href: '/ur/consultations/what-matters/list',
    })
    // Nine chose parks: eight others are too few to count in public.
    expect(threads[0]?.place?.others).toBeNull()
    expect(threads[0]).toMatchObject({ decision: null, actions: [] })
    expect(await threadOf(db, [], 'en', today)).toEqual([])
  })

  test('the Board’s silence, its answer, the action and what people notice follow', async () => {
    const by = { personId: 'secretary', on: today, now }
    const [pointId] = await write(db, (tx) =>
      pointsFromList(tx, { listId: 'list', optionIds: ['option-buses'], publishedOn: '2026-04-20' }),
    )
    const thread = async (id = 'option-buses', day = today) => (await threadOf(db, [id], 'en', day))[0]
    expect((await thread())?.decision).toMatchObject({ state: 'waiting', answerBy: '2026-06-15', stance: null })
    expect((await thread('option-buses', '2026-06-16'))?.decision?.state).toBe('overdue')
    await write(db, async (tx) => {
      const entry = { pointId: pointId!, itemId: 'item', equalityPaperId: 'eia', changeNote: '', partners: ['county'] }
      await recordPosition(tx, { ...entry, draft: { ...wholeDraft, stance: 'in_part' }, ...by })
      const draft = {
        title: 'Run the last bus later',
        ownerOrganisationId: 'county',
        championSeatId: 'seat-3',
        dueOn: '2026-12-01',
        measure: 'Last departure',
        baseline: '19:10',
        target: '22:30',
      }
      const action = await createAction(tx, { pointId: pointId!, draft, ...by })
      if (action.errors) throw new Error('not saved')
      const report = {
        rag: 'amber',
        sentence: 'Two of three signed.',
        peopleNotice: 'Later on Fridays.',
        measureValue: '21:00',
        changeReason: '',
      }
      await reportProgress(tx, { actionId: action.id, organisationId: 'county', draft: report, ...by })
    })
    // What is recorded and not published is nobody's to read.
    expect(await thread()).toMatchObject({ decision: { stance: null, reason: null }, actions: [] })
    await write(db, (tx) => publishPosition(tx, { pointId: pointId!, ...by }))
    expect(await thread()).toMatchObject({
      decision: {
        href: '/en/board/decisions/what-matters-buses',
        state: 'answered',
        stance: 'in_part',
        reason: wholeDraft.reason,
      },
      actions: [
        {
          href: '/en/board/actions/run-the-last-bus-later',
          rag: 'amber',
          peopleNotice: 'Later on Fridays.',
          reportedOn: today,
        },
      ],
    })
    expect(await thread('priority-buses')).toMatchObject({ place: { others: 39 }, decision: { stance: 'in_part' } })
  })
})

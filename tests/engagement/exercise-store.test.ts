import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createExercise,
  exerciseById,
  publishExercise,
  registerOf,
  savePlan,
  signFormative,
  withdrawExercise,
} from '../../app/engagement/exercise-store.server.ts'
import { addDays } from '../../app/engagement/london-day.ts'
import { changedPractice, changePractice, practiceOf } from '../../app/engagement/practice-store.server.ts'
import { withdrawnExercises } from '../../app/engagement/register/calendar-store.server.ts'
import { buildQuestions, newestConsultation } from '../../app/engagement/template-store.server.ts'
import { ledgerRows } from '../../app/ledger/ledger-store.server.ts'
import { prioritiesByTitle } from '../../app/priorities/priority-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { plan, smallCounty } from './small-consultation.ts'

const now = new Date('2027-01-10T10:00:00Z')

describe.each(dialects)('the register on $name', ({ fresh }) => {
  let db: Db
  let id: string
  beforeAll(async () => {
    db = await fresh()
    await smallCounty(db)
    id = await write(db, (tx) =>
      createExercise(tx, { plan, kind: 'consultation', runBy: 'org-1', personId: 'officer' }, now),
    )
  })
  afterAll(() => db.destroy())
  const stored = async () => (await exerciseById(db, id))!

  test('keeps a plan as it was written, and gives two of the same title their own addresses', async () => {
    expect(await stored()).toMatchObject({ ...plan, slug: 'what-matters', publishedAt: null })
    const again = await write(db, (tx) =>
      createExercise(tx, { plan, kind: 'consultation', runBy: 'org-2', personId: 'officer' }, now),
    )
    expect((await exerciseById(db, again))!.slug).toBe('what-matters-2')
    expect(await registerOf(db)).toHaveLength(2)
  })

  test('has nothing for another organisation', async () => {
    expect(await exerciseById(db, id, 'org-1')).toBeDefined()
    expect(await exerciseById(db, id, 'org-2')).toBeUndefined()
    expect(await exerciseById(db, id, null)).toBeUndefined()
  })

  test('lets the signature fall with a change of what was signed', async () => {
    await write(db, (tx) => signFormative(tx, id, 'officer', now))
    await write(db, async (tx) => savePlan(tx, await storedIn(tx), { ...plan, method: 'By post' }, 'officer', now))
    expect((await stored()).formativeSignedBy).toBe('officer')
    await write(db, async (tx) =>
      savePlan(tx, await storedIn(tx), { ...plan, decisionOn: '2027-07-01' }, 'officer', now),
    )
    expect((await stored()).formativeSignedBy).toBeNull()
  })

  test('builds questions in versions, with new priorities where none is known', async () => {
    const text = { en: 'words' }
    const question = { title: text, hint: null }
    const texts = {
      title: text,
      lead: text,
      decision: text,
      canChange: text,
      cannotChange: text,
      questions: { area: question, pick: question, order: question, why: question },
    }
    const build = (titles: string[], priorityId: string | null) =>
      write(db, async (tx) => {
        const options = titles.map((title, i) => ({ title, example: '', priorityId: i ? null : priorityId }))
        const given = { texts, picksMax: 2, minutes: 3, options, personId: 'officer' }
        await buildQuestions(tx, await storedIn(tx), given, now)
      })
    await build(['Safer roads', 'More buses', 'Homes'], null)
    const known = await prioritiesByTitle(db, 'en')
    expect(known.map((priority) => priority.slug)).toEqual(['homes', 'more-buses', 'safer-roads'])
    await build(['Roads', 'Trees', 'Parks', 'Jobs'], known[2]!.id)
    expect(await newestConsultation(db, id)).toMatchObject({ version: 2, options: 4, picksMax: 2 })
    expect(await prioritiesByTitle(db, 'en')).toHaveLength(6)
  })

  test('publishes into the ledger, refuses changes then, and takes back before opening', async () => {
    await write(db, async (tx) => publishExercise(tx, await storedIn(tx), 'officer', now))
    expect((await stored()).publishedAt).toBe(now.toISOString())
    const change = write(db, async (tx) => savePlan(tx, await storedIn(tx), plan, 'officer', now))
    await expect(change).rejects.toThrow(/withdrawn/)
    await write(db, async (tx) => withdrawExercise(tx, await storedIn(tx), 'officer', now))
    expect((await stored()).publishedAt).toBeNull()
    const types = (await ledgerRows(db)).map((row) => row.type)
    expect(types).toEqual(['exercise.published', 'exercise.withdrawn'])
    // Whoever noted its days is told until the last of them to answer on, or until it is announced again.
    const { opensOn, closesOn, title } = await stored()
    const announced = { id, title, opensOn, closesOn, withdrawnAt: now.toISOString() }
    expect(await withdrawnExercises(db, closesOn!)).toMatchObject([announced])
    expect(await withdrawnExercises(db, addDays(closesOn!, 1))).toEqual([])
    await write(db, async (tx) => publishExercise(tx, await storedIn(tx), 'officer', now))
    expect(await withdrawnExercises(db, closesOn!)).toEqual([])
  })

  test('keeps who changed a setting, and why', async () => {
    const change = (value: string) =>
      write(db, (tx) =>
        changePractice(tx, { key: 'consult.analysis_weeks', value, reason: 'We are quick', personId: 'officer' }, now),
      )
    await change('3')
    await change('2')
    expect((await practiceOf(db))['consult.analysis_weeks']).toBe(2)
    expect((await practiceOf(db))['consult.picks']).toBe(3)
    const [changed, ...others] = await changedPractice(db)
    expect([changed, others]).toMatchObject([{ value: '2', reason: 'We are quick', label: 'officer' }, []])
    const acts = await db.selectFrom('actor_event').select('detail').where('did', '=', 'changed a setting').execute()
    expect(acts.map((act) => JSON.parse(act.detail).before).sort()).toEqual([3, 4])
  })

  const storedIn = async (tx: Parameters<typeof exerciseById>[0]) => (await exerciseById(tx, id))!
})

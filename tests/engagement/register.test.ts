import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createExercise, exerciseById, publishExercise } from '../../app/engagement/exercise-store.server.ts'
import { addPartner } from '../../app/engagement/partner-store.server.ts'
import { readinessOf } from '../../app/engagement/publishing/publishing.server.ts'
import { monthAsked, monthsAround, weeksOf } from '../../app/engagement/register/month-calendar.ts'
import { emptyEntry, entryTroubles, type RegisterEntry } from '../../app/engagement/register/register-entry.ts'
import { entryOf, saveEntry } from '../../app/engagement/register/register-entry-store.server.ts'
import { filterFrom, filterQuery, isShown } from '../../app/engagement/register/register-filter.ts'
import { daysOf, possibleDays, resultsState } from '../../app/engagement/register/register-row.ts'
import { plansInPreparation, publicRegister } from '../../app/engagement/register/register-store.server.ts'
import { registerView } from '../../app/engagement/register/register-view.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { dialects } from '../support/databases.ts'
import { plan, smallCounty } from './small-consultation.ts'

const days = {
  opensOn: '2027-03-01',
  closesOn: '2027-04-30',
  resultsBy: '2027-06-01',
  decisionOn: '2027-06-15',
  changedBy: '2028-06-01',
}

describe('the days of an exercise', () => {
  test('are shown where they can be', () => {
    expect(possibleDays(days)).toEqual(days)
    expect(daysOf(days).map(({ kind }) => kind)).toEqual(['opens', 'closes', 'results', 'decision', 'changed'])
  })

  test('are not shown where they cannot: an end before the beginning, a decision before the end', () => {
    expect(daysOf(possibleDays({ ...days, closesOn: '2027-02-01' }))).toEqual([])
    expect(possibleDays({ ...days, decisionOn: '2027-04-30' })).toMatchObject({ decisionOn: null, changedBy: null })
    expect(possibleDays({ ...days, resultsBy: '2027-03-05' }).resultsBy).toBeNull()
    expect(possibleDays({ ...days, changedBy: '2027-06-15' }).changedBy).toBeNull()
  })

  test('tell when results are overdue, from the day after they were promised', () => {
    const closed = { state: 'closed' as const, resultsOn: null, resultsBy: '2027-06-01' }
    expect(resultsState(closed, '2027-06-01')).toBe('promised')
    expect(resultsState(closed, '2027-06-02')).toBe('overdue')
    expect(resultsState({ ...closed, resultsOn: '2027-05-30' }, '2027-06-02')).toBe('published')
    expect(resultsState({ ...closed, state: 'open' }, '2027-06-02')).toBe('none')
  })
})

describe('a month', () => {
  test('has whole weeks from Monday, and its own days only carry what happens', () => {
    const events = [{ day: '2027-02-28' }, { day: '2027-03-01' }, { day: '2027-03-31' }, { day: '2027-04-01' }]
    const weeks = weeksOf('2027-03', events)
    expect(weeks).toHaveLength(5)
    expect(weeks.every((week) => week.length === 7)).toBe(true)
    expect(weeks[0]![0]).toEqual({ day: '2027-03-01', inMonth: true, happens: [{ day: '2027-03-01' }] })
    expect(weeks[4]![2]!.happens).toHaveLength(1)
    expect(weeks.flat().flatMap((day) => day.happens)).toHaveLength(2)
    expect(weeksOf('2026-02', []).flat()).toHaveLength(35)
  })

  test('is the one asked for, within what there is to see', () => {
    const range = { first: '2027-01-05', last: '2027-12-20' }
    expect(monthAsked('2027-07', range, '2027-03-03')).toBe('2027-07')
    expect(monthAsked('2031-07', range, '2027-03-03')).toBe('2027-12')
    expect(monthAsked('2027-13', range, '2027-03-03')).toBe('2027-03')
    expect(monthAsked(null, range, '2026-03-03')).toBe('2027-01')
    expect(monthsAround('2027-01', range)).toEqual({ before: null, after: '2027-02' })
    expect(monthsAround('2027-12', range)).toEqual({ before: '2027-11', after: null })
  })
})

describe('the filter', () => {
  const one = {
    runBy: 'a',
    partnerIds: ['d'],
    commissionedBy: 'b',
    areaIds: ['county'],
    themeIds: ['t'],
    groups: ['young'],
    level: 'county',
    state: 'open',
  }
  const filter = (query: string) => filterFrom(new URLSearchParams(query))

  test('finds by who runs it, who asks with them and whom it is for, and asks for all at once', () => {
    const found = ['a', 'b', 'c', 'd'].filter((by) => isShown(one, filter(`by=${by}`)))
    expect(found).toEqual(['a', 'b', 'd'])
    expect(isShown(one, filter('theme=t&group=young&level=county&state=open&area=county'))).toBe(true)
    expect(isShown(one, filter('theme=t&group=older'))).toBe(false)
    expect(isShown(one, filter(''))).toBe(true)
    expect(isShown(one, filter('state=nonsense'))).toBe(false)
  })

  test('is an address that can be sent on', () => {
    const query = filterQuery(filter('theme=t&other=1&by=a'), { month: '2027-03' })
    expect(query).toBe('?month=2027-03&by=a&theme=t')
    expect(filterQuery(filter(''))).toBe('')
  })
})

const entry: RegisterEntry = {
  ...emptyEntry(['county']),
  themeIds: ['t1'],
  groups: ['young'],
  methods: ['online'],
  costPounds: 1200,
  questions: 'One?\nTwo?',
}

describe('what the register needs before publishing', () => {
  test('is themes, people and ways; the law where one asks; an address where it is asked elsewhere', () => {
    const keys = (given: Partial<RegisterEntry>, basis = 'voluntary') =>
      entryTroubles({ ...entry, ...given }, basis).map(({ key }) => key)
    expect(keys({})).toEqual([])
    expect(keys({ themeIds: [], groups: [], methods: [] })).toHaveLength(3)
    expect(keys({}, 'statutory')).toEqual(['missing.statute'])
    expect(keys({ statute: 'An Act' }, 'statutory')).toEqual([])
    expect(keys({ askedElsewhere: true })).toEqual(['missing.address'])
  })

  test('takes its level from the largest area', () => {
    expect(emptyEntry(['forum', 'district']).level).toBe('district')
    expect(emptyEntry([]).level).toBe('county')
  })
})

describe.each(dialects)('the public register on $name', ({ fresh }) => {
  let db: Db
  const now = new Date('2027-02-01T10:00:00Z')
  const create = (given: Partial<typeof plan>, runBy = 'org-1') =>
    write(db, (tx) =>
      createExercise(tx, { plan: { ...plan, ...given }, kind: 'consultation', runBy, personId: 'officer' }, now),
    )
  const publish = (id: string) =>
    write(db, async (tx) => publishExercise(tx, (await exerciseById(tx, id))!, 'officer', now))
  beforeAll(async () => {
    db = await fresh()
    await smallCounty(db)
    const organisation = (id: string) => ({ id, name: `The ${id}`, sector: 'public' as const, is_council: 0 })
    await db
      .insertInto('organisation')
      .values(['org-1', 'org-2'].map((id) => ({ ...organisation(id), seed_name: null })))
      .execute()
    await db
      .insertInto('theme')
      .values([
        { id: 't1', position: 1, title: 'Theme 1' },
        { id: 't2', position: 2, title: 'Theme 2' },
      ])
      .execute()
  })
  afterAll(() => db.destroy())

  test('keeps what was entered, and the plan is not ready without it', async () => {
    const id = await create({ title: 'Kept' })
    const readiness = async () => {
      const { troubles } = await readinessOf(db, (await exerciseById(db, id))!, '2027-02-01')
      return troubles.map(({ key }) => key)
    }
    expect(await readiness()).toEqual(
      expect.arrayContaining(['missing.themeIds', 'missing.groups', 'missing.methods', 'no_questions']),
    )
    await write(db, (tx) => saveEntry(tx, id, entry, 'officer', now))
    expect(await entryOf(db, id)).toEqual(entry)
    expect(await readiness()).toEqual(['no_questions', 'not_signed'])
    const elsewhere = { ...entry, themeIds: ['t2'], askedElsewhere: true, address: 'https://partner.example/x' }
    await write(db, (tx) => saveEntry(tx, id, elsewhere, 'officer', now))
    expect(await entryOf(db, id)).toEqual(elsewhere)
    expect(await readiness()).toEqual(['not_signed'])
  })

  test('tells the public of a plan only that a partner has one', async () => {
    const id = await create({ title: 'A secret plan', opensOn: '2027-03-05' }, 'org-2')
    const shown = async () => JSON.stringify([await publicRegister(db, '2027-02-01'), await plansInPreparation(db)])
    expect(await shown()).not.toMatch(/secret|2027-03-05/)
    expect(await plansInPreparation(db)).toContainEqual({ organisation: 'The org-2', plans: 1 })
    await publish(id)
    expect(await shown()).toMatch(/A secret plan/)
    expect((await publicRegister(db, '2027-02-01', { id })).map(({ title }) => title)).toEqual(['A secret plan'])
    expect(await plansInPreparation(db)).not.toContainEqual({ organisation: 'The org-2', plans: 1 })
  })

  test('is found by an area around or within, by theme and by state', async () => {
    const id = await create({ title: 'In one district', areaIds: ['d1'], closesOn: '2027-05-30' })
    await write(db, (tx) => saveEntry(tx, id, { ...entry, themeIds: ['t2'] }, 'officer', now))
    await publish(id)
    const found = async (query: string) =>
      (await registerView(db, new Request(`https://x.example/en/register?${query}`), '2027-03-15')).rows.map(
        ({ title }) => title,
      )
    expect(await found('area=county&theme=t2')).toEqual(['In one district'])
    expect(await found('area=d1')).toContain('In one district')
    expect(await found('area=d1')).toContain('A secret plan')
    expect(await found('area=d2')).not.toContain('In one district')
    expect(await found('state=closed')).toEqual([])
    expect((await found('state=open')).sort()).toEqual(['A secret plan', 'In one district'].sort())
  })

  test('names everybody who asks a joint exercise, and finds it by each', async () => {
    const id = await create({ title: 'Together' })
    await write(db, (tx) => addPartner(tx, { exerciseId: id, organisationId: 'org-2', personId: 'officer' }, now))
    await publish(id)
    for (const by of ['org-1', 'org-2']) {
      const { rows } = await registerView(db, new Request(`https://x.example/en/register?by=${by}`), '2027-03-15')
      expect(rows.find(({ title }) => title === 'Together')?.runByName).toBe('The org-1, The org-2')
    }
  })
})

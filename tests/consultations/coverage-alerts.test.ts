import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noAnswers } from '../../app/consultations/answering/answers.ts'
import { submit } from '../../app/consultations/answering/response-store.server.ts'
import {
  alertsOf,
  coverageOf,
  dimensionsAsked,
  groupKey,
  organisationCounters,
  unknownSector,
} from '../../app/consultations/coverage/coverage.ts'
import { coverageWarner } from '../../app/consultations/coverage/coverage-alerts.server.ts'
import {
  setWanted,
  shownCountersOf,
  targetsOf,
  wantedOf,
} from '../../app/consultations/coverage/coverage-store.server.ts'
import { usualChoice } from '../../app/consultations/equality/equality-choice.ts'
import { choose } from '../../app/consultations/equality/equality-choice-store.server.ts'
import { saveOrganisations } from '../../app/people/organisation-load-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { during, smallConsultation, smallCounty } from '../engagement/small-consultation.ts'
import { dialects } from '../support/databases.ts'

const rule = { minCell: 10, roundTo: 5 }
const counters = (young: number, old: number) => [
  { dimension: 'age_band', category: '16-29', people: young },
  { dimension: 'age_band', category: '65+', people: old },
]

describe('shares that an officer sets', () => {
  const set = new Map([[groupKey('age_band', '16-29'), 200]])

  test('go before the census, and tell how many answers are missing', () => {
    const census = [{ dimension: 'age_band', category: '16-29', people: 5 }]
    const rows = (young: number, of: typeof census) =>
      coverageOf(counters(young, 200 - young), of, 'age_band', rule, set).filter(({ people }) => people)
    const [young, old] = rows(20, census)
    expect(young).toMatchObject({ sharePerMille: 100, targetPerMille: 200, short: 20, behind: false })
    expect(old).toMatchObject({ targetPerMille: null, short: null, behind: false })
    expect(rows(15, [])[0]!.behind).toBe(true)
  })

  test('show a group that is wanted and has not come', () => {
    const rows = coverageOf(
      [{ dimension: 'sex', category: 'male', people: 90 }],
      [],
      'sex',
      rule,
      new Map([[groupKey('sex', 'female'), 500]]),
    )
    expect(rows.map(({ category, people }) => [category, people])).toEqual([
      ['female', null],
      ['male', 90],
    ])
  })

  test('warn once, and again only after the group has caught up with a little to spare', () => {
    const rows = (young: number) =>
      coverageOf(counters(young, 200 - young), [], 'age_band', rule, set).map((row) => ({
        dimension: 'age_band',
        ...row,
      }))
    const key = groupKey('age_band', '16-29')
    expect(alertsOf(rows(15), new Set()).raised.map(({ category }) => category)).toEqual(['16-29'])
    expect(alertsOf(rows(15), new Set([key]))).toEqual({ raised: [], cleared: [] })
    expect(alertsOf(rows(20), new Set([key])).cleared).toEqual([])
    expect(alertsOf(rows(25), new Set([key])).cleared).toEqual([key])
  })
})

describe('organisations', () => {
  const partners = [
    { name: 'Chamber of Trade', sector: 'private' },
    { name: 'Elders’ Forum', sector: 'community' },
  ]

  test('are counted by what the list of partners says they are, exactly, against the share that is wanted', () => {
    const counted = organisationCounters(['chamber of trade', 'Elders Forum', 'A firm', null], partners)
    const wanted = new Map([
      [groupKey('sector', 'private'), 500],
      [groupKey('sector', 'voluntary'), 250],
    ])
    const rows = coverageOf(counted, [], 'sector', rule, wanted)
    expect(rows.map(({ category, people, short }) => [category, people, short])).toEqual([
      ['private', 1, 1],
      ['community', 1, null],
      [unknownSector, 2, null],
      ['voluntary', 0, 1],
    ])
    expect(coverageOf(organisationCounters([], partners), [], 'sector', rule)).toEqual([])
  })
})

describe('groups of every characteristic that is asked', () => {
  const religion = (sikh: number) => [
    { dimension: 'religion', category: 'christian', people: 190 },
    { dimension: 'religion', category: 'sikh', people: sikh },
  ]
  const wanted = new Map([[groupKey('religion', 'sikh'), 100]])
  const rowOf = (sikh: number) =>
    coverageOf(religion(sikh), [], 'religion', rule, wanted).find(({ category }) => category === 'sikh')!

  test('are counted in the order of their list, whoever has come and whoever has not', () => {
    const rows = coverageOf(religion(20), [], 'religion', rule)
    expect(rows.map(({ category }) => category).slice(0, 2)).toEqual(['no-religion', 'christian'])
    expect(rows).toHaveLength(8)
    expect(dimensionsAsked({ ...usualChoice, asked: [{ what: 'religion', why: 'heard' }] })).toEqual([
      'district',
      'sector',
      'religion',
    ])
  })

  test('that are hidden are behind only where the most that they may have would be, whatever they have', () => {
    expect([0, 1, 9].map((people) => rowOf(people).behind)).toEqual([true, true, true])
    expect([rowOf(9).people, rowOf(9).sharePerMille]).toEqual([null, null])
    const small = coverageOf(religion(1), [], 'religion', rule, new Map([[groupKey('religion', 'sikh'), 80]]))
    expect(small.find(({ category }) => category === 'sikh')!.behind).toBe(false)
  })
})

describe.each(dialects)('warnings, on $name', ({ fresh }) => {
  let db: Db
  let exerciseId: string
  let consultationId: string
  const warn = coverageWarner('https://moot.example')
  const mails = async () => (await db.selectFrom('outbox').select(['to_address', 'subject', 'body']).execute()).length
  const count = (young: number) =>
    write(db, async (tx) => {
      await tx.deleteFrom('coverage_counter').execute()
      const rows = counters(young, 200 - young).map((row) => ({ consultation_id: consultationId, ...row }))
      await tx.insertInto('coverage_counter').values(rows).execute()
    })

  beforeAll(async () => {
    db = await fresh()
    await smallCounty(db)
    const made = await smallConsultation(db)
    exerciseId = made.exerciseId
    consultationId = made.consultationId
    const grant = {
      person_id: 'officer',
      role: 'secretariat',
      scope_id: null,
      valid_from: '2027-01-01',
      valid_to: null,
    }
    await db
      .insertInto('role_grant')
      .values({ id: 'g', ...grant })
      .execute()
  })
  afterAll(() => db.destroy())

  test('go out once for each time a group falls behind, with what is wanted of it, and never after closing', async () => {
    const wanted = [{ dimension: 'age_band', category: '16-29', perMille: 200 }]
    await write(db, (tx) => setWanted(tx, { exerciseId, personId: 'officer', wanted }, during))
    expect([...(await wantedOf(db, exerciseId))]).toEqual([['age_band|16-29', 200]])
    await count(15)
    await warn(db, during)
    const first = await mails()
    expect(first).toBe(1)
    const { body } = await db.selectFrom('outbox').select('body').executeTakeFirstOrThrow()
    expect(body).toContain('16 to 29: 8% of the answers against 20% wanted')
    await warn(db, during)
    expect(await mails()).toBe(1)
    await count(60)
    await warn(db, during)
    expect(await mails()).toBe(1)
    await count(15)
    await warn(db, during)
    expect(await mails()).toBe(2)
    await count(60)
    await warn(db, during)
    await count(15)
    await warn(db, new Date('2027-05-02T10:00:00Z'))
    expect(await mails()).toBe(2)
  })

  test('are of what is shown: between two looks at least ten have told something of themselves', async () => {
    await count(60)
    const look = async () =>
      (await shownCountersOf(db, consultationId, 10)).find(({ category }) => category === '16-29')?.people
    await warn(db, during)
    expect(await look()).toBe(60)
    await count(62)
    expect(await look()).toBe(60)
    await count(65)
    expect(await look()).toBe(65)
    await count(60)
    await warn(db, during)
  })

  test('count organisations beside residents, by what the list of partners says they are', async () => {
    const heard = async () =>
      (await shownCountersOf(db, consultationId, 10)).filter(({ dimension }) => dimension === 'sector')
    expect(await heard()).toEqual([])
    await write(db, async (tx) => {
      await saveOrganisations(tx, [{ name: 'Chamber of Trade', sector: 'private', isCouncil: false }])
      for (const name of ['Chamber of trade', 'Somebody else']) {
        const organisation = { name, does: 'Speaks', represents: 'Members' }
        const sent = {
          consultationId,
          submissionKey: name,
          answers: { ...noAnswers, none: true },
          seed: 1,
          language: 'en',
        }
        await submit(tx, 'a secret of the tests that is long enough', { ...sent, organisation }, during)
      }
    })
    expect(await heard()).toEqual([
      { dimension: 'sector', category: 'private', people: 1 },
      { dimension: 'sector', category: unknownSector, people: 1 },
    ])
  })

  test('tell of a characteristic that its officer asks and wants shares of, and of its census where one is loaded', async () => {
    await write(db, async (tx) => {
      await tx.deleteFrom('outbox').execute()
      await tx.deleteFrom('coverage_alert').execute()
      const choice = { ...usualChoice, asked: [{ what: 'orientation' as const, why: 'heard' as const }] }
      await choose(tx, { exerciseId, choice, personId: 'officer' }, during)
      const wanted = [
        { dimension: 'orientation', category: 'bisexual', perMille: 200 },
        { dimension: 'age_band', category: '16-29', perMille: 200 },
      ]
      await setWanted(tx, { exerciseId, personId: 'officer', wanted }, during)
      const people = { straight: 180, bisexual: 3 }
      const rows = Object.entries(people).map(([category, n]) => ({
        consultation_id: consultationId,
        dimension: 'orientation',
        category,
        people: n,
      }))
      await tx.insertInto('coverage_counter').values(rows).execute()
    })
    await warn(db, during)
    const { body } = await db.selectFrom('outbox').select('body').executeTakeFirstOrThrow()
    expect(body).toContain('Bisexual: fewer than 10 answers against 20% wanted')
    expect(body).not.toContain('16 to 29')

    const { area_id } = await db.selectFrom('census_figure').select('area_id').executeTakeFirstOrThrow()
    const figure = { area_id, dimension: 'orientation' as const, source: 'made up' }
    const figures = [
      { ...figure, category: 'straight', people: 900 },
      { ...figure, category: 'bisexual', people: 100 },
    ]
    await db.insertInto('census_figure').values(figures).execute()
    const census = (await targetsOf(db, exerciseId)).filter(({ dimension }) => dimension === 'orientation')
    expect(census.map(({ category, people }) => [category, people])).toEqual([
      ['bisexual', 100],
      ['straight', 900],
    ])
  })
})

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { alertsOf, coverageOf, groupKey } from '../../app/consultations/coverage.ts'
import { coverageWarner } from '../../app/consultations/coverage-alerts.server.ts'
import { setWanted, wantedOf } from '../../app/consultations/coverage-store.server.ts'
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
    const [young, old] = coverageOf(counters(20, 180), census, 'age_band', rule, set)
    expect(young).toMatchObject({ sharePerMille: 100, targetPerMille: 200, short: 20, behind: false })
    expect(old).toMatchObject({ targetPerMille: null, short: null, behind: false })
    expect(coverageOf(counters(15, 185), [], 'age_band', rule, set)[0]!.behind).toBe(true)
  })

  test('show a group that is wanted and has not come', () => {
    const rows = coverageOf(
      [{ dimension: 'sex', category: 'male', people: 90 }],
      [],
      'sex',
      rule,
      new Map([[groupKey('sex', 'female'), 500]]),
    )
    expect(rows.map(({ category }) => category)).toEqual(['male', 'female'])
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
})

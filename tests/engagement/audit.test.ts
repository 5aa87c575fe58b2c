import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditTotals, auditYearOf, participation } from '../../app/engagement/audit/audit.ts'
import { auditOf, auditYears, withoutCost } from '../../app/engagement/audit/audit-store.server.ts'
import { entryOf, saveEntry } from '../../app/engagement/register/register-entry-store.server.ts'
import { type Db, write } from '../../db/connect.ts'
import { givenConsultation } from '../consultations/given.ts'
import { dialects } from '../support/databases.ts'

test('an exercise is accounted for once, in the year of its last day', () => {
  expect(auditYearOf({ opensOn: '2026-12-01', closesOn: '2027-01-10' })).toBe(2027)
  expect(auditYearOf({ opensOn: '2026-12-01', closesOn: null })).toBe(2026)
  expect(auditYearOf({ opensOn: null, closesOn: null })).toBeNull()
})

test('sums say of how many exercises they are', () => {
  const row = { costPounds: null, staffHours: null, reached: null, whatChanged: ' ', groupsPence: 0 }
  expect(auditTotals([row, { ...row, costPounds: 0, reached: 12, whatChanged: 'A bus', groupsPence: 12050 }])).toEqual({
    exercises: 2,
    costPounds: 0,
    withCost: 1,
    staffHours: 0,
    withHours: 0,
    groupsPence: 12050,
    reached: 12,
    withReach: 1,
    changed: 1,
  })
})

test('who took part is added up from what is published: what is hidden there stays hidden', () => {
  const one = [
    {
      margin: 'sex',
      groups: [
        { id: 'female', people: 31 },
        { id: 'male', people: null },
      ],
    },
  ]
  const two = [
    {
      margin: 'sex',
      groups: [
        { id: 'female', people: 12 },
        { id: 'male', people: 40 },
      ],
    },
  ]
  expect(participation([one, two], 5).find(({ margin }) => margin === 'sex')).toEqual({
    margin: 'sex',
    groups: [
      { id: 'female', people: 45, hidden: 0 },
      { id: 'male', people: 40, hidden: 1 },
    ],
  })
})

describe.each(dialects)('the yearly audit on $name', ({ fresh }) => {
  let db: Db
  const today = '2026-11-20'
  beforeAll(async () => {
    db = await fresh()
    await givenConsultation(db)
    const person = { id: 'officer', email: 'o@example.org', label: 'O', organisation_id: null, disabled_at: null }
    await db
      .insertInto('person')
      .values({ ...person, created_at: '2026-01-01T00:00:00Z' })
      .execute()
    await givenConsultation(db, { slug: 'a-plan', published: false })
  })
  afterAll(() => db.destroy())

  test('holds what is public, with the closing count where nobody recorded how many were reached', async () => {
    const exerciseId = 'exercise-october'
    const snapshot = { exercise_id: exerciseId, version: 1, parent_id: null, reason: '', content: '{}', hash: '' }
    await db
      .insertInto('snapshot')
      .values([
        { ...snapshot, id: 'closing', stage: 'closing', rows: 77, created_by: null, created_at: '' },
        { ...snapshot, id: 'analysis', stage: 'analysis', rows: 70, created_by: null, created_at: '' },
      ])
      .execute()
    const list = { exercise_id: exerciseId, snapshot_id: 'analysis', result_hash: '', note: '', created_at: '' }
    const signed = { first_publisher: null, second_publisher: null, published_at: '2026-11-10T10:00:00Z' }
    const groups = [{ id: '30-44', people: 33 }]
    await db
      .insertInto('priority_list')
      .values({
        ...list,
        ...signed,
        id: 'l1',
        version: 1,
        result: JSON.stringify({ coverage: [{ margin: 'ageBand', groups }] }),
      })
      .execute()
    expect(await auditYears(db, today)).toEqual([2026])
    expect((await withoutCost(db, 'Officers', today)).map(({ slug }) => slug)).toEqual(['october'])
    const before = await auditOf(db, 2026, today)
    expect(before.rows.map(({ slug, reached }) => [slug, reached])).toEqual([['october', 77]])
    expect(before.takingPart[0]).toEqual({ margin: 'ageBand', groups: [{ id: '30-44', people: 35, hidden: 0 }] })
    await write(db, async (tx) => {
      const entry = {
        ...(await entryOf(tx, exerciseId)),
        costPounds: 900,
        reached: 80,
        whatChanged: 'The 154 runs late',
      }
      await saveEntry(tx, exerciseId, entry, 'officer', new Date('2026-11-20T10:00:00Z'))
    })
    const after = await auditOf(db, 2026, today)
    expect(after.totals).toMatchObject({ exercises: 1, costPounds: 900, withCost: 1, reached: 80, changed: 1 })
    expect(await withoutCost(db, null, today)).toEqual([])
  })

  test('adds who answered a form, by its newest published results', async () => {
    await givenConsultation(db, { slug: 'a-form' })
    const row = {
      exercise_id: 'exercise-a-form',
      snapshot_id: 'analysis',
      result_hash: '',
      note: '',
      created_at: '',
      first_publisher: null,
      second_publisher: null,
      published_at: '2026-11-10T10:00:00Z',
    }
    const result = (people: number) =>
      JSON.stringify({
        groups: { ageBand: [{ id: '30-44', people }], sex: [{ id: 'male', people: null }], district: [] },
      })
    await db
      .insertInto('form_result')
      .values([
        { ...row, id: 'f1', version: 1, result: result(400) },
        { ...row, id: 'f2', version: 2, result: result(12) },
        { ...row, id: 'f3', version: 3, result: result(500), published_at: null },
      ])
      .execute()
    const { takingPart, tables } = await auditOf(db, 2026, today)
    expect(tables).toBe(2)
    // 33 of the list and 12 of the form, rounded to five.
    expect(takingPart[0]).toEqual({ margin: 'ageBand', groups: [{ id: '30-44', people: 45, hidden: 0 }] })
    expect(takingPart[1]).toEqual({ margin: 'sex', groups: [{ id: 'male', people: 0, hidden: 1 }] })
  })
})

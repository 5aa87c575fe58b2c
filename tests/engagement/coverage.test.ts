import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coverageOf } from '../../app/consultations/coverage.ts'

const rule = { minCell: 10, roundTo: 5 }
const targets = [
  { dimension: 'age_band', category: '16-29', people: 200 },
  { dimension: 'age_band', category: '65+', people: 800 },
  { dimension: 'district', category: 'd1', people: 500 },
  { dimension: 'district', category: 'd2', people: 500 },
]
const counters = (young: number, old: number) => [
  { dimension: 'age_band', category: '16-29', people: young },
  { dimension: 'age_band', category: '65+', people: old },
]

describe('coverage', () => {
  test('alerts when a group has less than half of its share in the census', () => {
    const [young, old] = coverageOf(counters(12, 188), targets, 'age_band', rule)
    expect(young).toEqual({
      category: '16-29',
      people: 10,
      sharePerMille: 50,
      targetPerMille: 200,
      short: 30,
      behind: true,
    })
    expect(old!.behind).toBe(false)
    expect(coverageOf(counters(40, 160), targets, 'age_band', rule)[0]!.behind).toBe(false)
  })

  test('hides a group of fewer than ten: it is behind where nine would be, and says no more', () => {
    const young = (people: number, of: number) =>
      coverageOf(counters(people, of - people), targets, 'age_band', rule)[0]
    expect(young(9, 200)).toMatchObject({ people: null, sharePerMille: null, short: null, behind: true })
    for (const people of [1, 5, 8]) expect(young(people, 200)).toEqual(young(9, 200))
  })

  test('shows a district nobody has answered from, and places exactly', () => {
    const rows = coverageOf([{ dimension: 'district', category: 'd1', people: 37 }], targets, 'district', rule)
    expect(rows.map((row) => row.people)).toEqual([37, 0])
    expect(rows[1]!.behind).toBe(true)
  })

  test('never tells a single person’s age by two looks at the page', () => {
    fc.assert(
      fc.property(fc.nat(300), (n) => {
        const people = coverageOf(counters(n, 100), targets, 'age_band', rule)[0]!.people
        return people === null ? n < 10 : people % 5 === 0 && people <= n && n - people < 5
      }),
    )
  })
})

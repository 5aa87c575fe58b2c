import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CoverageRow, coverageOf, shownCounters } from '../../app/consultations/coverage/coverage.ts'

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

const rowOf = (rows: CoverageRow[], wanted: string) => rows.find(({ category }) => category === wanted)!

/** Every way in which one person may have described themselves. */
const oneOf = (dimension: string) => coverageOf([], [], dimension, rule).map(({ category }) => category)

describe('coverage while few have answered', () => {
  test.each(['age_band', 'sex', 'ethnic_group', 'religion', 'disability'])(
    'shows every group of %s from the start, and the same whoever has come, up to nine of them',
    (dimension) => {
      const nobody = coverageOf([], [], dimension, rule)
      expect(nobody.length).toBeGreaterThan(1)
      for (const category of oneOf(dimension)) {
        for (const people of [1, 4]) {
          expect(coverageOf([{ dimension, category, people }], [], dimension, rule)).toEqual(nobody)
        }
        const nine = coverageOf([{ dimension, category, people: 9 }], targets, dimension, rule)
        expect(nine.every((row) => row.people === null && row.sharePerMille === null && !row.behind)).toBe(true)
      }
    },
  )

  test('moves what people said of themselves only when ten have changed it, and places at once', () => {
    const at = (young: number, place: number) => [
      { dimension: 'age_band', category: '16-29', people: young },
      { dimension: 'district', category: 'd1', people: place },
    ]
    expect(shownCounters(at(9, 9), [], 10)).toEqual({ counters: at(9, 9).slice(1), moved: [] })
    const shown = at(54, 60).slice(0, 1)
    // Rounded down, the 55th alone would be seen.
    expect(shownCounters(at(55, 61), shown, 10).counters).toEqual([at(55, 61)[1], shown[0]])
    expect(shownCounters(at(64, 70), shown, 10)).toEqual({ counters: at(64, 70), moved: ['age_band'] })
    expect(shownCounters(at(44, 70), shown, 10).moved).toEqual(['age_band'])
  })
})

describe('coverage', () => {
  test('alerts when a group has less than half of its share in the census', () => {
    const of = (young: number, old: number) => {
      const rows = coverageOf(counters(young, old), targets, 'age_band', rule)
      return { young: rowOf(rows, '16-29'), old: rowOf(rows, '65+') }
    }
    const { young, old } = of(12, 188)
    expect(young).toEqual({
      category: '16-29',
      people: 10,
      sharePerMille: 50,
      targetPerMille: 200,
      short: 30,
      behind: true,
    })
    expect(old.behind).toBe(false)
    expect(of(40, 160).young.behind).toBe(false)
  })

  test('hides a group of fewer than ten: it is behind where nine would be, and says no more', () => {
    const young = (people: number, of: number) =>
      rowOf(coverageOf(counters(people, of - people), targets, 'age_band', rule), '16-29')
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
        const { people } = rowOf(coverageOf(counters(n, 100), targets, 'age_band', rule), '16-29')
        return people === null ? n < 10 : people % 5 === 0 && people <= n && n - people < 5
      }),
    )
  })
})

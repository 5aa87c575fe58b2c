import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cohenKappa, krippendorffAlpha, reliability } from '../../app/priorities/agreement.ts'
import { majorityJudgment, majoritySequence } from '../../app/priorities/majority-judgment.ts'
import { themeCounts } from '../../app/priorities/themes.ts'
import { RUNS } from './ballots.ts'

describe('majority judgment', () => {
  const tables = fc.integer({ min: 1, max: 9 }).chain((people) =>
    fc.array(
      fc
        .array(fc.integer({ min: 0, max: 3 }), { minLength: people, maxLength: people })
        .map((grades) => [0, 1, 2, 3].map((grade) => grades.filter((one) => one === grade).length)),
      { minLength: 2, maxLength: 4 },
    ),
  )

  it('orders as taking majority grades away one by one does', () => {
    const later = (a: readonly number[], b: readonly number[]): number =>
      a.map((grade, i) => b[i]! - grade).find((difference) => difference !== 0) ?? 0
    fc.assert(
      fc.property(tables, (counts) => {
        const sequences = counts.map(majoritySequence)
        const { ranking } = majorityJudgment(counts)
        ranking.forEach((group, place) => {
          for (const option of group) {
            expect(later(sequences[group[0]!]!, sequences[option]!)).toBe(0)
            const above = ranking[place - 1]?.[0]
            if (above !== undefined) expect(later(sequences[above]!, sequences[option]!)).toBeLessThan(0)
          }
        })
      }),
      RUNS,
    )
  })

  it('is the same for shares of millionths as for people', () => {
    fc.assert(
      fc.property(tables, (counts) => {
        const weighted = counts.map((grades) => grades.map((count) => count * 1_000_000))
        expect(majorityJudgment(weighted)).toEqual(majorityJudgment(counts))
      }),
      RUNS,
    )
  })

  it('reports equal profiles as a tie and compares unequal numbers of people by shares', () => {
    expect(
      majorityJudgment([
        [1, 2, 0],
        [2, 4, 0],
        [0, 0, 3],
      ]).ranking,
    ).toEqual([[2], [0, 1]])
  })
})

describe('agreement between coders', () => {
  it('is one when all agree, zero by chance, and null when there is nothing to disagree about', () => {
    const codes = ['a', 'b', 'a', 'c']
    expect(krippendorffAlpha([codes, codes], 'nominal')).toBe(1)
    expect(cohenKappa(codes, codes)).toBe(1)
    expect(
      krippendorffAlpha(
        [
          ['a', 'a'],
          ['a', 'a'],
        ],
        'nominal',
      ),
    ).toBeNull()
    expect(
      krippendorffAlpha(
        [
          ['a', null],
          [null, 'b'],
        ],
        'nominal',
      ),
    ).toBeNull()
    expect(cohenKappa(['a', null], [null, 'a'])).toBeNull()
  })

  it('gives Cohen’s kappa of the textbook table of fifty proposals', () => {
    // Both yes 20, only the first 5, only the second 10, both no 15: observed 0.7, chance 0.5.
    const pairs = [...Array(20).fill('yy'), ...Array(5).fill('yn'), ...Array(10).fill('ny'), ...Array(15).fill('nn')]
    expect(
      cohenKappa(
        pairs.map((pair) => pair[0]),
        pairs.map((pair) => pair[1]),
      ),
    ).toBeCloseTo(0.4, 12)
  })

  it('gates reporting at 0.8 and 0.667', () => {
    expect([0.8, 0.79, 0.667, 0.66].map(reliability)).toEqual(['reliable', 'tentative', 'tentative', 'unreliable'])
  })

  it('refuses to measure distances between words', () => {
    expect(() =>
      krippendorffAlpha(
        [
          ['a', '2'],
          ['1', '2'],
        ],
        'interval',
      ),
    ).toThrow('not a number')
  })
})

describe('themes of free text', () => {
  const passages = [
    { person: 'a', theme: 'buses' },
    { person: 'a', theme: 'buses' },
    { person: 'b', theme: 'roads' },
    { person: 'c', theme: 'roads' },
    { person: 'c', theme: 'homes' },
  ]

  it('count different people, and share a place when they are as many', () => {
    expect(themeCounts(passages, 0.81)).toEqual({
      themes: [
        [{ theme: 'roads', people: 2 }],
        [
          { theme: 'buses', people: 1 },
          { theme: 'homes', people: 1 },
        ],
      ],
      alpha: 0.81,
      reliability: 'reliable',
    })
  })

  it('are unreliable without a measured agreement', () => {
    expect(themeCounts(passages, null).reliability).toBe('unreliable')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generator } from '../../app/priorities/generator.ts'
import { surveyMean } from '../../app/priorities/survey-mean.ts'
import { fitTable, kish, poststratify, rake, trim } from '../../app/priorities/weights.ts'
import { propertyRuns } from '../support/runs.ts'

describe('raking', () => {
  it('meets the margins of 1,000 random samples to 1e-9, or says that it cannot', () => {
    const sample = fc.record({ seed: fc.integer({ min: 0, max: 2 ** 31 }), people: fc.integer({ min: 40, max: 300 }) })
    let met = 0
    fc.assert(
      fc.property(sample, ({ seed, people }) => {
        const random = generator(seed)
        const categories = Array.from({ length: people }, () => [
          `a${random.below(4)}`,
          `s${random.below(2)}`,
          `d${random.below(5)}`,
        ])
        const margin = (names: string[]) => {
          const parts = names.map(() => 0.3 + random.uniform())
          const total = parts.reduce((sum, part) => sum + part, 0)
          return Object.fromEntries(names.map((name, i) => [name, (1000 * parts[i]!) / total]))
        }
        const margins = [margin(['a0', 'a1', 'a2', 'a3']), margin(['s0', 's1']), margin(['d0', 'd1', 'd2', 'd3', 'd4'])]
        const result = rake({ categories, margins })
        if (!result.ok) {
          expect(['no-convergence', 'empty-target-category']).toContain(result.refusal.reason)
          return
        }
        met += 1
        margins.forEach((targets, m) => {
          for (const [category, target] of Object.entries(targets)) {
            const sum = categories.reduce((all, key, i) => (key[m] === category ? all + result.weights[i]! : all), 0)
            expect(Math.abs(sum - target) / target).toBeLessThanOrEqual(1.1e-9)
          }
        })
      }),
      { numRuns: propertyRuns(300) },
    )
    expect(met).toBeGreaterThan(200)
  })

  it('keeps people with the same characteristics at the same weight and base weights in proportion', () => {
    const categories = [
      ['m', 'x'],
      ['m', 'x'],
      ['f', 'x'],
      ['f', 'y'],
    ]
    const margins: Record<string, number>[] = [
      { m: 6, f: 4 },
      { x: 7, y: 3 },
    ]
    const result = rake({ categories, margins, baseWeights: [1, 2, 1, 1] })
    if (!result.ok) throw new Error('refused')
    expect(result.weights[1]! / result.weights[0]!).toBeCloseTo(2, 12)
    expect(result.weights.map((weight) => Math.round(weight * 1e6) / 1e6)).toEqual([2, 4, 1, 3])
  })

  it.each([
    ['empty-target-category', [['m'], ['m']], [{ m: 1, f: 1 }]],
    ['unknown-category', [['m'], ['x']], [{ m: 1 }]],
    [
      'inconsistent-margins',
      [
        ['m', 'a'],
        ['f', 'a'],
      ],
      [{ m: 1, f: 1 }, { a: 3 }],
    ],
    ['inconsistent-margins', [['m'], ['f']], [{ m: -1, f: 3 }]],
    ['inconsistent-margins', [['m'], ['f']], [{ m: Number.NaN, f: 3 }]],
    ['no-population', [['m']], [{ m: 0 }]],
    // All young are m and every m is young: 20 and 40 cannot both be met.
    [
      'no-convergence',
      [
        ['m', 'young'],
        ['f', 'old'],
      ],
      [
        { m: 20, f: 80 },
        { young: 40, old: 60 },
      ],
    ],
  ])('refuses by name: %s', (reason, categories, margins) => {
    const result = rake({ categories, margins: margins as Record<string, number>[] })
    expect(result).toMatchObject({ ok: false, refusal: { reason } })
  })

  it('post-stratifies: stratum total over stratum count', () => {
    const result = poststratify({ strata: ['a', 'a', 'b'], population: { a: 10, b: 7 } })
    expect(result).toMatchObject({ ok: true, weights: [5, 5, 7] })
  })

  it('fits a table whose interaction is already right in one pass', () => {
    const fitted = fitTable({
      seed: [
        [1, 1],
        [1, 1],
      ],
      rowTotals: [6, 4],
      columnTotals: [7, 3],
      passes: 1,
    })
    expect(fitted.flat().map((cell) => Math.round(cell * 1e9) / 1e9)).toEqual([4.2, 1.8, 2.8, 1.2])
  })
})

describe('trimming', () => {
  it('keeps the total and, strictly, every weight inside the limits', () => {
    const weights = fc.array(fc.double({ min: 0.05, max: 12, noNaN: true }), { minLength: 5, maxLength: 60 })
    fc.assert(
      fc.property(weights, (given) => {
        const total = given.reduce((sum, weight) => sum + weight, 0)
        const mean = total / given.length
        const trimmed = trim({ weights: given, lower: 0.3 * mean, upper: 4 * mean, strict: true })
        expect(trimmed.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(total, 6)
        for (const weight of trimmed) {
          expect(weight).toBeGreaterThanOrEqual(0.3 * mean - 1e-9)
          expect(weight).toBeLessThanOrEqual(4 * mean + 1e-9)
        }
      }),
      { numRuns: propertyRuns(500) },
    )
  })

  it('says when nobody is left to take up what was cut', () => {
    expect(() => trim({ weights: [10, 10], lower: 0, upper: 1, strict: true })).toThrow(RangeError)
    expect(() => trim({ weights: [10, 10], lower: 0, upper: 1, strict: false })).toThrow(RangeError)
  })
})

describe('what weights cost', () => {
  it.each([
    [[1, 1, 1, 1], 1, 4],
    [[1, 2, 3, 4], 1.2, 10 / 3],
    [[0.5, 0.5, 3, 3, 3], 1.375, 40 / 11],
  ])('Kish 1965: %j', (weights, deff, ess) => {
    expect(kish(weights).deff).toBeCloseTo(deff, 12)
    expect(kish(weights).ess).toBeCloseTo(ess, 12)
  })

  it('gives the textbook standard error to equal weights, and more to clusters that answer alike', () => {
    const values = [1, 0, 1, 1, 0, 0, 1, 0]
    const weights = values.map(() => 1)
    const simple = surveyMean({ values, weights })
    expect(simple.mean).toBe(0.5)
    expect(simple.se).toBeCloseTo(Math.sqrt(2 / 7 / 8), 12)
    const alike = surveyMean({ values: [1, 1, 1, 1, 0, 0, 0, 0], weights, clusters: [1, 1, 2, 2, 3, 3, 4, 4] })
    expect(alike.se).toBeCloseTo(Math.sqrt(1 / 3 / 4), 12)
    expect(alike.deffReplace).toBeGreaterThan(2)
  })

  it('leaves nothing to vary where the margins explain every value', () => {
    const categories = [
      ['a', 'x'],
      ['a', 'y'],
      ['b', 'x'],
      ['b', 'y'],
    ]
    const one = [1, 1, 1, 1]
    const explained = surveyMean({ values: [3, 4, 5, 6], weights: one, raked: { baseWeights: one, categories } })
    expect(explained.se).toBeCloseTo(0, 12)
  })
})

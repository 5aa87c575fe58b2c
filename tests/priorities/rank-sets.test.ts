import { describe, expect, it } from 'vitest'
import { bandLetter, bandsOf } from '../../app/priorities/bands.ts'
import { gaussianDraws } from '../../app/priorities/gaussian.ts'
import { generator } from '../../app/priorities/generator.ts'
import { orderStatistic } from '../../app/priorities/order-statistic.ts'
import { amongFirst, chancesInFirst, marginalRankSets, simultaneousRankSets } from '../../app/priorities/rank-sets.ts'
import { multinomialRankSets } from '../../app/priorities/rank-sets-multinomial.ts'

const usual = { confidence: 0.95, draws: 4000, seed: 1 }

describe('simultaneous rank sets', () => {
  it('tells far apart what is far apart and leaves ties together', () => {
    const sets = simultaneousRankSets({ ...usual, estimate: [10, 5, 5, 0], se: [0.5, 0.5, 0.5, 0.5] })
    expect(sets.rank).toEqual([1, 2, 2, 4])
    expect(sets.lower).toEqual([1, 2, 2, 4])
    expect(sets.upper).toEqual([1, 3, 3, 4])
  })

  it('turns round when small is good', () => {
    const sets = simultaneousRankSets({ ...usual, estimate: [10, 5, 0], se: [1, 1, 1], higherIsBetter: false })
    expect([sets.rank, sets.lower, sets.upper]).toEqual([
      [3, 2, 1],
      [3, 2, 1],
      [3, 2, 1],
    ])
  })

  it('uses the covariance: what moves together is told apart by a smaller gap', () => {
    const estimate = [1, 0]
    const apart = (covariance: number[][]) =>
      simultaneousRankSets({ ...usual, estimate, covariance }).clearlyBelow[1]![0]
    expect(
      apart([
        [1, 0],
        [0, 1],
      ]),
    ).toBe(false)
    expect(
      apart([
        [1, 0.95],
        [0.95, 1],
      ]),
    ).toBe(true)
  })

  it('has the critical value 1.96 for two options and steps down only with more', () => {
    const sets = simultaneousRankSets({ ...usual, draws: 100_000, estimate: [0, 0], se: [1, 1] })
    expect(sets.critical).toBeGreaterThan(1.94)
    expect(sets.critical).toBeLessThan(1.98)
    const estimate = [100, 3.2, 0, 0, 0, 0]
    const se = [1, 1, 1, 1, 1, 1]
    const one = simultaneousRankSets({ ...usual, estimate, se, stepdown: false })
    const stepped = simultaneousRankSets({ ...usual, estimate, se })
    expect(stepped.critical!).toBeLessThan(one.critical!)
  })

  it('is never narrower than the sets of single options', () => {
    const random = generator(9)
    for (let trial = 0; trial < 40; trial++) {
      const estimate = Array.from({ length: 7 }, () => 3 * random.normal())
      const se = estimate.map(() => 0.5 + random.uniform())
      const all = simultaneousRankSets({ ...usual, estimate, se })
      const own = marginalRankSets({ ...usual, estimate, se })
      all.lower.forEach((lower, j) => {
        expect(lower).toBeLessThanOrEqual(own.lower[j]!)
        expect(all.upper[j]!).toBeGreaterThanOrEqual(own.upper[j]!)
        expect(lower).toBeLessThanOrEqual(all.rank[j]!)
        expect(all.upper[j]!).toBeGreaterThanOrEqual(all.rank[j]!)
      })
    }
  })

  it('names who cannot be excluded from the first k', () => {
    const input = { ...usual, estimate: [9, 8.5, 3, 0], se: [0.5, 0.5, 0.5, 0.5] }
    expect(amongFirst(input, 1)).toEqual([0, 1])
    expect(amongFirst(input, 3)).toEqual([0, 1, 2])
  })

  it('has nothing to say about one option', () => {
    expect(simultaneousRankSets({ ...usual, estimate: [3], se: [1] })).toMatchObject({
      rank: [1],
      lower: [1],
      upper: [1],
      critical: null,
    })
  })
})

describe('exact binomial sets', () => {
  it('separates first choices only where the counts do', () => {
    const sets = multinomialRankSets({ counts: [60, 30, 28, 2], confidence: 0.95, correction: 'holm', together: true })
    expect([sets.lower, sets.upper]).toEqual([
      [1, 2, 2, 4],
      [1, 3, 3, 4],
    ])
  })

  it('claims nothing from nothing', () => {
    const sets = multinomialRankSets({ counts: [0, 0, 0], confidence: 0.95, correction: 'bonferroni', together: false })
    expect([sets.rank, sets.lower, sets.upper]).toEqual([
      [1, 1, 1],
      [1, 1, 1],
      [3, 3, 3],
    ])
  })
})

describe('chances of being among the first', () => {
  it('agrees with counting each redraw by hand', () => {
    const estimate = [2, 1.5, 0, -1]
    const covariance = estimate.map((_, i) => estimate.map((_, j) => (i === j ? 1 : 0.3)))
    const errors = gaussianDraws(covariance, 2000, 5)
    const chances = chancesInFirst(estimate, errors, [1, 3])
    const times = [0, 0, 0, 0]
    for (let draw = 0; draw < 2000; draw++) {
      const values = estimate.map((value, j) => value + errors[j]![draw]!)
      values.forEach((value, j) => {
        if (values.filter((other) => other > value).length < 1) times[j]! += 1
      })
    }
    expect(chances[0]).toEqual(times.map((time) => Math.floor((2000 * time + 2000) / 4000)))
    expect(chances[0]!.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1000, -1)
    expect(chances[1]!.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(3000, -1)
  })
})

describe('bands', () => {
  const below = (size: number, pairs: [number, number][]) => {
    const matrix = Array.from({ length: size }, () => new Array<boolean>(size).fill(false))
    for (const [low, high] of pairs) matrix[low]![high] = true
    return matrix
  }

  it('opens a band only for what is clearly below the band’s first, so overlaps do not chain', () => {
    // 2 overlaps 1 and 1 overlaps 0, but 2 is clearly below 0.
    expect(
      bandsOf(
        [3, 2, 1, 0],
        below(4, [
          [2, 0],
          [3, 0],
          [3, 1],
        ]),
      ),
    ).toEqual([
      [0, 1],
      [2, 3],
    ])
  })

  it('lets tied firsts decide together, whatever the order of the input', () => {
    expect(bandsOf([5, 5, 1], below(3, [[2, 0]]))).toEqual([[0, 1, 2]])
    expect(bandsOf([5, 5, 1], below(3, [[2, 1]]))).toEqual([[0, 1, 2]])
    expect(
      bandsOf(
        [5, 5, 1],
        below(3, [
          [2, 0],
          [2, 1],
        ]),
      ),
    ).toEqual([[0, 1], [2]])
  })

  it('puts a tied pair into the band each belongs to', () => {
    expect(
      bandsOf(
        [5, 1, 1, 0],
        below(4, [
          [2, 0],
          [3, 0],
        ]),
      ),
    ).toEqual([
      [0, 1],
      [2, 3],
    ])
    expect(
      bandsOf(
        [5, 1, 1, 0],
        below(4, [
          [1, 0],
          [3, 0],
        ]),
      ),
    ).toEqual([
      [0, 2],
      [1, 3],
    ])
  })

  it('letters go on after Z', () => {
    expect([0, 25, 26, 27, 52].map(bandLetter)).toEqual(['A', 'Z', 'AA', 'AB', 'BA'])
  })
})

describe('order statistic', () => {
  it('finds what sorting would', () => {
    const random = generator(4)
    for (let size = 1; size < 60; size++) {
      const values = Float64Array.from({ length: size }, () => random.below(10))
      const sorted = values.slice().sort()
      for (let rank = 0; rank < size; rank += 7) expect(orderStatistic(values.slice(), rank)).toBe(sorted[rank])
    }
  })
})

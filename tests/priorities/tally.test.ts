import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { integerRoot, publishMoments } from '../../app/priorities/moments.ts'
import { addChoice, type Choice, emptyTally, pointsSixths, removeChoice, tallyOf } from '../../app/priorities/tally.ts'
import { propertyRuns } from '../support/runs.ts'

const options = 5
const choice: fc.Arbitrary<Choice> = fc
  .record({
    picks: fc.uniqueArray(fc.integer({ min: 0, max: options - 1 }), { maxLength: 3 }),
    same: fc.boolean(),
    cluster: fc.option(fc.constantFrom('table 1', 'campaign'), { freq: 3 }),
  })
  .map((drawn) => ({ ...drawn, none: drawn.picks.length === 0 }))
const weighted = fc.tuple(choice, fc.integer({ min: 300_000, max: 4_000_000 }))
const runs = { numRuns: propertyRuns(500) }

/** A tally without its running cluster sums, which an emptied cluster leaves behind nowhere. */
function published(tally: ReturnType<typeof emptyTally>) {
  const { unweighted, weighted: own, ...counts } = tally
  return { ...counts, unweighted: publishMoments(unweighted), weighted: publishMoments(own) }
}

describe('points', () => {
  it.each([
    [3, false, [18, 12, 6]],
    [3, true, [12, 12, 12]],
    [2, false, [18, 12]],
    [2, true, [15, 15]],
    [1, false, [18]],
    [1, true, [18]],
    [0, false, []],
  ])('%s chosen, the same: %s', (chosen, same, points) => {
    expect(pointsSixths(chosen, 3, same)).toEqual(points)
  })
})

describe('tally', () => {
  it('is the same counted at once, one by one in any order, and after withdrawals', () => {
    fc.assert(
      fc.property(fc.array(weighted, { maxLength: 30 }), fc.array(weighted, { maxLength: 8 }), (kept, withdrawn) => {
        const batch = tallyOf(
          kept.map(([own]) => own),
          options,
          3,
          kept.map(([, weight]) => weight),
        )
        const stream = emptyTally(options, 3)
        for (const [own, weight] of withdrawn) addChoice(stream, own, weight)
        for (const [own, weight] of [...kept].reverse()) addChoice(stream, own, weight)
        for (const [own, weight] of withdrawn) removeChoice(stream, own, weight)
        expect(published(stream)).toEqual(published(batch))
        expect([...stream.weighted.clusters.keys()].sort()).toEqual([...batch.weighted.clusters.keys()].sort())
      }),
      runs,
    )
  })

  it('has weighted sums of a million times the unweighted ones when everybody weighs one', () => {
    fc.assert(
      fc.property(fc.array(choice, { maxLength: 20 }), (choices) => {
        const { unweighted, weighted: own } = tallyOf(choices, options, 3)
        expect(own.sums).toEqual(unweighted.sums.map((sum) => sum * 1_000_000n))
        expect(own.cross).toEqual(unweighted.cross.map((row) => row.map((sum) => sum * 10n ** 12n)))
      }),
      runs,
    )
  })

  it('counts a cluster as one unit', () => {
    const three = [0, 1, 2].map((): Choice => ({ picks: [0, 1], same: false, none: false, cluster: 'one table' }))
    const { unweighted } = tallyOf(three, 2, 2)
    expect(unweighted.sums).toEqual([3n, 3n])
    expect(unweighted.squares).toBe(9n)
    expect(unweighted.cross).toEqual([
      [9n, 9n],
      [9n, 9n],
    ])
  })

  it('refuses weights that are not whole, not numbers or negative, and names the row', () => {
    const one: Choice = { picks: [0], same: false, none: false, cluster: null }
    for (const weight of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => tallyOf([one, one], 2, 1, [1, weight])).toThrow(
        expect.objectContaining({ code: 'weight', details: expect.objectContaining({ row: 1 }) }),
      )
    }
    expect(() => emptyTally(0, 1)).toThrow(expect.objectContaining({ code: 'no-options' }))
    expect(() => emptyTally(3, 0)).toThrow(expect.objectContaining({ code: 'picks-max' }))
  })

  it('takes square roots of whole numbers exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), (value) => {
        const root = integerRoot(value)
        expect(root * root <= value && (root + 1n) * (root + 1n) > value).toBe(true)
      }),
      runs,
    )
  })
})

import { describe, expect, it } from 'vitest'
import { combinedList } from '../../app/priorities/combined-list.ts'
import { generator } from '../../app/priorities/generator.ts'
import { pairwiseMatrix } from '../../app/priorities/pairwise-matrix.ts'
import { ballots } from './ballots.ts'

const source = (id: string, size: number, weight: number | undefined, ...lines: readonly string[]) => ({
  id,
  weight,
  matrix: pairwiseMatrix(ballots(...lines), size, 'no-preference'),
})

describe('a list over several sources', () => {
  const large = source('consultation', 3, undefined, '900:A>B>C', '100:B>A>C')
  const small = source('jury', 3, undefined, '20:C>B>A')

  it('does not let the larger source decide by its size', () => {
    const both = combinedList([large, small], generator(1))
    expect(both.bySource.map(({ ranking }) => ranking)).toEqual([
      [[0], [1], [2]],
      [[2], [1], [0]],
    ])
    // Consultation: A over B by 0.8; jury: B over A by 1. Both over C by 1, and back by 1.
    expect(both.shares.wins[1]).toBe(450_000_000)
    expect(both.shares.wins[3]).toBe(550_000_000)
    // Nobody beats B, and nobody beats C.
    expect(both.ranking).toEqual([[1, 2], [0]])
  })

  it('follows declared weights, whatever their unit', () => {
    const weighted = combinedList(
      [
        { ...large, weight: 3 },
        { ...small, weight: 1 },
      ],
      generator(1),
    )
    expect(weighted.ranking).toEqual([[0], [1], [2]])
    const percent = combinedList(
      [
        { ...large, weight: 75 },
        { ...small, weight: 25 },
      ],
      generator(1),
    )
    expect(percent.shares).toEqual(weighted.shares)
  })

  it('sweeps the weights: the same seed gives the same draws, and what all sources agree on stays', () => {
    const sources = [
      source('consultation', 4, 1, '10:A>B>C>D', '2:B>A>C>D'),
      source('jury', 4, 1, '10:A>C>B>D'),
      source('conference', 4, 1, '10:A>C>B>D', '9:A>B>C>D'),
    ]
    const { sweep } = combinedList(sources, generator(7), 200, 2)
    expect(sweep.draws).toBe(200)
    expect(sweep.inTop[0]).toBe(200)
    expect(sweep.inTop[3]).toBe(0)
    expect(sweep.inTop[1]! + sweep.inTop[2]!).toBeGreaterThanOrEqual(200)
    expect([sweep.bestPlace[1], sweep.worstPlace[1]]).toEqual([2, 3])
    expect(combinedList(sources, generator(7), 200, 2).sweep).toEqual(sweep)
    expect(combinedList(sources, generator(8), 200, 2).sweep).not.toEqual(sweep)
  })

  it('gives a source no say on a pair that it never compared', () => {
    const silent = source('forum', 3, 1, '50:A>C')
    const { shares } = combinedList([large, silent], generator(1))
    expect(shares.wins[1]).toBe(900_000_000)
    expect(shares.wins[3]).toBe(100_000_000)
  })

  it('with one source is that source’s own list', () => {
    const { ranking, sweep } = combinedList([large], generator(1))
    expect(ranking).toEqual([[0], [1], [2]])
    expect(sweep.draws).toBe(1)
  })
})

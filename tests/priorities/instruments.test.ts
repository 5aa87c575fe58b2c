import { describe, expect, it } from 'vitest'
import { ballot, MILLIONTHS, readOrder } from '../../app/priorities/ballot.ts'
import {
  fromBestWorst,
  fromPair,
  fromPicks,
  fromPurchases,
  fromRanks,
  fromRatings,
  fromShares,
} from '../../app/priorities/instruments.ts'
import {
  addPerson,
  effectiveComparers,
  emptyMatrix,
  headToHeadShares,
  leastCompared,
  margin,
  pairWins,
  pairwiseMatrix,
} from '../../app/priorities/pairwise-matrix.ts'
import { schulze } from '../../app/priorities/schulze.ts'
import { ballots } from './ballots.ts'

describe('every instrument becomes a weak order over what was seen', () => {
  it('picks, ordered or not', () => {
    expect(fromPicks([4, 1, 2], 3, true)).toEqual({ groups: [[4], [1], [2]] })
    expect(fromPicks([4, 1, 2], 3, false)).toEqual({ groups: [[4, 1, 2]] })
  })

  it('ranks, ratings and shares, higher being better only for the last two', () => {
    expect(fromRanks([3, 1, null, 1], true).groups).toEqual([[1, 3], [0]])
    expect(fromRatings([3, 10, null, 3], [0, 10])).toEqual({ groups: [[1], [0, 3]], seen: [1, 0, 3] })
    expect(fromShares([0.2, 0.5, 0, 0.3]).groups).toEqual([[1], [3], [0], [2]])
  })

  it('pairs, best-worst sets and purchases', () => {
    expect(fromPair(3, 5, 5)).toEqual({ groups: [[5], [3]], seen: [3, 5] })
    expect(fromPair(3, 5, null)).toEqual({ groups: [[3, 5]], seen: [3, 5] })
    expect(fromBestWorst([2, 4, 6, 8], 6, 2)).toEqual({ groups: [[6], [4, 8], [2]], seen: [2, 4, 6, 8] })
    expect(fromPurchases([0, 2], [4, 9, 5], 10)).toEqual({ groups: [[0, 2]] })
  })
})

describe('unranked options', () => {
  const picked = ballot(fromPicks([2], 3, true), 4)

  it('are read as declared', () => {
    expect(readOrder(picked, 4, 'tied-last')).toEqual([[2], [0, 1, 3]])
    expect(readOrder(picked, 4, 'no-preference')).toEqual([[2]])
  })

  it('that were never shown are not compared, whatever the reading', () => {
    const matrix = pairwiseMatrix([{ ...fromPair(0, 1, 0), weight: MILLIONTHS }], 3, 'tied-last')
    expect(pairWins(matrix, 0, 1)).toBe(MILLIONTHS)
    expect(pairWins(matrix, 0, 2)).toBe(0)
    expect(leastCompared(matrix)).toBe(0)
  })

  it('can change who is first', () => {
    const given = ballots('4:A>B>C', '5:B>C', '1:C>A', '3:C')
    const first = (read: 'tied-last' | 'no-preference') => schulze(pairwiseMatrix(given, 3, read)).winners
    expect(first('tied-last')).not.toEqual(first('no-preference'))
  })
})

describe('a person with several instruments', () => {
  it('has at most one vote on a pair', () => {
    const matrix = emptyMatrix(3)
    addPerson(
      matrix,
      {
        weight: MILLIONTHS,
        instruments: [
          [{ groups: [[0], [1], [2]] }],
          [fromPair(1, 0, 1), fromPair(0, 1, 0), fromPair(0, 1, 0)],
          [fromRatings([5, 5, null], [0, 10])],
        ],
      },
      'tied-last',
    )
    // The ranking says 1, the pairs 2/3 to 1/3, the ratings a tie.
    expect(pairWins(matrix, 0, 1)).toBe(Math.floor(((1 + 2 / 3) / 3) * MILLIONTHS))
    expect(pairWins(matrix, 1, 0)).toBe(Math.floor((1 / 3 / 3) * MILLIONTHS))
    expect(pairWins(matrix, 0, 2)).toBe(MILLIONTHS)
    expect(effectiveComparers(matrix, 0, 1)).toBe(1)
    expect(matrix.compared[1]).toBe(MILLIONTHS)
  })

  it('counts like a single ballot when the instruments agree, and leaves no trace when taken back', () => {
    const order = { groups: [[2], [0, 1]] }
    const matrix = emptyMatrix(3)
    const person = { weight: 1_234_567, instruments: [[order], [order], [order]] }
    addPerson(matrix, person, 'tied-last')
    expect(matrix).toEqual(pairwiseMatrix([{ ...order, weight: 1_234_567 }], 3, 'tied-last'))
    addPerson(matrix, person, 'tied-last', -1)
    expect(matrix).toEqual(emptyMatrix(3))
  })

  it('who contradicts himself says nothing', () => {
    const matrix = emptyMatrix(2)
    const instruments = [[fromPair(0, 1, 0)], [fromPair(0, 1, 1)]]
    addPerson(matrix, { weight: 999_999, instruments }, 'tied-last')
    expect(margin(matrix, 0, 1)).toBe(0)
  })
})

describe('reading the matrix', () => {
  it('shows the share of head-to-heads won and the effective number of comparers', () => {
    const matrix = pairwiseMatrix(ballots('3:A>B>C', '1:C>A>B'), 3, 'tied-last')
    expect(headToHeadShares(matrix)).toEqual([0.875, 0.375, 0.25])
    const unequal = pairwiseMatrix(
      [1_000_000, 1_000_000, 2_000_000].map((weight) => ({ groups: [[0], [1]], weight })),
      2,
      'tied-last',
    )
    expect(effectiveComparers(unequal, 0, 1)).toBeCloseTo(16 / 6, 12)
  })
})

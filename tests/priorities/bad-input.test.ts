import { describe, expect, it } from 'vitest'
import { approvalProfile } from '../../app/priorities/approval.ts'
import { ballot, MILLIONTHS, millionths } from '../../app/priorities/ballot.ts'
import { borda } from '../../app/priorities/borda.ts'
import { bradleyTerry } from '../../app/priorities/bradley-terry.ts'
import { combinedList } from '../../app/priorities/combined-list.ts'
import { copeland } from '../../app/priorities/copeland.ts'
import { equalShares } from '../../app/priorities/equal-shares.ts'
import { generator } from '../../app/priorities/generator.ts'
import { greedyBudget } from '../../app/priorities/greedy-budget.ts'
import { independentMarkets } from '../../app/priorities/independent-markets.ts'
import { instantRunoff } from '../../app/priorities/instant-runoff.ts'
import {
  fromBestWorst,
  fromPair,
  fromPicks,
  fromPurchases,
  fromRanks,
  fromRatings,
  fromShares,
} from '../../app/priorities/instruments.ts'
import { kemeny } from '../../app/priorities/kemeny.ts'
import { majorityJudgment } from '../../app/priorities/majority-judgment.ts'
import { minimax } from '../../app/priorities/minimax.ts'
import { emptyMatrix, headToHeadShares, pairwiseMatrix } from '../../app/priorities/pairwise-matrix.ts'
import { sequentialPhragmen } from '../../app/priorities/phragmen.ts'
import { plackettLuce } from '../../app/priorities/plackett-luce.ts'
import { rankedPairs } from '../../app/priorities/ranked-pairs.ts'
import { schulze } from '../../app/priorities/schulze.ts'
import { singleTransferableVote } from '../../app/priorities/single-transferable-vote.ts'
import { lastVotes } from '../../app/priorities/statements.ts'
import { ballots } from './ballots.ts'

const fault = (code: string) => expect.objectContaining({ name: 'BallotError', code })

describe('a ballot that cannot be counted is refused by name', () => {
  it('when it is empty', () => {
    expect(() => ballot({ groups: [] }, 3)).toThrow(fault('empty-ballot'))
    expect(() => ballot({ groups: [[], []] }, 3)).toThrow(fault('empty-ballot'))
    expect(() => fromPicks([], 3, true)).toThrow(fault('empty-ballot'))
    expect(() => fromRanks([null, null], true)).toThrow(fault('empty-ballot'))
    expect(() => fromRatings([null], [0, 10])).toThrow(fault('empty-ballot'))
    expect(() => fromPurchases([], [5, 6], 10)).toThrow(fault('empty-ballot'))
    expect(() => fromShares([0, 0])).toThrow(fault('empty-ballot'))
  })

  it('when it names an option that does not exist or was not shown', () => {
    expect(() => ballot({ groups: [[3]] }, 3)).toThrow(fault('unknown-option'))
    expect(() => ballot({ groups: [[-1]] }, 3)).toThrow(fault('unknown-option'))
    expect(() => ballot({ groups: [[0.5]] }, 3)).toThrow(fault('unknown-option'))
    expect(() => ballot({ groups: [[2]], seen: [0, 1] }, 3)).toThrow(fault('unknown-option'))
    expect(() => ballot({ groups: [[0]], seen: [0, 7] }, 3)).toThrow(fault('unknown-option'))
    expect(() => fromPair(0, 1, 2)).toThrow(fault('unknown-option'))
    expect(() => fromBestWorst([0, 1, 2], 0, 4)).toThrow(fault('unknown-option'))
    expect(() => fromPurchases([4], [5, 6], 10)).toThrow(fault('unknown-option'))
    expect(() => pairwiseMatrix(ballots('A>C'), 2, 'tied-last')).toThrow(fault('unknown-option'))
    expect(() => approvalProfile([{ approved: [2], weight: 1 }], 2)).toThrow(fault('unknown-option'))
    expect(() => lastVotes([[4, 1]], 3)).toThrow(fault('unknown-option'))
  })

  it('when it names an option twice or gives a rank twice', () => {
    expect(() => ballot({ groups: [[0], [0]] }, 3)).toThrow(fault('duplicate-option'))
    expect(() => fromPicks([1, 1], 3, false)).toThrow(fault('duplicate-option'))
    expect(() => fromPair(1, 1, 1)).toThrow(fault('duplicate-option'))
    expect(() => fromBestWorst([0, 1], 1, 1)).toThrow(fault('duplicate-option'))
    expect(() => fromRanks([1, 1, 2], false)).toThrow(fault('duplicate-rank'))
    expect(fromRanks([2, 2, 1], true).groups).toEqual([[2], [0, 1]])
    expect(() => approvalProfile([{ approved: [0, 0], weight: 1 }], 2)).toThrow(fault('duplicate-option'))
  })

  it('when it picks too many, rates off the scale, overspends or votes with another sign', () => {
    expect(() => fromPicks([0, 1, 2, 3], 3, true)).toThrow(fault('too-many-picks'))
    expect(() => fromRatings([11], [0, 10])).toThrow(fault('bad-rating'))
    expect(() => fromRatings([Number.NaN], [0, 10])).toThrow(fault('bad-rating'))
    expect(() => fromRanks([0, 1], true)).toThrow(fault('bad-rating'))
    expect(() => fromPurchases([0, 1], [5, 6], 10)).toThrow(fault('bad-budget'))
    expect(() => fromShares([0.5, -0.5])).toThrow(fault('bad-budget'))
    expect(() => lastVotes([[0, 2]], 3)).toThrow(fault('bad-rating'))
  })

  it('when its weight is negative, not a number or not whole millionths', () => {
    for (const weight of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => millionths(weight)).toThrow(fault('bad-weight'))
      expect(() => ballot({ groups: [[0]] }, 3, weight)).toThrow(fault('bad-weight'))
    }
    expect(() => ballot({ groups: [[0]] }, 3, 0.5)).toThrow(fault('bad-weight'))
    expect(millionths(1.2345678)).toBe(1_234_568)
    expect(ballot({ groups: [[0]] }, 3, 0).weight).toBe(0)
  })
})

describe('questions that cannot be computed are refused by name', () => {
  it('without options or without ballots', () => {
    expect(() => emptyMatrix(0)).toThrow(fault('no-options'))
    expect(() => ballot({ groups: [[0]] }, 0)).toThrow(fault('no-options'))
    expect(() => instantRunoff([], 3)).toThrow(fault('no-ballots'))
    expect(() => singleTransferableVote([], 3, 1)).toThrow(fault('no-ballots'))
    expect(() => sequentialPhragmen([], 3, 2)).toThrow(fault('no-ballots'))
    expect(() => plackettLuce([], 3)).toThrow(fault('no-ballots'))
    expect(() => bradleyTerry(2, [])).toThrow(fault('no-ballots'))
    expect(() => independentMarkets([])).toThrow(fault('no-ballots'))
    expect(() => combinedList([], generator(1))).toThrow(fault('no-ballots'))
    expect(() => majorityJudgment([[0, 0]])).toThrow(fault('no-ballots'))
  })

  it('with budgets or shares that do not add up', () => {
    expect(() => greedyBudget({ costs: [5], budget: 0, ballots: [] })).toThrow(fault('bad-budget'))
    expect(() => equalShares({ costs: [5, -1], budget: 10, ballots: [] })).toThrow(fault('bad-budget'))
    expect(() => independentMarkets([[0.5, 0.4]])).toThrow(fault('bad-budget'))
    expect(() => independentMarkets([[1.5, -0.5]])).toThrow(fault('bad-budget'))
  })

  it('with more seats than options, or too many options for an exact Kemeny order', () => {
    expect(() => singleTransferableVote(ballots('A>B'), 2, 3)).toThrow(fault('no-options'))
    expect(() => kemeny(emptyMatrix(21))).toThrow(fault('too-many-options'))
  })

  it('with sources whose weights or options do not fit', () => {
    const source = (size: number, weight: number) => ({ id: 'a', matrix: emptyMatrix(size), weight })
    expect(() => combinedList([source(3, -1)], generator(1))).toThrow(fault('bad-weight'))
    expect(() => combinedList([source(3, 0)], generator(1))).toThrow(fault('bad-weight'))
    expect(() => combinedList([source(3, 1), source(2, 1)], generator(1))).toThrow(fault('unknown-option'))
  })
})

describe('comparisons that do not connect', () => {
  const never = [{ first: 0, second: 1, firstWins: 3, secondWins: 0 }]
  const disconnected = expect.objectContaining({ name: 'DisconnectedError' })

  it('name the groups between which nothing can be estimated', () => {
    expect(() => bradleyTerry(2, never)).toThrow(disconnected)
    expect(() => plackettLuce(ballots('A>B', 'C>D'), 4)).toThrow(
      expect.objectContaining({ groups: [[0], [1], [2], [3]] }),
    )
  })

  it('have finite estimates with the weak prior, and say how little they rest on', () => {
    const { logWorth, standardErrors } = bradleyTerry(2, never, { pseudo: 0.5 })
    expect(logWorth[1]).toBeLessThan(0)
    expect(Number.isFinite(logWorth[1])).toBe(true)
    expect(standardErrors[1]).toBeGreaterThan(1)
  })
})

describe('the smallest and the largest questions have a result', () => {
  it('with one option', () => {
    const given = ballots('A', 'A')
    const matrix = pairwiseMatrix(given, 1, 'tied-last')
    for (const result of [rankedPairs, schulze, copeland, minimax, kemeny].map((rule) => rule(matrix))) {
      expect(result.ranking).toEqual([[0]])
    }
    expect(instantRunoff(given, 1).winners).toEqual([0])
    expect(headToHeadShares(matrix)).toEqual([null])
  })

  it('with one voter', () => {
    const given = ballots('C>A>B')
    const matrix = pairwiseMatrix(given, 3, 'tied-last')
    for (const result of [rankedPairs, schulze, copeland, kemeny].map((rule) => rule(matrix))) {
      expect(result.ranking).toEqual([[2], [0], [1]])
    }
    // Both losers lost their worst comparison by the same one vote.
    expect(minimax(matrix).ranking).toEqual([[2], [0, 1]])
    expect(instantRunoff(given, 3).winners).toEqual([2])
  })

  it('with nothing but ties', () => {
    const given = ballots('5:A=B=C')
    const matrix = pairwiseMatrix(given, 3, 'tied-last')
    for (const result of [rankedPairs, schulze, copeland, minimax, kemeny].map((rule) => rule(matrix))) {
      expect(result.ranking).toEqual([[0, 1, 2]])
    }
    expect(borda(given, 3, 'tied-last', 'top-is-n').ranking).toEqual([[0, 1, 2]])
    expect(instantRunoff(given, 3).winners).toEqual([0, 1, 2])
    expect(singleTransferableVote(given, 3, 1).outcomes).toHaveLength(3)
    expect(sequentialPhragmen([{ approved: [0, 1, 2], weight: 5 }], 3, 3).ranking).toEqual([[0, 1, 2]])
  })

  it('with two hundred options', () => {
    const order = Array.from({ length: 200 }, (_, option) => [(option * 37) % 200])
    const given = [{ groups: order, weight: MILLIONTHS }]
    const matrix = pairwiseMatrix(given, 200, 'tied-last')
    for (const result of [rankedPairs, schulze, copeland].map((rule) => rule(matrix))) {
      expect(result.ranking).toEqual(order)
    }
    expect(instantRunoff(given, 200).winners).toEqual(order[0])
    expect(singleTransferableVote([{ groups: order.slice(0, 9), weight: MILLIONTHS }], 200, 1).outcomes).toEqual([
      order[0],
    ])
    const approvals = order.slice(0, 20).map((approved, i) => ({ approved, weight: 20 - i }))
    expect(sequentialPhragmen(approvals, 200, 5).outcomes[0]?.taken).toHaveLength(5)
  })
})

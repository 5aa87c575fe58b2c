import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BudgetQuestion, cost } from '../../app/priorities/budget.ts'
import { equalShares } from '../../app/priorities/equal-shares.ts'
import { greedyBudget } from '../../app/priorities/greedy-budget.ts'
import { independentMarkets, meanShares } from '../../app/priorities/independent-markets.ts'
import { RUNS } from './ballots.ts'

const questions: fc.Arbitrary<BudgetQuestion> = fc.record({
  costs: fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 5, maxLength: 5 }),
  budget: fc.integer({ min: 20, max: 100 }),
  ballots: fc.array(
    fc.record({
      projects: fc.subarray([0, 1, 2, 3, 4], { minLength: 1 }),
      weight: fc.integer({ min: 1, max: 5 }),
    }),
    { minLength: 1, maxLength: 6 },
  ),
})

const doubled = (question: BudgetQuestion): BudgetQuestion => ({
  ...question,
  ballots: question.ballots.map((ballot) => ({ ...ballot, weight: 2 * ballot.weight })),
})

const inOrder = (outcomes: readonly (readonly number[])[]) => outcomes.map((projects) => projects.join()).sort()

describe('fixed-cost budgets', () => {
  it.each([
    ['greedy', (question: BudgetQuestion) => greedyBudget(question).outcomes],
    ['equal shares', (question: BudgetQuestion) => equalShares(question).outcomes],
    [
      'equal shares, raised',
      (question: BudgetQuestion) => equalShares(question, { completion: 'last-feasible' }).outcomes,
    ],
  ])('%s stays within the budget, and ballots may come in any order', (_, rule) => {
    fc.assert(
      fc.property(questions, (question) => {
        const outcomes = rule(question)
        expect(outcomes.length).toBeGreaterThan(0)
        for (const projects of outcomes) expect(cost(question.costs, projects)).toBeLessThanOrEqual(question.budget)
        const reversed = { ...question, ballots: [...question.ballots].reverse() }
        expect(inOrder(rule(reversed))).toEqual(inOrder(outcomes))
      }),
      RUNS,
    )
  })

  it('equal shares are the same when everybody is doubled', () => {
    fc.assert(
      fc.property(questions, (question) => {
        expect(inOrder(equalShares(doubled(question)).outcomes)).toEqual(inOrder(equalShares(question).outcomes))
      }),
      RUNS,
    )
  })

  it('equal shares give a united third of the people a third of the money, greedy nothing', () => {
    const question = {
      costs: [30, 30, 30, 30],
      budget: 90,
      ballots: [
        { projects: [0, 1, 2], weight: 60 },
        { projects: [3], weight: 30 },
      ],
    }
    expect(greedyBudget(question).outcomes).toEqual([[0, 1, 2]])
    expect(equalShares(question).outcomes).toEqual(expect.arrayContaining([[0, 1, 3]]))
    for (const projects of equalShares(question).outcomes) expect(projects).toContain(3)
  })

  it('report an exact tie as several outcomes', () => {
    const question = {
      costs: [10, 10],
      budget: 10,
      ballots: [
        { projects: [0], weight: 1 },
        { projects: [1], weight: 1 },
      ],
    }
    expect(greedyBudget(question).outcomes).toEqual([[0], [1]])
    const half = { ...question, budget: 20, ballots: [{ projects: [0, 1], weight: 2 }], costs: [11, 11] }
    expect(equalShares(half).outcomes).toEqual([[0], [1]])
    expect(equalShares(half, { tieOrder: [1, 0] }).outcomes).toEqual([[1]])
  })

  it('count those who approved nothing among the entitled', () => {
    const question = { costs: [50], budget: 100, ballots: [{ projects: [0], weight: 50 }] }
    expect(equalShares(question).outcomes).toEqual([[0]])
    expect(equalShares(question, { entitled: 200 }).outcomes).toEqual([[]])
    expect(equalShares(question, { entitled: 200, completion: 'stop-when-exhaustive', step: 0.25 })).toEqual({
      outcomes: [[0]],
      increment: 2,
    })
  })
})

const close = (got: readonly number[], expected: readonly number[], digits: number): void => {
  for (const [i, share] of got.entries()) expect(share).toBeCloseTo(expected[i]!, digits)
}

describe('divisible budgets', () => {
  const shares = fc
    .array(fc.integer({ min: 0, max: 10 }), { minLength: 3, maxLength: 3 })
    .filter((parts) => parts.some((part) => part > 0))
    .map((parts) => {
      const sum = parts.reduce((a, b) => a + b, 0)
      return parts.map((part) => part / sum)
    })
  const votes = fc.array(shares, { minLength: 1, maxLength: 9 })

  it('add up to the whole, in any order of people, and doubled', () => {
    fc.assert(
      fc.property(votes, (given) => {
        const result = independentMarkets(given)
        expect(result.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10)
        close(independentMarkets([...given].reverse()), result, 10)
        close(independentMarkets([...given, ...given]), result, 10)
        close(independentMarkets(given, new Array(given.length).fill(2.5)), result, 10)
      }),
      RUNS,
    )
  })

  it('give single-minded people exactly their proportion', () => {
    const given = [0, 0, 0, 1, 1, 2].map((item) => [0, 1, 2].map((other) => +(other === item)))
    close(independentMarkets(given), [1 / 2, 1 / 3, 1 / 6], 12)
  })

  it('with two items are the median of votes and uniform phantoms', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 9 }), (percent) => {
        const first = percent.map((value) => value / 100)
        const phantoms = Array.from({ length: first.length + 1 }, (_, k) => k / first.length)
        const median = [...first, ...phantoms].sort((a, b) => a - b)[first.length]!
        expect(independentMarkets(first.map((share) => [share, 1 - share]))[0]).toBeCloseTo(median, 9)
      }),
      RUNS,
    )
  })

  it('cannot be pulled to one’s own wish by exaggerating, as the mean can', () => {
    fc.assert(
      fc.property(votes, shares, (others, told) => {
        const wish = [0.5, 0.3, 0.2]
        const distance = (result: readonly number[]) =>
          result.reduce((sum, share, i) => sum + Math.abs(share - wish[i]!), 0)
        const honest = distance(independentMarkets([...others, wish]))
        expect(distance(independentMarkets([...others, told]))).toBeGreaterThanOrEqual(honest - 1e-9)
      }),
      RUNS,
    )
    const others = [[0.2, 0.8]]
    expect(meanShares([...others, [1, 0]])[0]).toBeCloseTo(0.6, 12)
    expect(meanShares([...others, [0.6, 0.4]])[0]).toBeCloseTo(0.4, 12)
  })
})

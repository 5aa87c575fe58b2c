import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Ballot, MILLIONTHS } from '../../app/priorities/ballot.ts'
import { bestWorst, bestWorstLogit } from '../../app/priorities/best-worst.ts'
import { bradleyTerry, type Comparison } from '../../app/priorities/bradley-terry.ts'
import { generator } from '../../app/priorities/generator.ts'
import { plackettLuce } from '../../app/priorities/plackett-luce.ts'
import { type Choice, type ChoiceModel, choiceLikelihood } from '../../app/priorities/plackett-luce-likelihood.ts'
import { quasiStandardErrors } from '../../app/priorities/quasi-variance.ts'
import { worthShares } from '../../app/priorities/worth.ts'
import { ballots, elections, RUNS } from './ballots.ts'

/** Rankings drawn from known worths: the one with the smallest exponential clock comes first. */
function drawn(worth: readonly number[], people: number, seed: number): Ballot[] {
  const random = generator(seed)
  return Array.from({ length: people }, () => {
    const clocks = worth.map((own, option) => ({ option, at: -Math.log(1 - random.uniform()) / own }))
    return { groups: clocks.sort((a, b) => a.at - b.at).map(({ option }) => [option]), weight: MILLIONTHS }
  })
}

describe('Plackett-Luce', () => {
  const worth = [8, 4, 2, 1, 0.5]

  it('finds the worths that rankings were drawn from, within their standard errors', () => {
    const { logWorth, standardErrors } = plackettLuce(drawn(worth, 3000, 11), 5)
    for (const [option, own] of worth.entries()) {
      if (option === 0) continue
      const error = Math.abs(logWorth[option]! - Math.log(own / 8)) / standardErrors[option]!
      expect(error).toBeLessThan(3.5)
      expect(standardErrors[option]!).toBeLessThan(0.1)
    }
  })

  it('for two options is the log odds, with the binomial standard error', () => {
    const { logWorth, standardErrors, logLikelihood } = plackettLuce(ballots('30:A>B', '10:B>A'), 2)
    expect(logWorth[1]).toBeCloseTo(Math.log(10 / 30), 10)
    expect(standardErrors[1]).toBeCloseTo(Math.sqrt(1 / 30 + 1 / 10), 10)
    expect(logLikelihood).toBeCloseTo(30 * Math.log(0.75) + 10 * Math.log(0.25), 10)
  })

  it('reads unranked options as declared', () => {
    const given = ballots('5:A', '3:B>A', '2:C>B>A')
    expect(() => plackettLuce(given, 3)).toThrow('groups')
    const last = plackettLuce(given, 3, { unranked: 'tied-last' })
    expect(worthShares(last.logWorth).reduce((a, b) => a + b)).toBeCloseTo(1, 12)
    expect(last.logWorth[2]).toBeLessThan(last.logWorth[1]!)
  })

  it('gives the same estimates whatever option is the reference and whatever the order of people', () => {
    fc.assert(
      fc.property(elections({ sizes: [3, 5] }), ({ ballots: tied, size }) => {
        const given = tied.map((one) => ({ ...one, groups: one.groups.flat().map((option) => [option]) }))
        fc.pre(given.some(({ groups }) => groups.length > 1))
        const first = plackettLuce(given, size, { pseudo: 0.5 })
        const again = plackettLuce([...given].reverse(), size, { pseudo: 0.5, reference: size - 1 })
        worthShares(again.logWorth).forEach((share, i) => {
          expect(share).toBeCloseTo(worthShares(first.logWorth)[i]!, 7)
        })
        expect(again.logLikelihood).toBeCloseTo(first.logLikelihood, 7)
      }),
      { numRuns: Math.min(RUNS.numRuns, 1000) },
    )
  })

  const tied: Choice[] = [
    { chosen: [1, 2], left: [0, 1, 2], weight: 2 },
    { chosen: [0, 2, 3], left: [0, 1, 2, 3], weight: 1 },
  ]
  const single: Choice[] = [
    { chosen: [0], left: [0, 1, 2, 3], weight: 1.5 },
    { chosen: [3], left: [0, 1, 2, 3], weight: 0.7 },
    { chosen: [1], left: [1, 4], weight: 0.5 },
  ]
  const withTies: ChoiceModel = { options: 4, tieOrders: [2, 3], parameters: 6 }
  const without: ChoiceModel = { options: 4, tieOrders: [], parameters: 4 }

  it.each([
    ['with ties', [...tied, ...single], withTies],
    ['without ties', single, without],
  ] as const)('has the slopes and the curvature that small steps show, %s', (_, choices, model) => {
    const size = model.parameters
    const likelihood = choiceLikelihood(choices, model)
    const at = Float64Array.of(0.3, -0.2, 0.5, 0.1, -0.4, -0.9).slice(0, size)
    const here = likelihood(at)
    const shifted = (i: number, by: number) => {
      const moved = at.slice()
      moved[i]! += by
      return likelihood(moved)
    }
    for (let i = 0; i < size; i++) {
      const [up, down] = [shifted(i, 1e-5), shifted(i, -1e-5)]
      expect(here.gradient[i]).toBeCloseTo((up.value - down.value) / 2e-5, 6)
      for (let j = 0; j < size; j++) {
        expect(here.information[i * size + j]).toBeCloseTo(-(up.gradient[j]! - down.gradient[j]!) / 2e-5, 6)
      }
    }
  })

  it('gives many options the estimates of the few that differ', () => {
    const few = ballots('6:A>B>C', '3:C>B>A', '2:B>A>C')
    const reference = plackettLuce(few, 3, { pseudo: 0.5 })
    const many = plackettLuce(few, 40, { pseudo: 0.5 })
    for (const option of [1, 2]) expect(many.logWorth[option]).toBeCloseTo(reference.logWorth[option]!, 9)
    expect(many.logWorth[39]).toBeCloseTo(many.logWorth[20]!, 12)
  })

  it('lets somebody who was ranked once, and first, have the largest standard error', () => {
    const given = [...drawn([2, 1, 1, 1], 40, 3), ...ballots('E>A>B')]
    const { standardErrors } = plackettLuce(given, 5, { pseudo: 0.5 })
    expect(standardErrors[4]).toBe(Math.max(...standardErrors.slice(1).map((error) => error!)))
  })
})

describe('Bradley-Terry', () => {
  const rows: Comparison[] = [
    { first: 0, second: 1, firstWins: 12, secondWins: 5, ties: 3 },
    { first: 1, second: 2, firstWins: 9, secondWins: 8, ties: 4 },
    { first: 2, second: 0, firstWins: 6, secondWins: 11, ties: 2 },
  ]

  it('is Plackett-Luce on pairs, with and without ties', () => {
    const without = rows.map(({ ties: _, ...row }) => row)
    const asBallots = (given: readonly Comparison[]) =>
      given.flatMap(({ first, second, firstWins, secondWins, ties = 0 }) => [
        { groups: [[first], [second]], weight: firstWins * MILLIONTHS },
        { groups: [[second], [first]], weight: secondWins * MILLIONTHS },
        { groups: [[first, second]], weight: ties * MILLIONTHS },
      ])
    for (const given of [without, rows]) {
      const pairs = bradleyTerry(3, given)
      const luce = plackettLuce(asBallots(given), 3)
      pairs.logWorth.forEach((value, i) => {
        expect(value).toBeCloseTo(luce.logWorth[i]!, 9)
      })
      expect(pairs.standardErrors[2]).toBeCloseTo(luce.standardErrors[2]!, 9)
    }
    expect(bradleyTerry(3, rows).logTie?.estimate).toBeCloseTo(
      plackettLuce(asBallots(rows), 3).logTies.get(2)!.estimate,
      9,
    )
  })

  it('separates being shown first from being better', () => {
    const biased = [
      { first: 0, second: 1, firstWins: 70, secondWins: 30 },
      { first: 1, second: 0, firstWins: 70, secondWins: 30 },
    ]
    const { logWorth, orderEffect } = bradleyTerry(2, biased, { orderEffect: true })
    expect(logWorth[1]).toBeCloseTo(0, 10)
    expect(orderEffect!.estimate).toBeCloseTo(Math.log(70 / 30), 10)
  })

  it('shows differences by quasi standard errors of single options', () => {
    const { covariance, standardErrors } = bradleyTerry(3, rows)
    const quasi = quasiStandardErrors(covariance, 3)
    // With three options the approximation is exact.
    expect(Math.hypot(quasi[0]!, quasi[2]!)).toBeCloseTo(standardErrors[2]!, 9)
  })
})

describe('best-worst', () => {
  it('counts, and says when the closed form has no finite value', () => {
    const result = bestWorst({ shown: [10, 10, 10], best: [10, 3, 0], worst: [0, 3, 5] })
    expect(result.scores).toEqual([1, 0, -0.5])
    expect(result.utilities[0]).toBe(Number.POSITIVE_INFINITY)
    expect(result.choiceShares).toBeNull()
    expect(result.ranking).toEqual([[0], [1], [2]])
    expect(() => bestWorst({ shown: [2], best: [2], worst: [1] })).toThrow('cannot be')
    expect(() => bestWorst({ shown: [0], best: [0], worst: [0] })).toThrow('never shown')
  })

  it('finds the worths behind unbalanced displays', () => {
    const worth = [6, 3, 2, 1, 0.5]
    const random = generator(5)
    const pick = (options: readonly number[], value: (option: number) => number) => {
      let left = random.uniform() * options.reduce((sum, option) => sum + value(option), 0)
      for (const option of options) {
        left -= value(option)
        if (left < 0) return option
      }
      return options[0]!
    }
    const sets = Array.from({ length: 4000 }, (_, i) => {
      const shown = random.shuffle([0, 1, 2, 3, 4]).slice(0, i % 3 === 0 ? 3 : 4)
      const best = pick(shown, (option) => worth[option]!)
      const worst = pick(
        shown.filter((option) => option !== best),
        (option) => 1 / worth[option]!,
      )
      return { shown, best, worst }
    })
    const { logWorth, standardErrors } = bestWorstLogit(sets, 5)
    for (const option of [1, 2, 3, 4]) {
      expect(Math.abs(logWorth[option]! - Math.log(worth[option]! / 6)) / standardErrors[option]!).toBeLessThan(3.5)
    }
    expect(() => bestWorstLogit([{ shown: [0, 1, 2], best: 0, worst: 2 }], 3)).toThrow('groups')
    expect(bestWorstLogit([{ shown: [0, 1, 2], best: 0, worst: 2 }], 3, { pseudo: 0.5 }).logWorth[2]).toBeLessThan(0)
  })
})

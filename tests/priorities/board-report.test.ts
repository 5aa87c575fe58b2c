import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { balancedList, choicesOf } from '../../app/priorities/balanced-list.ts'
import { type Ballot, MILLIONTHS } from '../../app/priorities/ballot.ts'
import { boardReport } from '../../app/priorities/board-report.ts'
import type { BoardReportInput } from '../../app/priorities/board-report-contract.ts'
import { dealBlocks, resampleBlocks } from '../../app/priorities/bootstrap.ts'
import { borda, bordaOfPairs } from '../../app/priorities/borda.ts'
import { generator } from '../../app/priorities/generator.ts'
import { headToHeadEstimate, headToHeadSums } from '../../app/priorities/head-to-head-estimate.ts'
import { approvalsOf, packBallots } from '../../app/priorities/packed-ballots.ts'
import { headToHeadShares, pairwiseMatrix } from '../../app/priorities/pairwise-matrix.ts'
import { rankedPairs } from '../../app/priorities/ranked-pairs.ts'
import { rememberedReports } from '../../app/priorities/remembered-report.ts'
import { blockMargins, rankedAgain } from '../../app/priorities/report-list.ts'
import { elections, RUNS } from './ballots.ts'

const letters = ['Roads', 'Buses', 'Homes', 'Parks', 'Safety', 'Schools']
const options = letters.map((title) => ({ id: title.toLowerCase(), title }))
const size = options.length

/** People in two places who agree on the order, except that the second place wants buses first. */
function answers(people: number, seed = 3): Ballot[] {
  const random = generator(seed)
  return Array.from({ length: people }, (_, person) => {
    const liking = letters.map(
      (_, option) => random.normal() - 1.5 * option + (person % 3 === 0 && option === 1 ? 4.5 : 0),
    )
    const order = [...letters.keys()].sort((a, b) => liking[b]! - liking[a]!)
    return { groups: order.map((option) => [option]), weight: person % 3 === 0 ? 2 * MILLIONTHS : MILLIONTHS / 2 }
  })
}

function input(ballots: readonly Ballot[], more: Partial<BoardReportInput> = {}): BoardReportInput {
  const people = ballots.length
  return {
    options,
    ballots: packBallots(ballots, size, 'tied-last'),
    unranked: 'tied-last',
    groups: {
      ids: ['north', 'south', 'west'],
      of: Array.from({ length: people }, (_, i) => (i < 4 ? 2 : +(i % 3 > 0))),
    },
    sources: { ids: ['survey', 'jury'], of: Array.from({ length: people }, (_, i) => +(i % 10 === 0)) },
    settings: { replicates: 200, draws: 2000 },
    seed: 11,
    ...more,
  }
}

describe('the board report', () => {
  const given = input(answers(600))
  const report = boardReport(given)

  it('is plain data, and the same bytes from the same input', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
    expect(JSON.stringify(boardReport(input(answers(600))))).toBe(JSON.stringify(report))
    expect(boardReport(input(answers(600, 4))).inputHash).not.toBe(report.inputHash)
    expect(boardReport({ ...given, seed: 12 }).inputHash).not.toBe(report.inputHash)
  })

  it('orders by ranked pairs on the same pairs, weighted beside unweighted', () => {
    const matrix = pairwiseMatrix(answers(600), size, 'tied-last')
    expect(report.weighted!.order.flat()).toEqual(rankedPairs(matrix).ranking.map(([option]) => options[option!]!.id))
    expect(report.weighted!.method).toBe('ranked-pairs.margins')
    const shares = headToHeadShares(matrix)
    expect(report.weighted!.options.map((option) => option.sharePerMille)).toEqual(
      shares.map((share) => Math.round(1000 * share!)),
    )
    // A third of the people, each with four times the weight, carry two thirds of it: their wish moves to the top.
    expect(report.unweighted.order[0]).toEqual(['roads'])
    expect(report.weighted!.order[0]).toEqual(['buses'])
    expect(report.effective).toBe(400)
    expect(boardReport({ ...given, ballots: { ...given.ballots, weights: null } }).weighted).toBeNull()
  })

  it('has bands inside their rank sets, and chances that agree with them', () => {
    for (const list of [report.unweighted, report.weighted!]) {
      expect(list.bands.flatMap((band) => band.ids).sort()).toEqual(options.map(({ id }) => id).sort())
      for (const option of list.options) {
        expect(option.rankFrom).toBeLessThanOrEqual(option.rank)
        expect(option.rankTo).toBeGreaterThanOrEqual(option.rank)
        const [first, three, five] = option.inFirst.map(({ perMille }) => perMille)
        expect(first! <= three! && three! <= five!).toBe(true)
        if (option.rankTo <= 3) expect(three).toBeGreaterThan(900)
        if (option.rankFrom > 3) expect(three).toBeLessThan(100)
      }
      const firsts = list.options.reduce((sum, option) => sum + option.inFirst[0]!.perMille, 0)
      expect(firsts).toBeGreaterThanOrEqual(990)
    }
  })

  it('gives the order by six methods and names only what leaves its band', () => {
    expect(report.methods.map(({ method }) => method)).toEqual([
      'share',
      'ranked-pairs',
      'schulze',
      'kemeny',
      'borda',
      'bradley-terry',
    ])
    for (const { weighted, unweighted } of report.methods) {
      expect(unweighted.flat().length).toBe(size)
      expect(weighted!.flat().length).toBe(size)
    }
    expect(report.methods.find(({ method }) => method === 'ranked-pairs')!.outsideBand).toEqual([])
  })

  it('finds where declared groups disagree, and says nothing of a group of four', () => {
    const [most, ...others] = report.disagreement.options
    expect(most).toMatchObject({ id: 'buses', clear: true })
    expect(most!.perMille[0]! - most!.perMille[1]!).toBe(most!.rangePerMille)
    expect(others.every(({ rangePerMille }) => rangePerMille <= most!.rangePerMille)).toBe(true)
    expect(report.disagreement.groups[2]).toEqual({ id: 'west', people: null })
    expect(most!.perMille[2]).toBeNull()
  })

  it('finds no clear disagreement where there is none', () => {
    const false_ = [1, 2, 3, 4, 5, 6, 7, 8].filter((seed) => {
      const found = boardReport(
        input(
          answers(300, seed).filter((_, i) => i % 3 > 0),
          {
            groups: { ids: ['odd', 'even'], of: Array.from({ length: 200 }, (_, i) => i % 2) },
            sources: { ids: ['survey'], of: new Array(200).fill(0) },
          },
        ),
      )
      return found.disagreement.options.some(({ clear }) => clear)
    })
    expect(false_.length).toBeLessThan(3)
  })

  it('combines sources and says how often an option stays on top in other weightings', () => {
    const { sources, sweep } = report.combined
    expect(sources.map(({ id, people }) => [id, people])).toEqual([
      ['survey', 540],
      ['jury', 60],
    ])
    expect(sweep.draws).toBe(200)
    expect(sweep.options.every(({ bestPlace, worstPlace }) => bestPlace <= worstPlace)).toBe(true)
    expect(sweep.options.find(({ id }) => id === 'schools')!.inTopPerMille).toBeLessThan(500)
  })

  it('treats an option that nobody compared as one that could be anywhere', () => {
    const seen = [0, 1, 2, 3, 4]
    const partly = answers(100).map(
      (ballot): Ballot => ({
        ...ballot,
        groups: ballot.groups.filter(([option]) => option !== 5),
        seen,
      }),
    )
    const { unweighted } = boardReport(input(partly))
    expect(unweighted.options[5]).toMatchObject({ sharePerMille: null, rankFrom: 1, rankTo: 6, band: null })
    expect(unweighted.bands.flatMap(({ ids }) => ids)).not.toContain('schools')
    expect(unweighted.options[0]!.rankTo).toBeGreaterThan(1)
  })

  it('takes one voter, one option and a world of ties', () => {
    const one = { options: options.slice(0, 1), ballots: packBallots([{ groups: [[0]], weight: 1 }], 1, 'tied-last') }
    const alone = { groups: { ids: ['all'], of: [0] }, sources: { ids: ['survey'], of: [0] } }
    expect(boardReport(input([], { ...one, ...alone })).unweighted.order).toEqual([['roads']])
    expect(boardReport(input(answers(1), alone)).unweighted.options[0]!.rankTo).toBe(size)
    const tied = [0, 1, 2, 3, 4, 5].map(
      (first): Ballot => ({
        groups: [0, 1, 2, 3, 4, 5].map((place) => [(first + place) % 6]),
        weight: MILLIONTHS,
      }),
    )
    const many = Array.from({ length: 20 }, () => tied).flat()
    expect(boardReport(input(many)).unweighted.bands.length).toBe(1)
  })

  it('is computed once for the same input, whoever asks, and again for any other', () => {
    const reports = rememberedReports(1)
    const first = reports(given)
    expect(first).toEqual(report)
    expect(reports(input(answers(600)))).toBe(first)
    expect(reports({ ...given, seed: 12 })).not.toBe(first)
    expect(reports(given)).not.toBe(first)
  })

  it('refuses parts that do not belong together, by name', () => {
    const fault = (code: string) => expect.objectContaining({ code })
    expect(() => boardReport(input([]))).toThrow(fault('no-ballots'))
    expect(() => boardReport({ ...given, options: options.slice(1) })).toThrow(fault('unknown-option'))
    expect(() => boardReport({ ...given, clusters: [null] })).toThrow(fault('no-ballots'))
  })
})

describe('redrawn people', () => {
  it('are ranked as ranked pairs ranks them, with and without circles and ties', () => {
    fc.assert(
      fc.property(elections({ complete: true, sizes: [2, 4] }), ({ size: own, ballots }) => {
        const packed = packBallots(ballots, own, 'tied-last')
        const dealt = dealBlocks({ people: ballots.length, clusterOf: () => null, seed: 1 })
        const blocks = blockMargins(packed, dealt, false)
        const first = new Array<number>(own).fill(0)
        resampleBlocks(blocks, 20, 5, (margins) => {
          const wins = new Float64Array(own * own)
          let at = 0
          for (let a = 0; a < own; a++) {
            for (let b = a + 1; b < own; b++, at++)
              wins[margins[at]! > 0 ? a * own + b : b * own + a] = Math.abs(margins[at]!)
          }
          for (const option of rankedPairs({ size: own, wins }).ranking[0]!) first[option]! += 1
        })
        expect(rankedAgain(blocks, own, [1], 20, 5)).toEqual([first.map((times) => times * 50)])
      }),
      RUNS,
    )
  })
})

describe('shares of head-to-heads', () => {
  it('have the standard error of independent people, and a larger one when tables answer together', () => {
    const ballots = answers(400)
    const packed = { ...packBallots(ballots, size, 'tied-last'), weights: null }
    const alone = dealBlocks({ people: 400, clusterOf: () => null, seed: 1 })
    const { shares, covariance } = headToHeadEstimate(headToHeadSums(packed, alone).all)
    const scores = ballots.map(({ groups }) => (size - 1 - groups.findIndex(([option]) => option === 1)) / (size - 1))
    const mean = scores.reduce((sum, score) => sum + score, 0) / 400
    const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / 399
    expect(shares[1]).toBeCloseTo(mean, 12)
    expect(covariance[1]![1]).toBeCloseTo(variance / 400 + 1 / (2 * 400 ** 2), 12)
    const tables = dealBlocks({ people: 400, clusterOf: (person) => (person % 3 === 0 ? 'bus users' : null), seed: 1 })
    const whole = headToHeadEstimate(headToHeadSums(packed, tables).all)
    expect(whole.covariance[1]![1]).toBeGreaterThan(3 * covariance[1]![1]!)
  })

  it('are Borda’s points by another name, for complete ballots', () => {
    fc.assert(
      fc.property(elections({ complete: true }), ({ size: own, ballots }) => {
        const packed = packBallots(ballots, own, 'tied-last')
        const dealt = dealBlocks({ people: ballots.length, clusterOf: () => null, seed: 1 })
        const { won } = headToHeadSums({ ...packed, weights: Float64Array.from(ballots, (b) => b.weight) }, dealt).all
        const { points } = borda(ballots, own, 'tied-last', 'top-is-n-minus-1')
        const sums = points.map((_, option) => ballots.reduce((sum, __, block) => sum + won[block * own + option]!, 0))
        expect(sums).toEqual(points)
        expect(bordaOfPairs(pairwiseMatrix(ballots, own, 'tied-last')).points).toEqual(points)
      }),
      RUNS,
    )
  })
})

describe('the balanced list', () => {
  const sixty = Array.from({ length: 60 }, () => [0, 1, 2])
  const forty = Array.from({ length: 40 }, (_, i) => (i % 2 ? [3, 4] : [3, 5]))

  it('gives two fifths of the people a place that plain counting gives to three fifths', () => {
    const { ranking, prefixes } = balancedList(choicesOf([...sixty, ...forty], null), size, [3, 5])
    const [three] = prefixes
    expect(three!.majority).toEqual([0, 1, 2])
    expect(three!.nonePerMilleByMajority).toBe(400)
    expect(three!.leftOutByMajority).toEqual([{ option: 3, deserves: 1, weight: 40 * MILLIONTHS }])
    // The three of the majority tie exactly, so who of them is named is open, but the order says where.
    expect(ranking!.flat().indexOf(3)).toBeGreaterThan(0)
    const apart = balancedList(choicesOf([...sixty, ...forty, [0, 1], [0]], null), size, [3])
    expect(apart.prefixes[0]).toMatchObject({ balanced: [0, 1, 3], leftOut: [] })
    expect(apart.prefixes[0]!.nonePerMille).toBe(0)
  })

  it('counts with weights, and those who chose nothing among the people', () => {
    const picks = [[0], [0], [1], []]
    const even = balancedList(choicesOf(picks, null), 2, [1])
    expect(even.prefixes[0]).toMatchObject({ balanced: [0], nonePerMille: 500 })
    const heavy = balancedList(choicesOf(picks, [300_000, 300_000, 4_000_000, 400_000]), 2, [1])
    expect(heavy.prefixes[0]).toMatchObject({ balanced: [1], majority: [1], nonePerMille: 200 })
  })

  it('is proportional at every length that ties leave clear, whoever answers first', () => {
    const choice = fc.tuple(
      fc.subarray([0, 1, 2, 3, 4], { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 1, max: 9 }),
    )
    fc.assert(
      fc.property(fc.array(choice, { minLength: 1, maxLength: 8 }), (choices) => {
        const given = choices.map(([approved, weight]) => ({ approved, weight }))
        const list = balancedList(given, 5, [1, 2, 3])
        expect(balancedList([...given].reverse(), 5, [1, 2, 3])).toEqual(list)
        // Phragmén satisfies PJR, so whoever deserves one place has somebody.
        for (const { leftOut } of list.prefixes) {
          expect((leftOut ?? []).filter(({ deserves }) => deserves === 1)).toEqual([])
        }
      }),
      RUNS,
    )
  })

  it('reads choices from ranked places without those read as last', () => {
    const packed = packBallots(
      [
        { groups: [[2]], weight: 5 },
        { groups: [[0], [1], [3], [4]], weight: 7 },
        { groups: [[0, 1], [2], [3]], weight: 9 },
      ],
      5,
      'tied-last',
    )
    expect(approvalsOf(packed, 3)).toEqual([
      { approved: [2], weight: 5 },
      { approved: [0, 1, 3], weight: 7 },
      { approved: [0, 1, 2], weight: 9 },
    ])
  })

  it('leaves the order open where too many exact ties decide it', () => {
    const everybody = Array.from({ length: 14 }, (_, option) => [option])
    const { ranking, prefixes } = balancedList(choicesOf(everybody, null), 14)
    expect(ranking === null || ranking[0]!.length === 14).toBe(true)
    expect(prefixes.map(({ balanced }) => balanced)).toEqual([null, null, null])
  })
})

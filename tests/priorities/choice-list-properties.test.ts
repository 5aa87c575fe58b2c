import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choiceList, type Ranking, type Respondent } from '../../app/priorities/choice-list.ts'
import { generator } from '../../app/priorities/generator.ts'
import { listedOptions, rankingOf } from '../../app/priorities/list-ranking.ts'
import { publishMoments } from '../../app/priorities/moments.ts'
import { coverageOf, worlds } from '../../app/priorities/rank-set-coverage.ts'
import { type Choice, tallyOf } from '../../app/priorities/tally.ts'
import { modelInput, modelRows } from '../support/model-respondents.ts'
import { propertyRuns } from '../support/runs.ts'

const size = 5
const options = Array.from({ length: size }, (_, at) => ({ id: `o${at}`, title: `Option ${at}` }))
const settings = { draws: 200, confidencePerMille: 900, seed: 3 }
const runs = { numRuns: propertyRuns(300) }

const choices: fc.Arbitrary<Choice[]> = fc.array(
  fc
    .record({
      picks: fc.uniqueArray(fc.integer({ min: 0, max: size - 1 }), { maxLength: 3 }),
      same: fc.boolean(),
      cluster: fc.option(fc.constantFrom('a', 'b'), { freq: 4, nil: null }),
    })
    .map((drawn) => ({ ...drawn, none: drawn.picks.length === 0 })),
  { minLength: 1, maxLength: 40 },
)

function listOf(own: Choice[], weights?: number[], which: 'unweighted' | 'weighted' = 'unweighted') {
  const tally = tallyOf(own, size, 3, weights)
  return rankingOf(publishMoments(tally[which]), tally.base, listedOptions(options), settings)
}

function sets(ranking: Ranking): string[] {
  return ranking.bands.map((band) => [...band.ids].sort().join(' '))
}

describe('a list', () => {
  it('does not change with the order of the people', () => {
    fc.assert(
      fc.property(choices, fc.nat(), (own, seed) => {
        expect(listOf(generator(seed).shuffle(own))).toEqual(listOf(own))
      }),
      runs,
    )
  })

  it('does not change with the names of the options, nor with the order they are listed in', () => {
    let compared = 0
    fc.assert(
      fc.property(choices, fc.nat(), (some, seed) => {
        const alone = (option: number): Choice => ({ picks: [option], same: false, none: false, cluster: null })
        // Something to tell most options apart by, so that few trials are without meaning.
        const own = [...some, ...options.flatMap((_, at) => new Array<Choice>(7 * at).fill(alone(at)))]
        const place = generator(seed).shuffle(options.map((_, at) => at))
        const moved = own.map((choice) => ({ ...choice, picks: choice.picks.map((pick) => place[pick]!) }))
        const before = listOf(own)
        const after = listOf(moved)
        const sums = before.standings.map((standing) => standing.sharePerMille)
        // Options that nobody has ever told apart may swap their random numbers.
        if (new Set(sums).size < size) return
        compared += 1
        before.standings.forEach((standing, at) => {
          expect(after.standings[place[at]!]).toEqual(standing)
        })
        expect(after.ranking.criticalMillionths).toBe(before.ranking.criticalMillionths)
      }),
      runs,
    )
    expect(compared).toBeGreaterThan(runs.numRuns / 4)
  })

  it('is the same with everybody weighing one as without weights', () => {
    fc.assert(
      fc.property(choices, (own) => {
        expect(
          listOf(
            own,
            own.map(() => 1_000_000),
            'weighted',
          ),
        ).toEqual(listOf(own))
      }),
      runs,
    )
  })

  it('keeps its order, and never fewer distinctions, when everybody is doubled', () => {
    fc.assert(
      fc.property(choices, (own) => {
        const once = listOf(own)
        const twice = listOf([...own, ...own])
        expect(twice.ranking.order).toEqual(once.ranking.order)
        expect(twice.standings.map((standing) => standing.sharePerMille)).toEqual(
          once.standings.map((standing) => standing.sharePerMille),
        )
      }),
      runs,
    )
  })

  it('puts everything in exactly one band, in order of share, and nothing clearly below its band’s first', () => {
    fc.assert(
      fc.property(choices, (own) => {
        const { ranking, standings } = listOf(own)
        expect(ranking.bands.flatMap((band) => band.ids).sort()).toEqual(options.map((option) => option.id))
        const rank = (id: string) => standings[Number(id.slice(1))]!
        for (const band of ranking.bands) {
          const best = Math.min(...band.ids.map((id) => rank(id).rank))
          for (const id of band.ids) expect(rank(id).rankFrom).toBeLessThanOrEqual(rank(id).rank)
          expect(band.ids.some((id) => rank(id).rank === best)).toBe(true)
        }
        const firsts = ranking.bands.map((band) => Math.min(...band.ids.map((id) => rank(id).rank)))
        expect([...firsts].sort((a, b) => a - b)).toEqual(firsts)
        standings.forEach((standing) => {
          expect(standing.rankFrom).toBeLessThanOrEqual(standing.rank)
          expect(standing.rankTo).toBeGreaterThanOrEqual(standing.rank)
        })
      }),
      runs,
    )
  })

  it('separates the same options from the same seed, to the byte', () => {
    fc.assert(
      fc.property(choices, (own) => {
        expect(JSON.stringify(listOf(own))).toBe(JSON.stringify(listOf(own)))
        expect(sets(listOf(own).ranking)).toEqual(sets(listOf(own).ranking))
      }),
      { numRuns: propertyRuns(50) },
    )
  })
})

describe('a whole list of random respondents', () => {
  it('is made or refused by name, in integers, whatever the people are like', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(), (people, seed) => {
        const random = generator(seed)
        const maybe = <T>(value: T) => (random.below(6) === 0 ? null : value)
        const rows: Respondent[] = modelRows(seed, people).map((row) => ({
          ...row,
          district: maybe(row.district),
          ageBand: maybe(row.ageBand),
          sex: maybe(row.sex),
          ethnicGroup: maybe(row.ethnicGroup),
          cluster: random.below(10) === 0 ? `c${random.below(2)}` : null,
          flaggedDuplicate: random.below(12) === 0,
        }))
        const list = choiceList({ ...modelInput(rows), settings: { draws: 100 } })
        expect(list.weights.applied).toBe(list.weighted !== null)
        expect(list.weights.refused === null).toBe(list.weights.applied)
        const numbers = JSON.stringify(list).match(/-?\d+\.\d+/g)
        expect(numbers).toBeNull()
        for (const { groups } of list.crossTabs) {
          for (const { base, counts, percents } of groups) {
            for (const count of counts) expect(count === null || count >= 10).toBe(true)
            if (base === null) expect([...counts, ...percents].every((value) => value === null)).toBe(true)
            if (base !== null && base < 28) expect(percents.every((value) => value === null)).toBe(true)
          }
        }
      }),
      { numRuns: propertyRuns(40) },
    )
  })
})

describe('simulated coverage', () => {
  // 2,000 runs per world: node app/priorities/rank-set-coverage-command.ts
  const trials = Number(process.env.COVERAGE_RUNS ?? 150)
  it.each(worlds)('of the 95 % sets: $name', (world) => {
    const { covered, falseWinners } = coverageOf(world, trials, 2000, 99)
    const slack = 3 * Math.sqrt(0.94 * 0.06 * trials)
    expect(covered).toBeGreaterThanOrEqual(0.94 * trials - slack)
    expect(falseWinners).toBeLessThanOrEqual(0.05 * trials + 3 * Math.sqrt(0.05 * 0.95 * trials))
  })

  it('would fail without the covariance: treating picks of one table as independent people', () => {
    const tables = worlds.find((world) => world.clusterSize > 1)!
    const careless = { ...tables, utilities: tables.utilities.map(() => 0) }
    const whole = coverageOf(careless, 100, 1000, 5)
    const loose = coverageOf(careless, 100, 1000, 5, true)
    expect(whole.covered).toBeGreaterThanOrEqual(85)
    expect(loose.covered).toBeLessThan(60)
  })
})

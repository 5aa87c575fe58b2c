import fc from 'fast-check'
import { expect, test } from 'vitest'
import { feasibility, feasibilityMessages } from '../../../app/juries/lottery/feasibility.ts'
import { loadSolver } from '../../../app/juries/lottery/linear-programme.ts'
import type { Pool } from '../../../app/juries/lottery/quota.ts'
import { select } from '../../../app/juries/lottery/selection.ts'
import { allPanels, poolOf, smallCase } from './small-pools.ts'

const highs = await loadSolver()
const five: [number, number] = [5, 5]

/** Ten seats, half of each age wanted, but only three old people came. */
const tooFewOld = poolOf(
  [
    [five, five],
    [five, five],
  ],
  [...Array(16).keys()].map((i) => [i % 2, i < 3 ? 1 : 0]),
)

test('the least relaxation is named, by the objective of reductions weighed by their minimum', () => {
  const result = feasibility(highs, tooFewOld, 10, false)
  if (result.feasible || !result.relaxation) throw new Error('a relaxation was expected')
  expect(result.relaxation.objective).toBeCloseTo(4.8, 9)
  expect(feasibilityMessages(result, tooFewOld, 10).map(({ code, params }) => [code, params.value, params.to])).toEqual(
    [
      ['no-panel-flex', undefined, undefined],
      ['raise-maximum', 'value 0', 7],
      ['lower-minimum', 'value 1', 3],
    ],
  )
})

test('where flex bounds do not suffice the change beyond them is named, and where none helps the seats that do', () => {
  const strict: Pool = structuredClone(tooFewOld)
  for (const quota of strict.categories.flatMap(({ values }) => values))
    Object.assign(quota, { minFlex: 5, maxFlex: 5 })
  const beyond = feasibility(highs, strict, 10, false)
  expect(beyond).toMatchObject({ feasible: false, relaxation: null, beyondFlex: { objective: 4.8 } })
  const crowded: Pool = {
    ...tooFewOld,
    volunteers: tooFewOld.volunteers.map((volunteer, v) => ({ ...volunteer, household: v < 9 ? 'one' : null })),
  }
  const blocked = feasibility(highs, crowded, 10, true)
  expect(blocked).toEqual({ feasible: false, relaxation: null, beyondFlex: null, mostSeats: 8 })
  expect(feasibilityMessages(blocked, crowded, 10)).toEqual([
    { code: 'too-few-to-seat', params: { people: 16, most: 8, seats: 10 } },
  ])
})

test('a pool is feasible exactly when there is a panel, and relaxed quotas always have one', () => {
  fc.assert(
    fc.property(smallCase, fc.nat(3), (input, raised) => {
      const pool: Pool = structuredClone(input.pool)
      for (const quota of pool.categories[0]!.values) quota.min = Math.min(quota.max, quota.min + raised)
      const result = feasibility(highs, pool, input.seats, input.onePerHousehold)
      const panels = allPanels(pool, input.seats, input.onePerHousehold)
      expect(result.feasible).toBe(panels.length > 0)
      if (result.feasible || !result.relaxation) return
      for (const { category, value, bound, to } of result.relaxation.changes) {
        pool.categories[category]!.values[value]![bound] = to
      }
      expect(allPanels(pool, input.seats, input.onePerHousehold).length).toBeGreaterThan(0)
    }),
    { numRuns: 60, seed: 3 },
  )
})

test.each<[string, Partial<Parameters<typeof select>[0]>, string]>([
  ['an empty pool', { pool: { ...tooFewOld, volunteers: [] } }, 'pool-empty'],
  ['more seats than people', { seats: 17 }, 'seats-above-people'],
  ['no seats', { seats: 0 }, 'seats-not-whole'],
  ['half a seat', { seats: 2.5 }, 'seats-not-whole'],
  ['no panels', { panels: 0 }, 'panels-not-whole'],
  ['a seed below nought', { seed: -1 }, 'seed-not-whole'],
  ['quotas that do not fit the seats', { seats: 12 }, 'maxima-below-seats'],
  ['quotas that nobody can meet together', {}, 'no-panel-flex'],
  ['the same for the greedy rule', { rule: 'greedy' }, 'no-panel-flex'],
])('%s ends in words', async (_, change, code) => {
  const input = { pool: tooFewOld, seats: 10, rule: 'leximin' as const, onePerHousehold: false, panels: 10, seed: 1 }
  const outcome = await select({ ...input, ...change })
  expect(outcome.ok || outcome.errors[0]!.code).toBe(code)
})

test('households larger than the jury leave one seat each', async () => {
  const pool = poolOf(
    [[[0, 9]]],
    [...Array(9).keys()].map(() => [0]),
    [...Array(9).keys()].map((v) => (v < 6 ? 'big' : null)),
  )
  const input = { pool, seats: 3, rule: 'leximin' as const, onePerHousehold: true, panels: 60, seed: 1 }
  const outcome = await select(input)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors))
  outcome.selection.targets.forEach((target, v) => {
    expect(target).toBeCloseTo(v < 6 ? 1 / 6 : 2 / 3, 9)
  })
})

test('the greedy rule keeps the quotas and leaves some with less than LEXIMIN gives anybody', async () => {
  const rows = [...Array(40).keys()].map((v) => [v < 36 ? 0 : 1, v % 9 === 0 ? 1 : 0])
  const pool = poolOf(
    [
      [
        [5, 6],
        [4, 5],
      ],
      [
        [6, 7],
        [3, 4],
      ],
    ],
    rows,
  )
  const input = { pool, seats: 10, onePerHousehold: false, panels: 300, seed: 1 }
  const [greedy, fair] = [await select({ ...input, rule: 'greedy' }), await select({ ...input, rule: 'leximin' })]
  if (!greedy.ok || !fair.ok) throw new Error('both should draw')
  expect(greedy.selection.bound).toBeNull()
  expect(greedy.selection.panels).toHaveLength(300)
  const sum = greedy.selection.chances.reduce((total, chance) => total + chance, 0)
  expect(sum).toBeCloseTo(10, 9)
  expect(Math.min(...greedy.selection.chances)).toBeLessThanOrEqual(Math.min(...fair.selection.targets))
})

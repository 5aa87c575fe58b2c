import { expect, test } from 'vitest'
import {
  chooseAlternates,
  deviation,
  dropOutScenarios,
  expectedDeviation,
  learnedDropOut,
} from '../../../app/juries/lottery/alternates.ts'
import { greedyPanel } from '../../../app/juries/lottery/greedy.ts'
import { bestBatch, rankReplacements } from '../../../app/juries/lottery/replacement.ts'
import { generator } from '../../../app/priorities/generator.ts'
import { poolOf } from './small-pools.ts'

const random = generator(11)
const pool = poolOf(
  [
    [
      [11, 13],
      [11, 13],
    ],
    [
      [5, 7],
      [11, 13],
      [5, 7],
    ],
    [
      [7, 9],
      [15, 17],
    ],
  ],
  Array.from({ length: 150 }, () => [random.below(2), [0, 1, 1, 2][random.below(4)]!, random.below(3) === 0 ? 0 : 1]),
)
const panel = greedyPanel(pool, 24, false, random)!
// About one in ten drops out, the young and the less educated more often.
const dropOut = pool.volunteers.map(({ values }) => 0.06 * (values[1] === 0 ? 2.5 : 1) * (values[2] === 0 ? 2 : 1))
const input = { pool, panel, count: 6, onePerHousehold: false, dropOut }

test('alternates chosen for the drop-out to come beat random and greedy ones, on drop-outs not chosen by', () => {
  const { alternates } = chooseAlternates(input, generator(1), 150)
  expect(new Set(alternates).size).toBe(6)
  expect(alternates.filter((person) => panel.includes(person))).toEqual([])
  const unseen = dropOutScenarios(input, 600, generator(2))
  const chosen = expectedDeviation(input, alternates, unseen)
  const rest = [...pool.volunteers.keys()].filter((person) => !panel.includes(person))
  const byChance = Array.from({ length: 12 }, () => expectedDeviation(input, random.shuffle(rest).slice(0, 6), unseen))
  const mean = byChance.reduce((sum, one) => sum + one, 0) / byChance.length
  const another = greedyPanel(
    { ...pool, volunteers: rest.map((person) => pool.volunteers[person]!) },
    24,
    false,
    random,
  )!
  const greedy = expectedDeviation(
    input,
    another.slice(0, 6).map((place) => rest[place]!),
    unseen,
  )
  expect(chosen).toBeLessThan(0.8 * mean)
  expect(chosen).toBeLessThan(greedy)
  expect(chosen).toBeLessThan(expectedDeviation(input, [], unseen))
})

test('without drop-out no alternate is needed, and with a short pool all of it is taken', () => {
  const certain = { ...input, dropOut: dropOut.map(() => 0) }
  expect(chooseAlternates(certain, generator(1), 5).expected).toBe(deviation(pool, panel, 24))
  const short = poolOf([[[0, 3]]], [[0], [0], [0]], ['a', 'b', 'a'])
  const few = { pool: short, panel: [0], count: 2, onePerHousehold: true, dropOut: [0.5, 0.5, 0.5] }
  expect(chooseAlternates(few, generator(1), 20).alternates).toEqual([1])
})

test('drop-out chances follow the records, more cautiously the fewer they are', () => {
  const records = Array.from({ length: 200 }, (_, r) => ({
    values: [0, r % 2 ? 0 : 1, 0],
    droppedOut: r % 2 === 1 && r % 4 === 1,
  }))
  const [often, seldom] = learnedDropOut(pool.categories, records, [{ values: [0, 0, 0] }, { values: [0, 1, 0] }])
  expect(often!).toBeGreaterThan(0.35)
  expect(seldom!).toBeLessThan(0.1)
  const [unknown] = learnedDropOut(pool.categories, [], [{ values: [0, 0, 0] }])
  expect(unknown).toBeCloseTo(0.1, 9)
})

test('replacements are ranked by what they leave unmet, then by travel', () => {
  const small = poolOf(
    [
      [
        [2, 2],
        [1, 1],
      ],
    ],
    [[0], [0], [1], [1], [0], [0]],
    ['x', null, null, 'y', 'x', null],
  )
  const ranked = rankReplacements({
    pool: small,
    seated: [0, 2],
    seats: 3,
    onePerHousehold: true,
    candidates: [3, 4, 5, 1],
    travel: new Map([
      [1, 10],
      [5, 40],
    ]),
  })
  expect(ranked.map(({ person }) => person)).toEqual([1, 5, 3])
  expect(ranked[0]).toMatchObject({ deviation: 0, helps: 2, breaches: [], travel: 10 })
  expect(ranked[2]!.breaches.map(({ code, params }) => [code, params.value, params.count])).toEqual([
    ['quota-short', 'value 0', 1],
    ['quota-over', 'value 1', 2],
  ])
  expect(ranked[2]).toMatchObject({ deviation: 2, travel: null })
})

test('a batch is chosen together, also where one at a time would go wrong', () => {
  const tricky = poolOf(
    [
      [
        [1, 1],
        [1, 1],
      ],
      [
        [1, 1],
        [1, 1],
      ],
    ],
    [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ],
  )
  const batch = bestBatch({ pool: tricky, seated: [], seats: 2, onePerHousehold: false, candidates: [0, 1, 2, 3] }, 2)
  expect(deviation(tricky, batch, 2)).toBe(0)
  const many = bestBatch(
    { pool, seated: panel.slice(0, 20), seats: 24, onePerHousehold: false, candidates: [...pool.volunteers.keys()] },
    4,
  )
  expect(many).toHaveLength(4)
  expect(deviation(pool, [...panel.slice(0, 20), ...many], 24)).toBeLessThanOrEqual(1)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { galoisPlan } from '../../../app/juries/tables/galois-plan.ts'
import { changePlan } from '../../../app/juries/tables/table-change.ts'
import { SETS, TableMargin } from '../../../app/juries/tables/table-margin.ts'
import {
  planErrors,
  planFigures,
  planTables,
  type TablePlan,
  type TablePlanInput,
} from '../../../app/juries/tables/table-plan.ts'
import { generator } from '../../../app/priorities/generator.ts'

const people = (count: number, fields: (person: number) => string[] = () => []): TablePlanInput['people'] =>
  Array.from({ length: count }, (_, person) => ({ id: `p${person}`, fields: fields(person) }))

/** Nobody at two tables is implied by the form of a plan; the rest must hold of every plan. */
function expectSound(input: TablePlanInput, plan: TablePlan): void {
  expect(plan).toHaveLength(input.rounds)
  plan.forEach((round, r) => {
    const away = new Set((input.absent ?? []).filter((one) => one.round === r).map(({ person }) => person))
    expect(round).toHaveLength(input.people.length)
    round.forEach((table, person) => {
      expect(table === null).toBe(away.has(person))
    })
    const sizes = Array.from({ length: input.tables }, (_, table) => round.filter((one) => one === table).length)
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
    for (const { person, table, round: only } of input.fixed ?? []) {
      if ((only === undefined || only === r) && !away.has(person)) expect(round[person]).toBe(table)
    }
    for (const [a, b] of input.apart ?? []) {
      expect(round[a] === round[b] && round[a] !== null).toBe(false)
    }
  })
}

test.each([
  [48, 8, 6],
  [64, 8, 8],
  [20, 5, 4],
  [81, 9, 9],
])(
  '%i people at %i tables meet nobody twice in %i rounds where the tables are a power of a prime',
  (count, tables, rounds) => {
    const plan = galoisPlan(count, tables, rounds)!
    const input = { people: people(count), tables, rounds }
    expectSound(input, plan)
    expect(planFigures(input, plan).repeated).toBe(0)
    expect(galoisPlan(48, 6, 6)).toBeNull()
    expect(galoisPlan(48, 4, 3)).toBeNull()
  },
)

test('48 people without fields meet 720 different pairs in six rounds of eight tables', () => {
  const input = { people: people(48), tables: 8, rounds: 6 }
  expect(planFigures(input, planTables(input, generator(1)))).toMatchObject({ pairs: 720, repeated: 0 })
})

test('a fixed place and two fields cost no meeting: lines are named after fixed people, seats given out evenly', () => {
  const input = {
    people: people(48, (p) => [p % 2 ? 'woman' : 'man', ['young', 'middle', 'old'][p % 3]!]),
    tables: 8,
    rounds: 6,
    fixed: [
      { person: 3, table: 2 },
      { person: 9, table: 5, round: 1 },
    ],
  }
  const plan = planTables(input, generator(1))
  expectSound(input, plan)
  expect(planFigures(input, plan)).toEqual({ pairs: 720, repeated: 0, together: 0, unevenness: 0 })
})

test('tables are as diverse as the room, and everybody meets many others', () => {
  const input = {
    people: people(24, (p) => [p % 2 ? 'woman' : 'man', ['young', 'middle', 'old'][p % 3]!, p < 6 ? 'north' : 'south']),
    tables: 4,
    rounds: 3,
  }
  const plan = planTables(input, generator(1), 1_000_000)
  expectSound(input, plan)
  const { pairs, unevenness } = planFigures(input, plan)
  expect(unevenness).toBe(0)
  expect(pairs).toBeGreaterThan(130)
})

test('48 people with five fields sit at even tables in six rounds and still meet most others', () => {
  const input = {
    people: people(48, (p) => [p % 2, p % 3, ((p * 5) % 7) % 4, p % 9 === 0, Math.floor(p / 7) % 5].map(String)),
    tables: 8,
    rounds: 6,
    fixed: [{ person: 3, table: 2 }],
  }
  const plan = planTables(input, generator(1), 36_000_000)
  expectSound(input, plan)
  const { pairs, unevenness } = planFigures(input, plan)
  expect(unevenness).toBe(0)
  expect(pairs).toBeGreaterThan(590)
})

test('exchanges between two tables are exactly those after which no count is further from its share', () => {
  fc.assert(
    fc.property(fc.integer({ min: 12, max: 30 }), fc.integer({ min: 1, max: 12 }), fc.nat(), (count, values, seed) => {
      const random = generator(seed)
      const room = people(count, () => [values, 2, 3].map((of) => String(random.below(of))))
      const seats = random.shuffle([...room.keys()].map((person) => person % 3))
      const at = (table: number, of = seats) => [...of.keys()].filter((person) => of[person] === table)
      const margin = new TableMargin(room, [seats], 3)
      const [going, coming] = [new Uint8Array(SETS * SETS), new Uint8Array(SETS * SETS)]
      margin.between(0, 1, at(0), 4, at(1), 4, 2)
      const found = margin.find(2, 4, 4, going, coming)
      const written = new Set(Array.from(going.subarray(0, found), (set, e) => `${set}/${coming[e]}`))
      const sets = [1, 2, 4, 8, 3, 5, 6, 9, 10, 12]
      const counted = (of: number[]) =>
        [0, 1].flatMap((table) =>
          [0, 1, 2].flatMap((field) =>
            [...new Set(room.map((person) => person.fields[field]!))].map((value) => {
              const holders = room.filter((person) => person.fields[field] === value).length
              const share = (at(table, of).length * holders) / count
              const held = at(table, of).filter((person) => room[person]!.fields[field] === value).length
              return { held, least: Math.floor(share), most: Math.ceil(share) }
            }),
          ),
        )
      const before = counted(seats)
      for (const out of sets) {
        for (const back of sets.filter((set) => sets.indexOf(set) < 4 === sets.indexOf(out) < 4)) {
          const after = [...seats]
          at(0).forEach((person, i) => {
            if ((out >> i) & 1) after[person] = 1
          })
          at(1).forEach((person, i) => {
            if ((back >> i) & 1) after[person] = 0
          })
          const kept = counted(after).every(({ held, least, most }, i) => {
            const was = before[i]!.held
            return held >= Math.min(least, was) && held <= Math.max(most, was)
          })
          expect(written.has(`${out}/${back}`)).toBe(kept)
        }
      }
    }),
    { numRuns: 60, seed: 3 },
  )
})

test('fixed places, pairs kept apart and absent people are kept, whatever is asked', () => {
  fc.assert(
    fc.property(
      fc.record({
        count: fc.integer({ min: 8, max: 26 }),
        tables: fc.integer({ min: 2, max: 5 }),
        rounds: fc.integer({ min: 1, max: 3 }),
        fixed: fc.array(fc.record({ person: fc.nat(7), table: fc.nat(1), round: fc.constantFrom(undefined, 0) }), {
          maxLength: 2,
        }),
        apart: fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 2 }),
        absent: fc.array(fc.record({ person: fc.nat(7), round: fc.constant(0) }), { maxLength: 3 }),
        seed: fc.nat(),
      }),
      ({ count, seed, ...rest }) => {
        const input = { people: people(count, (p) => [String(p % 3)]), ...rest }
        fc.pre(planErrors(input).length === 0)
        expectSound(input, planTables(input, generator(seed), 100_000))
      },
    ),
    { numRuns: 60, seed: 8 },
  )
})

test.each<[string, Partial<TablePlanInput>, string]>([
  ['no tables', { tables: 0 }, 'tables'],
  ['more tables than people', { tables: 30 }, 'tables'],
  ['no rounds', { rounds: 0 }, 'rounds'],
  ['a fixed place that does not exist', { fixed: [{ person: 0, table: 9 }] }, 'fixed'],
  [
    'two fixed places',
    {
      fixed: [
        { person: 0, table: 1 },
        { person: 0, table: 2, round: 1 },
      ],
    },
    'fixed-twice',
  ],
  [
    'too many fixed at a table',
    { fixed: [...Array(8).keys()].map((person) => ({ person, table: 0 })) },
    'fixed-too-many',
  ],
  [
    'a pair kept apart and fixed together',
    {
      apart: [[0, 1]],
      fixed: [
        { person: 0, table: 0 },
        { person: 1, table: 0 },
      ],
    },
    'fixed-apart',
  ],
  ['somebody apart from themselves', { apart: [[2, 2]] }, 'apart'],
  ['a stranger absent', { absent: [{ person: 99, round: 0 }] }, 'absent'],
])('%s cannot be planned', (_, change, code) => {
  const input = { people: people(24), tables: 4, rounds: 2, ...change }
  expect(planErrors(input)).toContain(code)
  expect(() => planTables(input, generator(1), 10)).toThrow(code)
})

describe('a late change', () => {
  const input: TablePlanInput = { people: people(24, (p) => [String(p % 2)]), tables: 4, rounds: 3 }
  const plan = planTables(input, generator(3), 300_000)

  test('moves nobody when one person is away', () => {
    const after = changePlan({ ...input, absent: [{ person: 5, round: 1 }] }, plan)
    expect(after.moved).toEqual([])
    expect(after.plan[1]![5]).toBeNull()
    expect(after.plan[0]).toEqual(plan[0])
  })

  test('gives the leaver’s seat to the newcomer and moves nobody', () => {
    const changed = {
      ...input,
      people: [...input.people, { id: 'alternate', fields: ['1'] }],
      absent: [1, 2].map((round) => ({ person: 5, round })),
    }
    const absentInFirst = { ...changed, absent: [...changed.absent, { person: 24, round: 0 }] }
    const after = changePlan(absentInFirst, plan, 1)
    expect(after.moved).toEqual([])
    expectSound(absentInFirst, after.plan)
    expect(after.plan[1]![24]).toBe(plan[1]![5])
    expect(after.plan[0]!.slice(0, 24)).toEqual(plan[0])
  })

  test('moves one person when two leave the same table, and two when a pair is to be kept apart', () => {
    const [a, b, c] = [...Array(24).keys()].filter((person) => plan[0]![person] === plan[0]![0])
    const leaving = { ...input, absent: [a!, b!].map((person) => ({ person, round: 0 })) }
    const left = changePlan(leaving, plan)
    expect(left.moved).toHaveLength(1)
    expectSound(leaving, left.plan)
    const quarrel: TablePlanInput = { ...input, apart: [[a!, c!]] }
    const parted = changePlan(quarrel, plan)
    expectSound(quarrel, parted.plan)
    const rounds = plan.filter((round) => round[a!] === round[c!]).length
    expect(parted.moved).toHaveLength(2 * rounds)
  })
})

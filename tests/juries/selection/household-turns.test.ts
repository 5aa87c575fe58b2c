import fc from 'fast-check'
import { expect, test } from 'vitest'
import { typesOfPool } from '../../../app/juries/lottery/agent-type.ts'
import { MANY_TYPES } from '../../../app/juries/lottery/fair-chances.ts'
import { membersApart } from '../../../app/juries/lottery/household-turns.ts'
import { panelBreaches } from '../../../app/juries/lottery/quota.ts'
import { select } from '../../../app/juries/lottery/selection.ts'
import { generator } from '../../../app/priorities/generator.ts'
import { poolOf } from './small-pools.ts'

const wide: [number, number] = [0, 99]

test('somebody named already gives way where every home of a type has a seat', () => {
  // The first type lives in homes 1 and 2, the second in home 1 only.
  const pool = poolOf([[wide, wide]], [[0], [0], [1], [1]], ['1', '2', '1', '1'])
  const typing = typesOfPool(pool, false)
  for (let seed = 0; seed < 20; seed++) {
    const panels = membersApart(typing, [Uint16Array.of(1, 1)], ['1', '2', '1', '1'], generator(seed))!
    expect(panels[0]).toHaveLength(2)
    expect(panels[0]).toContain(1)
  }
  expect(membersApart(typing, [Uint16Array.of(2, 1)], ['1', '2', '1', '1'], generator(1))).toBeNull()
})

test('no two of a panel live together, and people of a type sit equally often to within two seats', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const random = generator(seed)
      const rows = Array.from({ length: 60 }, (_, v) => [v % 3])
      const homes = rows.map(() => (random.below(4) === 0 ? null : `home ${random.below(30)}`))
      const pool = poolOf([[wide, wide, wide]], rows, homes)
      const typing = typesOfPool(pool, false)
      const panels = Array.from({ length: 40 }, () => Uint16Array.from({ length: 3 }, () => random.below(4)))
      const named = membersApart(typing, panels, homes, random)!
      named.forEach((panel, p) => {
        const seats = panels[p]!.reduce((sum, count) => sum + count, 0)
        expect(panelBreaches(pool, panel, seats, true)).toEqual([])
        expect([0, 1, 2].map((t) => panel.filter((v) => typing.typeOf[v] === t).length)).toEqual(Array.from(panels[p]!))
      })
      for (const { members } of typing.types) {
        const times = members.map((v) => named.filter((panel) => panel.includes(v)).length)
        expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(2)
      }
    }),
    { numRuns: 40, seed: 5 },
  )
})

test('where nearly every home is unlike every other, chances go by characteristics and no home has two seats', async () => {
  const random = generator(3)
  const rows = Array.from({ length: 1_400 }, () => [random.below(4), random.below(3), random.below(3)])
  const homes = random.shuffle(rows.map((_, v) => `home ${v % 467}`))
  const quotas = [4, 3, 3].map((of) => Array.from({ length: of }, (): [number, number] => [2, 5]))
  const pool = poolOf(quotas, rows, homes)
  expect(typesOfPool(pool, true).types.length).toBeGreaterThan(MANY_TYPES)
  const panels = 100
  const outcome = await select({ pool, seats: 10, rule: 'leximin', onePerHousehold: true, panels, seed: 1 })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors))
  const { selection } = outcome
  for (const panel of selection.panels) expect(panelBreaches(pool, panel, 10, true)).toEqual([])
  const byProfile = new Map<string, number>()
  selection.targets.forEach((aim, v) => {
    expect(byProfile.get(rows[v]!.join()) ?? aim).toBe(aim)
    byProfile.set(rows[v]!.join(), aim)
    expect(Math.abs(selection.chances[v]! - aim)).toBeLessThanOrEqual(2 / panels)
    expect(selection.chances[v]!).toBeGreaterThanOrEqual(aim - selection.gap - 1e-12)
  })
  expect(selection.targets.reduce((sum, aim) => sum + aim, 0)).toBeCloseTo(10, 6)
  expect(selection.bound!.value).toBeGreaterThanOrEqual(Math.min(...selection.targets) - 1e-9)
})

import type { Generator } from '../../priorities/generator.ts'
import { type AlternatesInput, dropOutScenarios, expectedDeviation } from './alternates.ts'

const SCENARIOS = 200

/**
 * Further alternates beside those there are, one by one: each time whoever brings the panel nearest to its quotas in
 * the mean over drop-outs. Those there are stay. Ties are broken by the generator.
 *
 * @param input `count` is how many there should be in all.
 * @returns the new ones, in the order chosen; fewer where the pool has no more.
 */
export function moreAlternates(input: AlternatesInput, there: readonly number[], random: Generator): number[] {
  const { pool, panel, count, onePerHousehold } = input
  const scenarios = dropOutScenarios(input, SCENARIOS, random)
  const candidates = random.shuffle([...pool.volunteers.keys()].filter((person) => !panel.includes(person)))
  const chosen: number[] = []
  while (there.length + chosen.length < count) {
    const waiting = [...there, ...chosen]
    const homes = new Set([...panel, ...waiting].map((person) => pool.volunteers[person]!.household))
    let best: { person: number; expected: number } | null = null
    for (const person of candidates) {
      const { household } = pool.volunteers[person]!
      if (waiting.includes(person) || (onePerHousehold && household !== null && homes.has(household))) continue
      const expected = expectedDeviation(input, [...waiting, person], scenarios)
      if (!best || expected < best.expected - 1e-12) best = { person, expected }
    }
    if (!best) break
    chosen.push(best.person)
  }
  return chosen
}

import type { Generator } from '../../priorities/generator.ts'
import { dropOutChances, talliesOf } from './drop-out.ts'
import type { Category, Pool } from './quota.ts'

export interface AlternatesInput {
  pool: Pool
  panel: readonly number[]
  /** Alternates to choose; 6 for 24 by rule J-10. */
  count: number
  onePerHousehold: boolean
  /** Per volunteer, the chance of dropping out before the first day, from 0 to 1. */
  dropOut: readonly number[]
}

const SCENARIOS = 300
const CANDIDATES = 150
const PASSES = 20

/** How far a panel is from the quotas: seats missing from minima and above maxima, and seats left empty. */
export function deviation(pool: Pool, panel: readonly number[], seats: number): number {
  const tally = new Tally(pool.categories, seats)
  for (const person of panel) tally.add(pool.volunteers[person]!.values, 1)
  return tally.deviation
}

class Tally {
  deviation: number
  readonly #seats: number
  readonly #least: number[] = []
  readonly #most: number[] = []
  readonly #first: number[] = []
  readonly #counts: number[]
  #size = 0

  constructor(categories: readonly Category[], seats: number) {
    this.#seats = seats
    for (const { values } of categories) {
      this.#first.push(this.#least.length)
      for (const quota of values) {
        this.#least.push(quota.min)
        this.#most.push(quota.max)
      }
    }
    this.#counts = this.#least.map(() => 0)
    this.deviation = this.#least.reduce((sum, min) => sum + min, seats)
  }

  /** Adds (1) or takes away (-1) a person with these values. */
  add(values: readonly number[], by: 1 | -1): void {
    this.deviation -= Math.abs(this.#seats - this.#size)
    this.#size += by
    this.deviation += Math.abs(this.#seats - this.#size)
    for (let c = 0; c < values.length; c++) {
      const at = this.#first[c]! + values[c]!
      this.deviation -= this.#distance(at)
      this.#counts[at]! += by
      this.deviation += this.#distance(at)
    }
  }

  #distance(at: number): number {
    return Math.max(0, this.#least[at]! - this.#counts[at]!, this.#counts[at]! - this.#most[at]!)
  }
}

interface Scenario {
  stayed: readonly number[]
  /** Volunteers who, had they been alternates, would not come either. */
  lost: ReadonlySet<number>
}

/** Panels after random drop-out. Given the same generator state, the same people drop out whoever is an alternate. */
export function dropOutScenarios(input: AlternatesInput, count: number, random: Generator): Scenario[] {
  return Array.from({ length: count }, () => {
    const lost = new Set(input.dropOut.flatMap((chance, person) => (random.uniform() < chance ? [person] : [])))
    return { stayed: input.panel.filter((person) => !lost.has(person)), lost }
  })
}

/** Mean deviation from the quotas after drop-out, the alternates who come filling the seats as well as they can. */
export function expectedDeviation(
  input: AlternatesInput,
  alternates: readonly number[],
  scenarios: readonly Scenario[],
): number {
  const sum = scenarios.reduce((total, scenario) => total + filledDeviation(input, alternates, scenario), 0)
  return sum / scenarios.length
}

function filledDeviation({ pool, panel }: AlternatesInput, alternates: readonly number[], { stayed, lost }: Scenario) {
  const tally = new Tally(pool.categories, panel.length)
  for (const person of stayed) tally.add(pool.volunteers[person]!.values, 1)
  const waiting = alternates.filter((person) => !lost.has(person))
  for (let open = panel.length - stayed.length; open > 0 && waiting.length > 0; open--) {
    let best = tally.deviation
    let taken = -1
    waiting.forEach((person, w) => {
      const { values } = pool.volunteers[person]!
      tally.add(values, 1)
      if (tally.deviation < best) {
        best = tally.deviation
        taken = w
      }
      tally.add(values, -1)
    })
    if (taken === -1) break
    tally.add(pool.volunteers[waiting[taken]!]!.values, 1)
    waiting.splice(taken, 1)
  }
  return tally.deviation
}

/**
 * Alternates that keep the panel nearest to its quotas in the mean over drop-outs (the aim of Assos, Baharav,
 * Flanigan and Procaccia, EC 2025, on sampled drop-outs): built up one by one and then improved by exchanges. Ties are
 * broken by the generator.
 *
 * @returns volunteers' indices, the most useful first; fewer than `count` if the pool has no more.
 */
export function chooseAlternates(
  input: AlternatesInput,
  random: Generator,
  scenarioCount = SCENARIOS,
): { alternates: number[]; expected: number } {
  const { pool, panel, count, onePerHousehold } = input
  const scenarios = dropOutScenarios(input, scenarioCount, random)
  const homes = new Set(panel.map((person) => pool.volunteers[person]!.household))
  const chosen: number[] = []
  const clashes = (person: number, others: readonly number[]): boolean => {
    const { household } = pool.volunteers[person]!
    return (
      onePerHousehold && household !== null && others.some((other) => pool.volunteers[other]!.household === household)
    )
  }
  const eligible = [...pool.volunteers.keys()].filter(
    (person) =>
      !panel.includes(person) &&
      !(
        onePerHousehold &&
        pool.volunteers[person]!.household !== null &&
        homes.has(pool.volunteers[person]!.household)
      ),
  )
  const scored = random
    .shuffle(eligible)
    .map((person) => ({ person, alone: expectedDeviation(input, [person], scenarios) }))
    .sort((a, b) => a.alone - b.alone)
  const candidates = oneOfEachKind(
    pool,
    scored.map(({ person }) => person),
    count,
  ).slice(0, CANDIDATES)

  const bestAddition = (others: readonly number[]): { person: number; expected: number } | null => {
    let best: { person: number; expected: number } | null = null
    for (const person of candidates) {
      if (others.includes(person) || clashes(person, others)) continue
      const expected = expectedDeviation(input, [...others, person], scenarios)
      if (!best || expected < best.expected - 1e-12) best = { person, expected }
    }
    return best
  }
  let expected = expectedDeviation(input, [], scenarios)
  while (chosen.length < count) {
    const addition = bestAddition(chosen)
    if (!addition) break
    chosen.push(addition.person)
    expected = addition.expected
  }
  for (let pass = 0; pass < PASSES; pass++) {
    let improved = false
    for (let seat = 0; seat < chosen.length; seat++) {
      const addition = bestAddition(chosen.filter((_, other) => other !== seat))
      if (!addition || addition.expected >= expected - 1e-12) continue
      chosen[seat] = addition.person
      expected = addition.expected
      improved = true
    }
    if (!improved) break
  }
  return { alternates: chosen, expected }
}

/** People with equal values and chances help equally: of each kind no more are tried than could be chosen. */
function oneOfEachKind(pool: Pool, people: readonly number[], count: number): number[] {
  const met = new Map<string, number>()
  return people.filter((person) => {
    const { values, household } = pool.volunteers[person]!
    const kind = `${values.join()}/${household ?? ''}`
    met.set(kind, (met.get(kind) ?? 0) + 1)
    return met.get(kind)! <= count
  })
}

/**
 * Drop-out chances learned from earlier juries: the overall rate times, per value, how much more or less often people
 * with it dropped out, drawn towards 1 by as many people as `caution` at the overall rate.
 *
 * @param records values by category order with whether the person dropped out.
 */
export function learnedDropOut(
  categories: readonly Category[],
  records: readonly { values: number[]; droppedOut: boolean }[],
  people: readonly { values: number[] }[],
  fallback = 0.1,
  caution = 20,
): number[] {
  return dropOutChances(categories, talliesOf(categories, records), people, fallback, caution)
}

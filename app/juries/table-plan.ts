import type { Generator } from '../priorities/generator.ts'
import type { PlanFigures, TablePlan, TablePlanInput } from './table-input.ts'
import { startingPlan } from './table-start.ts'
import { TableState } from './table-state.ts'

export type { TablePlan, TablePlanInput } from './table-input.ts'

/** Swaps tried per round: 6 rounds of 48 people take about three seconds, a jury of 24 half a second. */
const SWAPS_PER_PAIR = 3_500
const MOST_SWAPS_PER_ROUND = 4_000_000
/** The temperature, and what a table's count one further from its share costs, at the start and at the end. */
const HEAT = { first: 2, last: 0.7 }
const UNEVEN = { first: 4, last: 8 }
/** How many swaps are tried at one temperature, and into how many equally likely steps its rises are divided. */
const STRETCH = 1 << 16
const STEPS = 4_096

/** What cannot be planned; empty when it can. */
export function planErrors({ people, tables, rounds, fixed = [], apart = [], absent = [] }: TablePlanInput): string[] {
  const errors: string[] = []
  const whole = (number: number): boolean => Number.isSafeInteger(number) && number >= 1
  if (!whole(tables) || tables > people.length) errors.push('tables')
  if (!whole(rounds)) errors.push('rounds')
  const known = (person: number): boolean => person >= 0 && person < people.length
  if (!fixed.every(({ person, table }) => known(person) && table >= 0 && table < tables)) errors.push('fixed')
  if (!apart.every(([a, b]) => known(a) && known(b) && a !== b)) errors.push('apart')
  if (!absent.every(({ person }) => known(person))) errors.push('absent')
  if (people.some((person) => person.fields.length !== people[0]!.fields.length)) errors.push('fields')
  if (errors.length > 0) return errors
  for (let round = 0; round < rounds; round++) {
    const places = new Map<number, number>()
    const filled = new Array<number>(tables).fill(0)
    const present = people.length - absent.filter((away) => away.round === round).length
    for (const place of fixed.filter((place) => place.round === undefined || place.round === round)) {
      if ((places.get(place.person) ?? place.table) !== place.table) errors.push('fixed-twice')
      if (!places.has(place.person)) filled[place.table]!++
      places.set(place.person, place.table)
    }
    if (present < tables) errors.push('too-few-present')
    if (filled.some((count) => count > Math.ceil(present / tables))) errors.push('fixed-too-many')
    if (apart.some(([a, b]) => places.has(a) && places.get(a) === places.get(b))) errors.push('fixed-apart')
  }
  return [...new Set(errors)]
}

/**
 * Seats people over rounds so that they meet as many others as they can and every table is as diverse as the room:
 * the least sum of squared meetings plus a weight times the distance of tables' counts from their shares, by swaps of
 * two people in a round, accepted as in annealing (method section 3.6). Of the plans passed, the one is kept in which no
 * pair sits together against the rules, then tables are most even, then people meet most others. Deterministic from the
 * generator: the search ends by its count of swaps, never by a clock.
 *
 * @param swapsPerRound how many swaps to try, per round.
 */
export function planTables(
  input: TablePlanInput,
  random: Generator,
  swapsPerRound = Math.min(MOST_SWAPS_PER_ROUND, (SWAPS_PER_PAIR * input.people.length ** 2) / 2),
): TablePlan {
  const errors = planErrors(input)
  if (errors.length > 0) throw new RangeError(`Tables cannot be planned: ${errors.join(', ')}`)
  const state = new TableState(input, startingPlan(input, random, Math.ceil(swapsPerRound / 8)))
  const free = [...Array(input.rounds).keys()].map((round) => state.movable(round))
  const best = new TableState(input, anneal(state, free, Math.ceil(swapsPerRound * input.rounds), random))
  best.polish()
  return best.plan()
}

/** @returns the best plan of the second half of the search; before, it would be overtaken anyway. */
function anneal(state: TableState, free: readonly number[][], swaps: number, random: Generator): TablePlan {
  let best = state.plan()
  let least = state.cost
  const rises = new Float64Array(STEPS)
  for (let first = 0; first < swaps && !state.isIdeal; first += STRETCH) {
    const heat = between(HEAT, first / swaps)
    const weight = between(UNEVEN, first / swaps)
    for (let step = 0; step < STEPS; step++) rises[step] = -heat * Math.log((step + 0.5) / STEPS)
    for (let swap = first; swap < Math.min(first + STRETCH, swaps); swap++) {
      // Halves of two words choose: quicker than division, and no one in 65,536 is favoured by more than one.
      const who = random.word()
      const where = random.word()
      const round = ((where & 0xffff) * free.length) >>> 16
      const people = free[round]!
      if (people.length < 2) continue
      const a = people[((who & 0xffff) * people.length) >>> 16]!
      const b = people[((who >>> 16) * people.length) >>> 16]!
      const rise = rises[where >>> 20]!
      if (!state.swapWithin(rise, round, a, b, weight) || swap < swaps / 2 || state.cost >= least) continue
      least = state.cost
      best = state.plan()
    }
  }
  return state.cost < least ? state.plan() : best
}

/** A value on its way from first to last by equal factors. */
function between({ first, last }: { first: number; last: number }, part: number): number {
  return first * (last / first) ** part
}

/** The figures by which a plan is judged. */
export function planFigures(input: TablePlanInput, plan: TablePlan): PlanFigures {
  return new TableState(input, plan).figures()
}

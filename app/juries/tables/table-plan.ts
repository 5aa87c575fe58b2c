import type { Generator } from '../../priorities/generator.ts'
import { evenedTables } from './table-evening.ts'
import { exchangePeople } from './table-exchange.ts'
import type { PlanFigures, TablePlan, TablePlanInput } from './table-input.ts'
import { startingPlan } from './table-start.ts'
import { TableState } from './table-state.ts'

export type { TablePlan, TablePlanInput } from './table-input.ts'

/** Comparisons: a plan of 48 people takes about four seconds, one of three rounds for a jury of 24 about one. */
const EFFORT_PER_PAIR_AND_ROUND = 120_000
const MOST_EFFORT = 460_000_000

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
 * Seats people over rounds so that every table is as diverse as the room and people meet as many others as they can: the
 * least sum of squared meetings (method section 3.6) among the plans in which nobody sits with whom they must not and
 * tables are as even as they can be. Each round is made even first, then people are exchanged between tables in ways
 * that keep them even. Deterministic from the generator: the search ends by its count of comparisons, never by a clock.
 *
 * @param effort how many exchanges to compare with the tables' shares.
 */
export function planTables(
  input: TablePlanInput,
  random: Generator,
  effort = Math.min(MOST_EFFORT, (EFFORT_PER_PAIR_AND_ROUND * input.rounds * input.people.length ** 2) / 2),
): TablePlan {
  const errors = planErrors(input)
  if (errors.length > 0) throw new RangeError(`Tables cannot be planned: ${errors.join(', ')}`)
  const start = new TableState(input, startingPlan(input, random, Math.ceil(effort / 2_500)))
  if (start.isIdeal) return start.plan()
  const free = [...Array(input.rounds).keys()].map((round) => start.movable(round))
  const even = evenedTables(input, start.plan(), free, random, Math.ceil(effort / 100 / input.rounds))
  const best = new TableState(input, exchangePeople(input, even, free, random, effort))
  best.polish()
  return best.plan()
}

/** The figures by which a plan is judged. */
export function planFigures(input: TablePlanInput, plan: TablePlan): PlanFigures {
  return new TableState(input, plan).figures()
}

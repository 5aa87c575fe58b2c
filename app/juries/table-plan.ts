import type { Generator } from '../priorities/generator.ts'
import { galoisPlan } from './galois-plan.ts'
import type { PlanFigures, TablePlan, TablePlanInput } from './table-input.ts'
import { seatsOf, TableState } from './table-state.ts'

export type { TablePlan, TablePlanInput } from './table-input.ts'

/** Swaps tried per round: 6 rounds of 48 people take about two seconds. */
const SWAPS_PER_ROUND = 400_000
const HOT = 4
const COLD = 0.4

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
 * two people in a round, accepted as in annealing (method section 3.6). Deterministic from the generator.
 *
 * @param swapsPerRound how many swaps to try, per round.
 */
export function planTables(input: TablePlanInput, random: Generator, swapsPerRound = SWAPS_PER_ROUND): TablePlan {
  const errors = planErrors(input)
  if (errors.length > 0) throw new RangeError(`Tables cannot be planned: ${errors.join(', ')}`)
  const state = new TableState(input, startingPlan(input, random))
  const free = [...Array(input.rounds).keys()].map((round) => state.movable(round))
  const swaps = state.isIdeal ? 0 : swapsPerRound * input.rounds
  let best = state.plan()
  let least = state.cost
  for (let swap = 0; swap < swaps; swap++) {
    const round = random.below(input.rounds)
    const people = free[round]!
    if (people.length < 2) continue
    const a = people[random.below(people.length)]!
    const b = people[random.below(people.length)]!
    const change = state.changeOf(round, a, b)
    if (change === null || !accepted(change, swap / swaps, random)) continue
    state.swap(round, a, b, change)
    // Near the end the best so far is kept; before, it would be overtaken anyway.
    if (state.cost < least && (swap > swaps * 0.9 || swap < swaps * 0.01)) {
      least = state.cost
      best = state.plan()
    }
  }
  return state.cost <= least ? state.plan() : best
}

/** The rule of annealing: improvements always, others the less the further the search has come. */
function accepted(change: number, part: number, random: Generator): boolean {
  return change <= 0 || random.uniform() < Math.exp(-change / (HOT * (COLD / HOT) ** part))
}

/**
 * Where the search starts: a plan in which nobody meets twice if the tables allow one, else any; then fixed and absent
 * people are put in their places and sizes evened out.
 */
function startingPlan(input: TablePlanInput, random: Generator): TablePlan {
  const { people, tables, rounds, fixed = [], absent = [] } = input
  const lines = galoisPlan(people.length, tables, rounds)
  const seats = random.shuffle([...people.keys()])
  return Array.from({ length: rounds }, (_, round) => {
    const away = new Set(absent.filter((one) => one.round === round).map(({ person }) => person))
    const seated: (number | null)[] = people.map(() => null)
    for (const { person, table, round: only } of fixed) {
      if ((only === undefined || only === round) && !away.has(person)) seated[person] = table
    }
    const present = random.shuffle([...people.keys()].filter((person) => !away.has(person)))
    const left = seatsOf(present.length, tables, seated)
    for (const person of present) {
      const table = lines?.[round]?.[seats[person]!] ?? null
      if (seated[person] !== null || table === null || left[table] === 0) continue
      seated[person] = table
      left[table]!--
    }
    const open = random.shuffle(left.flatMap((count, table) => new Array<number>(count).fill(table)))
    for (const person of present) if (seated[person] === null) seated[person] = open.pop()!
    return seated
  })
}

/** The figures by which a plan is judged. */
export function planFigures(input: TablePlanInput, plan: TablePlan): PlanFigures {
  return new TableState(input, plan).figures()
}

import type { Generator } from '../../priorities/generator.ts'
import { galoisPlan } from './galois-plan.ts'
import { TableEvenness } from './table-evenness.ts'
import type { TablePlan, TablePlanInput } from './table-input.ts'

const HOT = 3
const COLD = 0.2

/**
 * Where the search starts: a plan in which nobody meets twice if the tables allow one, with its seats given out so that
 * tables are as even as that can be; else any. Then fixed and absent people are put in their places and sizes evened out.
 *
 * @param swaps how often two people may change seats in such a plan while evenness is sought.
 */
export function startingPlan(input: TablePlanInput, random: Generator, swaps: number): TablePlan {
  const { people, tables, rounds, fixed = [], absent = [] } = input
  const lines = galoisPlan(people.length, tables, rounds)
  const seats = lines ? evenSeats(input, lines, random, swaps) : []
  return Array.from({ length: rounds }, (_, round) => {
    const away = new Set(absent.filter((one) => one.round === round).map(({ person }) => person))
    const seated: (number | null)[] = people.map(() => null)
    for (const { person, table, round: only } of fixed) {
      if ((only === undefined || only === round) && !away.has(person)) seated[person] = table
    }
    const line = lines?.[round]
    const wanted = line && seats.map((seat) => line[seat]!)
    const names = wanted && tableNames(wanted, seated, tables)
    const present = random.shuffle([...people.keys()].filter((person) => !away.has(person)))
    const left = seatsOf(present.length, tables, seated)
    for (const person of present) {
      const table = names && wanted ? names[wanted[person]!]! : null
      if (seated[person] !== null || table === null || left[table] === 0) continue
      seated[person] = table
      left[table]!--
    }
    const open = random.shuffle(left.flatMap((count, table) => new Array<number>(count).fill(table)))
    for (const person of present) if (seated[person] === null) seated[person] = open.pop()!
    return seated
  })
}

/** Which table each line is called, so that fixed people sit where they must with those they were to meet. */
function tableNames(wanted: readonly number[], fixed: readonly (number | null)[], tables: number): number[] {
  const names = new Array<number>(tables).fill(-1)
  fixed.forEach((table, person) => {
    const line = wanted[person]!
    if (table !== null && names[line] === -1 && !names.includes(table)) names[line] = table
  })
  const open = [...names.keys()].filter((table) => !names.includes(table))
  return names.map((table) => (table === -1 ? open.shift()! : table))
}

/** Per person a seat of the plan, given out by annealing so that tables are even in all rounds together. */
function evenSeats(input: TablePlanInput, lines: readonly number[][], random: Generator, swaps: number): number[] {
  const { people, tables } = input
  const seats = random.shuffle([...people.keys()])
  const evenness = new TableEvenness(
    people,
    lines.map((line) => seats.map((seat) => line[seat]!)),
    tables,
  )
  let total = evenness.total()
  let best = [...seats]
  let least = total
  for (let swap = 0; swap < swaps && least > 0; swap++) {
    const a = random.below(people.length)
    const b = random.below(people.length)
    let change = 0
    for (let round = 0; round < lines.length; round++) {
      const [here, there] = [lines[round]![seats[a]!]!, lines[round]![seats[b]!]!]
      if (here !== there) change += evenness.changeOf(round, a, b, here, there)
    }
    if (change > 0 && random.uniform() >= Math.exp(-change / (HOT * (COLD / HOT) ** (swap / swaps)))) continue
    for (let round = 0; round < lines.length; round++) {
      const [here, there] = [lines[round]![seats[a]!]!, lines[round]![seats[b]!]!]
      if (here !== there) evenness.swap(round, a, b, here, there)
    }
    const seat = seats[a]!
    seats[a] = seats[b]!
    seats[b] = seat
    total += change
    if (total < least) {
      least = total
      best = [...seats]
    }
  }
  return best
}

/** Seats still open per table when sizes differ by one at most, the larger tables being those fixed people fill. */
function seatsOf(present: number, tables: number, seated: readonly (number | null)[]): number[] {
  const filled = new Array<number>(tables).fill(0)
  for (const table of seated) if (table !== null) filled[table]!++
  const sizes = new Array<number>(tables).fill(Math.floor(present / tables))
  const larger = [...sizes.keys()].sort((a, b) => filled[b]! - filled[a]! || a - b).slice(0, present % tables)
  for (const table of larger) sizes[table]!++
  return sizes.map((size, table) => size - filled[table]!)
}

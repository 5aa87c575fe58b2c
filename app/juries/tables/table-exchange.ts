import type { Generator } from '../../priorities/generator.ts'
import { placeOf, TableCompany, type TableSet } from './table-company.ts'
import { FoundExchanges } from './table-found.ts'
import type { TablePlan, TablePlanInput } from './table-input.ts'
import { SETS, TableMargin } from './table-margin.ts'

/** Most people of one table that are looked at together. */
const LOOKED_AT = 6
/** Exchanges of one person are cheapest to look at and most often made; those of three are rarely made but open ways. */
const MOST_AT_ONCE = [1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3]

/**
 * The temperature at the start and at the end, where a repeated meeting costs 2, and for how many choices it stays. It
 * falls with the third power of the time: most is spent where people still change places, little where they settle.
 */
const HEAT = { first: 0.95, last: 0.4 }
const FALL = 3
const STRETCH = 1 << 12
/** Exchanges that change the cost by more are as good as always or never made. */
const FAR = 128
/** What a choice costs in comparisons, what finding the exchanges between two tables costs besides, and weighing one. */
const PER_CHOICE = 15
const PER_FINDING = 60
const PER_EXCHANGE = 6

/**
 * Lets people meet more others without making any table less even: of all exchanges of up to three people between two
 * tables of a round that keep both within their shares, one is chosen as in annealing, staying as it is included (heat
 * bath). An even plan has few neighbours by swaps of two people, and most even plans are out of their reach.
 *
 * @param free per round, who may move.
 * @param effort how many exchanges to compare with the shares; the search ends by this count, never by a clock.
 * @returns the best plan passed: the most even first, then the one of least cost.
 */
export function exchangePeople(
  input: TablePlanInput,
  plan: TablePlan,
  free: readonly (readonly number[])[],
  random: Generator,
  effort: number,
): TablePlan {
  if (input.tables < 2) return plan
  const search = new ExchangeSearch(input, plan, free, random)
  let done = 0
  while (done < effort && !search.isIdeal) {
    search.heat = HEAT.first * (HEAT.last / HEAT.first) ** ((done / effort) ** FALL)
    for (let choice = 0; choice < STRETCH && done < effort; choice++) done += search.choose()
  }
  return search.best()
}

class ExchangeSearch {
  readonly #random: Generator
  readonly #tables: number
  readonly #rounds: number
  readonly #people: number
  readonly #margin: TableMargin
  readonly #company: TableCompany
  /** Per round and person, the table or -1, now and in the best plan. */
  readonly #tableOf: Int16Array
  readonly #best: Int16Array
  /** Per round and table who sits there, those who may move first, and how many may. */
  readonly #members: number[][]
  readonly #movable: number[]
  #cost: number
  #least: number
  /** What the plan would cost if nobody met twice. */
  readonly #ideal: number
  /** Of an exchange by which the cost rises by so much (with `FAR` added), how likely it is beside staying. */
  readonly #odds = new Float64Array(2 * FAR + 1)
  readonly #found: FoundExchanges
  /** Sets of people of the one and of the other table that can change places as they are found, and the odds summed up. */
  readonly #ours = new Uint8Array(SETS * SETS)
  readonly #theirs = new Uint8Array(SETS * SETS)
  readonly #upTo = new Float64Array(SETS * SETS)
  readonly #here: TableSet = { table: 0, members: [], set: 0 }
  readonly #there: TableSet = { table: 0, members: [], set: 0 }

  constructor(
    { people, tables, apart = [] }: TablePlanInput,
    plan: TablePlan,
    free: readonly (readonly number[])[],
    random: Generator,
  ) {
    this.#random = random
    this.#tables = tables
    this.#rounds = plan.length
    this.#people = people.length
    this.#margin = new TableMargin(people, plan, tables)
    this.#found = new FoundExchanges(plan.length, tables)
    this.#tableOf = Int16Array.from(plan.flatMap((round) => round.map((table) => table ?? -1)))
    this.#best = this.#tableOf.slice()
    this.#company = new TableCompany(plan, tables, this.#tableOf, apart)
    const seated = plan.flatMap((round, r) => {
      const may = new Set(free[r]!)
      return Array.from({ length: tables }, (_, table) => {
        const members = [...people.keys()].filter((person) => round[person] === table)
        return [members.filter((person) => may.has(person)), members.filter((person) => !may.has(person))] as const
      })
    })
    this.#members = seated.map(([moving, staying]) => [...moving, ...staying])
    this.#movable = seated.map(([moving]) => moving.length)
    this.#ideal = this.#members.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0)
    this.#cost = this.#company.cost()
    this.#least = this.#cost
  }

  get isIdeal(): boolean {
    return this.#cost === this.#ideal && this.#margin.uneven === 0
  }

  set heat(heat: number) {
    for (let rise = -FAR; rise <= FAR; rise++) this.#odds[rise + FAR] = Math.exp(-rise / heat)
  }

  best(): TablePlan {
    return Array.from({ length: this.#rounds }, (_, round) =>
      Array.from(this.#best.subarray(round * this.#people, (round + 1) * this.#people), (table) =>
        table < 0 ? null : table,
      ),
    )
  }

  /** Chooses one exchange between two tables, or none. @returns what that cost in comparisons. */
  choose(): number {
    const word = this.#random.word()
    const round = ((word & 0xffff) * this.#rounds) >>> 16
    const one = ((word >>> 16) * this.#tables) >>> 16
    const next = this.#random.word()
    const other = (one + 1 + (((next & 0xffff) * (this.#tables - 1)) >>> 16)) % this.#tables
    const first = Math.min(one, other)
    const second = Math.max(one, other)
    const pair = this.#found.between(round, first, second)
    const most = MOST_AT_ONCE[next >>> 28]!
    const known =
      this.#found.count(pair, most) >= 0 && this.#looksAtAll(round, first) && this.#looksAtAll(round, second)
    const compared = known ? 0 : this.#find(pair, most, round, first, second)
    const found = this.#found.count(pair, most)
    if (found > 0) this.#chooseOf(pair, found, round, first, second)
    return PER_CHOICE + compared + PER_EXCHANGE * found
  }

  #looksAtAll(round: number, table: number): boolean {
    return this.#movable[round * this.#tables + table]! <= LOOKED_AT
  }

  /** @returns what it cost in comparisons. */
  #find(pair: number, most: number, round: number, first: number, second: number): number {
    const here = round * this.#tables + first
    const there = round * this.#tables + second
    const ours = this.#lookAt(round, first)
    const theirs = this.#lookAt(round, second)
    const margin = this.#margin
    margin.between(here, there, this.#members[here]!, ours, this.#members[there]!, theirs, most)
    const found = margin.find(most, ours, theirs, this.#ours, this.#theirs)
    this.#found.keep(pair, most, found, this.#ours, this.#theirs)
    return PER_FINDING + ours * theirs * (most === 1 ? 1 : most === 2 ? 7 : 13)
  }

  #chooseOf(pair: number, found: number, round: number, first: number, second: number): void {
    const here = this.#here
    const there = this.#there
    here.table = first
    here.members = this.#members[round * this.#tables + first]!
    there.table = second
    there.members = this.#members[round * this.#tables + second]!
    let sum = 1
    for (let e = 0; e < found; e++) {
      here.set = this.#found.going(pair, e)
      there.set = this.#found.coming(pair, e)
      const rise = this.#company.changeOfSets(round, here, there)
      sum += this.#odds[Math.max(-FAR, Math.min(FAR, rise)) + FAR]!
      this.#upTo[e] = sum
    }
    const drawn = this.#random.uniform() * sum
    if (drawn < 1) return
    let e = 0
    while (e < found - 1 && this.#upTo[e]! <= drawn) e++
    here.set = this.#found.going(pair, e)
    there.set = this.#found.coming(pair, e)
    this.#exchange(round, here, there)
  }

  /**
   * How many people of the table are looked at; they are put first in its list, drawn by chance where more may move. What
   * was found for the table before is forgotten then, because its sets are places in that list.
   */
  #lookAt(round: number, table: number): number {
    const movable = this.#movable[round * this.#tables + table]!
    if (movable <= LOOKED_AT) return movable
    const members = this.#members[round * this.#tables + table]!
    for (let i = 0; i < LOOKED_AT; i++) {
      const j = i + (((this.#random.word() >>> 16) * (movable - i)) >>> 16)
      const member = members[i]!
      members[i] = members[j]!
      members[j] = member
    }
    this.#found.forget(round, table)
    return LOOKED_AT
  }

  #exchange(round: number, here: TableSet, there: TableSet): void {
    const home = here.members as number[]
    const away = there.members as number[]
    this.#cost += this.#company.changeOfSets(round, here, there)
    for (let mine = here.set, yours = there.set; mine !== 0; mine &= mine - 1, yours &= yours - 1) {
      const i = placeOf(mine)
      const j = placeOf(yours)
      const a = home[i]!
      const b = away[j]!
      this.#company.swap(round, a, b, home, away)
      home[i] = b
      away[j] = a
      this.#tableOf[round * this.#people + a] = there.table
      this.#tableOf[round * this.#people + b] = here.table
    }
    this.#found.forget(round, here.table)
    this.#found.forget(round, there.table)
    const at = round * this.#tables
    // Where no even round was found at the start, a more even plan counts for more than all meetings.
    if (this.#margin.count(at + here.table, home) + this.#margin.count(at + there.table, away) < 0)
      this.#least = Infinity
    if (this.#cost >= this.#least) return
    this.#least = this.#cost
    this.#best.set(this.#tableOf)
  }
}

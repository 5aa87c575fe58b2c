import type { PlanFigures, TablePlan, TablePlanInput } from './table-input.ts'

/** Weight of a table's count being one further from its share than floor or ceiling; a repeated meeting costs 2. */
const UNEVEN = 8
const TOGETHER = 10_000

/** Seats still open per table when sizes differ by one at most, the larger tables being those fixed people fill. */
export function seatsOf(present: number, tables: number, seated: readonly (number | null)[]): number[] {
  const filled = new Array<number>(tables).fill(0)
  for (const table of seated) if (table !== null) filled[table]!++
  const sizes = new Array<number>(tables).fill(Math.floor(present / tables))
  const larger = [...sizes.keys()].sort((a, b) => filled[b]! - filled[a]! || a - b).slice(0, present % tables)
  for (const table of larger) sizes[table]!++
  return sizes.map((size, table) => size - filled[table]!)
}

/** A plan with its cost, kept up to date swap by swap. */
export class TableState {
  cost = 0
  readonly #input: TablePlanInput
  readonly #people: number
  readonly #tables: number
  /** Per round and person, the table or -1; per round and table, who sits there. */
  readonly #tableOf: Int16Array
  readonly #members: number[][][]
  readonly #meetings: Uint8Array
  readonly #apart: Uint8Array
  /** Per person and field, the value's number over all fields; per round, table and value, the count and its limits. */
  readonly #valueOf: Int16Array
  readonly #fields: number
  readonly #values: number
  readonly #counts: Int16Array
  readonly #least: Int16Array
  readonly #most: Int16Array

  constructor(input: TablePlanInput, plan: TablePlan) {
    const { people, tables, rounds, apart = [] } = input
    this.#input = input
    this.#people = people.length
    this.#tables = tables
    this.#tableOf = Int16Array.from(plan.flatMap((round) => round.map((table) => table ?? -1)))
    this.#members = plan.map((round) => {
      const members: number[][] = Array.from({ length: tables }, () => [])
      round.forEach((table, person) => {
        if (table !== null) members[table]!.push(person)
      })
      return members
    })
    this.#meetings = new Uint8Array(people.length ** 2)
    this.#apart = new Uint8Array(people.length ** 2)
    for (const [a, b] of apart) {
      this.#apart[a * people.length + b] = 1
      this.#apart[b * people.length + a] = 1
    }
    this.#fields = people[0]?.fields.length ?? 0
    const numbers = new Map<string, number>()
    this.#valueOf = Int16Array.from(
      people.flatMap(({ fields }) =>
        fields.map((value, field) => {
          const key = `${field}:${value}`
          if (!numbers.has(key)) numbers.set(key, numbers.size)
          return numbers.get(key)!
        }),
      ),
    )
    this.#values = numbers.size
    const size = rounds * tables * this.#values
    this.#counts = new Int16Array(size)
    this.#least = new Int16Array(size)
    this.#most = new Int16Array(size)
    for (let round = 0; round < rounds; round++) this.#count(round)
    this.cost = this.#wholeCost()
  }

  #count(round: number): void {
    const members = this.#members[round]!
    const totals = new Array<number>(this.#values).fill(0)
    members.forEach((people, table) => {
      const at = (round * this.#tables + table) * this.#values
      for (const person of people) {
        for (let field = 0; field < this.#fields; field++) {
          const value = this.#valueOf[person * this.#fields + field]!
          this.#counts[at + value]!++
          totals[value]!++
        }
        for (const other of people) if (other !== person) this.#meetings[person * this.#people + other]!++
      }
    })
    const present = members.reduce((sum, people) => sum + people.length, 0)
    members.forEach((people, table) => {
      const at = (round * this.#tables + table) * this.#values
      totals.forEach((total, value) => {
        this.#least[at + value] = Math.floor((people.length * total) / present)
        this.#most[at + value] = Math.ceil((people.length * total) / present)
      })
    })
  }

  #wholeCost(): number {
    const { unevenness, together } = this.figures()
    let squares = 0
    for (const meetings of this.#meetings) squares += meetings * meetings
    return squares / 2 + UNEVEN * unevenness + TOGETHER * together
  }

  figures(): PlanFigures {
    let [pairs, met, unevenness, together] = [0, 0, 0, 0]
    for (let a = 0; a < this.#people; a++) {
      for (let b = a + 1; b < this.#people; b++) {
        const meetings = this.#meetings[a * this.#people + b]!
        if (meetings > 0) pairs++
        met += meetings
        if (this.#apart[a * this.#people + b]) together += meetings
      }
    }
    this.#counts.forEach((_, at) => {
      unevenness += this.#distance(at, 0)
    })
    return { pairs, repeated: met - pairs, unevenness, together }
  }

  /** Nobody meets twice, no table is uneven and nobody sits with whom they must not: nothing is left to gain. */
  get isIdeal(): boolean {
    const { repeated, unevenness, together } = this.figures()
    return repeated + unevenness + together === 0
  }

  #distance(at: number, change: number): number {
    const count = this.#counts[at]! + change
    return Math.max(0, this.#least[at]! - count, count - this.#most[at]!)
  }

  /** Everybody who is there in the round and not fixed in it. */
  movable(round: number): number[] {
    const fixed = new Set(
      (this.#input.fixed ?? [])
        .filter((place) => place.round === undefined || place.round === round)
        .map(({ person }) => person),
    )
    return [...Array(this.#people).keys()].filter(
      (person) => !fixed.has(person) && this.#tableOf[round * this.#people + person]! >= 0,
    )
  }

  /** By how much the cost would rise if two people changed places, or null if they sit together. */
  changeOf(round: number, a: number, b: number): number | null {
    const here = this.#tableOf[round * this.#people + a]!
    const there = this.#tableOf[round * this.#people + b]!
    if (here === there) return null
    const members = this.#members[round]!
    const company = this.#companyChange(members[here]!, a, b) + this.#companyChange(members[there]!, b, a)
    return company + UNEVEN * this.#unevenChange(round, a, b)
  }

  #unevenChange(round: number, a: number, b: number): number {
    const hereAt = (round * this.#tables + this.#tableOf[round * this.#people + a]!) * this.#values
    const thereAt = (round * this.#tables + this.#tableOf[round * this.#people + b]!) * this.#values
    if (hereAt === thereAt) return 0
    let uneven = 0
    for (let field = 0; field < this.#fields; field++) {
      const mine = this.#valueOf[a * this.#fields + field]!
      const theirs = this.#valueOf[b * this.#fields + field]!
      if (mine === theirs) continue
      uneven += this.#distance(hereAt + mine, -1) - this.#distance(hereAt + mine, 0)
      uneven += this.#distance(hereAt + theirs, 1) - this.#distance(hereAt + theirs, 0)
      uneven += this.#distance(thereAt + theirs, -1) - this.#distance(thereAt + theirs, 0)
      uneven += this.#distance(thereAt + mine, 1) - this.#distance(thereAt + mine, 0)
    }
    return uneven
  }

  /** The change for the people of a table when `leaver` goes and `comer` takes the seat. */
  #companyChange(members: readonly number[], leaver: number, comer: number): number {
    let change = 0
    const [leaving, coming] = [leaver * this.#people, comer * this.#people]
    for (const other of members) {
      if (other === leaver) continue
      change += 2 * (this.#meetings[coming + other]! - this.#meetings[leaving + other]!) + 2
      change += TOGETHER * (this.#apart[coming + other]! - this.#apart[leaving + other]!)
    }
    return change
  }

  swap(round: number, a: number, b: number, change: number): void {
    const here = this.#tableOf[round * this.#people + a]!
    const there = this.#tableOf[round * this.#people + b]!
    this.#replace(round, here, a, b)
    this.#replace(round, there, b, a)
    this.cost += change
  }

  #replace(round: number, table: number, leaver: number, comer: number): void {
    const members = this.#members[round]![table]!
    for (const other of members) {
      if (other === leaver) continue
      this.#meetings[leaver * this.#people + other]!--
      this.#meetings[other * this.#people + leaver]!--
      this.#meetings[comer * this.#people + other]!++
      this.#meetings[other * this.#people + comer]!++
    }
    members[members.indexOf(leaver)] = comer
    this.#tableOf[round * this.#people + comer] = table
    const at = (round * this.#tables + table) * this.#values
    for (let field = 0; field < this.#fields; field++) {
      this.#counts[at + this.#valueOf[leaver * this.#fields + field]!]!--
      this.#counts[at + this.#valueOf[comer * this.#fields + field]!]!++
    }
  }

  plan(): TablePlan {
    return this.#members.map((_, round) =>
      Array.from({ length: this.#people }, (_, person) => {
        const table = this.#tableOf[round * this.#people + person]!
        return table < 0 ? null : table
      }),
    )
  }
}

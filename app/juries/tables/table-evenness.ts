import type { TablePerson, TablePlan } from './table-input.ts'

/**
 * How far the tables of a plan are from being as diverse as the room: of every value the count at a table, and by how much
 * one more or one fewer would take it further from the floor or ceiling of its proportional share.
 */
export class TableEvenness {
  readonly #tables: number
  readonly #fields: number
  readonly #values: number
  /** Per person and field, the value's number over all fields. */
  readonly #valueOf: Int16Array
  /** Per round, table and value: the count, its least and most, and the change in distance of one more and one fewer. */
  readonly #counts: Int16Array
  readonly #least: Int16Array
  readonly #most: Int16Array
  readonly #more: Int8Array
  readonly #fewer: Int8Array

  constructor(people: readonly TablePerson[], plan: TablePlan, tables: number) {
    this.#tables = tables
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
    const size = plan.length * tables * this.#values
    this.#counts = new Int16Array(size)
    this.#least = new Int16Array(size)
    this.#most = new Int16Array(size)
    this.#more = new Int8Array(size)
    this.#fewer = new Int8Array(size)
    plan.forEach((seats, round) => {
      this.#count(seats, round)
    })
    for (let at = 0; at < size; at++) this.#look(at)
  }

  #count(seats: TablePlan[number], round: number): void {
    const totals = new Array<number>(this.#values).fill(0)
    const sizes = new Array<number>(this.#tables).fill(0)
    seats.forEach((table, person) => {
      if (table === null) return
      sizes[table]!++
      for (let field = 0; field < this.#fields; field++) {
        const value = this.#valueOf[person * this.#fields + field]!
        this.#counts[(round * this.#tables + table) * this.#values + value]!++
        totals[value]!++
      }
    })
    const present = sizes.reduce((sum, size) => sum + size, 0)
    sizes.forEach((size, table) => {
      const at = (round * this.#tables + table) * this.#values
      totals.forEach((total, value) => {
        this.#least[at + value] = Math.floor((size * total) / present)
        this.#most[at + value] = Math.ceil((size * total) / present)
      })
    })
  }

  #distance(at: number, count: number): number {
    return Math.max(0, this.#least[at]! - count, count - this.#most[at]!)
  }

  #look(at: number): void {
    const count = this.#counts[at]!
    const now = this.#distance(at, count)
    this.#more[at] = this.#distance(at, count + 1) - now
    this.#fewer[at] = this.#distance(at, count - 1) - now
  }

  /** Sum over rounds, tables and values of the distance from floor or ceiling. */
  total(): number {
    return this.#counts.reduce((sum, count, at) => sum + this.#distance(at, count), 0)
  }

  /** By how much the total would rise if `a` of the table `here` and `b` of `there` changed places. */
  changeOf(round: number, a: number, b: number, here: number, there: number): number {
    const hereAt = (round * this.#tables + here) * this.#values
    const thereAt = (round * this.#tables + there) * this.#values
    let change = 0
    for (let field = 0; field < this.#fields; field++) {
      const mine = this.#valueOf[a * this.#fields + field]!
      const theirs = this.#valueOf[b * this.#fields + field]!
      if (mine === theirs) continue
      change += this.#fewer[hereAt + mine]! + this.#more[hereAt + theirs]!
      change += this.#fewer[thereAt + theirs]! + this.#more[thereAt + mine]!
    }
    return change
  }

  swap(round: number, a: number, b: number, here: number, there: number): void {
    const hereAt = (round * this.#tables + here) * this.#values
    const thereAt = (round * this.#tables + there) * this.#values
    for (let field = 0; field < this.#fields; field++) {
      const mine = this.#valueOf[a * this.#fields + field]!
      const theirs = this.#valueOf[b * this.#fields + field]!
      if (mine === theirs) continue
      this.#add(hereAt + mine, -1)
      this.#add(hereAt + theirs, 1)
      this.#add(thereAt + theirs, -1)
      this.#add(thereAt + mine, 1)
    }
  }

  #add(at: number, change: number): void {
    this.#counts[at]! += change
    this.#look(at)
  }
}

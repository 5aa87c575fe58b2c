import type { TablePlan } from './table-input.ts'

/** Meetings that a pair to be kept apart is said to have had before the first round: any further one costs twice this. */
export const APART = 500_000

/** Some of those who sit at a table, as bits by their place in its list. */
export interface TableSet {
  table: number
  members: readonly number[]
  set: number
}

/** The place in the list of the lowest bit of a set. */
export const placeOf = (set: number): number => 31 - Math.clz32(set & -set)

/**
 * Who has met whom in a plan, and for everybody how often they have met the people at each table of each round, so that
 * what a swap would change is four sums read off a table.
 */
export class TableCompany {
  readonly #people: number
  readonly #tables: number
  readonly #rounds: number
  /** Per pair its meetings, in both orders; pairs to be kept apart start at `APART`. */
  readonly #meetings: Int32Array
  readonly #apart: Uint8Array
  /** Per round, person and table, the meetings in the whole plan of this person with those who sit there. */
  readonly #known: Int32Array
  /** Per round and person, the table or -1; read only here. */
  readonly #tableOf: Int16Array

  constructor(plan: TablePlan, tables: number, tableOf: Int16Array, apart: readonly (readonly [number, number])[]) {
    this.#people = plan[0]?.length ?? 0
    this.#tables = tables
    this.#rounds = plan.length
    this.#tableOf = tableOf
    this.#meetings = new Int32Array(this.#people ** 2)
    this.#apart = new Uint8Array(this.#people ** 2)
    for (const [a, b] of apart) {
      this.#apart[a * this.#people + b] = 1
      this.#apart[b * this.#people + a] = 1
    }
    this.#apart.forEach((kept, at) => {
      if (kept) this.#meetings[at] = APART
    })
    this.#known = new Int32Array(this.#rounds * this.#people * tables)
    for (const round of plan) {
      round.forEach((table, a) => {
        if (table === null) return
        round.forEach((there, b) => {
          if (there === table && a !== b) this.#meetings[a * this.#people + b]!++
        })
      })
    }
    for (let round = 0; round < this.#rounds; round++) {
      for (let a = 0; a < this.#people; a++) {
        for (let b = 0; b < this.#people; b++) {
          const table = tableOf[round * this.#people + b]!
          if (table >= 0)
            this.#known[(round * this.#people + a) * tables + table]! += this.#meetings[a * this.#people + b]!
        }
      }
    }
  }

  /** Half the sum over all pairs in both orders of squared meetings, with what sitting together against the rules costs. */
  cost(): number {
    let squares = 0
    let together = 0
    this.#meetings.forEach((counted, at) => {
      const meetings = counted - this.#apart[at]! * APART
      squares += meetings * meetings
      together += this.#apart[at]! * meetings
    })
    return squares / 2 + together * APART
  }

  figures(): { pairs: number; repeated: number; together: number } {
    let [pairs, met, together] = [0, 0, 0]
    for (let a = 0; a < this.#people; a++) {
      for (let b = a + 1; b < this.#people; b++) {
        const apart = this.#apart[a * this.#people + b]!
        const meetings = this.#meetings[a * this.#people + b]! - apart * APART
        if (meetings > 0) pairs++
        met += meetings
        together += apart * meetings
      }
    }
    return { pairs, repeated: met - pairs, together }
  }

  /** By how much the cost would rise if two people of different tables changed places; `newPairs` as `newPairs()` says. */
  changeOf(round: number, a: number, b: number, here: number, there: number, newPairs: number): number {
    const ofA = (round * this.#people + a) * this.#tables
    const ofB = (round * this.#people + b) * this.#tables
    const coming = this.#known[ofA + there]! + this.#known[ofB + here]! - 2 * this.#meetings[a * this.#people + b]!
    return 2 * (coming - this.#known[ofA + here]! - this.#known[ofB + there]!) + 2 * newPairs
  }

  /**
   * By how much the cost would rise if the set of one table changed places with one as large of another: those who go
   * together keep meeting each other, and do not meet those with whom they change places.
   */
  changeOfSets(round: number, here: TableSet, there: TableSet): number {
    const people = this.#people
    let between = 0
    let count = 0
    for (let left = here.set; left !== 0; left &= left - 1) {
      const a = here.members[placeOf(left)]! * people
      for (let others = there.set; others !== 0; others &= others - 1) {
        between += this.#meetings[a + there.members[placeOf(others)]!]!
      }
      count++
    }
    const moved = this.#moved(round, here, there.table) + this.#moved(round, there, here.table)
    return 2 * (moved - 2 * between + count * (here.members.length + there.members.length - 2))
  }

  /** Meetings of the set with the other table less those with its own, except with each other. */
  #moved(round: number, { table, members, set }: TableSet, to: number): number {
    let sum = 0
    for (let left = set; left !== 0; left &= left - 1) {
      const a = members[placeOf(left)]!
      const at = (round * this.#people + a) * this.#tables
      sum += this.#known[at + to]! - this.#known[at + table]!
      for (let others = left & (left - 1); others !== 0; others &= others - 1) {
        sum += 2 * this.#meetings[a * this.#people + members[placeOf(others)]!]! - 2
      }
    }
    return sum
  }

  /** Follows the swap of `a`, who sat with `mine`, and `b`, who sat with `theirs`; tables are changed by the caller afterwards. */
  swap(round: number, a: number, b: number, mine: readonly number[], theirs: readonly number[]): void {
    const here = this.#tableOf[round * this.#people + a]!
    const there = this.#tableOf[round * this.#people + b]!
    for (const other of mine) {
      if (other === a) continue
      this.#meet(a, other, -1)
      this.#meet(b, other, 1)
    }
    for (const other of theirs) {
      if (other === b) continue
      this.#meet(b, other, -1)
      this.#meet(a, other, 1)
    }
    for (let person = 0; person < this.#people; person++) {
      const change = this.#meetings[person * this.#people + b]! - this.#meetings[person * this.#people + a]!
      const at = (round * this.#people + person) * this.#tables
      this.#known[at + here]! += change
      this.#known[at + there]! -= change
    }
  }

  #meet(a: number, b: number, change: number): void {
    this.#meetings[a * this.#people + b]! += change
    this.#meetings[b * this.#people + a]! += change
    for (let seat = 0; seat < this.#rounds * this.#people; seat += this.#people) {
      const tableOfA = this.#tableOf[seat + a]!
      const tableOfB = this.#tableOf[seat + b]!
      if (tableOfB >= 0) this.#known[(seat + a) * this.#tables + tableOfB]! += change
      if (tableOfA >= 0) this.#known[(seat + b) * this.#tables + tableOfA]! += change
    }
  }
}

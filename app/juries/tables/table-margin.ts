import type { TablePerson, TablePlan } from './table-input.ts'

/** Four bits for a value: three for a number from 0 to 7, and one that a comparison leaves set where it holds. */
const BITS = 4
const PER_WORD = 32 / BITS
const GUARDS = 0x88888888 | 0
/** Exchanges are of three people at most, so further margins need not be told apart; added to changes to keep them positive. */
const MOST = 3
const THREES = 0x33333333

/** How many sets there are of six people, as bits; and those of one, two and three, in increasing order. */
export const SETS = 1 << 6
const setsOf = Array.from({ length: MOST + 1 }, (_, size) =>
  Uint8Array.from([...Array(SETS).keys()].filter((set) => set.toString(2).replaceAll('0', '').length === size)),
)

/**
 * By how much the count of each value at each table may rise and fall while it stays within floor and ceiling of its
 * proportional share (or comes no further from it, where it is outside). Eight values share a word, so that an exchange
 * of people is compared with the margins of all of them in a few operations.
 */
export class TableMargin {
  readonly words: number
  /** Sum over tables of the distance from floor or ceiling. */
  uneven = 0
  readonly #values: number
  /** Per person and field the value's number, or -1 for a value that follows from the other of its field. */
  readonly #valueOf: number[][]
  readonly #packed: Int32Array
  /** Per table of all rounds and value, the count, its floor and its ceiling. */
  readonly #counts: Int16Array
  readonly #least: Int16Array
  readonly #most: Int16Array
  readonly #distance: Int32Array
  /** Per table of all rounds and word, the margins up and down. */
  readonly #up: Int32Array
  readonly #down: Int32Array
  /** For the two tables compared last, per word, the least change and the greatest, the latter with its guards set. */
  readonly #from: Int32Array
  readonly #to: Int32Array
  /** Per word and set of the people of the one and the other table, the sum of their values. */
  readonly #mine: Int32Array
  readonly #yours: Int32Array

  constructor(people: readonly TablePerson[], plan: TablePlan, tables: number) {
    const numbers = new Map(tightestFirst(people, tables).map((key, number) => [key, number]))
    this.#values = numbers.size
    this.words = Math.max(1, Math.ceil(numbers.size / PER_WORD))
    this.#valueOf = people.map((person) =>
      person.fields.flatMap((value, field) => numbers.get(keyOf(field, value)) ?? []),
    )
    this.#packed = new Int32Array(people.length * this.words)
    this.#valueOf.forEach((values, person) => {
      for (const value of values) {
        this.#packed[person * this.words + Math.floor(value / PER_WORD)]! += 1 << (BITS * (value % PER_WORD))
      }
    })
    const all = plan.length * tables
    this.#counts = new Int16Array(all * this.#values)
    this.#least = new Int16Array(all * this.#values)
    this.#most = new Int16Array(all * this.#values)
    this.#distance = new Int32Array(all)
    this.#up = new Int32Array(all * this.words)
    this.#down = new Int32Array(all * this.words)
    this.#from = new Int32Array(this.words)
    this.#to = new Int32Array(this.words)
    this.#mine = new Int32Array(this.words * SETS)
    this.#yours = new Int32Array(this.words * SETS)
    plan.forEach((round, r) => {
      const present = [...people.keys()].filter((person) => round[person] !== null)
      for (let table = 0; table < tables; table++) {
        const members = present.filter((person) => round[person] === table)
        for (let value = 0; value < this.#values; value++) {
          const holders = present.filter((person) => this.#valueOf[person]!.includes(value)).length
          const share = (members.length * holders) / Math.max(1, present.length)
          this.#least[(r * tables + table) * this.#values + value] = Math.floor(share)
          this.#most[(r * tables + table) * this.#values + value] = Math.ceil(share)
        }
        this.count(r * tables + table, members)
      }
    })
  }

  /** Counts a table anew. @returns by how much its distance from its shares has changed. */
  count(at: number, members: readonly number[]): number {
    const first = at * this.#values
    this.#counts.fill(0, first, first + this.#values)
    for (const person of members) for (const value of this.#valueOf[person]!) this.#counts[first + value]!++
    this.#up.fill(0, at * this.words, (at + 1) * this.words)
    this.#down.fill(0, at * this.words, (at + 1) * this.words)
    let distance = 0
    for (let value = 0; value < this.#values; value++) {
      const count = this.#counts[first + value]!
      const up = this.#most[first + value]! - count
      const down = count - this.#least[first + value]!
      distance += Math.max(0, -up, -down)
      const word = at * this.words + Math.floor(value / PER_WORD)
      const shift = BITS * (value % PER_WORD)
      this.#up[word]! |= Math.max(0, Math.min(MOST, up)) << shift
      this.#down[word]! |= Math.max(0, Math.min(MOST, down)) << shift
    }
    const change = distance - this.#distance[at]!
    this.#distance[at] = distance
    this.uneven += change
    return change
  }

  /** Takes up the margins of an exchange between two tables (what the one gains the other loses) and sums up their sets. */
  between(
    here: number,
    there: number,
    home: readonly number[],
    ours: number,
    away: readonly number[],
    theirs: number,
    most: number,
  ): void {
    for (let word = 0; word < this.words; word++) {
      const ofHere = here * this.words + word
      const ofThere = there * this.words + word
      this.#from[word] = (THREES - lesser(this.#down[ofHere]!, this.#up[ofThere]!)) | 0
      this.#to[word] = (THREES + lesser(this.#up[ofHere]!, this.#down[ofThere]!)) | GUARDS
      this.#sum(this.#mine, word, home, ours, most)
      this.#sum(this.#yours, word, away, theirs, most)
    }
  }

  /** Per set of up to `most` people, the sum of their values in a word. */
  #sum(sums: Int32Array, word: number, members: readonly number[], people: number, most: number): void {
    const first = word * SETS
    for (let size = 1; size <= most; size++) {
      const sets = setsOf[size]!
      for (let s = 0; s < sets.length; s++) {
        const set = sets[s]!
        if (set >> people !== 0) break
        const person = members[31 - Math.clz32(set)]!
        const before = set ^ (1 << (31 - Math.clz32(set)))
        sums[first + set] = sums[first + before]! + this.#packed[person * this.words + word]!
      }
    }
  }

  /**
   * Finds the sets of up to `most` people that can change places between the tables taken up, none coming further from
   * its shares.
   *
   * @returns how many there are; they are written into the arrays.
   */
  find(most: number, ours: number, theirs: number, goingSets: Uint8Array, comingSets: Uint8Array): number {
    const mine = this.#mine
    const yours = this.#yours
    const from = this.#from[0]!
    const to = this.#to[0]!
    let found = 0
    for (let size = 1; size <= most; size++) {
      const sets = setsOf[size]!
      for (let i = 0; i < sets.length; i++) {
        const going = sets[i]!
        if (going >> ours !== 0) break
        const less = (THREES - mine[going]!) | 0
        for (let j = 0; j < sets.length; j++) {
          const coming = sets[j]!
          if (coming >> theirs !== 0) break
          const change = (less + yours[coming]!) | 0
          if ((((change | GUARDS) - from) & (to - change) & GUARDS) !== GUARDS) continue
          if (this.words > 1 && !this.#allowsRest(going, coming)) continue
          goingSets[found] = going
          comingSets[found++] = coming
        }
      }
    }
    return found
  }

  /** Whether the margins of the words after the first are kept. */
  #allowsRest(going: number, coming: number): boolean {
    for (let word = 1; word < this.words; word++) {
      const change = (THREES + this.#yours[word * SETS + coming]! - this.#mine[word * SETS + going]!) | 0
      if ((((change | GUARDS) - this.#from[word]!) & (this.#to[word]! - change) & GUARDS) !== GUARDS) return false
    }
    return true
  }
}

const keyOf = (field: number, value: string): string => `${field}:${value}`

/** The values that bind, those first whose share is met by the fewest exchanges: whole shares, then those near a half. */
function tightestFirst(people: readonly TablePerson[], tables: number): string[] {
  return (people[0]?.fields ?? [])
    .flatMap((_, field) => {
      const counts = new Map<string, number>()
      for (const { fields } of people) counts.set(fields[field]!, (counts.get(fields[field]!) ?? 0) + 1)
      // Of two values one says all: the shares of both round alike.
      const values = counts.size === 2 ? [...counts].slice(1) : [...counts]
      return values.map(([value, count]) => ({
        key: keyOf(field, value),
        looseness: (count % tables === 0 ? 0 : people.length) + Math.abs(people.length / 2 - count),
      }))
    })
    .sort((a, b) => a.looseness - b.looseness)
    .map(({ key }) => key)
}

/** The lesser of two numbers up to 7, in each of eight places. */
function lesser(a: number, b: number): number {
  const greater = ((a | GUARDS) - b) & GUARDS
  const theirs = Math.imul(greater >>> (BITS - 1), 7)
  return (b & theirs) | (a & ~theirs)
}

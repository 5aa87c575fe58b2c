import type { TablePerson, TablePlan } from './table-input.ts'

/** Four bits for a value: three for a number from 0 to 7, and one that a comparison leaves set where it holds. */
const BITS = 4
const PER_WORD = 32 / BITS
const GUARDS = 0x88888888 | 0
/** Exchanges are of three people at most, so further margins need not be told apart; added to changes to keep them positive. */
const MOST = 3
const THREES = 0x33333333
const ONES = 0x11111111
const ALL = 15
/** An odd constant that spreads bits to the top (Knuth, from the golden ratio), and how many of those are used. */
const SCATTER = 0x9e3779b1 | 0
const BUCKET_BITS = 5

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
  /** For these two, per word, all bits of the values that have no margin: sets change places only if they agree there. */
  readonly #equal: Int32Array
  /** Where the sums of the one and of the other begin. */
  #mine = 0
  #yours = 0
  /** Per table of all rounds, word and set of its people, the sum of their values, and up to which size that is known. */
  readonly #sums: Int32Array
  readonly #summed: Uint8Array
  /** Sets of the other table by their hash: the last of each bucket, and before each set the one in its bucket; 0 ends. */
  readonly #heads = new Uint8Array(1 << BUCKET_BITS)
  readonly #nexts = new Uint8Array(SETS)

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
    this.#equal = new Int32Array(this.words)
    this.#sums = new Int32Array(all * this.words * SETS)
    this.#summed = new Uint8Array(all)
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
    this.forget(at)
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
      const down = lesser(this.#down[ofHere]!, this.#up[ofThere]!)
      const up = lesser(this.#up[ofHere]!, this.#down[ofThere]!)
      this.#from[word] = (THREES - down) | 0
      this.#to[word] = (THREES + up) | GUARDS
      this.#equal[word] = ~Math.imul((down | up | ((down | up) >>> 1)) & ONES, ALL)
    }
    this.#mine = here * this.words * SETS
    this.#yours = there * this.words * SETS
    this.#sum(here, home, ours, most)
    this.#sum(there, away, theirs, most)
  }

  /** The table's list is in another order, or of others. */
  forget(at: number): void {
    this.#summed[at] = 0
  }

  /** Per set of up to `most` people, the sum of their values; kept until the table is counted anew. */
  #sum(at: number, members: readonly number[], people: number, most: number): void {
    for (let size = this.#summed[at]! + 1; size <= most; size++) {
      const sets = setsOf[size]!
      for (let word = 0; word < this.words; word++) {
        const first = (at * this.words + word) * SETS
        for (let s = 0; s < sets.length; s++) {
          const set = sets[s]!
          if (set >> people !== 0) break
          const person = members[31 - Math.clz32(set)]!
          const before = set ^ (1 << (31 - Math.clz32(set)))
          this.#sums[first + set] = this.#sums[first + before]! + this.#packed[person * this.words + word]!
        }
      }
    }
    if (this.#summed[at]! < most) this.#summed[at] = most
  }

  /**
   * Finds the sets of `least` to `most` people that can change places between the tables taken up, none coming further from
   * its shares. Most values have no margin at all: only sets that agree in those, by a hash of them, are compared.
   *
   * @returns how many there are; they are written into the arrays.
   */
  find(
    least: number,
    most: number,
    ours: number,
    theirs: number,
    goingSets: Uint8Array,
    comingSets: Uint8Array,
  ): number {
    const { words } = this
    const [heads, nexts] = [this.#heads, this.#nexts]
    let found = 0
    for (let size = least; size <= most; size++) {
      const sets = setsOf[size]!
      heads.fill(0)
      for (let j = 0; j < sets.length; j++) {
        const coming = sets[j]!
        if (coming >> theirs !== 0) break
        const bucket = this.#bucket(this.#yours + coming)
        nexts[coming] = heads[bucket]!
        heads[bucket] = coming
      }
      for (let i = 0; i < sets.length; i++) {
        const going = sets[i]!
        if (going >> ours !== 0) break
        for (let coming = heads[this.#bucket(this.#mine + going)]!; coming !== 0; coming = nexts[coming]!) {
          let word = 0
          while (word < words && this.#allows(word, going, coming)) word++
          if (word < words) continue
          goingSets[found] = going
          comingSets[found++] = coming
        }
      }
    }
    return found
  }

  /** Where sets are looked for whose sums have no margin to differ from these. */
  #bucket(at: number): number {
    let hash = 0
    for (let word = 0; word < this.words; word++)
      hash = Math.imul(hash ^ (this.#sums[at + word * SETS]! & this.#equal[word]!), SCATTER)
    return hash >>> (32 - BUCKET_BITS)
  }

  /** Whether the margins of a word are kept. */
  #allows(word: number, going: number, coming: number): boolean {
    const yours = this.#sums[this.#yours + word * SETS + coming]!
    const change = (THREES + yours - this.#sums[this.#mine + word * SETS + going]!) | 0
    return (((change | GUARDS) - this.#from[word]!) & (this.#to[word]! - change) & GUARDS) === GUARDS
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

import { SETS } from './table-margin.ts'

/** Exchanges of one, two and three people between two tables of which six people each are looked at: 36 + 225 + 400. */
const MOST_FOUND = 661
const SIZES = 3
const sizeOf = Uint8Array.from({ length: SETS }, (_, set) => set.toString(2).replaceAll('0', '').length)
const BITS = 6

/**
 * The exchanges between any two tables of a round that keep both even. They hold until somebody comes to one of the two
 * or leaves it, and hardly one choice in a hundred moves anybody, so they are found once and looked up after that.
 */
export class FoundExchanges {
  readonly #tables: number
  /** Per two tables of a round, the two sets of an exchange in a number, those of fewest people first. */
  readonly #sets: Uint16Array
  /** Per two tables and size, how many exchanges are of so many people at most; -1 where that is not known. */
  readonly #upTo: Int16Array

  constructor(rounds: number, tables: number) {
    this.#tables = tables
    this.#sets = new Uint16Array(rounds * tables * tables * MOST_FOUND)
    this.#upTo = new Int16Array(rounds * tables * tables * (SIZES + 1)).fill(-1)
  }

  /** The number under which the exchanges between two tables are kept; `first` is the lesser. */
  between(round: number, first: number, second: number): number {
    return (round * this.#tables + first) * this.#tables + second
  }

  /** How many there are of up to so many people; -1 where they must be found. */
  count(pair: number, most: number): number {
    return this.#upTo[pair * (SIZES + 1) + most]!
  }

  going(pair: number, exchange: number): number {
    return this.#sets[pair * MOST_FOUND + exchange]! & (SETS - 1)
  }

  coming(pair: number, exchange: number): number {
    return this.#sets[pair * MOST_FOUND + exchange]! >> BITS
  }

  /** Keeps what was found, in increasing size. */
  keep(pair: number, most: number, found: number, going: Uint8Array, coming: Uint8Array): void {
    for (let e = 0; e < found; e++) this.#sets[pair * MOST_FOUND + e] = going[e]! | (coming[e]! << BITS)
    let upTo = 0
    for (let size = 1; size <= most; size++) {
      while (upTo < found && sizeOf[going[upTo]!]! <= size) upTo++
      this.#upTo[pair * (SIZES + 1) + size] = upTo
    }
  }

  /** Somebody has come to the table or left it, or others of it are to be looked at. */
  forget(round: number, table: number): void {
    for (let other = 0; other < this.#tables; other++) {
      const first = this.between(round, Math.min(table, other), Math.max(table, other)) * (SIZES + 1)
      this.#upTo.fill(-1, first, first + SIZES + 1)
    }
  }
}

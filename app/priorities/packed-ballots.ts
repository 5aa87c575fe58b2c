import type { Approval } from './approval.ts'
import { type Ballot, checkOrder, MILLIONTHS, readOrder, type Unranked } from './ballot.ts'
import { BallotError } from './ballot-error.ts'
import { members, type OptionSet, setOf } from './option-set.ts'

/** A place and "not judged" must fit a byte. */
export const PACKED_LIMIT = 254

/**
 * Many ballots in one byte per option and person, option by option, so that counting runs along each column.
 * `columns[option * people + person]` is the place: 1 + how many the person put strictly above it; 0 is not judged.
 */
export interface PackedBallots {
  readonly size: number
  readonly people: number
  readonly columns: Uint8Array
  /** How many options each person placed; what stands below was only read as last. */
  readonly placed: Uint8Array
  /** Millionths; null when everybody weighs one. */
  readonly weights: Float64Array | null
  /** Everybody placed every option in an order without ties: then one direction of a pair tells the other. */
  readonly strict: boolean
}

/** Packs checked ballots. @throws BallotError for an unreadable ballot, or more options than a byte holds */
export function packBallots(ballots: readonly Ballot[], size: number, unranked: Unranked): PackedBallots {
  checkSize(size)
  const people = ballots.length
  const columns = new Uint8Array(size * people)
  const placed = new Uint8Array(people)
  ballots.forEach((ballot, person) => {
    checkOrder(ballot, size)
    let above = 0
    for (const group of readOrder(ballot, size, unranked)) {
      for (const option of group) columns[option * people + person] = above + 1
      above += group.length
    }
    placed[person] = ballot.groups.reduce((sum, group) => sum + group.length, 0)
  })
  const weights = ballots.every(({ weight }) => weight === MILLIONTHS)
    ? null
    : checkedWeights(Float64Array.from(ballots, ({ weight }) => weight))
  return { size, people, columns, placed, weights, strict: false }
}

/**
 * Packs full rankings without ties, one row of `size` option numbers per person, most wanted first.
 * @throws BallotError when a row is no such ranking
 */
export function packOrders(orders: Uint8Array, size: number, weights: Float64Array | null = null): PackedBallots {
  checkSize(size)
  const people = Math.floor(orders.length / size)
  if (people * size !== orders.length) throw new BallotError('empty-ballot', 'The last ranking is not whole.')
  const columns = new Uint8Array(size * people)
  for (let person = 0, at = 0; person < people; person++) {
    for (let place = 1; place <= size; place++) columns[orders[at++]! * people + person] = place
  }
  // A number out of range is written nowhere and a repeated one leaves another out: either way a place stays empty.
  const empty = columns.indexOf(0)
  if (empty >= 0) {
    throw new BallotError('duplicate-option', `Ranking ${(empty % people) + 1} does not name every option once.`)
  }
  if (weights) checkedWeights(weights)
  return { size, people, columns, placed: new Uint8Array(people).fill(size), weights, strict: true }
}

/** The same people in another order, or some of them. */
export function pickPeople(packed: PackedBallots, chosen: Int32Array): PackedBallots {
  const { size, people } = packed
  const columns = new Uint8Array(size * chosen.length)
  for (let option = 0; option < size; option++) {
    const from = option * people
    const to = option * chosen.length
    for (let i = 0; i < chosen.length; i++) columns[to + i] = packed.columns[from + chosen[i]!]!
  }
  return {
    ...packed,
    people: chosen.length,
    columns,
    placed: Uint8Array.from(chosen, (person) => packed.placed[person]!),
    weights: packed.weights && Float64Array.from(chosen, (person) => packed.weights![person]!),
  }
}

/**
 * Who put which options among their first `among` places, equal sets together: what a choice of up to N would have
 * been. Options that a person did not place are never in it.
 */
export function approvalsOf(packed: PackedBallots, among: number): Approval[] {
  const { size, people, columns, placed, weights } = packed
  const merged = new Map<OptionSet, number>()
  for (let person = 0; person < people; person++) {
    const last = Math.min(among, placed[person]!)
    const approved: number[] = []
    for (let option = 0; option < size; option++) {
      const place = columns[option * people + person]!
      if (place > 0 && place <= last) approved.push(option)
    }
    const set = setOf(approved, size)
    merged.set(set, (merged.get(set) ?? 0) + (weights ? weights[person]! : MILLIONTHS))
  }
  return [...merged].map(([set, weight]) => ({ approved: members(set, size), weight }))
}

function checkSize(size: number): void {
  if (size < 1) throw new BallotError('no-options', 'This question has no options.')
  if (size > PACKED_LIMIT) {
    throw new BallotError('too-many-options', `Ballots over more than ${PACKED_LIMIT} options cannot be packed.`)
  }
}

function checkedWeights(weights: Float64Array): Float64Array {
  const wrong = weights.find((weight) => !Number.isSafeInteger(weight) || weight < 0)
  if (wrong !== undefined) {
    throw new BallotError('bad-weight', `A weight must be a whole number of millionths, zero or more: ${wrong}.`)
  }
  return weights
}

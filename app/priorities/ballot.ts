import { BallotError } from './ballot-error.ts'

/** Weights are whole millionths of a person, so that sums are exact and do not depend on the order of arrival. */
export const MILLIONTHS = 1_000_000

/**
 * How options that a person saw but did not place are read, a recorded parameter of every list:
 * `tied-last` puts them together below everything placed; `no-preference` says nothing about them.
 * (Debian's 2006 election changes its order with this choice.)
 */
export type Unranked = 'tied-last' | 'no-preference'

/** A weak order: groups of equally wanted options, most wanted first, as indices into the list of options. */
export interface WeakOrder {
  readonly groups: readonly (readonly number[])[]
  /** What this person was shown; absent means every option. */
  readonly seen?: readonly number[]
}

/** One person's ballot: a weak order over the options seen and a weight in millionths. */
export interface Ballot extends WeakOrder {
  readonly weight: number
}

/** One person who answered several instruments; each instrument may hold several orders (best-worst sets, pairs). */
export interface PersonAnswers {
  readonly instruments: readonly (readonly WeakOrder[])[]
  readonly weight: number
}

/**
 * A weight as whole millionths.
 * @throws BallotError `bad-weight` for a negative, infinite or not-a-number weight
 */
export function millionths(weight: number): number {
  if (!Number.isFinite(weight) || weight < 0) {
    throw new BallotError('bad-weight', `A weight must be a number of zero or more; this one is ${weight}.`)
  }
  return Math.round(weight * MILLIONTHS)
}

/**
 * A checked ballot.
 * @param options how many options the question has
 * @throws BallotError by name for anything that cannot be counted
 */
export function ballot(order: WeakOrder, options: number, weight: number = MILLIONTHS): Ballot {
  checkOrder(order, options)
  if (!Number.isSafeInteger(weight) || weight < 0) {
    throw new BallotError('bad-weight', `A weight must be a whole number of millionths, zero or more: ${weight}.`)
  }
  return { ...order, weight }
}

export function checkOrder(order: WeakOrder, options: number): void {
  if (options < 1) throw new BallotError('no-options', 'This question has no options.')
  const [hidden, shown, placed] = [0, 1, 2]
  const state = new Uint8Array(options).fill(order.seen === undefined ? shown : hidden)
  for (const option of order.seen ?? []) {
    checkOption(option, options)
    state[option] = shown
  }
  let empty = true
  for (const group of order.groups) {
    for (const option of group) {
      checkOption(option, options)
      if (state[option] === hidden) {
        throw new BallotError('unknown-option', `Option ${option} was placed but had not been shown to this person.`)
      }
      if (state[option] === placed) {
        throw new BallotError('duplicate-option', `Option ${option} stands twice on one ballot.`)
      }
      state[option] = placed
      empty = false
    }
  }
  if (empty) throw new BallotError('empty-ballot', 'This ballot places no option.')
}

function checkOption(option: number, options: number): void {
  if (!Number.isInteger(option) || option < 0 || option >= options) {
    throw new BallotError('unknown-option', `There is no option ${option}; the question has ${options}.`)
  }
}

/** Everything this order says, with unplaced options read as declared. Groups best first. */
export function readOrder(order: WeakOrder, options: number, unranked: Unranked): readonly (readonly number[])[] {
  const groups = order.groups.filter((group) => group.length > 0)
  if (unranked === 'no-preference') return groups
  const rest = unplaced(order, options)
  return rest.length === 0 ? groups : [...groups, rest]
}

/** Options that were shown and not placed, in ascending order. */
export function unplaced(order: WeakOrder, options: number): number[] {
  const placed = new Uint8Array(options)
  for (const group of order.groups) for (const option of group) placed[option] = 1
  const seen = order.seen ?? Array.from({ length: options }, (_, option) => option)
  return seen.filter((option) => placed[option] === 0)
}

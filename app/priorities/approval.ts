import { BallotError } from './ballot-error.ts'

/** A group of people who approve exactly the same options; weight in any whole unit (millionths, or people). */
export interface Approval {
  readonly approved: readonly number[]
  readonly weight: number
}

/**
 * Approvals checked and equal ones put together; empty approvals are kept, because they count among the people.
 * @throws BallotError `unknown-option`, `duplicate-option`, `bad-weight`, `no-options`
 */
export function approvalProfile(approvals: Iterable<Approval>, size: number): Approval[] {
  if (size < 1) throw new BallotError('no-options', 'There are no options.')
  const merged = new Map<string, { approved: number[]; weight: number }>()
  for (const { approved, weight } of approvals) {
    if (!Number.isSafeInteger(weight) || weight < 0) {
      throw new BallotError('bad-weight', `A weight must be a whole number, zero or more: ${weight}.`)
    }
    for (const option of approved) {
      if (!Number.isInteger(option) || option < 0 || option >= size) {
        throw new BallotError('unknown-option', `There is no option ${option}; there are ${size}.`)
      }
    }
    const sorted = [...approved].sort((a, b) => a - b)
    if (new Set(sorted).size < sorted.length) {
      throw new BallotError('duplicate-option', 'An option was approved twice on one ballot.')
    }
    if (weight === 0) continue
    const known = merged.get(sorted.join())
    if (known === undefined) merged.set(sorted.join(), { approved: sorted, weight })
    else known.weight += weight
  }
  return [...merged.values()]
}

export const totalWeight = (profile: readonly Approval[]): number =>
  profile.reduce((sum, { weight }) => sum + weight, 0)

/** Weight of the approvals of each option. */
export function approvalScores(profile: readonly Approval[], size: number): number[] {
  const scores = new Array<number>(size).fill(0)
  for (const { approved, weight } of profile) for (const option of approved) scores[option]! += weight
  return scores
}

export const leastCommonMultiple = (numbers: Iterable<number>): bigint => {
  let multiple = 1n
  for (const number of numbers) {
    let [a, b] = [multiple, BigInt(number)]
    while (b !== 0n) [a, b] = [b, a % b]
    multiple = (multiple * BigInt(number)) / a
  }
  return multiple
}

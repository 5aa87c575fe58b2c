import { type Approval, approvalProfile, leastCommonMultiple } from './approval.ts'
import { type EveryTie, followTies, type Step } from './every-tie.ts'

/**
 * Sequential proportional approval voting (Thiele 1895): each next option is the one whose supporters, each counting
 * 1 / (1 + how many of theirs are in already), weigh most. House-monotone, so the order is a ranking. Exact; every tie
 * is followed. State: the options taken, ascending.
 */
export function sequentialPav(
  approvals: Iterable<Approval>,
  size: number,
  places: number,
): EveryTie<readonly number[]> {
  const profile = approvalProfile(approvals, size)
  const unit = leastCommonMultiple(Array.from({ length: places }, (_, i) => i + 1))
  const choose = (taken: readonly number[]): Step<readonly number[]>[] => {
    if (taken.length >= Math.min(places, size)) return []
    const gains = marginalGains(profile, size, taken, (count) => unit / BigInt(count + 1))
    const left = gains.flatMap((gain, option) => (taken.includes(option) ? [] : [{ gain, option }]))
    const most = left.reduce((top, { gain }) => (gain > top ? gain : top), 0n)
    return left.filter(({ gain }) => gain === most).map(({ option }) => ({ option, state: insert(taken, option) }))
  }
  return followTies(size, [] as readonly number[], choose, (taken) => taken.join())
}

/**
 * Reverse sequential PAV: starts with everything and takes away what is missed least, until `places` are left.
 * State: the options left, ascending.
 */
export function reverseSequentialPav(approvals: Iterable<Approval>, size: number, places: number) {
  const profile = approvalProfile(approvals, size)
  const unit = leastCommonMultiple(Array.from({ length: size }, (_, i) => i + 1))
  const choose = (left: readonly number[]): Step<readonly number[]>[] => {
    if (left.length <= places) return []
    const losses = marginalGains(profile, size, left, (count) => (count === 0 ? 0n : unit / BigInt(count)))
    const least = left.reduce(
      (bottom, option) => (losses[option]! < bottom ? losses[option]! : bottom),
      losses[left[0]!]!,
    )
    const going = left.filter((option) => losses[option] === least)
    return going.map((option) => ({ option, state: left.filter((other) => other !== option) }))
  }
  const all: readonly number[] = Array.from({ length: size }, (_, option) => option)
  return followTies(size, all, choose, (left) => left.join())
}

/** Sum per option, over its supporters, of weight × value of how many of theirs are in the set. */
function marginalGains(
  profile: readonly Approval[],
  size: number,
  set: readonly number[],
  value: (count: number) => bigint,
): bigint[] {
  const inSet = new Uint8Array(size)
  for (const option of set) inSet[option] = 1
  const weights = Array.from({ length: size }, () => new Float64Array(set.length + 1))
  for (const { approved, weight } of profile) {
    const count = approved.reduce((sum, option) => sum + inSet[option]!, 0)
    for (const option of approved) weights[option]![count]! += weight
  }
  return weights.map((row) => row.reduce((sum, weight, count) => sum + BigInt(weight) * value(count), 0n))
}

export function insert(set: readonly number[], option: number): readonly number[] {
  return [...set, option].sort((a, b) => a - b)
}

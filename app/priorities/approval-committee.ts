import { type Approval, approvalProfile, leastCommonMultiple, totalWeight } from './approval.ts'
import { followTies, type Step } from './every-tie.ts'
import { type Edge, largestFlow } from './flow.ts'
import { insert } from './proportional-approval.ts'

/** Sets of options, each ascending, in ascending order: all that a rule allows when exact ties are not broken. */
export type Committees = readonly (readonly number[])[]

/** More committees than this are not searched one by one. */
const SEARCHED = 500_000

/** Approval voting: the most approved options. */
export function approvalVoting(approvals: Iterable<Approval>, size: number, seats: number): Committees {
  return separable(approvalProfile(approvals, size), size, seats, () => 1n)
}

/** Satisfaction approval voting (Brams and Kilgour 2014): each ballot is shared equally by the options on it. */
export function satisfactionApproval(approvals: Iterable<Approval>, size: number, seats: number): Committees {
  const profile = approvalProfile(approvals, size)
  const unit = leastCommonMultiple(profile.map(({ approved }) => Math.max(1, approved.length)))
  return separable(profile, size, seats, ({ approved }) => unit / BigInt(approved.length))
}

/** Proportional approval voting (Thiele 1895), exactly, by trying every committee. */
export function proportionalApproval(approvals: Iterable<Approval>, size: number, seats: number): Committees {
  const unit = leastCommonMultiple(Array.from({ length: seats }, (_, i) => i + 1))
  const harmonic = [0n]
  for (let count = 1; count <= seats; count++) harmonic.push(harmonic[count - 1]! + unit / BigInt(count))
  return bySatisfaction(approvalProfile(approvals, size), size, seats, (count) => harmonic[count]!)
}

/** Approval Chamberlin-Courant: the most people with at least one of theirs in the committee. */
export function chamberlinCourant(approvals: Iterable<Approval>, size: number, seats: number): Committees {
  return bySatisfaction(approvalProfile(approvals, size), size, seats, (count) => (count > 0 ? 1n : 0n))
}

/** The same, greedily: each next option is the one approved by the most people who have none yet. */
export function sequentialChamberlinCourant(approvals: Iterable<Approval>, size: number, seats: number): Committees {
  const profile = approvalProfile(approvals, size)
  const choose = (taken: readonly number[]): Step<readonly number[]>[] => {
    if (taken.length >= seats) return []
    const gains = new Array<number>(size).fill(0)
    for (const { approved, weight } of profile) {
      if (!approved.some((option) => taken.includes(option))) for (const option of approved) gains[option]! += weight
    }
    const left = gains.flatMap((gain, option) => (taken.includes(option) ? [] : [{ gain, option }]))
    const most = Math.max(...left.map(({ gain }) => gain))
    return left.filter(({ gain }) => gain === most).map(({ option }) => ({ option, state: insert(taken, option) }))
  }
  const { outcomes } = followTies(size, [] as readonly number[], choose, (taken) => taken.join(), SEARCHED)
  return inOrder(outcomes.map(({ state }) => state))
}

/**
 * Monroe's rule (1995) on approvals: everybody is assigned to one member, each member to as equal a number of people
 * as can be, so that as many as possible are assigned to one of theirs. Weights are whole people.
 */
export function monroe(approvals: Iterable<Approval>, size: number, seats: number): Committees {
  const profile = approvalProfile(approvals, size)
  return best(size, seats, (committee) => BigInt(assigned(profile, committee)))
}

function separable(profile: readonly Approval[], size: number, seats: number, value: (approval: Approval) => bigint) {
  const scores = new Array<bigint>(size).fill(0n)
  for (const approval of profile) {
    for (const option of approval.approved) scores[option]! += BigInt(approval.weight) * value(approval)
  }
  const cutoff = [...scores].sort((a, b) => (a > b ? -1 : a < b ? 1 : 0))[seats - 1]!
  const sure = scores.flatMap((score, option) => (score > cutoff ? [option] : []))
  const tied = scores.flatMap((score, option) => (score === cutoff ? [option] : []))
  return inOrder(
    [...combinations(tied.length, seats - sure.length)].map((chosen) =>
      [...sure, ...chosen.map((i) => tied[i]!)].sort((a, b) => a - b),
    ),
  )
}

function bySatisfaction(profile: readonly Approval[], size: number, seats: number, value: (count: number) => bigint) {
  return best(size, seats, (committee) => {
    const inside = new Set(committee)
    return profile.reduce((sum, { approved, weight }) => {
      const count = approved.reduce((own, option) => own + +inside.has(option), 0)
      return sum + BigInt(weight) * value(count)
    }, 0n)
  })
}

function best(size: number, seats: number, score: (committee: readonly number[]) => bigint): Committees {
  let winners: (readonly number[])[] = []
  let top = -1n
  for (const committee of combinations(size, seats)) {
    const own = score(committee)
    if (own > top) {
      top = own
      winners = []
    }
    if (own === top) winners.push([...committee])
  }
  return winners
}

/** All ways to choose `take` of 0 … size - 1, each ascending, in ascending order. */
function* combinations(size: number, take: number): Generator<number[]> {
  let ways = 1
  for (let i = 0; i < take; i++) ways = (ways * (size - i)) / (i + 1)
  if (ways > SEARCHED) throw new RangeError(`${Math.round(ways)} committees are too many to try one by one.`)
  const chosen = Array.from({ length: take }, (_, i) => i)
  for (;;) {
    yield [...chosen]
    let at = take - 1
    while (at >= 0 && chosen[at] === size - take + at) at--
    if (at < 0) return
    chosen[at]!++
    for (let i = at + 1; i < take; i++) chosen[i] = chosen[i - 1]! + 1
  }
}

function inOrder(committees: readonly (readonly number[])[]): Committees {
  return [...committees].sort(
    (a, b) => a.map((option, i) => option - b[i]!).find((difference) => difference !== 0) ?? 0,
  )
}

/** The most people that can be assigned to a member they approve: a flow from people through members with room. */
function assigned(profile: readonly Approval[], committee: readonly number[]): number {
  const people = totalWeight(profile)
  const [source, sink, spare] = [0, 1, 2]
  const member = (i: number) => 3 + i
  const group = (i: number) => 3 + committee.length + i
  const edges: Edge[] = committee.flatMap((_, i) => [
    { from: member(i), to: sink, capacity: Math.floor(people / committee.length) },
    // Where the division leaves a remainder, that many members hold one person more.
    { from: member(i), to: spare, capacity: 1 },
  ])
  edges.push({ from: spare, to: sink, capacity: people % committee.length })
  profile.forEach(({ approved, weight }, i) => {
    edges.push({ from: source, to: group(i), capacity: weight })
    committee.forEach((option, j) => {
      if (approved.includes(option)) edges.push({ from: group(i), to: member(j), capacity: weight })
    })
  })
  return largestFlow(3 + committee.length + profile.length, edges, source, sink, people)
}

/** Weight of the people with at least one of theirs among the options. */
export function represented(approvals: Iterable<Approval>, size: number, options: readonly number[]): number {
  const profile = approvalProfile(approvals, size)
  return totalWeight(profile.filter(({ approved }) => approved.some((option) => options.includes(option))))
}

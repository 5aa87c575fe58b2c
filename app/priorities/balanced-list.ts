import { type Approval, approvalProfile, approvalScores, totalWeight } from './approval.ts'
import { ejrPlusViolations, type Underrepresented } from './ejr-plus.ts'
import { TooManyTiesError } from './every-tie.ts'
import { sequentialPhragmen } from './phragmen.ts'
import { type Ranking, rankByScore } from './ranking.ts'
import { perMille } from './share-estimate.ts'

/** The first k of the balanced list beside the first k by number of people. */
export interface BalancedPrefix {
  readonly length: number
  /** Ascending; null where an exact tie decides who is among them. */
  readonly balanced: readonly number[] | null
  /** Ascending, everybody tied for the last place included. */
  readonly majority: readonly number[]
  /** Groups that the first k leave out by EJR+; empty means proportional, null that a tie leaves the first k open. */
  readonly leftOut: readonly Underrepresented[] | null
  readonly leftOutByMajority: readonly Underrepresented[]
  /** Of all people, in 1,000: none of their choices is among the first k. */
  readonly nonePerMille: number | null
  readonly nonePerMilleByMajority: number
}

export interface BalancedList {
  /** Most represented first, exact ties together; null when too many exact ties leave no order. */
  readonly ranking: Ranking | null
  readonly prefixes: readonly BalancedPrefix[]
}

/**
 * The list that a majority cannot sweep (method 1.7): the order of sequential Phragmén over what people chose, with
 * their weights, audited by EJR+ at each length. Whoever chose nothing counts among the people. The same choices in any
 * order, from anybody, give the same list.
 * @param choices what each person, or each group of people with the same choice, put among their N
 * @throws BallotError for unusable choices, or when nobody chose anything
 */
export function balancedList(
  choices: Iterable<Approval>,
  size: number,
  lengths: readonly number[] = [3, 5, 10],
): BalancedList {
  const profile = approvalProfile(choices, size)
  const ranking = phragmenOrder(profile, size)
  const byPeople = rankByScore(approvalScores(profile, size))
  return {
    ranking,
    prefixes: lengths.filter((length) => length <= size).map((length) => prefix(profile, ranking, byPeople, length)),
  }
}

/** People as choices: positions of the chosen options, and a weight each in millionths (one unless given). */
export function choicesOf(picks: readonly (readonly number[])[], weights: readonly number[] | null): Approval[] {
  return picks.map((approved, person) => ({ approved, weight: weights ? weights[person]! : 1_000_000 }))
}

function phragmenOrder(profile: readonly Approval[], size: number): Ranking | null {
  try {
    return sequentialPhragmen(profile, size, size).ranking
  } catch (error) {
    if (error instanceof TooManyTiesError) return null
    throw error
  }
}

function prefix(profile: readonly Approval[], ranking: Ranking | null, byPeople: Ranking, length: number) {
  const size = byPeople.flat().length
  const balanced = firstExactly(ranking, length)
  const majority = firstAtLeast(byPeople, length)
  return {
    length,
    balanced,
    majority,
    leftOut: balanced && ejrPlusViolations(profile, size, balanced),
    leftOutByMajority: ejrPlusViolations(profile, size, majority),
    nonePerMille: balanced && nonePerMille(profile, balanced),
    nonePerMilleByMajority: nonePerMille(profile, majority),
  }
}

const ascending = (options: readonly number[]): number[] => [...options].sort((a, b) => a - b)

function firstExactly(ranking: Ranking | null, length: number): number[] | null {
  const taken: number[] = []
  for (const group of ranking ?? []) if (taken.length < length) taken.push(...group)
  return taken.length === length ? ascending(taken) : null
}

function firstAtLeast(ranking: Ranking, length: number): number[] {
  const taken: number[] = []
  for (const group of ranking) if (taken.length < length) taken.push(...group)
  return ascending(taken)
}

function nonePerMille(profile: readonly Approval[], listed: readonly number[]): number {
  const without = profile.filter(({ approved }) => !approved.some((option) => listed.includes(option)))
  return perMille(totalWeight(without), totalWeight(profile))
}

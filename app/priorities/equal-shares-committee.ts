import { type Approval, approvalProfile, approvalScores, totalWeight } from './approval.ts'
import type { Committees } from './approval-committee.ts'
import { followTies, type Outcome, type Step, subsets } from './every-tie.ts'
import { compare, type Fraction, fraction, minus, over, times, ZERO } from './fraction.ts'
import { phragmenFrom } from './phragmen.ts'

/** How places are filled when the shared money runs out: by Phragmén with the money left, or by most approvals. */
export type Completion = 'phragmen' | 'approval'

interface Purse {
  readonly elected: readonly number[]
  /** Money left per person of each group. */
  readonly budgets: readonly Fraction[]
}

/**
 * Method of Equal Shares for a committee (Peters and Skowron 2020, there Rule X): everybody gets k / n, an option
 * costs 1, and next is the one whose supporters can pay for it at the lowest price per head. Satisfies EJR. Exact;
 * every tie is followed. Weights are whole.
 */
export function equalSharesCommittee(
  approvals: Iterable<Approval>,
  size: number,
  seats: number,
  completion: Completion = 'phragmen',
): Committees {
  const profile = approvalProfile(approvals, size)
  const share = fraction(BigInt(seats), BigInt(totalWeight(profile)))
  const start: Purse = { elected: [], budgets: profile.map(() => share) }
  const choose = (purse: Purse): Step<Purse>[] => {
    if (purse.elected.length >= seats) return []
    let best: { option: number; price: Fraction }[] = []
    for (let option = 0; option < size; option++) {
      const price = purse.elected.includes(option) ? null : lowestPrice(profile, purse.budgets, option)
      if (price === null) continue
      const difference = best[0] === undefined ? -1 : compare(price, best[0].price)
      if (difference < 0) best = [{ option, price }]
      else if (difference === 0) best.push({ option, price })
    }
    return best.map(({ option, price }) => ({ option, state: buy(profile, purse, option, price) }))
  }
  const key = ({ elected, budgets }: Purse) =>
    `${[...elected].sort((a, b) => a - b).join()}|${budgets.map(({ n, d }) => `${n}/${d}`).join()}`
  const { outcomes } = followTies(size, start, choose, key)
  const complete = completion === 'phragmen' ? byPhragmen : byApproval
  const committees = outcomes.flatMap((outcome) => complete(outcome, profile, size, seats))
  const distinct = new Map(committees.map((committee) => [committee.join(), committee]))
  return [...distinct.values()].sort((a, b) => a.map((option, i) => option - b[i]!).find((d) => d !== 0) ?? 0)
}

/** Highest payment per head at which the supporters can pay 1 together, or null if they cannot. */
function lowestPrice(profile: readonly Approval[], budgets: readonly Fraction[], option: number): Fraction | null {
  const purses = profile
    .flatMap(({ approved, weight }, group) => (approved.includes(option) ? [{ weight, money: budgets[group]! }] : []))
    .sort((a, b) => compare(a.money, b.money))
  let people = fraction(BigInt(purses.reduce((sum, { weight }) => sum + weight, 0)))
  let missing = fraction(1n)
  for (const { weight, money } of purses) {
    const price = over(missing, people)
    if (compare(price, money) <= 0) return price
    const count = fraction(BigInt(weight))
    missing = minus(missing, times(money, count))
    people = minus(people, count)
  }
  return null
}

function buy(profile: readonly Approval[], { elected, budgets }: Purse, option: number, price: Fraction): Purse {
  const left = budgets.map((money, group) => {
    if (!profile[group]!.approved.includes(option)) return money
    return compare(money, price) < 0 ? ZERO : minus(money, price)
  })
  return { elected: [...elected, option], budgets: left }
}

function byPhragmen({ state }: Outcome<Purse>, profile: readonly Approval[], size: number, seats: number): number[][] {
  const loads = state.budgets.map((money) => minus(ZERO, money))
  const { outcomes } = phragmenFrom(profile, size, seats, state.elected, loads)
  return outcomes.flatMap((outcome) => fillUnsupported(outcome.state.elected, size, seats))
}

function byApproval({ state }: Outcome<Purse>, profile: readonly Approval[], size: number, seats: number): number[][] {
  const scores = approvalScores(profile, size)
  const missing = seats - state.elected.length
  const left = scores.flatMap((_, option) => (state.elected.includes(option) ? [] : [option]))
  const cutoff = left.map((option) => scores[option]!).sort((a, b) => b - a)[missing - 1] ?? Number.POSITIVE_INFINITY
  const sure = left.filter((option) => scores[option]! > cutoff)
  const tied = left.filter((option) => scores[option] === cutoff)
  return subsets(tied, missing - sure.length).map((some) => ascending([...state.elected, ...sure, ...some]))
}

/** Places that nobody's approval can fill may go to any option. */
function fillUnsupported(elected: readonly number[], size: number, seats: number): number[][] {
  const left = Array.from({ length: size }, (_, option) => option).filter((option) => !elected.includes(option))
  return subsets(left, seats - elected.length).map((some) => ascending([...elected, ...some]))
}

const ascending = (committee: readonly number[]): number[] => [...committee].sort((a, b) => a - b)

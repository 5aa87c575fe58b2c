import { type BudgetQuestion, checkBudget, cost } from './budget.ts'
import { followTies, type Step } from './every-tie.ts'

/** What a project is worth to a supporter: its cost (a euro of projects for a euro), or one. */
export type Utility = 'cost' | 'cardinality'

/**
 * What is done with money that no group can spend together: nothing; or everybody's share is raised step by step until
 * the next step would overspend (`last-feasible`) or until nothing more fits (`stop-when-exhaustive`).
 */
export type BudgetCompletion = 'none' | 'last-feasible' | 'stop-when-exhaustive'

export interface EqualSharesSettings {
  readonly utility?: Utility
  readonly completion?: BudgetCompletion
  /** How much a person's share rises at each step, in money. */
  readonly step?: number
  /** Weight of everybody entitled to a share, including those who approved nothing; the ballots' weight by default. */
  readonly entitled?: number
  /**
   * Projects in the order in which exact ties are decided, such as by a drawn lot; recorded with the result. Without it
   * no tie is decided and every outcome is given.
   */
  readonly tieOrder?: readonly number[]
}

export interface EqualSharesBudget {
  /** Sets of projects, each ascending; more than one only where exact ties decide. */
  readonly outcomes: readonly (readonly number[])[]
  /** Steps by which everybody's share was raised. */
  readonly increment: number
}

/** Two prices closer than this, relatively, are the same price: shares are money and cannot all be exact fractions. */
const SAME = 1e-10

/**
 * Method of Equal Shares for fixed-cost projects (Peters, Pierczyński and Skowron 2021): everybody gets an equal share
 * of the budget; next is the project whose supporters pay least per unit of utility, nobody more than they have left.
 * @throws BallotError for an unusable question; TooManyTiesError
 */
export function equalShares(question: BudgetQuestion, settings: EqualSharesSettings = {}): EqualSharesBudget {
  checkBudget(question)
  const { utility = 'cost', completion = 'none', step = 1, entitled = weightOf(question), tieOrder } = settings
  const market = openMarket(question, utility)
  const spend = (increment: number) => sharesOutcomes(market, question.budget / entitled + increment * step, tieOrder)
  const affordable = (outcomes: readonly (readonly number[])[]) =>
    outcomes.every((projects) => cost(question.costs, projects) <= question.budget)
  const exhausted = (projects: readonly number[]) => {
    const left = question.budget - cost(question.costs, projects)
    return question.costs.every((own, project) => own > left || projects.includes(project))
  }
  let increment = 0
  let outcomes = spend(0)
  // Once everybody could pay for everything they want alone, further steps change nothing.
  const enough = Math.ceil(
    cost(
      question.costs,
      question.costs.map((_, project) => project),
    ) / step,
  )
  while (completion !== 'none' && increment <= enough) {
    if (completion === 'stop-when-exhaustive' && outcomes.every(exhausted)) break
    const next = spend(increment + 1)
    if (!affordable(next)) break
    outcomes = next
    increment++
  }
  return { outcomes, increment }
}

const weightOf = ({ ballots }: BudgetQuestion): number => ballots.reduce((sum, { weight }) => sum + weight, 0)

interface Market {
  readonly costs: readonly number[]
  /** Utility of a project to each of its supporters. */
  readonly utilities: readonly number[]
  readonly supporters: readonly Int32Array[]
  /** Weight of each supporter of a project. */
  readonly supporterWeights: readonly Float64Array[]
  /** Weight of all supporters. */
  readonly support: readonly number[]
  readonly weights: Float64Array
}

function openMarket({ costs, ballots }: BudgetQuestion, utility: Utility): Market {
  const supporters = costs.map((_, project) =>
    Int32Array.from(
      ballots.flatMap(({ projects, weight }, i) => (weight > 0 && projects.includes(project) ? [i] : [])),
    ),
  )
  return {
    costs,
    utilities: costs.map((own) => (utility === 'cost' ? own : 1)),
    supporters,
    supporterWeights: supporters.map((groups) => Float64Array.from(groups, (group) => ballots[group]!.weight)),
    support: supporters.map((groups) => groups.reduce((sum, group) => sum + ballots[group]!.weight, 0)),
    weights: Float64Array.from(ballots, ({ weight }) => weight),
  }
}

interface Purses {
  readonly taken: readonly number[]
  readonly money: Float64Array
  /** Price of each project when last looked at: prices only rise, so a project is looked at again only if it may win. */
  readonly prices: Float64Array
}

function sharesOutcomes(market: Market, share: number, tieOrder?: readonly number[]): readonly (readonly number[])[] {
  const size = market.costs.length
  const choose = (purses: Purses): Step<Purses>[] => {
    const { prices } = purses
    const looked = new Uint8Array(size)
    let best = Number.POSITIVE_INFINITY
    for (let project = cheapest(prices, looked); project >= 0; project = cheapest(prices, looked)) {
      if (prices[project]! > best * (1 + SAME)) break
      looked[project] = 1
      prices[project] = lowestPrice(market, purses, project, best * (1 + SAME))
      best = Math.min(best, prices[project]!)
    }
    if (best === Number.POSITIVE_INFINITY) return []
    const tied: number[] = []
    for (let project = 0; project < size; project++) if (prices[project]! <= best * (1 + SAME)) tied.push(project)
    const decided = tieOrder?.find((project) => tied.includes(project))
    const next = decided === undefined ? tied : [decided]
    // Where only one way leads on, nobody looks at these purses again, and they can be spent from without a copy.
    if (next.length === 1) return [{ option: next[0]!, state: buy(market, purses, next[0]!) }]
    return next.map((option) => {
      const own = { taken: purses.taken, money: purses.money.slice(), prices: prices.slice() }
      return { option, state: buy(market, own, option) }
    })
  }
  const start: Purses = {
    taken: [],
    money: new Float64Array(market.weights.length).fill(share),
    // No price can be lower than an equal payment by all supporters.
    prices: Float64Array.from(market.costs, (price, i) => price / market.support[i]! / market.utilities[i]!),
  }
  const key = ({ taken, money }: Purses) => `${taken.join()}|${checksum(money)}`
  const { outcomes } = followTies(size, start, choose, key)
  const distinct = new Map(outcomes.map(({ state }) => [state.taken.join(), state.taken]))
  return [...distinct.values()]
}

/** The project of the lowest finite price among those not looked at; -1 if there is none. */
function cheapest(prices: Float64Array, looked: Uint8Array): number {
  let found = -1
  let lowest = Number.POSITIVE_INFINITY
  for (let project = 0; project < prices.length; project++) {
    if (!looked[project] && prices[project]! < lowest) {
      lowest = prices[project]!
      found = project
    }
  }
  return found
}

/**
 * Price per unit of utility at which the supporters can pay for the project; infinite if they cannot. Whoever has less
 * than an equal payment pays all there is, which raises the payment of the rest, until nobody more is emptied. A price
 * that has already risen above `limit` is returned as it stands. The search goes on from the price when last looked at:
 * whoever that emptied is emptied still.
 */
function lowestPrice(market: Market, { money, prices }: Purses, project: number, limit: number): number {
  const groups = market.supporters[project]!
  const weights = market.supporterWeights[project]!
  const price = market.costs[project]!
  const enough = limit * market.utilities[project]!
  let each = prices[project]! * market.utilities[project]!
  for (let emptied = 0; each <= enough; ) {
    const full = each / (1 + SAME)
    let count = 0
    let paid = 0
    let left = 0
    for (let i = 0; i < groups.length; i++) {
      const own = money[groups[i]!]!
      const weight = weights[i]!
      // Without a branch: which supporters are emptied follows no pattern that a processor could guess.
      const empty = +(own < full)
      count += empty
      paid += empty * own * weight
      left += (1 - empty) * weight
    }
    if (count === groups.length) return Number.POSITIVE_INFINITY
    if (count === emptied) break
    emptied = count
    each = (price - paid) / left
  }
  return each / market.utilities[project]!
}

/** Spends from the given purses. */
function buy(market: Market, { taken, money, prices }: Purses, project: number): Purses {
  const each = prices[project]! * market.utilities[project]!
  const groups = market.supporters[project]!
  for (let i = 0; i < groups.length; i++) {
    const left = money[groups[i]!]! - each
    money[groups[i]!] = left > 0 ? left : 0
  }
  prices[project] = Number.POSITIVE_INFINITY
  return { taken: [...taken, project].sort((a, b) => a - b), money, prices }
}

/** Tells purses apart that differ by more than rounding: enough to see when two ways of breaking a tie meet again. */
function checksum(money: Float64Array): string {
  let plain = 0
  let mixed = 0
  for (let i = 0; i < money.length; i++) {
    plain += money[i]!
    mixed += money[i]! * Math.sin(i + 1)
  }
  return `${plain.toPrecision(9)}|${mixed.toPrecision(7)}`
}

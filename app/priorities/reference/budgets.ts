import { type BudgetQuestion, cost, projectScores } from '../budget.ts'
import { type BudgetCompletion, type EqualSharesSettings, equalShares, type Utility } from '../equal-shares.ts'
import { greedyBudget } from '../greedy-budget.ts'
import { independentMarkets, meanShares } from '../independent-markets.ts'
import { type Answer, answer, type Handler, named } from './answer.ts'
import type { ReferenceCase } from './case.ts'

interface Input {
  readonly kind: string
  readonly budget: number
  readonly n_voters?: number
  readonly rule?: string
  readonly projects: readonly { readonly id: string; readonly cost: number }[]
  readonly ballots: readonly {
    readonly count: number
    readonly items: readonly string[]
    readonly points?: readonly number[]
  }[]
  readonly meta?: Readonly<Record<string, unknown>>
}

/** Fixed-cost projects: approvals, ordered lists (points from the longest list's length down), or points given. */
export const budgets: Handler = {
  accepts: ({ input }) =>
    ['budget-approval', 'budget-ordinal', 'budget-cumulative', 'budget-scoring'].includes(input.kind),
  open: (one) => {
    const input = one.input as unknown as Input
    const question = readQuestion(input)
    const ids = input.projects.map(({ id }) => id)
    const entitled = input.n_voters
    const official = (): Outcomes => byRule(input.rule ?? 'greedy', question, entitled)
    return (key) => {
      if (key === 'scores') return answer(named(ids, projectScores(question)))
      if (key === 'selected_official') return anyOf(official().outcomes, ids)
      if (key === 'selected_cost') return costs(official().outcomes, question)
      const asked = /^mes\.(cost|cardinality)-utility\.(no-completion|add1\.[a-z-]+?)(\.cost|\.increment)?$/.exec(key)
      if (asked === null) return key.startsWith('greedy') ? anyOf(greedyBudget(question).outcomes, ids) : undefined
      const completion = asked[2] === 'no-completion' ? 'none' : (asked[2]!.replace('add1.', '') as BudgetCompletion)
      if (!['none', 'last-feasible', 'stop-when-exhaustive'].includes(completion)) return undefined
      const result = withTies(question, { utility: asked[1] as Utility, completion, entitled })
      if (asked[3] === '.increment') return answer(result.increment)
      return asked[3] === '.cost' ? costs(result.outcomes, question) : anyOf(result.outcomes, ids)
    }
  },
}

interface Outcomes {
  readonly outcomes: readonly (readonly number[])[]
}

function byRule(rule: string, question: BudgetQuestion, entitled: number | undefined): Outcomes {
  if (!/equal|mes/i.test(rule)) return greedyBudget(question)
  return withTies(question, { completion: /add-?1/i.test(rule) ? 'last-feasible' : 'none', entitled })
}

/**
 * Every outcome that exact ties allow. Published outcomes decide ties by some order before each step is judged, which
 * can lead further than steps that must hold for every way: the usual orders are added.
 */
function withTies(question: BudgetQuestion, settings: EqualSharesSettings): ReturnType<typeof equalShares> {
  const open = equalShares(question, settings)
  if (open.outcomes.length === 1) return open
  const votes = projectScores({ ...question, ballots: question.ballots.map(({ points: _, ...ballot }) => ballot) })
  const { costs: own } = question
  const orders = [
    () => 0,
    (a: number, b: number) => votes[b]! - votes[a]! || own[a]! - own[b]!,
    (a: number, b: number) => own[a]! - own[b]! || votes[b]! - votes[a]!,
  ].map((order) => [...own.keys()].sort(order))
  const decided = orders.map((tieOrder) => equalShares(question, { ...settings, tieOrder }))
  return { ...open, outcomes: [...open.outcomes, ...decided.flatMap(({ outcomes }) => outcomes)] }
}

function readQuestion(input: Input): BudgetQuestion {
  const position = new Map(input.projects.map(({ id }, i) => [id, i]))
  const longest = Number(input.meta?.max_length ?? Math.max(...input.ballots.map(({ items }) => items.length)))
  return {
    costs: input.projects.map((project) => project.cost),
    budget: input.budget,
    ballots: input.ballots.map(({ count, items, points }) => ({
      projects: items.map((id) => position.get(id) ?? -1),
      weight: count,
      points: input.kind === 'budget-ordinal' ? items.map((_, place) => longest - place) : points,
    })),
  }
}

/** Projects in any order; where exact ties allow several outcomes, the case must name one of them. */
function anyOf(outcomes: readonly (readonly number[])[], ids: readonly string[]): Answer {
  const form = (list: readonly string[]) => JSON.stringify([...list].sort())
  const found = outcomes.map((projects) => projects.map((project) => ids[project]!))
  return {
    got: found.length === 1 ? found[0] : found,
    match: (expected) => Array.isArray(expected) && found.some((projects) => form(projects) === form(expected)),
  }
}

function costs(outcomes: readonly (readonly number[])[], { costs: own }: BudgetQuestion): Answer {
  const found = outcomes.map((projects) => cost(own, projects))
  return { got: found.length === 1 ? found[0] : found, match: (expected) => found.some((sum) => sum === expected) }
}

/** A budget divided between two items, given as the share of the first. */
export const divisible: Handler = {
  accepts: ({ input }) => input.kind === 'shares-of-item-A',
  open: ({ input }: ReferenceCase) => {
    const both = (input.votes as number[][]).map((shares) => shares.map((share) => [share, 1 - share]))
    return (key) => {
      if (key === 'share_A') return answer(both.map((votes) => independentMarkets(votes)[0]))
      return key === 'mean_share_A' ? answer(both.map((votes) => meanShares(votes)[0])) : undefined
    }
  },
}

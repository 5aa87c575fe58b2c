import { type BudgetQuestion, checkBudget, cost, projectScores } from './budget.ts'
import { followTies, type Step } from './every-tie.ts'

export interface GreedyBudget {
  /** Sets of projects, each ascending; more than one only where an exact tie of points decides. */
  readonly outcomes: readonly (readonly number[])[]
  readonly scores: readonly number[]
}

/** The usual rule: the project with most points that still fits, again and again. */
export function greedyBudget(question: BudgetQuestion): GreedyBudget {
  checkBudget(question)
  const { costs, budget } = question
  const scores = projectScores(question)
  const choose = (taken: readonly number[]): Step<readonly number[]>[] => {
    const left = budget - cost(costs, taken)
    const fitting = costs.flatMap((own, project) => (own <= left && !taken.includes(project) ? [project] : []))
    const most = Math.max(...fitting.map((project) => scores[project]!))
    const best = fitting.filter((project) => scores[project] === most)
    // When all of them fit together, the order in which they are bought changes nothing.
    const steps = cost(costs, best) <= left ? best.slice(0, 1) : best
    return steps.map((option) => ({ option, state: [...taken, option].sort((a, b) => a - b) }))
  }
  const { outcomes } = followTies(costs.length, [] as readonly number[], choose, (taken) => taken.join())
  return { outcomes: outcomes.map(({ state }) => state), scores }
}

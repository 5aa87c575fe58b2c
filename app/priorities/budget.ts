import { BallotError } from './ballot-error.ts'

/** A group of people who want the same projects of a participatory budget. */
export interface BudgetBallot {
  readonly projects: readonly number[]
  /** Points per project for ballots that give points; absent for plain approval. */
  readonly points?: readonly number[]
  /** People, or weight in any unit. */
  readonly weight: number
}

export interface BudgetQuestion {
  readonly costs: readonly number[]
  readonly budget: number
  readonly ballots: readonly BudgetBallot[]
}

/** @throws BallotError by name for whatever cannot be counted */
export function checkBudget({ costs, budget, ballots }: BudgetQuestion): void {
  if (costs.length === 0) throw new BallotError('no-options', 'There are no projects.')
  if (!(budget > 0) || !Number.isFinite(budget) || costs.some((cost) => !(cost > 0) || !Number.isFinite(cost))) {
    throw new BallotError('bad-budget', 'Costs and the budget must be greater than zero.')
  }
  for (const { projects, points, weight } of ballots) {
    if (!Number.isFinite(weight) || weight < 0) throw new BallotError('bad-weight', `${weight} is not a weight.`)
    if (new Set(projects).size < projects.length) {
      throw new BallotError('duplicate-option', 'A project stands twice on one ballot.')
    }
    for (const project of projects) {
      if (costs[project] === undefined) throw new BallotError('unknown-option', `There is no project ${project}.`)
    }
    if (points !== undefined && (points.length !== projects.length || points.some((point) => !(point >= 0)))) {
      throw new BallotError('bad-rating', 'Points must be zero or more, one for each project on the ballot.')
    }
  }
}

export const cost = (costs: readonly number[], projects: readonly number[]): number =>
  projects.reduce((sum, project) => sum + costs[project]!, 0)

/** Points of each project: the points given, or one per person. */
export function projectScores({ costs, ballots }: BudgetQuestion): number[] {
  const scores = new Array<number>(costs.length).fill(0)
  for (const { projects, points, weight } of ballots) {
    projects.forEach((project, i) => {
      scores[project]! += weight * (points?.[i] ?? 1)
    })
  }
  return scores
}

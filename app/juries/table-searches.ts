import { generator } from '../priorities/generator.ts'
import type { PlanFigures, TablePlan } from './table-input.ts'

/** How many searches a plan is the best of: always so many, on however many cores, so that a seed gives one plan. */
const SEARCHES = 2

/** A plan with its figures and what it costs by the objective of method section 3.6, unevenness first. */
export interface FoundPlan {
  plan: TablePlan
  figures: PlanFigures
  cost: number
}

/** The seeds of the searches for a plan, from its one seed. */
export function searchSeeds(seed: number): number[] {
  const random = generator(seed)
  return Array.from({ length: SEARCHES }, () => random.word())
}

/** Whether nobody meets twice, no table is uneven and nobody sits with whom they must not: no search finds better. */
export const isIdeal = ({ figures }: FoundPlan): boolean =>
  figures.repeated + figures.unevenness + figures.together === 0

/** The plan of least cost, and of several such the one found with the earliest seed. */
export const bestFound = (plans: readonly FoundPlan[]): FoundPlan =>
  plans.reduce((best, plan) => (plan.cost < best.cost ? plan : best))

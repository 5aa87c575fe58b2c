import { type Constraint, solve } from 'yalps'
import type { PanelPolytope, TypePanel } from './panel-polytope.ts'
import { isPanel } from './panel-polytope.ts'

/** An optimum of the linear relaxation for some weights. */
export interface RelaxedOptimum {
  value: number
  point: Float64Array
  reducedCosts: Float64Array
}

export interface CoreResult {
  panel: TypePanel
  value: number
  /** No panel at all has more than this. */
  bound: number
}

/** Types that are still free, those cheapest to move away from the relaxed optimum first. */
export function typesByReducedCost({ columns }: PanelPolytope, { reducedCosts }: RelaxedOptimum): number[] {
  return columns
    .map((_, t) => t)
    .filter((t) => columns[t]!.lower < columns[t]!.upper)
    .sort((a, b) => Math.abs(reducedCosts[a]!) - Math.abs(reducedCosts[b]!) || a - b)
}

/**
 * The best panel that differs from the relaxed optimum only in the first `size` types of `order`. Moving any other
 * type costs at least the next reduced cost, which gives the bound. Limits are counts, so that runs repeat.
 */
export function searchCore(
  polytope: PanelPolytope,
  weights: Float64Array,
  relaxed: RelaxedOptimum,
  order: readonly number[],
  limits: { size: number; nodes: number; pivots: number },
): CoreResult | null {
  const core = order.slice(0, limits.size)
  const variables = new Map<number, [string, number][]>(core.map((t) => [t, [['weight', weights[t]!]]]))
  const inCore = new Uint8Array(polytope.columns.length)
  for (const t of core) inCore[t] = 1
  const panel = Uint16Array.from(relaxed.point, Math.round)
  const constraints = new Map<string, Constraint>()
  polytope.rows.forEach(({ lower, upper, columns }, r) => {
    let fixed = 0
    let free = false
    for (const t of columns) {
      if (!inCore[t]) fixed += panel[t]!
      else {
        variables.get(t)!.push([`row${r}`, 1])
        free = true
      }
    }
    if (free) constraints.set(`row${r}`, { min: lower - fixed, max: upper - fixed })
  })
  for (const t of core) {
    variables.get(t)!.push([`type${t}`, 1])
    constraints.set(`type${t}`, { min: polytope.columns[t]!.lower, max: polytope.columns[t]!.upper })
  }

  const solution = solve(
    { direction: 'maximize', objective: 'weight', constraints, variables, integers: true },
    { maxIterations: limits.nodes, maxPivots: limits.pivots },
  )
  if (solution.status !== 'optimal' && (solution.status !== 'timedout' || Number.isNaN(solution.result))) return null
  for (const t of core) panel[t] = 0
  for (const [t, count] of solution.variables) panel[t] = Math.round(count)
  if (!isPanel(polytope, panel)) return null
  const value = panelWeight(panel, weights)
  const next = order[limits.size]
  const outside = next === undefined ? -Infinity : relaxed.value - Math.abs(relaxed.reducedCosts[next]!)
  const bound = solution.status === 'optimal' ? Math.max(value, outside) : relaxed.value
  return { panel, value, bound }
}

export function panelWeight(panel: TypePanel, weights: Float64Array): number {
  let sum = 0
  for (let t = 0; t < panel.length; t++) if (panel[t]) sum += panel[t]! * weights[t]!
  return sum
}

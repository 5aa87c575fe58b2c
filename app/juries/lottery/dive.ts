import type { Highs, Model } from 'highs'
import type { RelaxedOptimum } from './core-search.ts'
import type { PanelPolytope, TypePanel } from './panel-polytope.ts'
import { isPanel } from './panel-polytope.ts'

const WHOLE = 1e-7

/**
 * A panel by depth-first rounding: the type nearest to a half is pushed to the nearer whole number, the relaxation is
 * solved again from where it stood, and a dead end is left by the other side. Near the optimum, not proven so.
 */
export function dive(
  highs: Highs,
  model: Model,
  polytope: PanelPolytope,
  relaxed: RelaxedOptimum,
  maxNodes: number,
): TypePanel | null {
  const lower = polytope.columns.map((column) => column.lower)
  const upper = polytope.columns.map((column) => column.upper)
  let nodes = 0

  function descend(point: Float64Array): TypePanel | null {
    const t = mostFractional(point)
    if (t === null) {
      const panel = Uint16Array.from(point, Math.round)
      return isPanel(polytope, panel) ? panel : null
    }
    const [low, high] = [lower[t]!, upper[t]!]
    const down = Math.floor(point[t]!)
    const sides = point[t]! - down >= 0.5 ? [down + 1, down] : [down, down + 1]
    let found: TypePanel | null = null
    for (const side of sides) {
      if (found || nodes >= maxNodes) break
      nodes++
      if (side > down) lower[t] = side
      else upper[t] = side
      model.changeColBounds(t, lower[t]!, upper[t]!)
      if (model.run().modelStatus === highs.constants.modelStatus.optimal) found = descend(model.getSolution().colValue)
      lower[t] = low
      upper[t] = high
    }
    model.changeColBounds(t, low, high)
    return found
  }
  return descend(relaxed.point)
}

/** The entry nearest to a half, or null when all are whole. */
export function mostFractional(point: Float64Array): number | null {
  let found: number | null = null
  let best = WHOLE
  for (let t = 0; t < point.length; t++) {
    const distance = Math.abs(point[t]! - Math.round(point[t]!))
    if (distance > best) {
      best = distance
      found = t
    }
  }
  return found
}

import type { Highs, Model } from 'highs'
import { panelWeight, type RelaxedOptimum, searchCore, typesByReducedCost } from './core-search.ts'
import { dive } from './dive.ts'
import { openProgramme } from './linear-programme.ts'
import { isPanel, type PanelPolytope, type TypePanel } from './panel-polytope.ts'

export interface PricedPanel {
  panel: TypePanel
  value: number
  /** No panel has more than this for the same weights. */
  bound: number
}

/** Finds panels of great weight; holds solver memory until disposed of. */
export interface Pricer {
  /** A panel close to the greatest weight, or null if none was found. */
  quick(weights: Float64Array): TypePanel | null
  /** The panel of greatest weight with its proof, or null if there is no panel at all. Throws a SearchLimit. */
  exact(weights: Float64Array): PricedPanel | null
  dispose(): void
}

/** Counts, not seconds: a result must not depend on how busy the machine is. */
const LIMITS = {
  quickCore: { size: 30, nodes: 60, pivots: 400 },
  exactCore: { size: 60, nodes: 2_000, pivots: 2_000 },
  diveNodes: 400,
  mipNodes: 50_000,
}

const GAP = 1e-9

/** The search ended at its limit without an answer. */
export class SearchLimit extends Error {
  constructor() {
    super('No panel was found within the search limit, and none was ruled out')
  }
}

export function openPricer(highs: Highs, polytope: PanelPolytope): Pricer {
  const { optimal } = highs.constants.modelStatus
  const everyType = { kind: 'range' as const, from: 0, to: polytope.columns.length - 1 }
  // Only the weights change between runs: a perturbation of them at each costs a third of the time and settles nothing.
  const relaxation = openProgramme(highs, polytope.columns, polytope.rows, {
    presolve: 'off',
    dual_simplex_cost_perturbation_multiplier: 0,
  })
  let integral: Model | undefined

  function relax(weights: Float64Array): RelaxedOptimum | null {
    relaxation.changeColsCost(everyType, weights)
    if (relaxation.run().modelStatus !== optimal) {
      // A basis that has drifted numerically is given up for a fresh start before the answer is believed.
      relaxation.clearSolver()
      if (relaxation.run().modelStatus !== optimal) return null
    }
    const { colValue, colDual } = relaxation.getSolution()
    return { value: relaxation.getObjectiveValue(), point: colValue, reducedCosts: colDual }
  }

  function solveWhole(weights: Float64Array): PricedPanel | null {
    integral ??= openProgramme(
      highs,
      polytope.columns.map((column) => ({ ...column, integer: true })),
      polytope.rows,
      { mip_max_nodes: LIMITS.mipNodes },
    )
    integral.changeColsCost(everyType, weights)
    const { modelStatus } = integral.run()
    if (modelStatus === highs.constants.modelStatus.infeasible) return null
    const panel = Uint16Array.from(integral.getSolution().colValue, Math.round)
    if (!isPanel(polytope, panel)) throw new SearchLimit()
    const value = panelWeight(panel, weights)
    return { panel, value, bound: Math.max(value, Number(integral.info.get('mip_dual_bound'))) }
  }

  return {
    quick(original) {
      const weights = scaled(original)
      const relaxed = relax(weights)
      if (!relaxed) return null
      const order = typesByReducedCost(polytope, relaxed)
      const core = searchCore(polytope, weights, relaxed, order, LIMITS.quickCore)
      if (core) return core.panel
      return dive(highs, relaxation, polytope, relaxed, LIMITS.diveNodes) ?? solveWhole(weights)?.panel ?? null
    },

    exact(original) {
      const weights = scaled(original)
      const unit = scaleOf(original)
      const rescaled = (priced: PricedPanel | null): PricedPanel | null =>
        priced && { panel: priced.panel, value: priced.value * unit, bound: priced.bound * unit }
      const relaxed = relax(weights)
      if (!relaxed) return null
      const order = typesByReducedCost(polytope, relaxed)
      const first = searchCore(polytope, weights, relaxed, order, LIMITS.exactCore)
      if (first && first.bound <= first.value + GAP) return rescaled(first)
      if (first) {
        // Only types whose reduced cost is within the gap can be part of anything better.
        const gap = relaxed.value - first.value
        const size = order.findIndex((t) => Math.abs(relaxed.reducedCosts[t]!) > gap + GAP)
        const wider = size === -1 ? order.length : size
        if (wider > LIMITS.exactCore.size && wider <= 2 * LIMITS.exactCore.size) {
          const second = searchCore(polytope, weights, relaxed, order, { ...LIMITS.exactCore, size: wider })
          if (second && second.bound <= second.value + GAP) return rescaled(second)
        }
      }
      return rescaled(solveWhole(weights))
    },

    dispose() {
      relaxation.dispose()
      integral?.dispose()
    },
  }
}

const scaleOf = (weights: Float64Array): number => weights.reduce((most, w) => Math.max(most, Math.abs(w)), 0) || 1

/** The solvers' tolerances are absolute, so the objective is brought to a maximum of 1. */
function scaled(weights: Float64Array): Float64Array {
  const unit = scaleOf(weights)
  return weights.map((weight) => weight / unit)
}

import type { Highs } from 'highs'
import type { Generator } from '../../priorities/generator.ts'
import { openProgramme, type Row } from './linear-programme.ts'
import { pause, type Watch } from './panel-lottery.ts'
import type { PanelPolytope, TypePanel } from './panel-polytope.ts'
import type { Pricer } from './panel-pricing.ts'

/** Shortfall per person below which expected numbers count as reached exactly. */
export const EXACT = 1e-8

export interface Mixture {
  panels: TypePanel[]
  /** The largest amount by which any person's chance stays below the expected one. */
  shortfall: number
  /** 'outside': proven that no lottery over panels has these chances. */
  verdict: 'reached' | 'outside' | 'undecided'
}

const ROUNDS = 200
const BATCH = 10

export const panelKey = (panel: TypePanel): string => panel.join()

export function distinctPanels(panels: readonly TypePanel[]): TypePanel[] {
  return [...new Map(panels.map((panel) => [panelKey(panel), panel])).values()]
}

/**
 * Whether some lottery over panels gives everybody exactly the expected chance: a linear programme over the panels
 * found so far, joined by panels its dual asks for until the shortfall is gone or proven.
 *
 * @param pricer must search a polytope that holds every panel such a lottery could use.
 */
export async function mixtureFor(
  highs: Highs,
  pricer: Pricer,
  { typing }: PanelPolytope,
  expected: Float64Array,
  start: readonly TypePanel[],
  random: Generator,
  { signal }: Watch = {},
): Promise<Mixture> {
  const panels = distinctPanels(start)
  if (panels.length === 0) return { panels, shortfall: 1, verdict: 'outside' }
  const known = new Set(panels.map(panelKey))
  const sizes = typing.types.map((type) => type.members.length)
  // Column 0 is the shortfall, the others the panels; row 0 makes them a lottery, the others are the types' floors.
  const rows: Row[] = [
    { lower: 1, upper: 1, columns: panels.map((_, p) => p + 1), coefficients: panels.map(() => 1) },
    ...sizes.map((size, t) => {
      const holding = [...panels.keys()].filter((p) => panels[p]![t]! > 0)
      return {
        lower: expected[t]! / size,
        upper: Infinity,
        columns: [0, ...holding.map((p) => p + 1)],
        coefficients: [1, ...holding.map((p) => panels[p]![t]! / size)],
      }
    }),
  ]
  const master = openProgramme(
    highs,
    [{ cost: -1, lower: 0, upper: 1 }, ...panels.map(() => ({ cost: 0, lower: 0, upper: 1 }))],
    rows,
    { presolve: 'off' },
  )
  try {
    for (let round = 0; round < ROUNDS; round++) {
      await pause()
      signal?.throwIfAborted()
      if (master.run().modelStatus !== highs.constants.modelStatus.optimal) break
      const shortfall = -master.getObjectiveValue()
      if (shortfall <= EXACT) return { panels, shortfall, verdict: 'reached' }
      const duals = master.getSolution().rowDual
      const weights = Float64Array.from(sizes, (size, t) => Math.abs(duals[t + 1]!) / size)
      const wanted = weights.reduce((sum, weight, t) => sum + weight * expected[t]!, 0)
      const best = pricer.exact(weights)
      if (!best || best.bound < wanted - EXACT) return { panels, shortfall, verdict: 'outside' }
      const fresh = [best.panel]
      for (let extra = 0; extra < BATCH; extra++) {
        const nudged = pricer.quick(weights.map((weight) => weight * (0.9 + 0.2 * random.uniform())))
        if (nudged) fresh.push(nudged)
      }
      const added = distinctPanels(fresh).filter((panel) => !known.has(panelKey(panel)))
      if (added.length === 0) return { panels, shortfall, verdict: 'undecided' }
      for (const panel of added) {
        known.add(panelKey(panel))
        panels.push(panel)
        master.addCols(panelColumn(panel, sizes, sizes.length + 1))
      }
    }
    return { panels, shortfall: -master.getObjectiveValue(), verdict: 'undecided' }
  } finally {
    master.dispose()
  }
}

/** One panel as a column of a master programme whose row 0 sums the lottery and row t + 1 the chance of type t. */
export function panelColumn(panel: TypePanel, sizes: readonly number[], numRows: number) {
  const held = [...panel.keys()].filter((t) => panel[t]! > 0)
  return {
    cost: new Float64Array(1),
    lower: new Float64Array(1),
    upper: new Float64Array([1]),
    matrix: {
      format: 'csc' as const,
      numRows,
      numCols: 1,
      starts: new Int32Array([0, held.length + 1]),
      indices: new Int32Array([0, ...held.map((t) => t + 1)]),
      values: new Float64Array([1, ...held.map((t) => panel[t]! / sizes[t]!)]),
    },
  }
}

/** Expected members per type under a lottery. */
export function expectedUnder(panels: readonly TypePanel[], shares: ArrayLike<number>, types: number): Float64Array {
  const expected = new Float64Array(types)
  panels.forEach((panel, p) => {
    const share = shares[p]!
    if (share === 0) return
    for (let t = 0; t < types; t++) if (panel[t]) expected[t]! += share * panel[t]!
  })
  return expected
}

import type { Highs } from 'highs'
import { openProgramme, type Row } from './linear-programme.ts'
import { pause, type Watch } from './panel-lottery.ts'
import { distinctPanels, expectedUnder, panelColumn, panelKey } from './panel-mixture.ts'
import type { PanelPolytope, TypePanel } from './panel-polytope.ts'
import { type Pricer, SearchLimit } from './panel-pricing.ts'

export interface ExactChances {
  /** Expected members of each type in a panel. */
  expected: Float64Array
  lowest: number
  /** Weights per type, summing to 1 over the types, whose best panel bounds the lowest chance. */
  weights: Float64Array
  /** How far each level may lie below the optimum, at most; 0 up to rounding when proven. */
  gap: number
  panels: TypePanel[]
}

const DUAL_ZERO = 1e-7
const ENOUGH = 1e-9
const ROUNDS = 5_000

/**
 * LEXIMIN by column generation over panels (Flanigan et al., Nature 2021): the lowest chance is raised as far as
 * panels allow, the people who hold it down are settled, and the next lowest follows. Needed when the relaxation's
 * chances are not those of any lottery. `levels` 1 gives MAXIMIN.
 *
 * @param start at least one panel.
 */
export async function leximinOverPanels(
  highs: Highs,
  pricer: Pricer,
  { typing }: PanelPolytope,
  start: readonly TypePanel[],
  levels: number,
  { signal, onProgress }: Watch = {},
): Promise<ExactChances> {
  const sizes = typing.types.map((type) => type.members.length)
  const types = sizes.length
  const panels: TypePanel[] = []
  const known = new Set<string>()
  const rows: Row[] = [
    { lower: 1, upper: 1, columns: [], coefficients: [] },
    ...sizes.map(() => ({ lower: 0, upper: Infinity, columns: [0], coefficients: [-1] })),
  ]
  const master = openProgramme(highs, [{ cost: 1, lower: 0, upper: Infinity }], rows, { presolve: 'off' })
  const add = (panel: TypePanel): boolean => {
    const key = panelKey(panel)
    if (known.has(key)) return false
    known.add(key)
    panels.push(panel)
    master.addCols(panelColumn(panel, sizes, types + 1))
    return true
  }
  distinctPanels(start).forEach(add)

  const open = new Set(sizes.keys())
  let first: { lowest: number; weights: Float64Array } | undefined
  let shares = new Float64Array(0)
  let gap = 0
  try {
    for (let level = 0; open.size > 0 && level < levels; level++) {
      let lowest = 0
      let weights = new Float64Array(types)
      for (let round = 0; ; round++) {
        await pause()
        signal?.throwIfAborted()
        if (master.run().modelStatus !== highs.constants.modelStatus.optimal) {
          throw new SearchLimit()
        }
        const { colValue, rowDual } = master.getSolution()
        lowest = colValue[0]!
        shares = colValue.slice(1)
        weights = Float64Array.from(sizes, (_, t) => Math.abs(rowDual[t + 1]!))
        const best = pricer.exact(weights.map((weight, t) => weight / sizes[t]!))
        const above = best ? best.bound - Math.abs(rowDual[0]!) : 0
        if (!best || above <= ENOUGH || round === ROUNDS || !add(best.panel)) {
          gap = Math.max(gap, above)
          break
        }
      }
      first ??= { lowest, weights }
      const bound = [...open].filter((t) => weights[t]! > DUAL_ZERO)
      for (const t of bound.length > 0 ? bound : [...open]) {
        open.delete(t)
        master.changeCoefficient(t + 1, 0, 0)
        master.changeRowBounds(t + 1, Math.max(0, lowest - ENOUGH), Infinity)
      }
      onProgress?.(types - open.size, types)
    }
    return { expected: expectedUnder(panels, shares, types), gap, panels, ...first! }
  } finally {
    master.dispose()
  }
}

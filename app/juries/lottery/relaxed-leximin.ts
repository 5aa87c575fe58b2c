import type { Highs, Model } from 'highs'
import type { Generator } from '../../priorities/generator.ts'
import { openProgramme, type Row } from './linear-programme.ts'
import type { PanelPolytope } from './panel-polytope.ts'
import { SearchLimit } from './panel-pricing.ts'

export interface RelaxedChances {
  /** Expected members of each type in a panel. */
  expected: Float64Array
  /** The lowest chance, and the weights per type whose dual proves that none higher is possible. */
  lowest: number
  weights: Float64Array
  /** Multipliers of the polytope's rows at the first level. */
  multipliers: Float64Array
  levels: number
}

const DUAL_ZERO = 1e-7

/**
 * LEXIMIN over the linear relaxation of the panels: the chances are those of some fractional panel. An upper bound,
 * level by level, of what panels can reach; most often reached (Flanigan et al., Nature 2021, for the levels).
 * `levels` 1 gives MAXIMIN.
 */
export function relaxedLeximin(
  highs: Highs,
  polytope: PanelPolytope,
  options: { levels?: number; onLevel?: (settled: number) => void; signal?: AbortSignal } = {},
): RelaxedChances | null {
  const { types } = polytope.typing
  const z = types.length
  const floors: Row[] = types.map((type, t) => ({
    lower: 0,
    upper: Infinity,
    columns: [t, z],
    coefficients: [1 / type.members.length, -1],
  }))
  const model = openProgramme(
    highs,
    [...polytope.columns, { cost: 1, lower: 0, upper: Infinity }],
    [...polytope.rows, ...floors],
  )
  try {
    return settleLevels(highs, model, polytope, options)
  } finally {
    model.dispose()
  }
}

function settleLevels(
  highs: Highs,
  model: Model,
  { columns, rows, typing: { types } }: PanelPolytope,
  {
    levels = Infinity,
    onLevel,
    signal,
  }: { levels?: number; onLevel?: (settled: number) => void; signal?: AbortSignal },
): RelaxedChances | null {
  const open = new Set(types.keys())
  let first: { lowest: number; weights: Float64Array; multipliers: Float64Array } | undefined
  let expected = new Float64Array(types.length)
  let level = 0
  while (open.size > 0 && level < levels) {
    signal?.throwIfAborted()
    if (model.run().modelStatus !== highs.constants.modelStatus.optimal) {
      if (first) throw new SearchLimit()
      return null
    }
    const { colValue, rowDual } = model.getSolution()
    const lowest = colValue[types.length]!
    const duals = rowDual.subarray(rows.length)
    expected = colValue.slice(0, types.length)
    first ??= { lowest, weights: duals.map(Math.abs), multipliers: rowDual.slice(0, rows.length) }
    const bound = [...open].filter((t) => Math.abs(duals[t]!) > DUAL_ZERO)
    if (bound.length === 0) bound.push(...open)
    for (const t of bound) {
      open.delete(t)
      model.changeRowBounds(rows.length + t, -Infinity, Infinity)
      model.changeColBounds(t, Math.min(lowest * types[t]!.members.length, columns[t]!.upper), columns[t]!.upper)
    }
    level++
    onLevel?.(types.length - open.size)
  }
  return { expected, levels: level, ...first! }
}

const DIRECTIONS = 24

/**
 * Chances for MAXIMIN, which fixes only the lowest: the mean of the relaxation's optima in random directions. Being
 * inside the set of optima rather than at a corner of it, they leave a lottery of few panels room to reach them.
 */
export function middleMaximin(highs: Highs, polytope: PanelPolytope, lowest: number, random: Generator): Float64Array {
  const { types } = polytope.typing
  const floors = polytope.columns.map((column, t) => ({
    ...column,
    lower: Math.min(column.upper, lowest * types[t]!.members.length),
  }))
  const model = openProgramme(highs, floors, polytope.rows, { presolve: 'off' })
  const mean = new Float64Array(types.length)
  const everyType = { kind: 'range' as const, from: 0, to: types.length - 1 }
  try {
    for (let direction = 0; direction < DIRECTIONS; direction++) {
      model.changeColsCost(
        everyType,
        Float64Array.from(types, () => random.uniform() - 0.5),
      )
      if (model.run().modelStatus !== highs.constants.modelStatus.optimal) throw new SearchLimit()
      const { colValue } = model.getSolution()
      for (let t = 0; t < mean.length; t++) mean[t]! += colValue[t]! / DIRECTIONS
    }
    return mean
  } finally {
    model.dispose()
  }
}

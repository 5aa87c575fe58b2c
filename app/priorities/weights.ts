import type { Refusal } from './choice-list-contract.ts'

/** Raking, trimming and what they cost (method 4.6). Weights here are doubles; `weighting.ts` turns them to integers. */
export type RakeInput = {
  /** `[person][margin]`: the category each person is in. */
  categories: readonly (readonly string[])[]
  /** One target table per margin, category to total; totals of all margins agree. */
  margins: readonly Readonly<Record<string, number>>[]
  baseWeights?: readonly number[]
  /** Largest relative distance from any target at the end. */
  tolerance?: number
  maxPasses?: number
  /** Largest relative difference between the totals of two margins. */
  totalsTolerance?: number
}

export type RakeResult =
  | { ok: true; weights: number[]; passes: number; largestGap: number }
  | { ok: false; refusal: Refusal }

/** People with the same categories move together, so the passes run over distinct cells only. */
export type Cells = { keys: (readonly string[])[]; weight: number[]; cellOf: number[] }

export function cellsOf(categories: readonly (readonly string[])[], baseWeights?: readonly number[]): Cells {
  const cells: Cells = { keys: [], weight: [], cellOf: new Array<number>(categories.length) }
  const margins = categories[0]?.length ?? 0
  const codes = Array.from({ length: margins }, () => new Map<string, number>())
  // One number per margin and cell so far, so that each step of a key is a look-up without building a string.
  const steps = Array.from({ length: margins }, () => new Map<number, number>())
  const width = 1_048_576
  for (let person = 0; person < categories.length; person++) {
    const key = categories[person]!
    let cell = 0
    for (let margin = 0; margin < margins; margin++) {
      const known = codes[margin]!
      let code = known.get(key[margin]!)
      if (code === undefined) {
        code = known.size
        known.set(key[margin]!, code)
      }
      const step = cell * width + code
      const seen = steps[margin]!.get(step)
      cell = seen ?? steps[margin]!.size
      if (seen === undefined) steps[margin]!.set(step, cell)
    }
    if (cell === cells.keys.length) {
      cells.keys.push(key)
      cells.weight.push(0)
    }
    cells.weight[cell]! += baseWeights === undefined ? 1 : baseWeights[person]!
    cells.cellOf[person] = cell
  }
  return cells
}

type Groups = { target: number; members: number[] }[]

export function groupsOf(cells: Cells, margins: RakeInput['margins']): Groups[] {
  return margins.map((targets, margin) =>
    Object.entries(targets).map(([category, target]) => ({
      target,
      members: cells.keys.flatMap((key, cell) => (key[margin] === category ? [cell] : [])),
    })),
  )
}

/** One pass over all margins, in place. */
export function rakeOnce(weight: number[], margins: readonly Groups[]): void {
  for (const groups of margins) {
    for (const { target, members } of groups) {
      let sum = 0
      for (const cell of members) sum += weight[cell]!
      if (sum === 0) continue
      const factor = target / sum
      for (const cell of members) weight[cell]! *= factor
    }
  }
}

export function largestGapOf(weight: readonly number[], margins: readonly Groups[]): number {
  let largest = 0
  for (const groups of margins) {
    for (const { target, members } of groups) {
      let sum = 0
      for (const cell of members) sum += weight[cell]!
      const gap = target === 0 ? sum : Math.abs(sum - target) / target
      if (gap > largest) largest = gap
    }
  }
  return largest
}

function refuseMargins(cells: Cells, margins: RakeInput['margins'], tolerance: number): Refusal | null {
  const totals = margins.map((targets) => Object.values(targets).reduce((sum, target) => sum + target, 0))
  for (const [margin, targets] of margins.entries()) {
    const wrong = Object.entries(targets).find(([, target]) => !Number.isFinite(target) || target < 0)
    if (wrong) return { reason: 'inconsistent-margins', margin: String(margin), category: wrong[0], figure: wrong[1] }
    if (!(totals[margin]! > 0)) return { reason: 'no-population', margin: String(margin) }
    if (Math.abs(totals[margin]! - totals[0]!) > tolerance * totals[0]!) {
      return { reason: 'inconsistent-margins', margin: String(margin), figure: totals[margin]! }
    }
    const present = new Set(cells.keys.map((key) => key[margin]))
    for (const [category, target] of Object.entries(targets)) {
      if (target > 0 && !present.has(category)) {
        return { reason: 'empty-target-category', margin: String(margin), category }
      }
    }
    for (const category of present) {
      if (category === undefined || !Object.hasOwn(targets, category)) {
        return { reason: 'unknown-category', margin: String(margin), category: String(category) }
      }
    }
  }
  return null
}

/**
 * Raking (iterative proportional fitting of person weights; Deming and Stephan 1940) until every margin is met within
 * `tolerance`. What cannot be met is refused by name and never returned as if it had been.
 */
export function rake(input: RakeInput): RakeResult {
  const cells = cellsOf(input.categories, input.baseWeights)
  const refusal = refuseMargins(cells, input.margins, input.totalsTolerance ?? 1e-6)
  if (refusal) return { ok: false, refusal }
  const groups = groupsOf(cells, input.margins)
  const weight = [...cells.weight]
  const tolerance = input.tolerance ?? 1e-9
  const maxPasses = input.maxPasses ?? 200
  let gap = largestGapOf(weight, groups)
  let passes = 0
  while (!(gap <= tolerance)) {
    if (passes === maxPasses) return { ok: false, refusal: { reason: 'no-convergence', figure: gap } }
    rakeOnce(weight, groups)
    passes += 1
    gap = largestGapOf(weight, groups)
  }
  const factors = weight.map((value, cell) => value / cells.weight[cell]!)
  const weights = cells.cellOf.map((cell, person) => factors[cell]! * (input.baseWeights?.[person] ?? 1))
  return { ok: true, weights, passes, largestGap: gap }
}

/** Iterative proportional fitting of a two-way table, rows first; `passes` stops early. */
export function fitTable(input: {
  seed: readonly (readonly number[])[]
  rowTotals: readonly number[]
  columnTotals: readonly number[]
  passes?: number
}): number[][] {
  const weight = input.seed.flat()
  const columns = input.columnTotals.length
  const rows: Groups = input.rowTotals.map((target, i) => ({
    target,
    members: input.columnTotals.map((_, j) => i * columns + j),
  }))
  const cols: Groups = input.columnTotals.map((target, j) => ({
    target,
    members: input.rowTotals.map((_, i) => i * columns + j),
  }))
  const limit = input.passes ?? 1000
  for (let pass = 0; pass < limit; pass++) {
    if (input.passes === undefined && largestGapOf(weight, [rows, cols]) <= 1e-12) break
    rakeOnce(weight, [rows, cols])
  }
  return input.rowTotals.map((_, i) => weight.slice(i * columns, (i + 1) * columns))
}

/** One variable, one step: each stratum's weights are scaled to its population. */
export function poststratify(input: {
  strata: readonly string[]
  population: Readonly<Record<string, number>>
  baseWeights?: readonly number[]
}): RakeResult {
  const categories = input.strata.map((stratum) => [stratum])
  return rake({ categories, margins: [input.population], baseWeights: input.baseWeights, tolerance: 1e-9 })
}

function clipped(weights: readonly number[], shift: number, lower: number, upper: number): number[] {
  return weights.map((weight) => Math.min(upper, Math.max(lower, weight + shift)))
}

function sumOf(weights: readonly number[]): number {
  return weights.reduce((sum, weight) => sum + weight, 0)
}

/**
 * Weights outside the limits are set to them and what was cut is shared equally among the others. `strict` finds the one
 * equal share that keeps both the total and the limits; otherwise a single round may leave others outside.
 * @throws RangeError when the limits cannot hold the total
 */
export function trim(input: { weights: readonly number[]; lower: number; upper: number; strict: boolean }): number[] {
  const { weights, lower, upper } = input
  const total = sumOf(weights)
  if (!input.strict) {
    const inside = weights.map((weight) => weight >= lower && weight <= upper)
    const once = clipped(weights, 0, lower, upper)
    const open = inside.filter(Boolean).length
    if (open === 0) throw new RangeError('No weight inside the limits is left to take up what was trimmed')
    const share = (total - sumOf(once)) / open
    return once.map((weight, i) => (inside[i] ? weight + share : weight))
  }
  if (weights.length * lower > total || weights.length * upper < total) {
    throw new RangeError('The limits cannot hold the total of the weights')
  }
  const reach =
    weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) + Math.abs(upper) + Math.abs(lower)
  let [below, above] = [-reach, reach]
  for (let step = 0; step < 100; step++) {
    const middle = (below + above) / 2
    if (sumOf(clipped(weights, middle, lower, upper)) < total) below = middle
    else above = middle
  }
  return clipped(weights, above, lower, upper)
}

/** Kish 1965: design effect n Σw² / (Σw)² of unequal weights, and the sample size it leaves. */
export function kish(weights: readonly number[]): { deff: number; ess: number } {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const squares = weights.reduce((total, weight) => total + weight * weight, 0)
  const deff = (weights.length * squares) / (sum * sum)
  return { deff, ess: weights.length / deff }
}

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
export type Cells = {
  keys: (readonly string[])[]
  weight: Float64Array
  cellOf: Int32Array
  /** `[margin][cell]`: the category's number in `names[margin]`. */
  codes: Int32Array[]
  names: string[][]
}

/** Up to this many possible steps from cell to cell are looked up in an array; rarer, larger ones in a map. */
const denseSteps = 1 << 23

export function cellsOf(categories: readonly (readonly string[])[], baseWeights?: readonly number[]): Cells {
  const people = categories.length
  const margins = categories[0]?.length ?? 0
  const names: string[][] = []
  let cellOf = new Int32Array(people)
  let cells = Math.min(1, people)
  for (let margin = 0; margin < margins; margin++) {
    const { codes, names: own } = codesOf(categories, margin)
    names.push(own)
    ;({ cellOf, cells } = split(cellOf, cells, codes, own.length))
  }
  const weight = new Float64Array(cells)
  const keys = new Array<readonly string[]>(cells)
  for (let person = people - 1; person >= 0; person--) keys[cellOf[person]!] = categories[person]!
  for (let person = 0; person < people; person++) {
    weight[cellOf[person]!]! += baseWeights === undefined ? 1 : baseWeights[person]!
  }
  const numberIn = names.map((own) => new Map(own.map((name, code) => [name, code])))
  const codes = numberIn.map((known, margin) => Int32Array.from(keys, (key) => known.get(key[margin]!)!))
  return { keys, weight, cellOf, codes, names }
}

/** Categories of one margin by number, in order of appearance. */
function codesOf(categories: readonly (readonly string[])[], margin: number) {
  const known = new Map<string, number>()
  const codes = new Int32Array(categories.length)
  for (let person = 0; person < categories.length; person++) {
    const name = categories[person]![margin]!
    let code = known.get(name)
    if (code === undefined) {
      code = known.size
      known.set(name, code)
    }
    codes[person] = code
  }
  return { codes, names: [...known.keys()] }
}

/** Cells divided by one more margin, numbered in order of appearance. */
function split(before: Int32Array, cells: number, codes: Int32Array, width: number) {
  const cellOf = new Int32Array(before.length)
  const dense = cells * width <= denseSteps ? new Int32Array(cells * width) : null
  const sparse = new Map<number, number>()
  let found = 0
  for (let person = 0; person < before.length; person++) {
    const step = before[person]! * width + codes[person]!
    // One more than the cell, so that zero is nothing yet.
    let cell = dense ? dense[step]! : (sparse.get(step) ?? 0)
    if (cell === 0) {
      cell = ++found
      if (dense) dense[step] = cell
      else sparse.set(step, cell)
    }
    cellOf[person] = cell - 1
  }
  return { cellOf, cells: found }
}

/** One margin over the cells: each cell's category by number, and what each category is to add up to. */
type Groups = { codes: Int32Array; targets: Float64Array; sums: Float64Array }

/** Categories that the targets name and nobody has come last, with a sum that stays zero. */
export function groupsOf(cells: Pick<Cells, 'codes' | 'names'>, margins: RakeInput['margins']): Groups[] {
  return margins.map((targets, margin) => {
    const own = cells.names[margin] ?? []
    const empty = Object.keys(targets).filter((category) => !own.includes(category))
    const wanted = [...own, ...empty].map((category) => targets[category] ?? 0)
    return {
      codes: cells.codes[margin] ?? new Int32Array(0),
      targets: Float64Array.from(wanted),
      sums: new Float64Array(wanted.length),
    }
  })
}

function addUp(weight: Float64Array, { codes, sums }: Groups): void {
  sums.fill(0)
  for (let cell = 0; cell < weight.length; cell++) sums[codes[cell]!]! += weight[cell]!
}

/** One pass over all margins, in place. */
export function rakeOnce(weight: Float64Array, margins: readonly Groups[]): void {
  for (const groups of margins) {
    addUp(weight, groups)
    const { codes, targets, sums } = groups
    for (let group = 0; group < sums.length; group++) {
      sums[group] = sums[group] === 0 ? 1 : targets[group]! / sums[group]!
    }
    for (let cell = 0; cell < weight.length; cell++) weight[cell]! *= sums[codes[cell]!]!
  }
}

export function largestGapOf(weight: Float64Array, margins: readonly Groups[]): number {
  let largest = 0
  for (const groups of margins) {
    addUp(weight, groups)
    const { targets, sums } = groups
    for (let group = 0; group < sums.length; group++) {
      const [sum, target] = [sums[group]!, targets[group]!]
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
    const present = new Set<string | undefined>(cells.names[margin])
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
  const weight = cells.weight.slice()
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
  const { baseWeights } = input
  const weights = new Array<number>(cells.cellOf.length)
  for (let person = 0; person < weights.length; person++) {
    weights[person] = factors[cells.cellOf[person]!]! * (baseWeights ? baseWeights[person]! : 1)
  }
  return { ok: true, weights, passes, largestGap: gap }
}

/** Iterative proportional fitting of a two-way table, rows first; `passes` stops early. */
export function fitTable(input: {
  seed: readonly (readonly number[])[]
  rowTotals: readonly number[]
  columnTotals: readonly number[]
  passes?: number
}): number[][] {
  const weight = Float64Array.from(input.seed.flat())
  const columns = input.columnTotals.length
  const along = (totals: readonly number[], of: (cell: number) => number): Groups => ({
    codes: Int32Array.from(weight, (_, cell) => of(cell)),
    targets: Float64Array.from(totals),
    sums: new Float64Array(totals.length),
  })
  const rows = along(input.rowTotals, (cell) => Math.floor(cell / columns))
  const cols = along(input.columnTotals, (cell) => cell % columns)
  const limit = input.passes ?? 1000
  for (let pass = 0; pass < limit; pass++) {
    if (input.passes === undefined && largestGapOf(weight, [rows, cols]) <= 1e-12) break
    rakeOnce(weight, [rows, cols])
  }
  return input.rowTotals.map((_, i) => [...weight.subarray(i * columns, (i + 1) * columns)])
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

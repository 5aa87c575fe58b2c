import type {
  ChoiceListSettings,
  MarginName,
  PopulationMargins,
  Refusal,
  Respondent,
  WeightsReport,
} from './choice-list-contract.ts'
import { cellsOf, groupsOf, largestGapOf, rake, rakeOnce } from './weights.ts'

/** Rows without an answer to a margin's question. */
const notStated = 'not-stated'
export const marginNames: readonly MarginName[] = ['ageSex', 'district', 'ethnicGroup']

/** Smallest group raked on its own, and the group size below which a weight at the cap deserves a warning. */
const collapseUnder = 5
const cautionUnder = 30
/** Margins may differ in total by rounding, not by more. */
const totalsTolerance = 0.005
const maxPasses = 200
const million = 1_000_000

export type Characteristics = Pick<Respondent, 'district' | 'ageBand' | 'sex' | 'ethnicGroup'>
export type Weighting = { weights: number[] | null; report: WeightsReport }

function categoryOf(row: Characteristics, margin: MarginName): string {
  if (margin === 'ageSex') return row.ageBand === null || row.sex === null ? notStated : `${row.ageBand}|${row.sex}`
  return row[margin] ?? notStated
}

function peopleOf(population: PopulationMargins): Record<MarginName, Map<string, number>> {
  return {
    ageSex: new Map(population.ageSex.map((cell) => [`${cell.ageBand}|${cell.sex}`, cell.people])),
    district: new Map(population.district.map((cell) => [cell.id, cell.people])),
    ethnicGroup: new Map(population.ethnicGroup.map((cell) => [cell.id, cell.people])),
  }
}

function countBy(categories: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const category of categories) counts.set(category, (counts.get(category) ?? 0) + 1)
  return counts
}

/** Joins the smallest group under five people to the next smallest, until none is left. */
function collapse(counts: Map<string, number>, people: Map<string, number>): Map<string, string> {
  const into = new Map([...people.keys()].map((category) => [category, category]))
  const sizes = new Map([...people.keys()].map((category) => [category, counts.get(category) ?? 0]))
  while (sizes.size > 1) {
    const bySize = [...sizes].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
    const [small, size] = bySize[0]!
    if (size >= collapseUnder) break
    const [host, hostSize] = bySize[1]!
    sizes.delete(small)
    sizes.set(host, hostSize + size)
    for (const [category, now] of into) if (now === small) into.set(category, host)
  }
  return into
}

type Margin = { name: MarginName; categories: string[]; targets: Record<string, number> }
type Plan = { margins: Margin[]; collapsed: WeightsReport['collapsed']; missing: WeightsReport['missing'] }

/**
 * Categories and targets per margin. People who did not answer a margin's question stay at their share of the sample
 * on that margin: they are moved by the other margins only, and the census is spread over those who answered.
 */
function planOf(
  rows: readonly Characteristics[],
  population: PopulationMargins,
  weightBy: readonly MarginName[],
): Plan | Refusal {
  const plan: Plan = { margins: [], collapsed: [], missing: [] }
  const people = peopleOf(population)
  const totals = weightBy.map((name) => [...people[name].values()].reduce((sum, value) => sum + value, 0))
  for (const [at, name] of weightBy.entries()) {
    if (!(totals[at]! > 0)) return { reason: 'no-population', margin: name }
    if (Math.abs(totals[at]! - totals[0]!) > totalsTolerance * totals[0]!) {
      return { reason: 'inconsistent-margins', margin: name, figure: totals[at]! }
    }
    const categories = rows.map((row) => categoryOf(row, name))
    const counts = countBy(categories)
    const unstated = counts.get(notStated) ?? 0
    if (2 * unstated > rows.length) return { reason: 'too-much-missing', margin: name, figure: unstated }
    for (const category of counts.keys()) {
      if (category !== notStated && !people[name].has(category)) {
        return { reason: 'unknown-category', margin: name, category }
      }
    }
    for (const [category, value] of people[name]) {
      if (value > 0 && !counts.has(category)) return { reason: 'empty-target-category', margin: name, category }
    }
    const into = collapse(counts, people[name])
    const targets: Record<string, number> = unstated > 0 ? { [notStated]: unstated } : {}
    for (const [category, value] of people[name]) {
      const host = into.get(category)!
      targets[host] = (targets[host] ?? 0) + ((rows.length - unstated) * value) / totals[at]!
      if (host !== category) plan.collapsed.push({ margin: name, category, into: host })
    }
    plan.margins.push({ name, categories: categories.map((category) => into.get(category) ?? category), targets })
    if (unstated > 0) plan.missing.push({ margin: name, people: unstated })
  }
  return plan
}

/** Weights in proportion, scaled so that they have mean 1 once the limits have cut them. */
function capped(weight: Float64Array, people: Float64Array, low: number, high: number): Float64Array<ArrayBuffer> {
  const count = people.reduce((sum, value) => sum + value, 0)
  const cut = (factor: number) => weight.map((value) => Math.min(high, Math.max(low, factor * value)))
  const total = (factor: number) => cut(factor).reduce((sum, value, cell) => sum + value * people[cell]!, 0)
  let [below, above] = [1, 1]
  while (total(below) > count) below /= 2
  while (total(above) < count) above *= 2
  for (let step = 0; step < 60; step++) {
    const middle = (below + above) / 2
    if (total(middle) < count) below = middle
    else above = middle
  }
  return cut(above)
}

function unweighted(
  refused: Refusal | null,
  margins: readonly MarginName[],
  plan: Plan | null = null,
  passes = 0,
): Weighting {
  return {
    weights: null,
    report: {
      applied: false,
      refused,
      margins: [...margins],
      passes,
      deffMillionths: null,
      effectiveSample: null,
      maxMillionths: null,
      minMillionths: null,
      atCapHigh: 0,
      atCapLow: 0,
      largestGapMillionths: null,
      collapsed: plan?.collapsed ?? [],
      missing: plan?.missing ?? [],
      cautions: [],
    },
  }
}

/**
 * Raking to the margins of `weightBy` (age × sex, district and ethnic group unless given), then trimming to the cap and
 * raking again until both hold (rule L-3). Where the cap and the margins cannot both hold the cap does, and the largest
 * distance left is reported.
 * @returns weights in millionths with mean 1, or none and the reason by name
 */
export function weigh(
  rows: readonly Characteristics[],
  population: PopulationMargins,
  settings: Pick<ChoiceListSettings, 'capLowPerMille' | 'capHighPerMille' | 'deffLimitPerMille' | 'nEffLimit'>,
  weightBy: readonly MarginName[] = marginNames,
): Weighting {
  if (weightBy.length === 0) return unweighted(null, [])
  const plan = planOf(rows, population, weightBy)
  if ('reason' in plan) return unweighted(plan, weightBy)
  const categories = rows.map((_, row) => plan.margins.map((margin) => margin.categories[row]!))
  const targets = plan.margins.map((margin) => margin.targets)
  const raked = rake({ categories, margins: targets, maxPasses })
  if (!raked.ok) {
    const at = raked.refusal.margin === undefined ? undefined : weightBy[Number(raked.refusal.margin)]
    const figure = Math.round((raked.refusal.figure ?? 0) * million)
    return unweighted({ ...raked.refusal, margin: at, figure }, weightBy, plan, maxPasses)
  }
  const cells = cellsOf(categories)
  const groups = groupsOf(cells, targets)
  let each = new Float64Array(cells.weight.length)
  cells.cellOf.forEach((cell, person) => {
    each[cell] = raked.weights[person]!
  })
  let passes = raked.passes
  const low = settings.capLowPerMille / 1000
  const high = settings.capHighPerMille / 1000
  const sumsOf = (values: Float64Array) => values.map((value, cell) => value * cells.weight[cell]!)
  for (; passes < maxPasses; passes++) {
    each = capped(each, cells.weight, low, high)
    const sums = sumsOf(each)
    if (largestGapOf(sums, groups) <= 1e-9) break
    rakeOnce(sums, groups)
    each = sums.map((sum, cell) => sum / cells.weight[cell]!)
  }
  each = capped(each, cells.weight, low, high)
  const weights = Array.from(cells.cellOf, (cell) => Math.round(each[cell]! * million))
  return judged(weights, plan, passes, largestGapOf(sumsOf(each), groups), settings)
}

function judged(
  weights: number[],
  plan: Plan,
  passes: number,
  gap: number,
  settings: Pick<ChoiceListSettings, 'capLowPerMille' | 'capHighPerMille' | 'deffLimitPerMille' | 'nEffLimit'>,
): Weighting {
  const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n)
  const squares = weights.reduce((total, weight) => total + BigInt(weight) * BigInt(weight), 0n)
  const deffMillionths = Number((BigInt(weights.length) * squares * BigInt(million)) / (sum * sum))
  const effectiveSample = Number((sum * sum) / squares)
  const high = settings.capHighPerMille * 1000
  const low = settings.capLowPerMille * 1000
  const atCap = weights.map((weight) => weight >= high)
  const cautions = plan.margins.flatMap(({ name, categories }) =>
    [...countBy(categories)]
      .filter(
        ([category, people]) => people < cautionUnder && categories.some((own, i) => own === category && atCap[i]),
      )
      .map(([category]) => ({ margin: name, category })),
  )
  const report: WeightsReport = {
    applied: true,
    refused: null,
    margins: plan.margins.map(({ name }) => name),
    passes,
    deffMillionths,
    effectiveSample,
    maxMillionths: weights.reduce((most, weight) => Math.max(most, weight), 0),
    minMillionths: weights.reduce((least, weight) => Math.min(least, weight), high),
    atCapHigh: atCap.filter(Boolean).length,
    atCapLow: weights.filter((weight) => weight <= low).length,
    largestGapMillionths: Math.round(gap * million),
    collapsed: plan.collapsed,
    missing: plan.missing,
    cautions: cautions.sort((a, b) => (a.margin + a.category < b.margin + b.category ? -1 : 1)),
  }
  if (deffMillionths > settings.deffLimitPerMille * 1000) {
    return {
      weights: null,
      report: { ...report, applied: false, refused: { reason: 'design-effect', figure: deffMillionths } },
    }
  }
  if (effectiveSample < settings.nEffLimit) {
    return {
      weights: null,
      report: { ...report, applied: false, refused: { reason: 'effective-sample', figure: effectiveSample } },
    }
  }
  return { weights, report }
}

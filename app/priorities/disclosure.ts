import { coverFor, type Plan } from './table-cover.ts'
import { type Arc, isHidden, type Range, rangeOf, type Table, tableNetwork } from './table-network.ts'

/**
 * Small numbers (rule P-10): cells under the threshold are hidden, and so is as little else as keeps every hidden cell
 * from being worked out. A published table with totals is a closed network: each row's people flow through its cells
 * into the columns, on into the grand total and back, so the exact range that the published figures leave for a hidden
 * cell is a maximum flow, and the cheapest further cells to hide are a shortest path.
 */
export type SuppressionInput = {
  counts: readonly (readonly number[])[]
  /** Counts from 1 to threshold - 1 are hidden. */
  threshold: number
  /** Hide zeros too (on unless false). */
  hideZero?: boolean
  /** Rows to hide whole, whatever their counts (their base is not reportable). */
  hideRows?: readonly boolean[]
  /** Every hidden cell must keep a range at least this wide (5 unless given). */
  width?: number
  /** Totals are published elsewhere and cannot be hidden, except those of `hideRows`. */
  fixedTotals?: boolean
}

export type Suppression = {
  /** Including totals: the last row holds column totals, the last column row totals, the last cell the grand total. */
  hidden: boolean[][]
  /** Cells hidden for their own count. */
  primary: boolean[][]
  /** Hidden cells that fixed totals alone pin down more narrowly than `width`; empty without `fixedTotals`. */
  exposed: { row: number; column: number }[]
}

/** What anybody can work out: the smallest and largest value each hidden cell can have. */
export function auditTable(counts: readonly (readonly number[])[], hidden: readonly (readonly boolean[])[]): Range[] {
  const table = tableNetwork(counts)
  const open = table.arcs.filter((arc) => isHidden(hidden, arc))
  return open.map((arc) => rangeOf(table, hidden, arc, Number.POSITIVE_INFINITY))
}

/** Hides what is small and what would reveal it; every hidden cell then passes `auditTable` or is named `exposed`. */
export function suppress(input: SuppressionInput): Suppression {
  const table = tableNetwork(input.counts)
  const fixedTotals = input.fixedTotals ?? false
  const primary = Array.from({ length: input.counts.length + 1 }, () =>
    new Array<boolean>((input.counts[0]?.length ?? 0) + 1).fill(false),
  )
  for (const arc of table.arcs) {
    const small = arc.flow < input.threshold && (arc.flow > 0 || input.hideZero !== false)
    const ownCount = small && !(arc.total && fixedTotals)
    primary[arc.row]![arc.column] = ownCount || (input.hideRows?.[arc.row] ?? false)
  }
  const plan: Plan = { hidden: primary.map((line) => [...line]), width: input.width ?? 5, fixedTotals }
  const queue = table.arcs.filter((arc) => isHidden(plan.hidden, arc))
  const exposed: Arc[] = []
  // Hiding more only widens what is hidden already, so every hidden cell needs one look.
  for (const arc of queue) {
    if (isWide(table, plan, arc)) continue
    queue.push(...protect(table, plan, arc))
    if (!isWide(table, plan, arc)) exposed.push(arc)
  }
  return { hidden: plan.hidden, primary, exposed: exposed.map(({ row, column }) => ({ row, column })) }
}

function isWide(table: Table, plan: Plan, arc: Arc): boolean {
  if (pinned(table, plan, arc)) return false
  const { low, high } = rangeOf(table, plan.hidden, arc, plan.width)
  return high - low >= plan.width
}

/** Cells of the line or column whose published total is itself under the width: no hiding can widen their range. */
function pinned(table: Table, plan: Plan, arc: Arc): Arc[] | null {
  if (!plan.fixedTotals || arc.total) return null
  const sides = [table.columns[arc.column]!, table.lines[arc.row]!]
  const small = sides.find((side) => side.total.flow < plan.width && !isHidden(plan.hidden, side.total))
  return small?.cells ?? null
}

/** @returns what was hidden in addition */
function protect(table: Table, plan: Plan, arc: Arc): Arc[] {
  const fresh = protectionFor(table, plan, arc).filter((other) => !isHidden(plan.hidden, other))
  for (const other of fresh) plan.hidden[other.row]![other.column] = true
  return fresh
}

function protectionFor(table: Table, plan: Plan, arc: Arc): Arc[] {
  const pinnedBy = pinned(table, plan, arc)
  if (pinnedBy) return pinnedBy
  const rise = coverFor(table, plan, arc, arc.to, arc.from, plan.width)
  const fall = coverFor(table, plan, arc, arc.from, arc.to, Math.min(arc.flow, plan.width))
  const enough = [rise, fall].filter((cover) => cover.moved >= plan.width).sort((a, b) => a.cost - b.cost)
  const both = rise.moved + fall.moved >= plan.width ? [...rise.arcs, ...fall.arcs] : null
  // Where no cover exists the table is too small to hide anything in, so the whole line and column go.
  const free = (other: Arc) => !(other.total && plan.fixedTotals)
  const touching = table.arcs.filter((other) => (other.row === arc.row || other.column === arc.column) && free(other))
  return enough[0]?.arcs ?? both ?? touching
}

/**
 * The published form of one line of counts with its total, for groups that add up to everybody.
 * @param hideZero zeros are hidden as small numbers are; otherwise they stand, and hide nobody
 */
export function suppressLine(counts: readonly number[], threshold: number, width = 5, hideZero = true): boolean[] {
  const hidden = counts.map((count) => count < threshold && (hideZero || count > 0))
  const others = counts
    .map((_, i) => i)
    .filter((i) => hideZero || counts[i]! > 0)
    .sort((a, b) => counts[a]! - counts[b]! || a - b)
  const loose = () => counts.reduce((sum, count, i) => (hidden[i] ? sum + count : sum), 0)
  while (hidden.some(Boolean) && (hidden.filter(Boolean).length < 2 || loose() < width)) {
    const next = others.find((i) => !hidden[i])
    if (next === undefined) break
    hidden[next] = true
  }
  return hidden
}

export function roundTo(count: number, step: number): number {
  return step <= 1 ? count : Math.floor((2 * count + step) / (2 * step)) * step
}

/** How small numbers are hidden where not by a threshold of one's own (rule P-10). */
export type SmallNumbers = 'one-to-seven'

/** What `minCell` and `roundTo` mean to a table; with `smallNumbers`, zero stands and every count is rounded. */
export type SmallRule = { minCell: number; roundTo: number; smallNumbers?: SmallNumbers }

/** NHS Digital's rule for hospital statistics since 2018: 1 to 7 as `*`, the rest to the nearest five, zero shown. */
export const oneToSeven = { minCell: 8, roundTo: 5, smallNumbers: 'one-to-seven' } as const satisfies SmallRule

export function hesRule(count: number): number | '*' {
  if (count === 0) return 0
  return count < oneToSeven.minCell ? '*' : roundTo(count, oneToSeven.roundTo)
}

/** Whether a published count of a cut keeps the rule, as anybody can see; `rounded`: the cut's counts are. */
export function mayStand(count: number, rounded: boolean, { minCell, roundTo: step, smallNumbers }: SmallRule) {
  if (smallNumbers) return count === 0 || (count >= minCell && count % step === 0)
  return count >= (rounded ? minCell - Math.floor(step / 2) : minCell)
}

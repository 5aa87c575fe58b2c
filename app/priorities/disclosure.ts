import { largestFlow } from './flow.ts'

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
  exposed: Range[]
}

export type Range = { row: number; column: number; low: number; high: number }

type Arc = { from: number; to: number; flow: number; row: number; column: number; total: boolean }
type Table = { arcs: Arc[]; nodes: number }

/** Rows and columns are nodes; totals are arcs like any other, so they can be hidden and audited too. */
export function tableNetwork(counts: readonly (readonly number[])[]): Table {
  const rows = counts.length
  const columns = counts[0]?.length ?? 0
  const totalOfColumns = rows + columns
  const totalOfRows = totalOfColumns + 1
  const arcs: Arc[] = []
  counts.forEach((line, row) => {
    line.forEach((flow, column) => {
      arcs.push({ from: row, to: rows + column, flow, row, column, total: false })
    })
    const flow = line.reduce((sum, count) => sum + count, 0)
    arcs.push({ from: totalOfRows, to: row, flow, row, column: columns, total: true })
  })
  for (let column = 0; column < columns; column++) {
    const flow = counts.reduce((sum, line) => sum + line[column]!, 0)
    arcs.push({ from: rows + column, to: totalOfColumns, flow, row: rows, column, total: true })
  }
  const everyone = counts.flat().reduce((sum, count) => sum + count, 0)
  arcs.push({ from: totalOfColumns, to: totalOfRows, flow: everyone, row: rows, column: columns, total: true })
  return { arcs, nodes: totalOfRows + 1 }
}

function isHidden(hidden: readonly (readonly boolean[])[], arc: Arc): boolean {
  return hidden[arc.row]![arc.column]!
}

/** What anybody can work out: the smallest and largest value each hidden cell can have. */
export function auditTable(counts: readonly (readonly number[])[], hidden: readonly (readonly boolean[])[]): Range[] {
  const { arcs, nodes } = tableNetwork(counts)
  return arcs.filter((arc) => isHidden(hidden, arc)).map((arc) => rangeOf(arcs, nodes, hidden, arc))
}

function rangeOf(arcs: readonly Arc[], nodes: number, hidden: readonly (readonly boolean[])[], arc: Arc): Range {
  const others = arcs.filter((other) => other !== arc && isHidden(hidden, other))
  const edges = others.flatMap((other) => [
    { from: other.from, to: other.to, capacity: Number.POSITIVE_INFINITY },
    { from: other.to, to: other.from, capacity: other.flow },
  ])
  const up = largestFlow(nodes, edges, arc.to, arc.from, Number.POSITIVE_INFINITY)
  const down = largestFlow(nodes, edges, arc.from, arc.to, arc.flow)
  return { row: arc.row, column: arc.column, low: arc.flow - Math.min(arc.flow, down), high: arc.flow + up }
}

type Cover = { arcs: Arc[]; moved: number; cost: number }

/**
 * Cheapest further cells to hide so that up to `amount` people can move between two nodes without `arc`: shortest paths
 * one after the other, each using what the ones before have left.
 */
function coverFor(table: Table, plan: Plan, arc: Arc, source: number, sink: number, amount: number): Cover {
  const used = new Set<Arc>()
  const flow = new Map(table.arcs.map((other) => [other, other.flow]))
  const price = (other: Arc) => {
    if (used.has(other) || isHidden(plan.hidden, other)) return 0
    if (other.total) return plan.fixedTotals ? Number.POSITIVE_INFINITY : other.flow + 1e9
    return other.flow + 1
  }
  const cover: Cover = { arcs: [], moved: 0, cost: 0 }
  while (cover.moved < amount) {
    const path = cheapestPath(table, arc, source, sink, price, flow)
    if (path === null) break
    const room = path.map(({ other, back }) => (back ? flow.get(other)! : Number.POSITIVE_INFINITY))
    const step = Math.min(amount - cover.moved, ...room)
    for (const { other, back } of path) {
      cover.cost += price(other)
      used.add(other)
      flow.set(other, flow.get(other)! + (back ? -step : step))
    }
    cover.moved += step
  }
  cover.arcs = [...used]
  return cover
}

type Step = { other: Arc; back: boolean; before: number }

function cheapestPath(
  table: Table,
  arc: Arc,
  source: number,
  sink: number,
  price: (other: Arc) => number,
  flow: ReadonlyMap<Arc, number>,
): Step[] | null {
  const cost = new Array<number>(table.nodes).fill(Number.POSITIVE_INFINITY)
  const via = new Array<Step | null>(table.nodes).fill(null)
  cost[source] = 0
  for (let changed = true; changed; ) {
    changed = false
    for (const other of table.arcs) {
      if (other === arc) continue
      const paid = price(other)
      for (const back of [false, true]) {
        const from = back ? other.to : other.from
        const to = back ? other.from : other.to
        if ((back && flow.get(other) === 0) || !(cost[from]! + paid < cost[to]!)) continue
        cost[to] = cost[from]! + paid
        via[to] = { other, back, before: from }
        changed = true
      }
    }
  }
  if (cost[sink] === Number.POSITIVE_INFINITY) return null
  const path: Step[] = []
  for (let node = sink; node !== source; node = via[node]!.before) path.push(via[node]!)
  return path
}

type Plan = { hidden: boolean[][]; width: number; fixedTotals: boolean }

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
  for (;;) {
    const weak = weakArcs(table, plan)
    if (!weak.some(({ arc }) => protect(table, plan, arc))) {
      return { hidden: plan.hidden, primary, exposed: weak.map(({ range }) => range) }
    }
  }
}

function weakArcs(table: Table, plan: Plan): { arc: Arc; range: Range }[] {
  return table.arcs
    .filter((arc) => isHidden(plan.hidden, arc))
    .map((arc) => ({ arc, range: rangeOf(table.arcs, table.nodes, plan.hidden, arc) }))
    .filter(({ range }) => range.high - range.low < plan.width)
}

/** @returns whether anything more was hidden */
function protect(table: Table, plan: Plan, arc: Arc): boolean {
  const rise = coverFor(table, plan, arc, arc.to, arc.from, plan.width)
  const fall = coverFor(table, plan, arc, arc.from, arc.to, Math.min(arc.flow, plan.width))
  const enough = [rise, fall].filter((cover) => cover.moved >= plan.width).sort((a, b) => a.cost - b.cost)
  const both = rise.moved + fall.moved >= plan.width ? [...rise.arcs, ...fall.arcs] : null
  // Where no cover exists the table is too small to hide anything in, so the whole line and column go.
  const touching = table.arcs.filter((other) => other.row === arc.row || other.column === arc.column)
  const cover = enough[0]?.arcs ?? both ?? touching.filter((other) => !(other.total && plan.fixedTotals))
  const fresh = cover.filter((other) => !isHidden(plan.hidden, other))
  for (const other of fresh) plan.hidden[other.row]![other.column] = true
  return fresh.length > 0
}

/** The published form of one line of counts with its total, for groups that add up to everybody. */
export function suppressLine(counts: readonly number[], threshold: number, width = 5): boolean[] {
  const hidden = counts.map((count) => count < threshold)
  const others = counts.map((_, i) => i).sort((a, b) => counts[a]! - counts[b]! || a - b)
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

/** NHS Digital's rule for hospital statistics since 2018: 1 to 7 as `*`, the rest to the nearest five, zero shown. */
export function hesRule(count: number): number | '*' {
  if (count === 0) return 0
  return count <= 7 ? '*' : roundTo(count, 5)
}

import { largestFlow } from './flow.ts'

export type Range = { row: number; column: number; low: number; high: number }

export type Arc = { from: number; to: number; flow: number; row: number; column: number; total: boolean }
export type Side = { cells: Arc[]; total: Arc }
export type Table = { arcs: Arc[]; nodes: number; lines: Side[]; columns: Side[] }

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
  const sides = (length: number, at: (arc: Arc) => number, total: (arc: Arc) => boolean): Side[] =>
    Array.from({ length }, (_, side) => {
      const own = arcs.filter((arc) => at(arc) === side)
      return { cells: own.filter((arc) => !arc.total), total: own.find(total)! }
    })
  const lines = sides(
    rows,
    (arc) => arc.row,
    (arc) => arc.column === columns,
  )
  const sums = sides(
    columns,
    (arc) => arc.column,
    (arc) => arc.row === rows,
  )
  return { arcs, nodes: totalOfRows + 1, lines, columns: sums }
}

export function isHidden(hidden: readonly (readonly boolean[])[], arc: Arc): boolean {
  return hidden[arc.row]![arc.column]!
}

/** The range of one hidden cell, upwards no further than `limit` beyond its count. */
export function rangeOf(table: Table, hidden: readonly (readonly boolean[])[], arc: Arc, limit: number): Range {
  const others = table.arcs.filter((other) => other !== arc && isHidden(hidden, other))
  const edges = others.flatMap((other) => [
    { from: other.from, to: other.to, capacity: Number.POSITIVE_INFINITY },
    { from: other.to, to: other.from, capacity: other.flow },
  ])
  const up = largestFlow(table.nodes, edges, arc.to, arc.from, limit)
  const down = largestFlow(table.nodes, edges, arc.from, arc.to, arc.flow)
  return { row: arc.row, column: arc.column, low: arc.flow - Math.min(arc.flow, down), high: arc.flow + up }
}

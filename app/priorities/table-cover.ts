import { type Arc, isHidden, type Table } from './table-network.ts'

export type Plan = { hidden: boolean[][]; width: number; fixedTotals: boolean }

export type Cover = { arcs: Arc[]; moved: number; cost: number }

/**
 * Cheapest further cells to hide so that up to `amount` people can move between two nodes without `arc`: shortest paths
 * one after the other, each using what the ones before have left.
 */
export function coverFor(table: Table, plan: Plan, arc: Arc, source: number, sink: number, amount: number): Cover {
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

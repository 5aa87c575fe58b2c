/** A directed edge; capacities are whole people or unlimited. */
export type Edge = { from: number; to: number; capacity: number }

/**
 * Largest flow from `source` to `sink`, at most `limit` (Edmonds and Karp 1972: shortest augmenting paths). Unlimited
 * edges can make it infinite.
 */
export function largestFlow(
  nodes: number,
  edges: readonly Edge[],
  source: number,
  sink: number,
  limit: number,
): number {
  if (source === sink) return limit
  const ends: number[] = []
  const left: number[] = []
  const out: number[][] = Array.from({ length: nodes }, () => [])
  for (const { from, to, capacity } of edges) {
    out[from]!.push(ends.length)
    ends.push(to)
    left.push(capacity)
    out[to]!.push(ends.length)
    ends.push(from)
    left.push(0)
  }
  let flow = 0
  while (flow < limit) {
    const via = new Array<number>(nodes).fill(-1)
    const queue = [source]
    for (let head = 0; head < queue.length && via[sink] === -1; head++) {
      for (const edge of out[queue[head]!]!) {
        const node = ends[edge]!
        if (left[edge]! <= 0 || via[node] !== -1 || node === source) continue
        via[node] = edge
        queue.push(node)
      }
    }
    if (via[sink] === -1) return flow
    let amount = limit - flow
    for (let node = sink; node !== source; node = ends[via[node]! ^ 1]!) amount = Math.min(amount, left[via[node]!]!)
    if (amount === Number.POSITIVE_INFINITY) return amount
    for (let node = sink; node !== source; node = ends[via[node]! ^ 1]!) {
      left[via[node]!]! -= amount
      left[via[node]! ^ 1]! += amount
    }
    flow += amount
  }
  return flow
}

export interface Point {
  readonly x: number
  readonly y: number
  readonly weight: number
}

/**
 * Weighted k-means from the first k distinct points, until no centre moves 0.01 or more (or after 100 rounds).
 * @returns the cluster of each point, numbered by centre; fewer than k when there are fewer distinct points
 */
export function weightedKMeans(points: readonly Point[], k: number): number[] {
  let centres: { x: number; y: number }[] = []
  for (const { x, y } of points) {
    if (centres.length < k && !centres.some((centre) => centre.x === x && centre.y === y)) centres.push({ x, y })
  }
  let cluster: number[] = []
  for (let round = 0; round < 100; round++) {
    cluster = points.map((point) => nearest(point, centres))
    const sums = centres.map(() => ({ x: 0, y: 0, weight: 0 }))
    points.forEach(({ x, y, weight }, i) => {
      const sum = sums[cluster[i]!]!
      sum.x += x * weight
      sum.y += y * weight
      sum.weight += weight
    })
    const moved = sums.map((sum, i) =>
      sum.weight === 0 ? centres[i]! : { x: sum.x / sum.weight, y: sum.y / sum.weight },
    )
    const furthest = Math.max(0, ...moved.map(({ x, y }, i) => Math.hypot(x - centres[i]!.x, y - centres[i]!.y)))
    centres = moved
    if (furthest < 0.01) break
  }
  return cluster
}

function nearest({ x, y }: Point, centres: readonly { x: number; y: number }[]): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  centres.forEach((centre, i) => {
    const distance = (x - centre.x) ** 2 + (y - centre.y) ** 2
    if (distance < least) {
      least = distance
      best = i
    }
  })
  return best
}

/** Weighted mean silhouette (Rousseeuw 1987), from -1 to 1; a point alone in its cluster counts 0. */
export function silhouette(points: readonly Point[], cluster: readonly number[]): number {
  const clusters = Math.max(...cluster) + 1
  let sum = 0
  let all = 0
  points.forEach((point, i) => {
    const distance = new Float64Array(clusters)
    const weight = new Float64Array(clusters)
    points.forEach((other, j) => {
      const own = i === j ? other.weight - 1 : other.weight
      distance[cluster[j]!]! += own * Math.hypot(point.x - other.x, point.y - other.y)
      weight[cluster[j]!]! += own
    })
    const mean = (c: number) => distance[c]! / weight[c]!
    const inside = cluster[i]!
    const others = [...weight.keys()].filter((c) => c !== inside && weight[c]! > 0)
    all += point.weight
    if (others.length === 0 || weight[inside]! <= 0) return
    const [a, b] = [mean(inside), Math.min(...others.map(mean))]
    sum += Math.max(a, b) === 0 ? 0 : (point.weight * (b - a)) / Math.max(a, b)
  })
  return all === 0 ? 0 : sum / all
}

export interface Point {
  readonly x: number
  readonly y: number
  readonly weight: number
}

interface Centre {
  readonly x: number
  readonly y: number
}

/**
 * Weighted k-means from the first k distinct points, as the Polis system starts, and from points spread out along the
 * first axis and over the whole; the tightest of the three clusterings counts, because one start alone often sticks.
 * @returns the cluster of each point; fewer than k clusters when there are fewer distinct points
 */
export function weightedKMeans(points: readonly Point[], k: number): number[] {
  const starts = [firstDistinct(points, k), alongFirstAxis(points, k), farthestFirst(points, k)]
  const found = starts.map((start) => settle(points, start))
  return found.reduce((best, one) => (one.spread < best.spread * (1 - 1e-12) ? one : best)).cluster
}

/** One run from given centres, until none moves 0.01 or more (or after 100 rounds). */
function settle(points: readonly Point[], start: readonly Centre[]): { cluster: number[]; spread: number } {
  let centres = start
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
    const before = centres
    centres = sums.map(({ x, y, weight }, i) => (weight === 0 ? before[i]! : { x: x / weight, y: y / weight }))
    if (centres.every(({ x, y }, i) => Math.hypot(x - before[i]!.x, y - before[i]!.y) < 0.01)) break
  }
  const spread = points.reduce((sum, point, i) => sum + point.weight * squared(point, centres[cluster[i]!]!), 0)
  return { cluster, spread }
}

const squared = (a: Centre, b: Centre): number => (a.x - b.x) ** 2 + (a.y - b.y) ** 2

function firstDistinct(points: readonly Point[], k: number): Centre[] {
  const centres: Centre[] = []
  for (const { x, y } of points) {
    if (centres.length === k) break
    if (!centres.some((centre) => centre.x === x && centre.y === y)) centres.push({ x, y })
  }
  return centres
}

function alongFirstAxis(points: readonly Point[], k: number): Centre[] {
  const order = [...points].sort((a, b) => a.x - b.x || a.y - b.y)
  const middles = Array.from({ length: k }, (_, i) => order[Math.floor(((i + 0.5) * order.length) / k)]!)
  return firstDistinct(order.length === 0 ? [] : middles, k)
}

function farthestFirst(points: readonly Point[], k: number): Centre[] {
  if (points.length === 0) return []
  const total = points.reduce((sum, { weight }) => sum + weight, 0)
  const middle = {
    x: points.reduce((sum, { x, weight }) => sum + x * weight, 0) / total,
    y: points.reduce((sum, { y, weight }) => sum + y * weight, 0) / total,
  }
  let gaps = points.map((point) => squared(point, middle))
  const centres: Centre[] = []
  while (centres.length < k) {
    const far = gaps.reduce((best, gap, i) => (gap > gaps[best]! ? i : best), 0)
    if (centres.length > 0 && gaps[far] === 0) break
    const next = points[far]!
    centres.push(next)
    const old = centres.length === 1 ? gaps.map(() => Number.POSITIVE_INFINITY) : gaps
    gaps = points.map((point, i) => Math.min(old[i]!, squared(point, next)))
  }
  return centres
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

import type { Moments } from './choice-list-contract.ts'

/**
 * Running sums behind shares and their covariance, exact whatever the order of arrival. One accumulator belongs to one
 * weighting; weights are integers (1 for the unweighted list, millionths for the weighted one).
 */
export type MomentSums = {
  total: bigint
  sums: bigint[]
  squares: bigint
  mixed: bigint[]
  cross: bigint[][]
  /** Sums of clusters that must stay whole, so that a further member can be added or removed. */
  clusters: Map<string, { total: bigint; sums: bigint[] }>
}

export function emptyMoments(size: number): MomentSums {
  const zeros = () => new Array<bigint>(size).fill(0n)
  return {
    total: 0n,
    sums: zeros(),
    squares: 0n,
    mixed: zeros(),
    cross: Array.from({ length: size }, zeros),
    clusters: new Map(),
  }
}

function addSquares(moments: MomentSums, sums: readonly bigint[], total: bigint, sign: bigint): void {
  moments.squares += sign * total * total
  sums.forEach((own, j) => {
    if (own === 0n) return
    moments.mixed[j]! += sign * own * total
    const row = moments.cross[j]!
    sums.forEach((other, k) => {
      if (other !== 0n) row[k]! += sign * own * other
    })
  })
}

/** Adds (sign 1n) or takes away (sign -1n) one person's choice; O(options²) whatever the number of people. */
export function countChoice(
  moments: MomentSums,
  picks: readonly number[],
  weight: bigint,
  cluster: string | null,
  sign: 1n | -1n,
): void {
  moments.total += sign * weight
  for (const pick of picks) moments.sums[pick]! += sign * weight
  if (cluster === null) {
    const square = sign * weight * weight
    moments.squares += square
    for (const j of picks) {
      moments.mixed[j]! += square
      for (const k of picks) moments.cross[j]![k]! += square
    }
    return
  }
  const known = moments.clusters.get(cluster) ?? { total: 0n, sums: moments.sums.map(() => 0n) }
  addSquares(moments, known.sums, known.total, -1n)
  known.total += sign * weight
  for (const pick of picks) known.sums[pick]! += sign * weight
  addSquares(moments, known.sums, known.total, 1n)
  if (known.total === 0n) moments.clusters.delete(cluster)
  else moments.clusters.set(cluster, known)
}

export function publishMoments(moments: MomentSums): Moments {
  return {
    total: String(moments.total),
    sums: moments.sums.map(String),
    squares: String(moments.squares),
    mixed: moments.mixed.map(String),
    cross: moments.cross.map((row) => row.map(String)),
    basis: 'exact',
  }
}

/** Largest integer whose square is not above `value`. */
export function integerRoot(value: bigint): bigint {
  if (value < 2n) return value
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1)
  for (;;) {
    const next = (root + value / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

/**
 * Moments to publish where a sum over fewer than `minCell` people would show a single weight, and with it somebody's
 * age, sex and ethnic group. Every option keeps its own sums while at least `minCell` people chose it; pairs are put
 * at their published count times the geometric mean of the two options' mean squares. That is D C D with C the matrix
 * of counts, so it stays a covariance, and it says nothing that the counts and the options' own sums do not say.
 */
export function coarsenMoments(
  moments: MomentSums,
  pairs: readonly (readonly number[])[],
  base: number,
  minCell: number,
): Moments {
  const small = (people: number) => people > 0 && people < minCell
  const exact = publishMoments(moments)
  if (!pairs.some((row) => row.some(small))) return exact
  const size = pairs.length
  const people = (j: number) => BigInt(pairs[j]![j]!)
  const known = (j: number) => !small(pairs[j]![j]!)
  const everyone = BigInt(base)
  const sums = moments.sums.map((sum, j) => (known(j) ? sum : (people(j) * moments.total) / everyone))
  const own = moments.cross.map((row, j) => (known(j) ? row[j]! : (people(j) * moments.squares) / everyone))
  const between = (a: bigint, aPeople: bigint, b: bigint, bPeople: bigint, both: bigint) =>
    both === 0n ? 0n : both * integerRoot((a * b) / (aPeople * bPeople))
  const cross = own.map((_, j) =>
    own.map((_, k) => (j === k ? own[j]! : between(own[j]!, people(j), own[k]!, people(k), BigInt(pairs[j]![k]!)))),
  )
  const mixed = Array.from({ length: size }, (_, j) =>
    between(own[j]!, people(j), moments.squares, everyone, people(j)),
  )
  return { ...publishMoments({ ...moments, sums, mixed, cross }), basis: 'from-counts' }
}

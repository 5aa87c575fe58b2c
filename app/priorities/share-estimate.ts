import type { Moments } from './choice-list-contract.ts'

/** Weighted counts and the covariance matrix of their sampling error, both in the unit of the weights. */
export type ShareEstimate = {
  estimate: number[]
  covariance: number[][]
  /** Units that answered, in effect (people, or clusters, evened out by their weights), less one; at least one. */
  freedom: number
}

function ratio(numerator: bigint, denominator: bigint): number {
  return Number(numerator) / Number(denominator)
}

/**
 * Covariance of the weighted counts Σ w x about their shares, clusters whole, with half an observation added to every
 * cell of each pair's two-by-two table (Agresti and Min 2005): without it small groups and unanimous answers look more
 * certain than they are. All sums are exact integers and each entry is rounded to a double once, so that a recount in
 * another language meets the same bits.
 */
export function shareEstimate(moments: Moments, base: number): ShareEstimate {
  const total = BigInt(moments.total)
  const sums = moments.sums.map(BigInt)
  const mixed = moments.mixed.map(BigInt)
  const squares = BigInt(moments.squares)
  const people = BigInt(base)
  const denominator = 2n * (people + 2n) * total * total * people * people
  const covariance = sums.map((sumJ, j) =>
    sums.map((sumK, k) => {
      const centring = (sumJ * mixed[k]! + sumK * mixed[j]!) * total - sumJ * sumK * squares
      const raw = BigInt(moments.cross[j]![k]!) * (people + 2n) * total * total - people * centring
      const half = j === k ? (people + 2n) * total * total * total * total : 0n
      return ratio(2n * raw * people * people + half, denominator)
    }),
  )
  return { estimate: sums.map(Number), covariance, freedom: Math.max(1, ratio(total * total, squares) - 1) }
}

/** `part` in 1,000 of `whole`, halves up; 0 when the whole is 0. */
export function perMille(part: bigint | number, whole: bigint | number): number {
  const divisor = BigInt(whole)
  if (divisor === 0n) return 0
  return Number((2000n * BigInt(part) + divisor) / (2n * divisor))
}

import { gaussianDraws } from './gaussian.ts'
import { generator } from './generator.ts'

/**
 * Confidence sets for ranks from pairwise differences (Mogstad, Romano, Shaikh and Wilhelm 2024, Review of Economic
 * Studies, doi:10.1093/restud/rdad006). A percentile bootstrap of ranks is not valid near ties; these sets are.
 */
export type RankSetInput = {
  estimate: readonly number[]
  /** Either standard errors of independent estimates, or the whole covariance matrix. */
  se?: readonly number[]
  covariance?: readonly (readonly number[])[]
  /** For example 0.95. */
  confidence: number
  draws: number
  seed: number
  /** Largest estimate is rank 1 unless false. */
  higherIsBetter?: boolean
  /** After pairs are told apart, the claims still open are tested against their own maximum (on unless false). */
  stepdown?: boolean
}

export type RankSets = {
  /** Competition ranks: equal estimates share the smaller number. */
  rank: number[]
  lower: number[]
  upper: number[]
  /** `clearlyBelow[j][k]`: j is below k by the simultaneous test. */
  clearlyBelow: boolean[][]
  /** Critical value of the last step; null with fewer than two options. */
  critical: number | null
}

export function competitionRanks(estimate: readonly number[], higherIsBetter = true): number[] {
  return estimate.map((own) => 1 + estimate.filter((other) => (higherIsBetter ? other > own : other < own)).length)
}

export function covarianceOf(input: Pick<RankSetInput, 'estimate' | 'se' | 'covariance'>): number[][] {
  if (input.covariance) return input.covariance.map((row) => [...row])
  if (!input.se) throw new TypeError('Rank sets need standard errors or a covariance matrix')
  const se = input.se
  return input.estimate.map((_, i) => input.estimate.map((_, j) => (i === j ? se[i]! * se[i]! : 0)))
}

/** Value that a share `confidence` of the sorted-in-place maxima do not exceed. */
export function quantileOf(maxima: Float64Array, confidence: number): number {
  maxima.sort()
  return maxima[Math.min(maxima.length - 1, Math.max(0, Math.ceil(confidence * maxima.length) - 1))]!
}

/** An ordered pair and the hypothesis that `high` is not above `low`. */
type Claim = { high: number; low: number; statistic: number; scale: number }

function claimsOf(estimate: readonly number[], covariance: readonly (readonly number[])[], sign: number): Claim[] {
  const claims: Claim[] = []
  for (let high = 0; high < estimate.length; high++) {
    for (let low = 0; low < estimate.length; low++) {
      if (high === low) continue
      const variance = covariance[high]![high]! + covariance[low]![low]! - 2 * covariance[high]![low]!
      const gap = sign * (estimate[high]! - estimate[low]!)
      const scale = variance > 0 ? Math.sqrt(variance) : 0
      claims.push({ high, low, scale, statistic: scale > 0 ? gap / scale : gap > 0 ? Number.POSITIVE_INFINITY : 0 })
    }
  }
  return claims
}

function maximaOver(claims: readonly Claim[], draws: Float64Array, size: number): Float64Array {
  const count = draws.length / size
  const maxima = new Float64Array(count)
  for (const { high, low, scale } of claims) {
    if (scale === 0) continue
    const inverse = 1 / scale
    for (let draw = 0, at = 0; draw < count; draw++, at += size) {
      const value = (draws[at + high]! - draws[at + low]!) * inverse
      if (value > maxima[draw]!) maxima[draw] = value
    }
  }
  return maxima
}

/** Claims that hold together; after each round the ones still open are tested against their own maximum. */
function toldApart(
  claims: readonly Claim[],
  errors: Float64Array,
  size: number,
  confidence: number,
  stepdown: boolean,
): { told: Claim[]; critical: number | null } {
  const told: Claim[] = []
  let open = claims
  let critical: number | null = null
  while (open.length > 0) {
    critical = quantileOf(maximaOver(open, errors, size), confidence)
    const limit = critical
    const fresh = open.filter((claim) => claim.statistic > limit)
    told.push(...fresh)
    open = open.filter((claim) => !(claim.statistic > limit))
    if (!stepdown || fresh.length === 0) break
  }
  return { told, critical }
}

/** Simultaneous sets: all of them hold together with the given confidence. */
export function simultaneousRankSets(input: RankSetInput): RankSets {
  const covariance = covarianceOf(input)
  const draws = gaussianDraws(covariance, input.draws, generator(input.seed))
  return rankSetsFromDraws({ ...input, covariance, errors: draws })
}

/** As `simultaneousRankSets`, with sampling errors already drawn: rows of one value per option. */
export function rankSetsFromDraws(
  input: Omit<RankSetInput, 'draws' | 'seed' | 'se' | 'covariance'> & {
    covariance: readonly (readonly number[])[]
    errors: Float64Array
  },
): RankSets {
  const size = input.estimate.length
  const sign = input.higherIsBetter === false ? -1 : 1
  const clearlyBelow = input.estimate.map(() => new Array<boolean>(size).fill(false))
  const claims = claimsOf(input.estimate, input.covariance, sign)
  const { told, critical } = toldApart(claims, input.errors, size, input.confidence, input.stepdown !== false)
  for (const claim of told) clearlyBelow[claim.low]![claim.high] = true
  return {
    rank: competitionRanks(input.estimate, sign > 0),
    lower: clearlyBelow.map((row) => 1 + row.filter(Boolean).length),
    upper: clearlyBelow.map((_, j) => size - clearlyBelow.filter((row) => row[j]).length),
    clearlyBelow,
    critical,
  }
}

/** Each option's own set: it alone holds with the given confidence. */
export function marginalRankSets(input: RankSetInput): Pick<RankSets, 'rank' | 'lower' | 'upper'> {
  const covariance = covarianceOf(input)
  const size = input.estimate.length
  const errors = gaussianDraws(covariance, input.draws, generator(input.seed))
  const sign = input.higherIsBetter === false ? -1 : 1
  const claims = claimsOf(input.estimate, covariance, sign)
  const sets = input.estimate.map((_, own) => {
    const mine = claims.filter((claim) => claim.high === own || claim.low === own)
    return toldApart(mine, errors, size, input.confidence, input.stepdown !== false)
  })
  return {
    rank: competitionRanks(input.estimate, sign > 0),
    lower: sets.map((set, own) => 1 + set.told.filter((claim) => claim.low === own).length),
    upper: sets.map((set, own) => size - set.told.filter((claim) => claim.high === own).length),
  }
}

/** Options that cannot be excluded from the first k: fewer than k are clearly above them, by one-sided tests. */
export function amongFirst(input: RankSetInput, k: number): number[] {
  const { lower } = simultaneousRankSets(input)
  return input.estimate.map((_, j) => j).filter((j) => lower[j]! <= k)
}

/**
 * In how many of 1,000 redraws each option is among the first k, the redraws being the estimate plus one row of
 * errors each. Halves are rounded up.
 */
export function chanceInFirst(estimate: readonly number[], errors: Float64Array, k: number): number[] {
  const size = estimate.length
  const count = errors.length / size
  const times = new Array<number>(size).fill(0)
  const values = new Float64Array(size)
  for (let draw = 0; draw < count; draw++) {
    for (let j = 0; j < size; j++) values[j] = estimate[j]! + errors[draw * size + j]!
    for (let j = 0; j < size; j++) {
      let above = 0
      for (let other = 0; other < size; other++) if (values[other]! > values[j]!) above++
      if (above < k) times[j]!++
    }
  }
  return times.map((time) => Math.floor((2000 * time + count) / (2 * count)))
}

import { type Draws, gaussianDraws } from './gaussian.ts'
import { type Claim, criticalValue, type Maxima } from './max-statistic.ts'

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

function covarianceOf(input: Pick<RankSetInput, 'estimate' | 'se' | 'covariance'>): number[][] {
  if (input.covariance) return input.covariance.map((row) => [...row])
  if (!input.se) throw new TypeError('Rank sets need standard errors or a covariance matrix')
  const se = input.se
  return input.estimate.map((_, i) => input.estimate.map((_, j) => (i === j ? se[i]! * se[i]! : 0)))
}

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

/** Claims that hold together; after each round the ones still open are tested against their own maximum. */
function toldApart(
  claims: readonly Claim[],
  errors: Draws,
  input: { confidence: number; stepdown?: boolean },
): { told: Claim[]; critical: number | null } {
  const told: Claim[] = []
  let open = claims
  let maxima: Maxima | null = null
  let critical: number | null = null
  while (open.length > 0) {
    maxima = criticalValue(open, errors, input.confidence, maxima)
    critical = maxima.critical
    const limit = critical
    const fresh = open.filter((claim) => claim.statistic > limit)
    told.push(...fresh)
    open = open.filter((claim) => !(claim.statistic > limit))
    if (input.stepdown === false || fresh.length === 0) break
  }
  return { told, critical }
}

/** Simultaneous sets: all of them hold together with the given confidence. */
export function simultaneousRankSets(input: RankSetInput): RankSets {
  const covariance = covarianceOf(input)
  return rankSetsFromDraws({ ...input, covariance, errors: gaussianDraws(covariance, input.draws, input.seed) })
}

/** As `simultaneousRankSets`, with sampling errors already drawn. */
export function rankSetsFromDraws(
  input: Omit<RankSetInput, 'draws' | 'seed' | 'se' | 'covariance'> & {
    covariance: readonly (readonly number[])[]
    errors: Draws
  },
): RankSets {
  const size = input.estimate.length
  const sign = input.higherIsBetter === false ? -1 : 1
  const clearlyBelow = input.estimate.map(() => new Array<boolean>(size).fill(false))
  const { told, critical } = toldApart(claimsOf(input.estimate, input.covariance, sign), input.errors, input)
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
  const errors = gaussianDraws(covariance, input.draws, input.seed)
  const sign = input.higherIsBetter === false ? -1 : 1
  const claims = claimsOf(input.estimate, covariance, sign)
  const sets = input.estimate.map((_, own) => {
    const mine = claims.filter((claim) => claim.high === own || claim.low === own)
    return toldApart(mine, errors, input).told
  })
  return {
    rank: competitionRanks(input.estimate, sign > 0),
    lower: sets.map((told, own) => 1 + told.filter((claim) => claim.low === own).length),
    upper: sets.map((told, own) => size - told.filter((claim) => claim.high === own).length),
  }
}

/** Options that cannot be excluded from the first k: fewer than k are clearly above them. */
export function amongFirst(input: RankSetInput, k: number): number[] {
  const { lower } = simultaneousRankSets(input)
  return input.estimate.map((_, j) => j).filter((j) => lower[j]! <= k)
}

const tile = 256

/**
 * In how many of 1,000 redraws each option is among the first k, for every k asked; the redraws are the estimate plus
 * one draw of errors each. Halves are rounded up.
 */
export function chancesInFirst(estimate: readonly number[], errors: Draws, ks: readonly number[]): number[][] {
  const size = estimate.length
  const count = errors[0]?.length ?? 0
  const most = Math.max(0, ...ks)
  // times[place][option]: how often exactly `place` others were larger.
  const times = Array.from({ length: most }, () => new Uint32Array(size))
  const places = new Int32Array(most)
  const values = new Float64Array(most)
  // A few draws at a time are written side by side, so that finding the largest reads one stretch.
  const drawn = new Float64Array(tile * size)
  for (let from = 0; from < count; from += tile) {
    const held = Math.min(tile, count - from)
    for (let j = 0; j < size; j++) {
      const own = estimate[j]!
      const column = errors[j]!
      for (let draw = 0; draw < held; draw++) drawn[draw * size + j] = own + column[from + draw]!
    }
    for (let draw = 0; draw < held; draw++) {
      let filled = 0
      for (let j = 0; j < size; j++) {
        const value = drawn[draw * size + j]!
        if (filled === most && value <= values[most - 1]!) continue
        let at = filled < most ? filled++ : most - 1
        while (at > 0 && values[at - 1]! < value) {
          values[at] = values[at - 1]!
          places[at] = places[at - 1]!
          at -= 1
        }
        values[at] = value
        places[at] = j
      }
      for (let at = 0; at < filled; at++) times[at]![places[at]!]! += 1
    }
  }
  return ks.map((k) =>
    estimate.map((_, j) => {
      let among = 0
      for (let place = 0; place < k; place++) among += times[place]![j]!
      return Math.floor((2000 * among + count) / (2 * count))
    }),
  )
}

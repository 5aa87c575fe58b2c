import type { Draws } from './gaussian.ts'
import { orderStatistic, quantileRank } from './order-statistic.ts'

/** An ordered pair and the hypothesis that `high` is not above `low`; `scale` is the standard error of the gap. */
export type Claim = { high: number; low: number; statistic: number; scale: number }

/** Critical value over some claims, and what the next round can start from. */
export type Maxima = { critical: number; values: Float64Array }

/** Draws looked at together, so that all options' errors stay in the processor's cache. */
const tile = 1024

type Test = { above: Float64Array; below: Float64Array; inverse: number }

function raiseBothWays(maxima: Float64Array, { above, below, inverse }: Test, from: number, to: number): void {
  for (let draw = from; draw < to; draw++) {
    maxima[draw] = Math.max(maxima[draw]!, Math.abs((above[draw]! - below[draw]!) * inverse))
  }
}

function raiseOneWay(maxima: Float64Array, { above, below, inverse }: Test, from: number, to: number): void {
  for (let draw = from; draw < to; draw++) {
    maxima[draw] = Math.max(maxima[draw]!, (above[draw]! - below[draw]!) * inverse)
  }
}

function testsOf(claims: readonly Claim[], errors: Draws): { oneWay: Test[]; bothWays: Test[] } {
  const open = new Set(claims.map((claim) => claim.high * errors.length + claim.low))
  const usable = claims.filter((claim) => claim.scale > 0)
  const paired = (claim: Claim) => open.has(claim.low * errors.length + claim.high)
  const test = ({ high, low, scale }: Claim) => ({ above: errors[high]!, below: errors[low]!, inverse: 1 / scale })
  return {
    oneWay: usable.filter((claim) => !paired(claim)).map(test),
    bothWays: usable.filter((claim) => paired(claim) && claim.high < claim.low).map(test),
  }
}

/** The largest standardised error over the claims, per draw; with both directions of a pair one pass serves both. */
function maximaOver(claims: readonly Claim[], errors: Draws, count: number): Float64Array {
  const maxima = new Float64Array(count)
  const { oneWay, bothWays } = testsOf(claims, errors)
  for (let from = 0; from < count; from += tile) {
    const to = Math.min(count, from + tile)
    for (const test of bothWays) raiseBothWays(maxima, test, from, to)
    for (const test of oneWay) raiseOneWay(maxima, test, from, to)
  }
  return maxima
}

/**
 * Quantile of the maximum over the claims. With fewer claims than before, no maximum grows, so only draws that were
 * above a floor need another look, and the floor falls until enough of them are found.
 */
export function criticalValue(
  claims: readonly Claim[],
  errors: Draws,
  confidence: number,
  before: Maxima | null,
): Maxima {
  const count = errors[0]?.length ?? 0
  const rank = quantileRank(count, confidence)
  if (before === null) {
    const values = maximaOver(claims, errors, count)
    return { critical: orderStatistic(values.slice(), rank), values }
  }
  const wanted = count - rank
  for (let floor = before.critical - 0.1; floor > 0; floor -= 0.1) {
    const again = drawsAbove(before.values, floor)
    const values = maximaOver(claims, chosen(errors, again), again.length)
    const least = again.length - wanted
    if (least < 0) continue
    const critical = orderStatistic(values.slice(), least)
    if (critical >= floor) {
      const next = before.values.slice()
      again.forEach((draw, at) => {
        next[draw] = values[at]!
      })
      return { critical, values: next }
    }
  }
  const all = maximaOver(claims, errors, count)
  return { critical: orderStatistic(all.slice(), rank), values: all }
}

function chosen(errors: Draws, draws: Int32Array): Draws {
  return errors.map((column) => {
    const values = new Float64Array(draws.length)
    for (let at = 0; at < draws.length; at++) values[at] = column[draws[at]!]!
    return values
  })
}

function drawsAbove(values: Float64Array, floor: number): Int32Array {
  const found = new Int32Array(values.length)
  let count = 0
  for (let draw = 0; draw < values.length; draw++) if (values[draw]! >= floor) found[count++] = draw
  return found.subarray(0, count)
}

import type { Draws } from './gaussian.ts'
import { orderStatistic, quantileRank } from './order-statistic.ts'

/** An ordered pair and the hypothesis that `high` is not above `low`; `scale` is the standard error of the gap. */
export type Claim = { high: number; low: number; statistic: number; scale: number }

/** Critical value over some claims, and what the next round can start from. */
export type Maxima = { critical: number; values: Float64Array }

/** Draws looked at together, so that all options' errors stay in the processor's cache. */
const tile = 1024

/** What one option is compared with, four others a time: the last is repeated to fill up, which changes no maximum. */
type Fan = { above: Float64Array; belows: readonly Float64Array[]; inverses: readonly number[] }

/** Reading and writing is most of the work, so each maximum is read and written once for four pairs. */
function raise(maxima: Float64Array, { above, belows, inverses }: Fan, bothWays: boolean, from: number, to: number) {
  const [a, b, c, d] = belows as [Float64Array, Float64Array, Float64Array, Float64Array]
  const [ia, ib, ic, id] = inverses as [number, number, number, number]
  for (let draw = from; draw < to; draw++) {
    const own = above[draw]!
    let one = (own - a[draw]!) * ia
    let two = (own - b[draw]!) * ib
    let three = (own - c[draw]!) * ic
    let four = (own - d[draw]!) * id
    if (bothWays) {
      one = Math.abs(one)
      two = Math.abs(two)
      three = Math.abs(three)
      four = Math.abs(four)
    }
    let most = maxima[draw]!
    if (one > most) most = one
    if (two > most) most = two
    if (three > most) most = three
    if (four > most) most = four
    maxima[draw] = most
  }
}

function fansOf(claims: readonly Claim[], errors: Draws): Fan[] {
  return errors.flatMap((above, high) => {
    const own = claims.filter((claim) => claim.high === high)
    return Array.from({ length: Math.ceil(own.length / 4) }, (_, fan) => {
      const four = [0, 1, 2, 3].map((i) => own[Math.min(4 * fan + i, own.length - 1)]!)
      return {
        above,
        belows: four.map(({ low }) => errors[low]!),
        inverses: four.map(({ scale }) => 1 / scale),
      }
    })
  })
}

/** The largest standardised error over the claims, per draw; with both directions of a pair one pass serves both. */
function maximaOver(claims: readonly Claim[], errors: Draws, count: number): Float64Array {
  const maxima = new Float64Array(count)
  const open = new Set(claims.map((claim) => claim.high * errors.length + claim.low))
  const paired = (claim: Claim) => open.has(claim.low * errors.length + claim.high)
  const usable = claims.filter((claim) => claim.scale > 0)
  const bothWays = fansOf(
    usable.filter((claim) => paired(claim) && claim.high < claim.low),
    errors,
  )
  const oneWay = fansOf(
    usable.filter((claim) => !paired(claim)),
    errors,
  )
  for (let from = 0; from < count; from += tile) {
    const to = Math.min(count, from + tile)
    for (const fan of bothWays) raise(maxima, fan, true, from, to)
    for (const fan of oneWay) raise(maxima, fan, false, from, to)
  }
  return maxima
}

/**
 * Quantile of the maximum over the claims. With fewer claims than before, no maximum grows, so only draws that were
 * above a floor need another look, and the floor falls until enough of them are still above it.
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
  const values = before.values.slice()
  for (let ceiling = Number.POSITIVE_INFINITY, floor = before.critical - 0.1; ; ceiling = floor, floor -= 0.1) {
    const again = drawsBetween(before.values, floor, ceiling)
    const maxima = maximaOver(claims, chosen(errors, again), again.length)
    again.forEach((draw, at) => {
      values[draw] = maxima[at]!
    })
    const above = values.filter((value) => value >= floor)
    if (above.length >= wanted) return { critical: orderStatistic(above, above.length - wanted), values }
  }
}

function chosen(errors: Draws, draws: Int32Array): Draws {
  return errors.map((column) => {
    const values = new Float64Array(draws.length)
    for (let at = 0; at < draws.length; at++) values[at] = column[draws[at]!]!
    return values
  })
}

function drawsBetween(values: Float64Array, floor: number, ceiling: number): Int32Array {
  const found = new Int32Array(values.length)
  let count = 0
  for (let draw = 0; draw < values.length; draw++) {
    if (values[draw]! >= floor && values[draw]! < ceiling) found[count++] = draw
  }
  return found.subarray(0, count)
}

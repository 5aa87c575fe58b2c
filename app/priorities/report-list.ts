import { bandLetter, bandsOf } from './bands.ts'
import type { BoardReportSettings, ReportedList, ReportedOption } from './board-report-contract.ts'
import { resampleBlocks } from './bootstrap.ts'
import { fastTally } from './fast-tally.ts'
import { gaussianDraws } from './gaussian.ts'
import { type HeadToHeadSums, headToHeadEstimate } from './head-to-head-estimate.ts'
import { headToHeadList } from './head-to-head-list.ts'
import { type ListedOption, named } from './list-ranking.ts'
import { type PackedBallots, pickPeople } from './packed-ballots.ts'
import { margin, type PairwiseMatrix } from './pairwise-matrix.ts'
import { rankSetsFromDraws } from './rank-sets.ts'
import { rankedPairs } from './ranked-pairs.ts'
import { places } from './ranking.ts'

interface Dealt {
  readonly count: number
  readonly blockOf: Int32Array
}

/** Sums of one list's blocks: the margin of every pair a < b, row by row. */
export function blockMargins(ballots: PackedBallots, { count, blockOf }: Dealt, unweighted: boolean) {
  const order = Int32Array.from(blockOf.keys()).sort((a, b) => blockOf[a]! - blockOf[b]! || a - b)
  const dealt = pickPeople(ballots, order)
  const size = (ballots.size * (ballots.size - 1)) / 2
  const sums = new Float64Array(count * size)
  for (let block = 0, from = 0; block < count; block++) {
    let to = from
    while (to < order.length && blockOf[order[to]!] === block) to++
    const matrix = fastTally(dealt, { from, to, unweighted })
    let at = block * size
    for (let a = 0; a < ballots.size; a++) for (let b = a + 1; b < ballots.size; b++) sums[at++] = margin(matrix, a, b)
    from = to
  }
  return { size, count, sums }
}

/** How often in 1,000 redraws of blocks ranked pairs puts each option among the first k, for every k. */
export function rankedAgain(
  blocks: ReturnType<typeof blockMargins>,
  options: number,
  ks: readonly number[],
  replicates: number,
  seed: number,
): number[][] {
  const times = ks.map(() => new Array<number>(options).fill(0))
  const wins = new Float64Array(options * options)
  resampleBlocks(blocks, replicates, seed, (margins) => {
    let at = 0
    for (let a = 0; a < options; a++) {
      for (let b = a + 1; b < options; b++) {
        const by = margins[at++]!
        wins[a * options + b] = Math.max(0, by)
        wins[b * options + a] = Math.max(0, -by)
      }
    }
    const place = placesWithoutCircles(wins, options) ?? places(rankedPairs({ size: options, wins }).ranking)
    ks.forEach((k, i) => {
      for (let option = 0; option < options; option++) if (place[option]! <= k) times[i]![option]! += 1
    })
  })
  return times.map((line) => line.map((count) => Math.floor((2000 * count + replicates) / (2 * replicates))))
}

/**
 * Most redraws have neither circles nor ties: then everybody has beaten a different number of others, that number is
 * the order, and ranked pairs would lock every victory into it.
 */
function placesWithoutCircles(wins: Float64Array, options: number): number[] | null {
  const place = new Array<number>(options)
  const taken = new Uint8Array(options)
  for (let a = 0; a < options; a++) {
    let beaten = 0
    for (let b = 0; b < options; b++) if (wins[a * options + b]! > 0) beaten++
    if (taken[beaten] === 1) return null
    taken[beaten] = 1
    place[a] = options - beaten
  }
  return place
}

/**
 * One list over rankings: order by ranked pairs (or Bradley-Terry where pairs are thin), shown as shares of
 * head-to-heads, in bands by the simultaneous test on those shares, with the chances of redrawn people.
 */
export function reportedList(
  given: {
    readonly matrix: PairwiseMatrix
    readonly sums: HeadToHeadSums
    readonly blocks: ReturnType<typeof blockMargins>
    readonly listed: readonly ListedOption[]
  },
  settings: BoardReportSettings,
  seed: number,
): ReportedList {
  const { matrix, listed } = given
  const { method, ranking, leastCompared } = headToHeadList(matrix)
  const { shares, covariance, freedom } = headToHeadEstimate(given.sums)
  const known = [...shares.keys()].filter((option) => shares[option] !== null)
  const estimate = known.map((option) => shares[option]!)
  const errors = gaussianDraws(
    known.map((a) => known.map((b) => covariance[a]![b]!)),
    settings.draws,
    seed,
    freedom,
  )
  const sets = rankSetsFromDraws({
    estimate,
    covariance: known.map((a) => known.map((b) => covariance[a]![b]!)),
    errors,
    confidence: settings.confidencePerMille / 1000,
  })
  const bands = bandsOf(estimate, sets.clearlyBelow)
  const ks = [1, 3, 5].filter((k) => k < matrix.size)
  const chances = rankedAgain(given.blocks, matrix.size, ks, settings.replicates, seed)
  const rank = places(ranking)
  const never = matrix.size - known.length
  const byTitle = (a: number, b: number) => listed[a]!.alphabetical - listed[b]!.alphabetical
  const options = listed.map(({ id }, option): ReportedOption => {
    const at = known.indexOf(option)
    return {
      id,
      sharePerMille: at < 0 ? null : Math.round(shares[option]! * 1000),
      rank: rank[option]!,
      // What was never compared could be anywhere, and could stand above any other.
      rankFrom: at < 0 ? 1 : sets.lower[at]!,
      rankTo: at < 0 ? matrix.size : sets.upper[at]! + never,
      band: at < 0 ? null : bands.findIndex((band) => band.includes(at)),
      inFirst: ks.map((k, i) => ({ k, perMille: chances[i]![option]! })),
    }
  })
  return {
    method,
    leastCompared: Math.floor(leastCompared),
    bands: bands.map((band, at) => ({
      letter: bandLetter(at),
      ids: band
        .map((option) => known[option]!)
        .sort(byTitle)
        .map((option) => listed[option]!.id),
    })),
    order: named(ranking, listed),
    criticalMillionths: sets.critical === null ? null : Math.round(sets.critical * 1_000_000),
    options,
  }
}

import { MILLIONTHS, type WeakOrder } from '../../priorities/ballot.ts'
import { boardReport } from '../../priorities/board-report.ts'
import { headToHeadList } from '../../priorities/head-to-head-list.ts'
import { listedOptions, named } from '../../priorities/list-ranking.ts'
import { pairOrders } from '../../priorities/method-orders.ts'
import { packBallots } from '../../priorities/packed-ballots.ts'
import { addPerson, emptyMatrix, type PairwiseMatrix } from '../../priorities/pairwise-matrix.ts'
import { places } from '../../priorities/ranking.ts'
import type { RankedOptions } from './result.ts'
import { shownLine } from './result-disclosure.ts'

export interface RankingInput {
  options: readonly { id: string; title: string }[]
  /** Each person's orders, several where pairs or small groups were judged, and whom they belong together with. */
  people: readonly { orders: readonly WeakOrder[]; together: string | null }[]
  threshold: number
  /** With fewer people or wholes than this nothing is said of how an order would wobble. */
  fewest: number
  seed: number
}

/**
 * Order, bands and sensitivity of one question that yields ballots. Where everybody gives one order the bands come with
 * it; where people judge pairs or small groups, or nearly all came together, the share of head-to-heads stands alone.
 */
export function rankedOptions({ options, people, threshold, fewest, seed }: RankingInput): RankedOptions {
  const unranked = 'tied-last'
  const matrix = emptyMatrix(options.length)
  for (const { orders } of people) addPerson(matrix, { instruments: [orders], weight: MILLIONTHS }, unranked)
  const listed = listedOptions(options)
  const list = headToHeadList(matrix)
  const order = named(list.ranking, listed)
  const rank = places(list.ranking)
  const others = pairOrders(matrix).map(({ method, ranking }) => ({ method, first: named(ranking, listed)[0]! }))
  const single = people.every(({ orders }) => orders.length === 1)
  const clusters = people.map(({ together }) => together)
  const wholes = new Set(clusters.filter((one) => one !== null)).size + clusters.filter((one) => one === null).length
  const report =
    single && wholes >= fewest
      ? boardReport({
          options: [...options],
          ballots: packBallots(
            people.map(({ orders: [own] }) => ({ ...own!, weight: MILLIONTHS })),
            options.length,
            unranked,
          ),
          unranked,
          clusters,
          groups: { ids: ['all'], of: new Int32Array(people.length) },
          sources: { ids: ['all'], of: new Int32Array(people.length) },
          seed,
          // The bands need neither: redrawn people and redrawn weights belong to a report for the Board.
          settings: { replicates: 1, sweepDraws: 1 },
        }).unweighted
      : null
  return {
    people: people.length,
    method: list.method,
    order,
    bands: report?.bands.map(({ letter, ids }) => ({ letter, ids: [...ids] })) ?? null,
    options: options.map(({ id }, at) => ({
      id,
      sharePerMille: list.shares[at] === null ? null : Math.round(1000 * list.shares[at]!),
      rank: rank[at]!,
      from: report?.options[at]?.rankFrom ?? null,
      to: report?.options[at]?.rankTo ?? null,
    })),
    otherFirst: others.filter(({ first }) => first.join() !== order[0]!.join()),
    pairs: shownPairs(matrix, threshold),
  }
}

/** Whole people per pair; a pair whose smaller side is few is hidden on both sides. */
function shownPairs(matrix: PairwiseMatrix, threshold: number): (number | null)[][] {
  const { size, wins, compared } = matrix
  const people = (cells: Float64Array, a: number, b: number) => Math.round(cells[a * size + b]! / MILLIONTHS)
  const shown: (number | null)[][] = Array.from({ length: size }, () => new Array(size).fill(null))
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      const [over, under] = [people(wins, a, b), people(wins, b, a)]
      const tied = people(compared, a, b) - over - under
      const [first, second] = shownLine(tied > 0 ? [over, under, tied] : [over, under], threshold)
      shown[a]![b] = first!
      shown[b]![a] = second!
    }
  }
  return shown
}

/** Who stands first by head-to-heads, as in `rankedOptions`; several where they tie. */
export function firstRanked(
  options: readonly { id: string; title: string }[],
  people: readonly (readonly WeakOrder[])[],
): string[] {
  const matrix = emptyMatrix(options.length)
  for (const orders of people) addPerson(matrix, { instruments: [orders], weight: MILLIONTHS }, 'tied-last')
  return named(headToHeadList(matrix).ranking, listedOptions(options))[0] ?? []
}

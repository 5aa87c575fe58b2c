import { MILLIONTHS } from './ballot.ts'
import { bradleyTerry, type Comparison } from './bradley-terry.ts'
import { comparisonGroups } from './comparison-graph.ts'
import {
  effectiveComparers,
  headToHeadShares,
  leastCompared,
  type PairwiseMatrix,
  pairWins,
} from './pairwise-matrix.ts'
import { rankedPairs } from './ranked-pairs.ts'
import { type Ranking, rankEstimates } from './ranking.ts'

/** From this many effective comparers on every pair, the pairs speak for themselves. */
const ENOUGH_COMPARERS = 30

/** The weak prior of the model: half a win and half a loss of each option against an imaginary one. */
const WEAK_PRIOR = 0.5

export interface HeadToHeadList {
  readonly method: 'ranked-pairs.margins' | 'bradley-terry.pseudo-0.5'
  readonly ranking: Ranking
  /** Share of head-to-heads won, the number shown; null for an option that was never compared. */
  readonly shares: readonly (number | null)[]
  /** Smallest effective number of comparers of any pair. */
  readonly leastCompared: number
  /** Groups without wins in both directions between them; one group is sound, more rest on the prior alone. */
  readonly groups: readonly (readonly number[])[]
}

/**
 * The list over full rankings, ratings or several instruments: ranked pairs on margins where every pair was compared
 * by at least 30 effective people, otherwise Bradley-Terry with a weak prior, which borrows strength between pairs.
 */
export function headToHeadList(matrix: PairwiseMatrix): HeadToHeadList {
  const { size } = matrix
  const least = size < 2 ? ENOUGH_COMPARERS : leastCompared(matrix)
  const groups = comparisonGroups(size, (a, b) => pairWins(matrix, a, b) + ties(matrix, a, b) > 0)
  const common = { shares: headToHeadShares(matrix), leastCompared: least, groups }
  if (least >= ENOUGH_COMPARERS) {
    return { ...common, method: 'ranked-pairs.margins', ranking: rankedPairs(matrix).ranking }
  }
  return { ...common, method: 'bradley-terry.pseudo-0.5', ranking: modelledRanking(matrix) }
}

/** The order of Bradley-Terry with the weak prior, from the pairs. */
export function modelledRanking(matrix: PairwiseMatrix): Ranking {
  const judged = comparisons(matrix)
  // One option, or options that nobody compared: nothing tells them apart.
  if (judged.length === 0) return [Array.from({ length: matrix.size }, (_, option) => option)]
  const worths = bradleyTerry(matrix.size, judged, { pseudo: WEAK_PRIOR })
  return rankEstimates(worths.logWorth)
}

const ties = (matrix: PairwiseMatrix, a: number, b: number): number =>
  matrix.compared[a * matrix.size + b]! - pairWins(matrix, a, b) - pairWins(matrix, b, a)

/** One row per pair; weights are brought to the effective number of people, so that the prior weighs what it should. */
function comparisons(matrix: PairwiseMatrix): Comparison[] {
  const rows: Comparison[] = []
  for (let first = 0; first < matrix.size; first++) {
    for (let second = first + 1; second < matrix.size; second++) {
      const compared = matrix.compared[first * matrix.size + second]! / MILLIONTHS
      if (compared === 0) continue
      const scale = effectiveComparers(matrix, first, second) / compared / MILLIONTHS
      rows.push({
        first,
        second,
        firstWins: pairWins(matrix, first, second) * scale,
        secondWins: pairWins(matrix, second, first) * scale,
        ties: Math.max(0, ties(matrix, first, second) * scale),
      })
    }
  }
  return rows
}

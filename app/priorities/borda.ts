import { type Ballot, checkOrder, readOrder, type Unranked } from './ballot.ts'
import { type PairwiseMatrix, pairWins } from './pairwise-matrix.ts'
import { type Ranking, rankByScore } from './ranking.ts'

/** Points for first place among n options: n, or n - 1 (then last place is worth nothing). */
export type TopPoints = 'top-is-n' | 'top-is-n-minus-1'

export interface BordaResult {
  readonly ranking: Ranking
  /** Points in millionths (halves of a millionth where an even number of options shares places). */
  readonly points: readonly number[]
}

/**
 * Borda's count. Tied options share the mean of the places they take. Unranked options share the last places, or, read
 * as no preference, get nothing. The place count is over all options of the question.
 */
export function borda(ballots: Iterable<Ballot>, size: number, unranked: Unranked, top: TopPoints): BordaResult {
  const points = new Array<number>(size).fill(0)
  const first = top === 'top-is-n' ? size : size - 1
  for (const ballot of ballots) {
    checkOrder(ballot, size)
    let above = 0
    for (const group of readOrder(ballot, size, unranked)) {
      const share = first - above - (group.length - 1) / 2
      for (const option of group) points[option]! += share * ballot.weight
      above += group.length
    }
  }
  return { ranking: rankByScore(points), points }
}

/**
 * Borda's order from the pairs alone: points are head-to-heads won and half of those tied. Where everybody judged every
 * option they are those of `borda` with `top-is-n-minus-1`.
 */
export function bordaOfPairs(matrix: PairwiseMatrix): BordaResult {
  const { size, compared } = matrix
  const points = Array.from({ length: size }, (_, a) => {
    let sum = 0
    for (let b = 0; b < size; b++) {
      sum += (compared[a * size + b]! + pairWins(matrix, a, b) - pairWins(matrix, b, a)) / 2
    }
    return sum
  })
  return { ranking: rankByScore(points), points }
}

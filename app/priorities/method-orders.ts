import { type Approval, approvalScores } from './approval.ts'
import { bordaOfPairs } from './borda.ts'
import { modelledRanking } from './head-to-head-list.ts'
import { KEMENY_LIMIT, kemeny } from './kemeny.ts'
import type { PairwiseMatrix } from './pairwise-matrix.ts'
import { rankedPairs } from './ranked-pairs.ts'
import { type Ranking, rankByScore } from './ranking.ts'
import { schulze } from './schulze.ts'

export type OrderMethod = 'share' | 'ranked-pairs' | 'schulze' | 'kemeny' | 'borda' | 'bradley-terry'

/** By the pairs: ranked pairs, Schulze, Kemeny where it can be exact, Borda, and Bradley-Terry with its weak prior. */
export function pairOrders(matrix: PairwiseMatrix): { method: Exclude<OrderMethod, 'share'>; ranking: Ranking }[] {
  return [
    { method: 'ranked-pairs', ranking: rankedPairs(matrix).ranking },
    { method: 'schulze', ranking: schulze(matrix).ranking },
    ...(matrix.size <= KEMENY_LIMIT ? [{ method: 'kemeny' as const, ranking: kemeny(matrix, 1).ranking }] : []),
    { method: 'borda', ranking: bordaOfPairs(matrix).ranking },
    { method: 'bradley-terry', ranking: modelledRanking(matrix) },
  ]
}

/** The same answers by every method of the sensitivity strip (method 1.6): the share of people, and the pairs. */
export function methodOrders(
  matrix: PairwiseMatrix,
  choices: readonly Approval[],
): { method: OrderMethod; ranking: Ranking }[] {
  return [{ method: 'share', ranking: rankByScore(approvalScores(choices, matrix.size)) }, ...pairOrders(matrix)]
}

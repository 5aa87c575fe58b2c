import { margin, type Wins } from './pairwise-matrix.ts'
import { type Ranking, rankByScore } from './ranking.ts'

export interface CopelandResult {
  readonly ranking: Ranking
  readonly winners: readonly number[]
  /** Head-to-heads won minus lost; a tied pair counts nothing. */
  readonly balance: readonly number[]
}

/** Copeland's rule (Copeland 1951): order by head-to-heads won minus lost. Ties are common and stay ties. */
export function copeland(matrix: Wins): CopelandResult {
  const options = Array.from({ length: matrix.size }, (_, option) => option)
  const balance = options.map((a) => options.reduce((sum, b) => sum + Math.sign(margin(matrix, a, b)), 0))
  const ranking = rankByScore(balance)
  return { ranking, winners: ranking[0]!, balance }
}

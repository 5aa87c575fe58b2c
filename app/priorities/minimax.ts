import { margin, pairWins, type Wins } from './pairwise-matrix.ts'
import { type Ranking, rankByScore } from './ranking.ts'
import { victory } from './strength.ts'

/** What counts as the worst defeat: votes of those who win, their margin, or plainly the greatest opposition. */
export type Defeat = 'winning' | 'margins' | 'opposition'

export interface MinimaxResult {
  readonly ranking: Ranking
  readonly winners: readonly number[]
  /** The worst defeat of each option in millionths; by margins it is negative for one that beats everybody. */
  readonly scores: readonly number[]
}

/** Minimax (Simpson 1969, Kramer 1977): the mildest worst defeat first. It can elect the Condorcet loser. */
export function minimax(matrix: Wins, defeat: Defeat = 'margins'): MinimaxResult {
  const options = Array.from({ length: matrix.size }, (_, option) => option)
  const against = (a: number, b: number): number => {
    if (defeat === 'winning') return victory(matrix, b, a, 'winning')
    return defeat === 'margins' ? margin(matrix, b, a) : pairWins(matrix, b, a)
  }
  const scores = options.map((a) =>
    options.reduce((worst, b) => (a === b ? worst : Math.max(worst, against(a, b))), Number.NEGATIVE_INFINITY),
  )
  // A single option has no opponent and so no defeat.
  if (matrix.size === 1) scores[0] = 0
  const ranking = rankByScore(scores.map((score) => -score))
  return { ranking, winners: ranking[0]!, scores }
}

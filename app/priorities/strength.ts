import { margin, pairWins, type Wins } from './pairwise-matrix.ts'

/**
 * How strong a head-to-head victory is, a recorded parameter: by its `margins` (votes for minus votes against, the
 * default) or by its `winning` votes. With ties and unranked options the two can order differently (Schulze, The
 * Schulze Method of Voting, example 10).
 */
export type Strength = 'margins' | 'winning'

/** Strength of a's victory over b in millionths; zero where a does not win. */
export function victory(matrix: Wins, a: number, b: number, strength: Strength): number {
  const by = margin(matrix, a, b)
  if (by <= 0) return 0
  return strength === 'margins' ? by : pairWins(matrix, a, b)
}

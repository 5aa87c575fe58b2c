import type { Wins } from './pairwise-matrix.ts'
import { type Ranking, rankByBeats } from './ranking.ts'
import { type Strength, victory } from './strength.ts'

export interface SchulzeResult {
  readonly ranking: Ranking
  readonly winners: readonly number[]
  /** Strength of the strongest path from a to b, in millionths, row by row. */
  readonly paths: Float64Array
}

/**
 * Schulze's method (Schulze 2011; arXiv 1804.02973): a stands above b when the strongest chain of victories from a to
 * b is stronger than the strongest one back. Equal chains leave two options tied.
 */
export function schulze(matrix: Wins, strength: Strength = 'margins'): SchulzeResult {
  const { size } = matrix
  const paths = new Float64Array(size * size)
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) if (a !== b) paths[a * size + b] = victory(matrix, a, b, strength)
  }
  for (let via = 0; via < size; via++) {
    for (let a = 0; a < size; a++) {
      const first = paths[a * size + via]!
      if (a === via || first === 0) continue
      for (let b = 0; b < size; b++) {
        if (b === a) continue
        const through = Math.min(first, paths[via * size + b]!)
        if (through > paths[a * size + b]!) paths[a * size + b] = through
      }
    }
  }
  const ranking = rankByBeats(size, (a, b) => paths[a * size + b]! > paths[b * size + a]!)
  return { ranking, winners: ranking[0]!, paths }
}

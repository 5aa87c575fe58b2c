import { MILLIONTHS } from './ballot.ts'
import { BallotError } from './ballot-error.ts'
import type { Generator } from './generator.ts'
import { ln } from './normal.ts'
import type { PairwiseMatrix, Wins } from './pairwise-matrix.ts'
import { rankedPairs } from './ranked-pairs.ts'
import { places, type Ranking } from './ranking.ts'

/** What one kind of taking part says: a consultation, a jury's ballots, a standing conference, the forums. */
export interface ListSource {
  readonly id: string
  readonly matrix: PairwiseMatrix
  /** Declared before anybody saw the lists; equal by default, any unit. */
  readonly weight?: number
}

export interface SourceSweep {
  readonly draws: number
  /** Per option, in how many of the drawn weightings it is among the first `top` (ties at the edge count). */
  readonly inTop: readonly number[]
  readonly top: number
  readonly bestPlace: readonly number[]
  readonly worstPlace: readonly number[]
}

export interface CombinedList {
  readonly bySource: readonly { readonly id: string; readonly weight: number; readonly ranking: Ranking }[]
  readonly ranking: Ranking
  /** Share of head-to-heads in billionths, after every source has been brought to the same size. */
  readonly shares: Wins
  readonly sweep: SourceSweep
}

/** Shares are carried as whole billionths so that the combined order is exact. */
const BILLIONTHS = 1_000_000_000

/**
 * One list per source, and the combined list: each source's matrix as shares of those who compared a pair, averaged
 * with the declared weights, then ranked pairs on margins. A source that never compared a pair has no say on it. The
 * sweep draws other weights evenly from all possible ones (Dirichlet) and says how often an option stays on top.
 * @param random the named generator, from the recorded seed
 * @throws BallotError `no-ballots` without sources, `bad-weight`, `unknown-option` when sources differ in options
 */
export function combinedList(sources: readonly ListSource[], random: Generator, draws = 200, top = 5): CombinedList {
  const first = sources[0]
  if (first === undefined) throw new BallotError('no-ballots', 'There is no source to combine.')
  const { size } = first.matrix
  const weights = sources.map(({ weight = 1 }) => weight)
  if (weights.some((weight) => !Number.isFinite(weight) || weight < 0) || !weights.some((weight) => weight > 0)) {
    throw new BallotError('bad-weight', 'Source weights must be zero or more, and one of them above zero.')
  }
  if (sources.some(({ matrix }) => matrix.size !== size)) {
    throw new BallotError('unknown-option', 'The sources do not have the same options.')
  }
  const shares = sources.map(({ matrix }) => shareMatrix(matrix))
  const combined = combine(shares, normalise(weights))
  const drawn = Array.from({ length: sources.length > 1 ? draws : 1 }, () =>
    places(rankedPairs(combine(shares, dirichlet(sources.length, random))).ranking),
  )
  const options = Array.from({ length: size }, (_, option) => option)
  return {
    bySource: sources.map(({ id, matrix }, i) => ({ id, weight: weights[i]!, ranking: rankedPairs(matrix).ranking })),
    ranking: rankedPairs(combined).ranking,
    shares: combined,
    sweep: {
      draws: drawn.length,
      top,
      inTop: options.map((option) => drawn.filter((place) => place[option]! <= top).length),
      bestPlace: options.map((option) => Math.min(...drawn.map((place) => place[option]!))),
      worstPlace: options.map((option) => Math.max(...drawn.map((place) => place[option]!))),
    },
  }
}

interface Shares extends Wins {
  /** Whether this source compared the pair at all. */
  readonly judged: Uint8Array
}

function shareMatrix({ size, wins, compared }: PairwiseMatrix): Shares {
  const judged = Uint8Array.from(compared, (weight) => +(weight > 0))
  return {
    size,
    wins: wins.map((won, cell) => (judged[cell] === 1 ? Math.round((won / compared[cell]!) * BILLIONTHS) : 0)),
    judged,
  }
}

function combine(sources: readonly Shares[], weights: readonly number[]): Wins {
  const { size } = sources[0]!
  const wins = new Float64Array(size * size)
  for (let cell = 0; cell < wins.length; cell++) {
    let sum = 0
    let having = 0
    sources.forEach((source, i) => {
      sum += weights[i]! * source.wins[cell]!
      having += weights[i]! * source.judged[cell]!
    })
    wins[cell] = having === 0 ? 0 : Math.round(sum / having)
  }
  return { size, wins }
}

/** Whole millionths: products with billionths then stay exact. */
function normalise(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight) => Math.round((weight / total) * MILLIONTHS))
}

/** Every division of weight between the sources is equally likely. */
function dirichlet(sources: number, random: Generator): number[] {
  return normalise(Array.from({ length: sources }, () => -ln(1 - random.uniform()) + Number.MIN_VALUE))
}

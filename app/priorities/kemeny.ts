import { BallotError } from './ballot-error.ts'
import type { Wins } from './pairwise-matrix.ts'
import { type Ranking, rankByBeats } from './ranking.ts'

export const KEMENY_LIMIT = 20

export interface KemenyResult {
  /** Weight of the pair verdicts that agree with an optimal order, in millionths. */
  readonly score: number
  /** How many orders reach that score. */
  readonly count: bigint
  /** The optimal orders, the first `listed` of them in order of option index. */
  readonly optima: readonly (readonly number[])[]
  /** What all optimal orders share; the order itself when there is only one. */
  readonly ranking: Ranking
}

/**
 * Kemeny's rule (Kemeny 1959; Young and Levenglick 1978), exactly, by dynamic programming over subsets: the orders
 * that agree with the most pair verdicts. All optima are counted, and listed up to `listed`.
 * @throws BallotError `too-many-options` above 20 options, where an exact answer is out of reach
 */
export function kemeny(matrix: Wins, listed = 1000): KemenyResult {
  const { size } = matrix
  if (size > KEMENY_LIMIT) {
    throw new BallotError('too-many-options', `Kemeny's rule is computed exactly for at most ${KEMENY_LIMIT} options.`)
  }
  const full = 2 ** size - 1
  const gain = lastPlaceGain(matrix)
  const best = new Float64Array(full + 1)
  for (let set = 1; set <= full; set++) {
    let top = Number.NEGATIVE_INFINITY
    for (let left = set; left !== 0; left &= left - 1) {
      const last = 31 - Math.clz32(left & -left)
      const before = set ^ (1 << last)
      const score = best[before]! + gain(last, before)
      if (score > top) top = score
    }
    best[set] = top
  }
  const lasts = (set: number): number[] => {
    const found: number[] = []
    for (let last = 0; last < size; last++) {
      const before = set ^ (1 << last)
      if ((set & (1 << last)) !== 0 && best[before]! + gain(last, before) === best[set]!) found.push(last)
    }
    return found
  }
  return { score: best[full]!, ...readOptima(size, full, lasts, listed) }
}

/** Weight that wants every option of a set above `last`, from two half tables so that each lookup is two reads. */
function lastPlaceGain({ size, wins }: Wins): (last: number, before: number) => number {
  const half = Math.ceil(size / 2)
  const table = (offset: number, width: number) => {
    const sums = new Float64Array(size * 2 ** width)
    for (let last = 0; last < size; last++) {
      for (let set = 1; set < 2 ** width; set++) {
        const low = 31 - Math.clz32(set & -set)
        sums[last * 2 ** width + set] =
          sums[last * 2 ** width + (set & (set - 1))]! + wins[(low + offset) * size + last]!
      }
    }
    return sums
  }
  const lower = table(0, half)
  const upper = table(half, size - half)
  const lowMask = 2 ** half - 1
  const upperWidth = size - half
  return (last, before) => lower[(last << half) + (before & lowMask)]! + upper[(last << upperWidth) + (before >> half)]!
}

function readOptima(size: number, full: number, lasts: (set: number) => number[], listed: number) {
  const counts = new Map<number, bigint>([[0, 1n]])
  // Every option that stands before this one in at least one optimum, as a set of bits.
  const before = new Int32Array(size)
  const count = (set: number): bigint => {
    const known = counts.get(set)
    if (known !== undefined) return known
    let sum = 0n
    for (const last of lasts(set)) {
      before[last]! |= set ^ (1 << last)
      sum += count(set ^ (1 << last))
    }
    counts.set(set, sum)
    return sum
  }
  const total = count(full)
  const optima: number[][] = []
  const list = (set: number, tail: number[]): void => {
    if (optima.length >= listed) return
    if (set === 0) optima.push(tail)
    else for (const last of lasts(set)) list(set ^ (1 << last), [last, ...tail])
  }
  list(full, [])
  optima.sort((a, b) => a.map((option, i) => option - b[i]!).find((difference) => difference !== 0) ?? 0)
  const ranking = rankByBeats(size, (a, b) => (before[a]! & (1 << b)) === 0)
  return { count: total, optima, ranking }
}

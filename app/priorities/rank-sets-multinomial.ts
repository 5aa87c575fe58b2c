import { competitionRanks } from './rank-sets.ts'

/**
 * Finite-sample confidence sets for the ranks of multinomial counts such as first choices: each pair is an exact
 * binomial test of which of the two is larger, corrected for the number of pairs (Bazylik, Mogstad, Romano, Shaikh and
 * Wilhelm, "Finite- and large-sample inference for ranks using multinomial data").
 */
export type MultinomialInput = {
  counts: readonly number[]
  /** For example 0.95. */
  confidence: number
  correction: 'holm' | 'bonferroni'
  /** All sets together, or each option's own. */
  together: boolean
}

/** log of n! as a running sum, so that tails of large counts do not underflow. */
function logFactorials(limit: number): Float64Array {
  const logs = new Float64Array(limit + 1)
  for (let n = 1; n <= limit; n++) logs[n] = logs[n - 1]! + Math.log(n)
  return logs
}

/** Probability that at least `successes` of `trials` fair coins show heads. */
function upperTail(successes: number, trials: number, logs: Float64Array): number {
  let sum = 0
  for (let k = trials; k >= successes; k--) {
    sum += Math.exp(logs[trials]! - logs[k]! - logs[trials - k]! - trials * Math.LN2)
  }
  return Math.min(1, sum)
}

type Test = { high: number; low: number; p: number }

function rejected(tests: readonly Test[], alpha: number, correction: MultinomialInput['correction']): Test[] {
  if (correction === 'bonferroni') return tests.filter((test) => test.p <= alpha / tests.length)
  const sorted = [...tests].sort((a, b) => a.p - b.p)
  const stop = sorted.findIndex((test, at) => test.p > alpha / (sorted.length - at))
  return stop === -1 ? sorted : sorted.slice(0, stop)
}

export function multinomialRankSets(input: MultinomialInput): { rank: number[]; lower: number[]; upper: number[] } {
  const { counts } = input
  const largest = [...counts].sort((a, b) => b - a)
  const logs = logFactorials((largest[0] ?? 0) + (largest[1] ?? 0))
  const tests: Test[] = counts.flatMap((high, j) =>
    counts.flatMap((low, k) => (j === k ? [] : [{ high: j, low: k, p: upperTail(high, high + low, logs) }])),
  )
  const alpha = 1 - input.confidence
  const told = (own: number | null) => {
    const family = own === null ? tests : tests.filter((test) => test.high === own || test.low === own)
    return rejected(family, alpha, input.correction)
  }
  const all = input.together ? told(null) : []
  const sets = counts.map((_, j) => {
    const claims = input.together ? all : told(j)
    return {
      lower: 1 + claims.filter((test) => test.low === j).length,
      upper: counts.length - claims.filter((test) => test.high === j).length,
    }
  })
  return {
    rank: competitionRanks(counts),
    lower: sets.map((set) => set.lower),
    upper: sets.map((set) => set.upper),
  }
}

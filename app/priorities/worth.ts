/** Estimated worths with their uncertainty, on the log scale and relative to a reference option. */
export interface WorthEstimates {
  readonly reference: number
  readonly logWorth: readonly number[]
  /** Standard error of the difference to the reference; null for the reference itself. */
  readonly standardErrors: readonly (number | null)[]
  /** Covariance of the differences to the reference, row by row (zeros in the reference's row and column). */
  readonly covariance: Float64Array
  readonly logLikelihood: number
}

/** Moves estimates of which one or none is fixed at zero to differences from a reference option. */
export function relativeTo(reference: number, raw: readonly number[], covariance: Float64Array, stride: number) {
  const size = raw.length
  const cov = (a: number, b: number): number => covariance[a * stride + b]!
  const relative = new Float64Array(size * size)
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      relative[a * size + b] = cov(a, b) - cov(a, reference) - cov(reference, b) + cov(reference, reference)
    }
  }
  return {
    logWorth: raw.map((value) => value - raw[reference]!),
    standardErrors: raw.map((_, a) => (a === reference ? null : Math.sqrt(relative[a * size + a]!))),
    covariance: relative,
  }
}

/** Worths that add up to one: the chance of being the first choice among all options. */
export function worthShares(logWorth: readonly number[]): number[] {
  const top = Math.max(...logWorth)
  const raw = logWorth.map((value) => Math.exp(value - top))
  const sum = raw.reduce((a, b) => a + b, 0)
  return raw.map((value) => value / sum)
}

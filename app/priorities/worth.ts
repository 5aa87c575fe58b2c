import { cholesky, choleskyInverse, submatrix } from './cholesky.ts'

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

/**
 * Differences to a reference option, with the covariance that the answers alone support: a weak prior keeps estimates
 * finite but is no evidence. Only where the answers leave something open does the prior stand in.
 * @param information observed information of the answers and of answers with prior; worths first, other parameters after
 * @param size number of options, all of which are parameters
 */
export function relativeTo(
  reference: number,
  raw: readonly number[],
  information: { readonly answers: Float64Array; readonly withPrior: Float64Array },
  parameters: number,
) {
  const size = raw.length
  const kept = Array.from({ length: parameters }, (_, i) => i).filter((i) => i !== reference)
  const inverse = invert(information.answers, parameters, kept) ?? invert(information.withPrior, parameters, kept)
  const at = (a: number, b: number): number => {
    const [i, j] = [kept.indexOf(a), kept.indexOf(b)]
    return inverse === null || i < 0 || j < 0 ? 0 : inverse[i * kept.length + j]!
  }
  const covariance = new Float64Array(size * size)
  for (let a = 0; a < size; a++) for (let b = 0; b < size; b++) covariance[a * size + b] = at(a, b)
  return {
    logWorth: raw.map((value) => value - raw[reference]!),
    standardErrors: raw.map((_, a) => (a === reference ? null : Math.sqrt(at(a, a)))),
    covariance,
    standardErrorOf: (parameter: number): number => Math.sqrt(at(parameter, parameter)),
  }
}

/** Dropping the reference's row and column fixes it at zero: shifting all worths alike changes no chance. */
function invert(information: Float64Array, parameters: number, kept: readonly number[]): Float64Array | null {
  const factor = cholesky(submatrix(information, parameters, kept), kept.length)
  return factor === null ? null : choleskyInverse(factor, kept.length)
}

/** Worths that add up to one: the chance of being the first choice among all options. */
export function worthShares(logWorth: readonly number[]): number[] {
  const top = Math.max(...logWorth)
  const raw = logWorth.map((value) => Math.exp(value - top))
  const sum = raw.reduce((a, b) => a + b, 0)
  return raw.map((value) => value / sum)
}

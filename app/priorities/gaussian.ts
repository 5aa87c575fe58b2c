import type { Generator } from './generator.ts'

/**
 * Lower triangle L with L Lᵀ = the covariance, row by row. A direction without variance gives a zero column, so a
 * singular matrix (everybody chose exactly N) is allowed.
 */
export function cholesky(covariance: readonly (readonly number[])[]): number[][] {
  const size = covariance.length
  const factor: number[][] = covariance.map(() => new Array<number>(size).fill(0))
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = covariance[i]![j]!
      for (let k = 0; k < j; k++) rest -= factor[i]![k]! * factor[j]![k]!
      if (i === j) factor[i]![i] = rest > 1e-12 * covariance[i]![i]! ? Math.sqrt(rest) : 0
      else factor[i]![j] = factor[j]![j] === 0 ? 0 : rest / factor[j]![j]!
    }
  }
  return factor
}

/** `draws` rows of K normal values with the given covariance, one after the other in one array. */
export function gaussianDraws(
  covariance: readonly (readonly number[])[],
  draws: number,
  random: Generator,
): Float64Array {
  const size = covariance.length
  const factor = cholesky(covariance)
  const values = new Float64Array(draws * size)
  const normals = new Float64Array(size)
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < size; i++) normals[i] = random.normal()
    for (let i = 0; i < size; i++) {
      const row = factor[i]!
      let sum = 0
      for (let k = 0; k <= i; k++) sum += row[k]! * normals[k]!
      values[draw * size + i] = sum
    }
  }
  return values
}

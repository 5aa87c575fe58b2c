import { generator } from './generator.ts'

/** One array per option, each with one value per draw. */
export type Draws = Float64Array[]

/**
 * Lower triangle L with L Lᵀ = the covariance, row by row. A direction without variance gives a zero column, so a
 * singular matrix (everybody chose exactly N) is allowed.
 */
function cholesky(covariance: readonly (readonly number[])[]): number[][] {
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

const remembered = new Map<string, Draws>()
const rememberedMost = 4
const rememberedValues = 1_000_000

/**
 * Standard normal draws; all options of the first draw first. The last few are kept, because a live list asks for the
 * same ones after every ballot and drawing them is most of its work.
 */
function standardDraws(size: number, draws: number, seed: number): Draws {
  const key = `${size}/${draws}/${seed}`
  const known = remembered.get(key)
  if (known) return known
  const random = generator(seed)
  const columns = Array.from({ length: size }, () => new Float64Array(draws))
  for (let draw = 0; draw < draws; draw++) for (const column of columns) column[draw] = random.normal()
  if (size * draws <= rememberedValues) {
    if (remembered.size >= rememberedMost) remembered.delete(remembered.keys().next().value!)
    remembered.set(key, columns)
  }
  return columns
}

/**
 * Square root of freedom / χ² for each draw, the χ² from a normal value by the cube of Wilson and Hilferty 1931: what
 * turns normal errors into those of a covariance estimated from few people.
 */
function studentFactors(normals: Float64Array, freedom: number): Float64Array {
  const spread = 2 / (9 * freedom)
  const root = Math.sqrt(spread)
  return normals.map((normal) => {
    const cube = Math.max(0.01, 1 - spread + normal * root)
    return 1 / Math.sqrt(cube * cube * cube)
  })
}

/**
 * Draws of errors with the given covariance, the same for the same seed: normal, or Student's with `freedom` degrees
 * where the covariance was estimated from that many units and one.
 */
export function gaussianDraws(
  covariance: readonly (readonly number[])[],
  draws: number,
  seed: number,
  freedom?: number,
): Draws {
  const size = covariance.length
  const standard = standardDraws(freedom === undefined ? size : size + 1, draws, seed)
  const factors = freedom === undefined ? null : studentFactors(standard[size]!, freedom)
  const columns = cholesky(covariance).map((row, i) => ({
    values: new Float64Array(draws),
    terms: row.flatMap((factor, k) => (k <= i && factor !== 0 ? [{ factor, column: standard[k]! }] : [])),
  }))
  for (let from = 0; from < draws; from += tile) {
    const to = Math.min(draws, from + tile)
    for (const { values, terms } of columns) {
      let at = 0
      for (; at + 4 <= terms.length; at += 4) addFour(values, terms, at, from, to)
      for (; at < terms.length; at++) addOne(values, terms[at]!, from, to)
      if (factors) for (let draw = from; draw < to; draw++) values[draw]! *= factors[draw]!
    }
  }
  return columns.map(({ values }) => values)
}

/** Draws worked on together, so that what is read again for the next option is still in the processor's cache. */
const tile = 1024

type Term = { factor: number; column: Float64Array }

function addOne(values: Float64Array, { factor, column }: Term, from: number, to: number): void {
  for (let draw = from; draw < to; draw++) values[draw]! += factor * column[draw]!
}

/** Four terms a pass, added from left to right as one by one, so that the sums are the same bits in less time. */
function addFour(values: Float64Array, terms: readonly Term[], at: number, from: number, to: number): void {
  const [fa, fb, fc, fd] = [terms[at]!.factor, terms[at + 1]!.factor, terms[at + 2]!.factor, terms[at + 3]!.factor]
  const [va, vb, vc, vd] = [terms[at]!.column, terms[at + 1]!.column, terms[at + 2]!.column, terms[at + 3]!.column]
  for (let draw = from; draw < to; draw++) {
    values[draw] = values[draw]! + fa * va[draw]! + fb * vb[draw]! + fc * vc[draw]! + fd * vd[draw]!
  }
}

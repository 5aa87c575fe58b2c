/**
 * Quasi standard errors (Firth and de Menezes, Biometrika 2004): one number per option such that the root of the sum
 * of two squares comes closest, on the log scale, to the standard error of every difference. For charts in which any
 * two options may be compared. Needs at least three options.
 * @param covariance of the estimates, row by row, with zeros for the reference option
 * @returns null for an option whose quasi variance would be negative
 */
export function quasiStandardErrors(covariance: Float64Array, size: number): (number | null)[] {
  if (size < 3) throw new RangeError('Quasi standard errors need at least three options.')
  const contrast = (a: number, b: number): number =>
    covariance[a * size + a]! + covariance[b * size + b]! - 2 * covariance[a * size + b]!
  let quasi = startingPoint(size, contrast)
  for (let round = 0; round < 500; round++) {
    const next = gaussNewton(quasi, contrast)
    const moved = Math.max(...next.map((value, i) => Math.abs(value - quasi[i]!) / Math.abs(quasi[i]!)))
    quasi = next
    if (moved < 1e-13) break
  }
  return quasi.map((variance) => (variance > 0 ? Math.sqrt(variance) : null))
}

/** Least squares of the plain differences has a closed form and starts close. */
function startingPoint(size: number, contrast: (a: number, b: number) => number): number[] {
  const sums = Array.from({ length: size }, (_, a) =>
    Array.from({ length: size }, (_, b) => (a === b ? 0 : contrast(a, b))).reduce((x, y) => x + y, 0),
  )
  const all = sums.reduce((x, y) => x + y, 0) / (2 * (size - 1))
  const start = sums.map((sum) => (sum - all) / (size - 2))
  const floor = (Math.max(...start) || 1) * 1e-3
  return start.map((value) => Math.max(value, floor))
}

function gaussNewton(quasi: readonly number[], contrast: (a: number, b: number) => number): number[] {
  const size = quasi.length
  const normal = Array.from({ length: size }, () => new Array<number>(size + 1).fill(0))
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      const sum = quasi[a]! + quasi[b]!
      const slope = 1 / sum
      const residual = Math.log(contrast(a, b)) - Math.log(sum)
      for (const i of [a, b]) {
        normal[i]![size]! += slope * residual
        for (const j of [a, b]) normal[i]![j]! += slope * slope
      }
    }
  }
  const step = eliminate(normal)
  // A pair's sum must stay positive for its logarithm to exist.
  let length = 1
  for (;;) {
    const next = quasi.map((value, i) => value + length * step[i]!)
    const smallest = [...next].sort((x, y) => x - y)
    if (smallest[0]! + smallest[1]! > 0) return next
    length /= 2
  }
}

function eliminate(rows: number[][]): number[] {
  const size = rows.length
  for (let column = 0; column < size; column++) {
    const pivot = rows.reduce(
      (best, row, i) => (i >= column && Math.abs(row[column]!) > Math.abs(rows[best]![column]!) ? i : best),
      column,
    )
    ;[rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!]
    for (let row = 0; row < size; row++) {
      if (row === column) continue
      const factor = rows[row]![column]! / rows[column]![column]!
      for (let k = column; k <= size; k++) rows[row]![k]! -= factor * rows[column]![k]!
    }
  }
  return rows.map((row, i) => row[size]! / row[i]!)
}

/** Lower Cholesky factor of a symmetric positive definite matrix (row by row), or null if it is not one. */
export function cholesky(matrix: Float64Array, size: number): Float64Array | null {
  const lower = new Float64Array(size * size)
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column]!
      for (let k = 0; k < column; k++) sum -= lower[row * size + k]! * lower[column * size + k]!
      if (row !== column) lower[row * size + column] = sum / lower[column * size + column]!
      else if (sum > 1e-14 * Math.abs(matrix[row * size + row]!)) lower[row * size + row] = Math.sqrt(sum)
      else return null
    }
  }
  return lower
}

/** Solves `factor factor' x = right`. */
export function choleskySolve(factor: Float64Array, right: Float64Array): Float64Array {
  const size = right.length
  const x = right.slice()
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < row; k++) x[row]! -= factor[row * size + k]! * x[k]!
    x[row]! /= factor[row * size + row]!
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let k = row + 1; k < size; k++) x[row]! -= factor[k * size + row]! * x[k]!
    x[row]! /= factor[row * size + row]!
  }
  return x
}

/** Inverse of the factored matrix, row by row. */
export function choleskyInverse(factor: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size)
  for (let column = 0; column < size; column++) {
    const unit = new Float64Array(size)
    unit[column] = 1
    const solved = choleskySolve(factor, unit)
    for (let row = 0; row < size; row++) inverse[row * size + column] = solved[row]!
  }
  return inverse
}

/** The rows and columns named in `kept`, in that order. */
export function submatrix(matrix: Float64Array, size: number, kept: readonly number[]): Float64Array {
  const part = new Float64Array(kept.length ** 2)
  kept.forEach((a, i) => {
    kept.forEach((b, j) => {
      part[i * kept.length + j] = matrix[a * size + b]!
    })
  })
  return part
}

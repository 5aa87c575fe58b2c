import { generator } from './generator.ts'

export interface Eigenpair {
  readonly value: number
  /** Unit length; its sign is arbitrary. */
  readonly vector: Float64Array
}

/**
 * The largest eigenvalues of a symmetric positive semidefinite matrix known only by its products, by Lanczos' method
 * with full reorthogonalisation (Golub and Van Loan, chapter 10). The start is fixed, so the same matrix gives the same
 * bytes.
 */
export function largestEigenpairs(
  size: number,
  wanted: number,
  product: (vector: Float64Array) => Float64Array,
): Eigenpair[] {
  const random = generator(1)
  const basis: Float64Array[] = []
  const diagonal: number[] = []
  const below: number[] = []
  let next = freshDirection(size, basis, random.uniform)
  while (next !== null && basis.length < size) {
    basis.push(next)
    const image = product(next)
    diagonal.push(dot(image, next))
    orthogonalise(image, basis)
    const length = Math.sqrt(dot(image, image))
    const scale = Math.max(...diagonal.map(Math.abs), ...below) || 1
    if (length > 1e-13 * scale) {
      below.push(length)
      next = image.map((value) => value / length)
    } else {
      // The space found so far maps into itself: what is left is searched from a new direction.
      below.push(0)
      next = freshDirection(size, basis, random.uniform)
    }
    if (basis.length % 8 !== 0 || basis.length <= wanted) continue
    const { values, last } = tridiagonal(diagonal, below, false)
    const top = order(values).slice(0, wanted)
    if (length > 1e-13 * scale && top.every((i) => Math.abs(length * last[i]!) < 1e-13 * scale)) break
  }
  const { values, vectors } = tridiagonal(diagonal, below, true)
  return order(values)
    .slice(0, wanted)
    .map((i) => {
      const vector = new Float64Array(size)
      basis.forEach((direction, j) => {
        const part = vectors[j]![i]!
        for (let k = 0; k < size; k++) vector[k]! += part * direction[k]!
      })
      const length = Math.sqrt(dot(vector, vector))
      return { value: Math.max(0, values[i]!), vector: vector.map((x) => x / length) }
    })
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

const order = (values: readonly number[]): number[] => [...values.keys()].sort((a, b) => values[b]! - values[a]!)

function orthogonalise(vector: Float64Array, basis: readonly Float64Array[]): void {
  // Twice is enough (Kahan): the second pass removes what rounding left of the first.
  for (let pass = 0; pass < 2; pass++) {
    for (const direction of basis) {
      const part = dot(vector, direction)
      for (let k = 0; k < vector.length; k++) vector[k]! -= part * direction[k]!
    }
  }
}

function freshDirection(size: number, basis: readonly Float64Array[], random: () => number): Float64Array | null {
  if (basis.length >= size) return null
  const vector = Float64Array.from({ length: size }, () => random() - 0.5)
  orthogonalise(vector, basis)
  const length = Math.sqrt(dot(vector, vector))
  return length > 1e-10 ? vector.map((value) => value / length) : null
}

/** Eigenvalues of a symmetric tridiagonal matrix by implicit QL, with all eigenvectors or only their last entries. */
function tridiagonal(diagonal: readonly number[], below: readonly number[], whole: boolean) {
  const size = diagonal.length
  const d = [...diagonal]
  const e = [...below.slice(0, size - 1), 0]
  const rows = whole ? Array.from({ length: size }, (_, i) => i) : [size - 1]
  const z = rows.map((row) => Float64Array.from({ length: size }, (_, column) => +(row === column)))
  for (let l = 0; l < size; l++) {
    for (let round = 0; ; round++) {
      let m = l
      while (m < size - 1 && Math.abs(e[m]!) > Number.EPSILON * (Math.abs(d[m]!) + Math.abs(d[m + 1]!))) m++
      if (m === l) break
      if (round === 200) throw new Error('The eigenvalues did not settle.')
      let g = (d[l + 1]! - d[l]!) / (2 * e[l]!)
      let r = Math.hypot(g, 1)
      g = d[m]! - d[l]! + e[l]! / (g + (g >= 0 ? r : -r))
      let [s, c, p] = [1, 1, 0]
      let i = m - 1
      for (; i >= l; i--) {
        const f = s * e[i]!
        const b = c * e[i]!
        r = Math.hypot(f, g)
        e[i + 1] = r
        if (r === 0) {
          d[i + 1]! -= p
          e[m] = 0
          break
        }
        s = f / r
        c = g / r
        g = d[i + 1]! - p
        r = (d[i]! - g) * s + 2 * c * b
        p = s * r
        d[i + 1] = g + p
        g = c * r - b
        for (const row of z) {
          const upper = row[i + 1]!
          row[i + 1] = s * row[i]! + c * upper
          row[i] = c * row[i]! - s * upper
        }
      }
      if (r === 0 && i >= l) continue
      d[l]! -= p
      e[l] = g
      e[m] = 0
    }
  }
  return { values: d, vectors: z, last: z.at(-1)! }
}

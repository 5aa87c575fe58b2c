import { MILLIONTHS } from './ballot.ts'
import type { PackedBallots } from './packed-ballots.ts'
import { emptyMatrix, type PairwiseMatrix } from './pairwise-matrix.ts'
import { type TallyKernel, tallyKernel } from './tally-kernel.ts'

/** People counted at a time: their columns then stay in the processor's cache. */
const STRETCH = 4096

/** Columns begin a cache line further apart than they are long, because even distances crowd the same lines. */
const STRIDE = STRETCH + 64

/** A whole number per person as bytes, lowest first, each in a stretch of its own. */
interface Planes {
  readonly addresses: readonly number[]
  /** The lowest byte of everybody is 1 and there is no other: what is counted is people. */
  readonly total: number
}

let shared: { size: number; kernel: TallyKernel } | null = null

/** One kernel serves every tally of as many options; its memory is a few hundred kilobytes. */
function kernelFor(size: number): TallyKernel {
  if (shared?.size !== size) shared = { size, kernel: tallyKernel((3 * size + 2 * PLANES) * STRIDE) }
  return shared.kernel
}

/** Weights are below 2^53, so seven bytes. */
const PLANES = 7

/**
 * The weighted pairwise matrix of packed ballots, cell by cell equal to `pairwiseMatrix` of the same ballots, in a
 * fraction of the time: places are compared sixteen people at once, and weights are summed byte by byte.
 * @param from, to a stretch of people (everybody unless given)
 * @param unweighted counts everybody once, whatever the weights
 */
export function fastTally(
  packed: PackedBallots,
  { from = 0, to = packed.people, unweighted = false, kernel = kernelFor(packed.size) }: FastTallySettings = {},
): PairwiseMatrix {
  const matrix = emptyMatrix(packed.size)
  const weights = unweighted ? null : packed.weights
  for (let start = from; start < to; start += STRETCH) {
    countStretch(matrix, packed, weights, kernel, start, Math.min(to, start + STRETCH))
  }
  return matrix
}

export interface FastTallySettings {
  readonly from?: number
  readonly to?: number
  readonly unweighted?: boolean
  /** Another inner loop, for comparing them. */
  readonly kernel?: TallyKernel
}

function countStretch(
  { wins, compared, squares, size }: PairwiseMatrix,
  { columns, people, strict }: PackedBallots,
  weights: Float64Array | null,
  kernel: TallyKernel,
  from: number,
  to: number,
): void {
  const { memory } = kernel
  const length = (to - from + 15) & ~15
  for (let option = 0; option < size; option++) {
    memory.set(columns.subarray(option * people + from, option * people + to), option * STRIDE)
  }
  const own = weights?.subarray(from, to)
  const weightAt = 3 * size * STRIDE
  const weight = planesOf(memory, weightAt, own ?? null, to - from, length)
  const square = own
    ? planesOf(memory, weightAt + PLANES * STRIDE, squaresOf(own), to - from, length)
    : { ...weight, total: to - from }
  const unit = own ? 1 : MILLIONTHS
  const squareUnit = own ? 1 : (MILLIONTHS / 1000) ** 2
  const sum = ({ addresses }: Planes, a: number, b: number): number =>
    addresses.reduce(
      (total, plane, byte) => total + 256 ** byte * (kernel.sumAbove(a * STRIDE, b * STRIDE, plane, length) >>> 0),
      0,
    )
  if (!strict) presence(memory, size, length)
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      const [ab, ba] = [a * size + b, b * size + a]
      const above = sum(weight, a, b) * unit
      wins[ab]! += above
      wins[ba]! += strict ? weight.total * unit - above : sum(weight, b, a) * unit
      const judged = strict ? weight.total : sum(weight, size + a, 2 * size + b)
      const judgedSquares = strict ? square.total : sum(square, size + a, 2 * size + b)
      for (const cell of [ab, ba]) {
        compared[cell]! += judged * unit
        squares[cell]! += judgedSquares * squareUnit
      }
    }
  }
}

/** After the columns of places, two for "judged at all": 1 and 2, so that the same comparison finds who judged both. */
function presence(memory: Uint8Array, size: number, length: number): void {
  for (let option = 0; option < size; option++) {
    const [place, first, second] = [option * STRIDE, (size + option) * STRIDE, (2 * size + option) * STRIDE]
    for (let i = 0; i < length; i++) {
      const judged = +(memory[place + i]! > 0)
      memory[first + i] = judged
      memory[second + i] = 2 * judged
    }
  }
}

const squaresOf = (weights: Float64Array): Float64Array => weights.map((weight) => Math.round(weight / 1000) ** 2)

/** Nobody stands in the last places of an uneven stretch, so their bytes are zero. */
function planesOf(memory: Uint8Array, at: number, values: Float64Array | null, people: number, length: number): Planes {
  if (values === null) {
    memory.fill(1, at, at + people).fill(0, at + people, at + length)
    return { addresses: [at], total: people }
  }
  let total = 0
  let largest = 0
  for (const value of values) {
    total += value
    if (value > largest) largest = value
  }
  const addresses: number[] = []
  for (let byte = 0; byte === 0 || largest >= 256 ** byte; byte++) {
    const plane = at + byte * STRIDE
    const divisor = 256 ** byte
    for (let i = 0; i < people; i++) memory[plane + i] = Math.floor(values[i]! / divisor) % 256
    memory.fill(0, plane + people, plane + length)
    addresses.push(plane)
  }
  return { addresses, total }
}

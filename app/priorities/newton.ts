import { cholesky, choleskyInverse, choleskySolve } from './cholesky.ts'

/** Log-likelihood at one point with its slope and its observed information (minus the second derivatives). */
export interface Curvature {
  readonly value: number
  readonly gradient: Float64Array
  readonly information: Float64Array
}

export interface Maximum {
  readonly at: Float64Array
  readonly value: number
  /** Covariance of the estimates: the inverse of the observed information, row by row. */
  readonly covariance: Float64Array
  readonly steps: number
}

export class NoConvergenceError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'NoConvergenceError'
  }
}

/**
 * Maximum of a concave log-likelihood by Newton's method with halved steps, to a decrement below 1e-20.
 * @throws NoConvergenceError when the information is singular or 200 steps do not settle it
 */
export function maximise(size: number, evaluate: (at: Float64Array) => Curvature): Maximum {
  let at: Float64Array = new Float64Array(size)
  let here = evaluate(at)
  for (let steps = 0; steps < 200; steps++) {
    const factor = cholesky(here.information, size)
    if (factor === null) throw new NoConvergenceError('The answers do not pin down every estimate.')
    const step = choleskySolve(factor, here.gradient)
    const decrement = step.reduce((sum, value, i) => sum + value * here.gradient[i]!, 0)
    if (decrement < 1e-20 * (1 + Math.abs(here.value))) {
      return { at, value: here.value, covariance: choleskyInverse(factor, size), steps }
    }
    const from = at
    let length = 1
    for (;;) {
      at = from.map((value, i) => value + length * step[i]!)
      const next = evaluate(at)
      if (next.value >= here.value - 1e-12 * Math.abs(here.value)) {
        here = next
        break
      }
      length /= 2
      if (length < 1e-10) throw new NoConvergenceError('The likelihood has no maximum that can be reached.')
    }
  }
  throw new NoConvergenceError('The estimates did not settle in 200 steps.')
}

import { cholesky, choleskySolve, submatrix } from './cholesky.ts'

/** Log-likelihood at one point with its slope and its observed information (minus the second derivatives). */
export interface Curvature {
  readonly value: number
  readonly gradient: Float64Array
  readonly information: Float64Array
}

export interface Maximum extends Curvature {
  readonly at: Float64Array
  readonly steps: number
}

/** The estimates have no maximum that can be reached. */
export class NoConvergenceError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'NoConvergenceError'
  }
}

/**
 * Maximum of a concave log-likelihood by Newton's method with halved steps, until a step promises nothing.
 * @param held a parameter kept at zero, where the likelihood says nothing about a common shift
 * @throws NoConvergenceError when the information is singular or 200 steps do not settle it
 */
export function maximise(size: number, evaluate: (at: Float64Array) => Curvature, held: number | null = null): Maximum {
  const free = Array.from({ length: size }, (_, i) => i).filter((i) => i !== held)
  let at: Float64Array = new Float64Array(size)
  let here = evaluate(at)
  for (let steps = 0; steps < 200; steps++) {
    const step = newtonStep(here, size, free)
    const promise = step.reduce((sum, value, i) => sum + value * here.gradient[i]!, 0)
    if (promise < 1e-20 * (1 + Math.abs(here.value))) return { ...here, at, steps }
    const from = at
    for (let length = 1; ; length /= 2) {
      if (length < 1e-10) throw new NoConvergenceError('The likelihood has no maximum that can be reached.')
      at = from.map((value, i) => value + length * step[i]!)
      const next = evaluate(at)
      if (!(next.value >= here.value - 1e-12 * Math.abs(here.value))) continue
      here = next
      break
    }
  }
  throw new NoConvergenceError('The estimates did not settle in 200 steps.')
}

function newtonStep({ gradient, information }: Curvature, size: number, free: readonly number[]): Float64Array {
  const factor = cholesky(submatrix(information, size, free), free.length)
  if (factor === null) throw new NoConvergenceError('The answers do not pin down every estimate.')
  const part = choleskySolve(
    factor,
    Float64Array.from(free, (i) => gradient[i]!),
  )
  const step = new Float64Array(size)
  free.forEach((i, at) => {
    step[i] = part[at]!
  })
  return step
}

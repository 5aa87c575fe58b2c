import type { ReferenceCase } from './case.ts'
import type { Tolerance } from './compare.ts'

/** What the project answers for one expected key. */
export interface Answer {
  readonly got: unknown
  /** Where the case leaves freedom (signs, any member of a tied set): the expected value brought to the same form. */
  readonly match?: (expected: unknown, tolerance: Tolerance) => boolean
  /** Where the key itself says how exact it is, such as a published value with two decimals. */
  readonly tolerance?: Tolerance
}

/** Knows some kinds of input; answers a key, or says undefined for a key it does not know. */
export interface Handler {
  readonly accepts: (one: ReferenceCase) => boolean
  readonly open: (one: ReferenceCase) => (key: string) => Answer | undefined
}

/** A published value with this many decimals. */
export const decimals = (places: number): Tolerance => ({ absolute: 0.5 * 10 ** -places + 1e-9, relative: 0 })

export const answer = (got: unknown): Answer => ({ got })

/** Computes once, when first asked: several expected keys often come from one computation. */
export function once<Value>(compute: () => Value): () => Value {
  let known: { readonly value: Value } | null = null
  return () => {
    known ??= { value: compute() }
    return known.value
  }
}

/** A list per option as an object under the options' names. */
export function named<Value>(names: readonly string[], values: ArrayLike<Value>): Record<string, Value> {
  return Object.fromEntries(names.map((name, i) => [name, values[i]!]))
}

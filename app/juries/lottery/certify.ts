import type { Highs, Model } from 'highs'
import { type Certificate, type PricedCase, type ProofCase, SCALE } from './certificate.ts'
import { mostFractional } from './dive.ts'
import { openProgramme } from './linear-programme.ts'
import type { PanelPolytope } from './panel-polytope.ts'

const MAX_CASES = 4_000
const NEAR = 1e-9

interface SplitOn {
  type: number
  atMost: number
  high: boolean
}

/**
 * Writes the proof of a bound: one priced case where the relaxation is tight, and otherwise cases split on how many
 * people of a type sit. Splitting ends when every case is proven within 1e-9 of `lowest`, or at a limit, in which case
 * the bound is true but above `lowest`.
 *
 * @param weights per type, of the type as a whole.
 */
export function certify(highs: Highs, polytope: PanelPolytope, weights: Float64Array, lowest: number): Certificate {
  const { types, typeOf } = polytope.typing
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const personal = weights.map((weight, t) => weight / total / types[t]!.members.length)
  const whole = (price: number): number => Math.round(price * SCALE) || 0

  // A dear way out of every rule keeps each case solvable, so that even an impossible case has prices.
  const dear = 1_000 * Math.max(...personal)
  const ways = polytope.rows.flatMap((_, r) => [
    { row: r, sign: 1 },
    { row: r, sign: -1 },
  ])
  const model = openProgramme(
    highs,
    [
      ...polytope.columns.map((column, t) => ({ ...column, cost: personal[t]! })),
      ...ways.map(() => ({ cost: -dear, lower: 0, upper: Infinity })),
    ],
    polytope.rows.map((row, r) => ({
      ...row,
      columns: [...row.columns, types.length + 2 * r, types.length + 2 * r + 1],
      coefficients: [...row.coefficients, 1, -1],
    })),
    { presolve: 'off' },
  )
  const quotaRows = polytope.rows.length - polytope.typing.classes.length
  let cases = 1

  function prove(splits: SplitOn[]): ProofCase {
    model.run()
    const { colValue, colDual, rowDual } = model.getSolution()
    const priced: PricedCase = {
      seats: whole(rowDual[0]!),
      quotas: Array.from(rowDual.subarray(1, quotaRows), whole),
      splits: splits.map(({ type, high }, s) => {
        const replaced = splits.slice(s + 1).some((later) => later.type === type && later.high === high)
        const price = replaced ? 0 : colDual[type]!
        return whole(high ? Math.min(0, price) : Math.max(0, price))
      }),
    }
    const value = model.getObjectiveValue()
    const type = mostFractional(colValue.subarray(0, types.length))
    if (value <= lowest + NEAR || type === null || cases >= MAX_CASES) return priced
    cases++
    const atMost = Math.floor(colValue[type]!)
    const branch = (high: boolean): ProofCase => within(model, polytope, [...splits, { type, atMost, high }], prove)
    return { people: types[type]!.members, atMost, low: branch(false), high: branch(true) }
  }

  try {
    return { weights: typeOf.map((t) => whole(personal[t]!)), proof: prove([]) }
  } finally {
    model.dispose()
  }
}

/** Proves a case with its last split in force, and lifts the split again. */
function within(
  model: Model,
  polytope: PanelPolytope,
  splits: SplitOn[],
  prove: (splits: SplitOn[]) => ProofCase,
): ProofCase {
  const { type } = splits.at(-1)!
  const bounds = (active: SplitOn[]): [number, number] => {
    const own = active.filter((split) => split.type === type)
    const { lower, upper } = polytope.columns[type]!
    return [
      Math.max(lower, ...own.filter((split) => split.high).map((split) => split.atMost + 1)),
      Math.min(upper, ...own.filter((split) => !split.high).map((split) => split.atMost)),
    ]
  }
  model.changeColBounds(type, ...bounds(splits))
  const proof = prove(splits)
  model.changeColBounds(type, ...bounds(splits.slice(0, -1)))
  return proof
}

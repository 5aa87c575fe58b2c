import type { Highs } from 'highs'
import { pause, type Watch } from './panel-lottery.ts'
import { faceAt, type PanelPolytope, TIGHT, type TypePanel } from './panel-polytope.ts'
import { openPricer } from './panel-pricing.ts'

/** What is left of the expected numbers below which the rest counts as nothing: nobody's chance loses more than this. */
const NOTHING = 1e-9
const EMPTY = 1e-14
const STEPS = 20_000

/**
 * Whether a lottery over panels gives these expected numbers, by taking panels off them one at a time (Carathéodory):
 * each a panel of the smallest face that holds what is left, with the greatest share that leaves the rest inside the
 * polytope. Every step closes a type or a rule for good, so that the count of steps grows with the types only, where a
 * linear programme over panels grows with their product.
 *
 * @returns the largest amount by which any person's chance stays below the expected one, found by adding the shares up.
 *   Where no panel was left to take before all was taken, this proves nothing but what it says.
 */
export async function peeledShortfall(
  highs: Highs,
  polytope: PanelPolytope,
  expected: Float64Array,
  { signal, onProgress }: Watch = {},
): Promise<number> {
  const { columns, rows, typing } = polytope
  const sizes = typing.types.map((type) => type.members.length)
  const given = new Float64Array(expected.length)
  // What is left, times the share of the lottery that is left: so rounding does not grow as the share becomes small.
  const rest = Float64Array.from(expected)
  let share = 1
  for (let step = 0; step < STEPS && share > NOTHING; step++) {
    if (step % 16 === 0) await pause()
    signal?.throwIfAborted()
    const point = rest.map((part) => part / share)
    const panel = panelOf(highs, faceAt(polytope, point), point)
    if (!panel) break
    const taken = greatestShare(columns, rows, point, panel) * share
    for (let t = 0; t < rest.length; t++) {
      given[t]! += taken * panel[t]!
      rest[t] = Math.max(0, rest[t]! - taken * panel[t]!)
      if (rest[t]! < EMPTY) rest[t] = 0
    }
    share -= taken
    onProgress?.(1 - share, 1)
    if (taken <= EMPTY) break
  }
  return expected.reduce((most, all, t) => Math.max(most, (all - given[t]!) / sizes[t]!), 0)
}

/** A panel of the face that avoids the types of which little is left, so that a great share of it can be taken. */
function panelOf(highs: Highs, face: PanelPolytope, point: Float64Array): TypePanel | null {
  const pricer = openPricer(highs, face)
  try {
    return pricer.quick(point.map((part) => (part > TIGHT ? -1 / part : 0)))
  } finally {
    pricer.dispose()
  }
}

/** The greatest share of a panel that leaves (point - share × panel) / (1 - share) within every bound. */
function greatestShare(
  columns: PanelPolytope['columns'],
  rows: PanelPolytope['rows'],
  point: Float64Array,
  panel: TypePanel,
): number {
  let share = 1
  const keepWithin = (lower: number, upper: number, value: number, count: number): void => {
    // A bound that is met already is met by the panel too, because it is of the face.
    if (count > value && value > lower + TIGHT) share = Math.min(share, (value - lower) / (count - lower))
    if (count < value && value < upper - TIGHT) share = Math.min(share, (upper - value) / (upper - count))
  }
  columns.forEach(({ lower, upper }, t) => {
    keepWithin(lower, upper, point[t]!, panel[t]!)
  })
  for (const { lower, upper, columns: held } of rows) {
    let value = 0
    let count = 0
    for (const t of held) {
      value += point[t]!
      count += panel[t]!
    }
    keepWithin(lower, upper, value, count)
  }
  return Math.max(0, share)
}

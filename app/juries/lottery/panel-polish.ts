import type { PanelPolytope, TypePanel } from './panel-polytope.ts'

const PASSES = 40
const IMPROVED = 1e-9

/** Per person of each type, how often the panels seat them beyond the expected number (negative: too seldom). */
export function excess({ typing }: PanelPolytope, expected: Float64Array, panels: readonly TypePanel[]): Float64Array {
  const seated = new Float64Array(expected.length)
  for (const panel of panels) for (let t = 0; t < panel.length; t++) seated[t]! += panel[t]!
  return seated.map((count, t) => (count - panels.length * expected[t]!) / typing.types[t]!.members.length)
}

/**
 * Near enough that nobody's chance is more than two seats of the lottery away: people of one type share its seats to
 * within one, which somebody alone in their type need not allow for.
 */
export const isNear = ({ typing }: PanelPolytope, over: Float64Array): boolean =>
  over.every((seats, t) => Math.abs(seats) <= (typing.types[t]!.members.length === 1 ? 1.5 : 1))

/**
 * Brings a lottery nearer its expected numbers: somebody seated too often gives a place in one panel to somebody
 * seated too seldom, where the panel still meets every rule. Whole panels are too coarse for this: one for another
 * changes the places of many people at once.
 *
 * @returns new panels; the given ones are not changed.
 */
export function polished(polytope: PanelPolytope, expected: Float64Array, panels: readonly TypePanel[]): TypePanel[] {
  const result = panels.map((panel) => panel.slice())
  const over = excess(polytope, expected, result)
  const prices = openPrices(polytope, over)
  for (let pass = 0; pass < PASSES && !isNear(polytope, over); pass++) {
    let moved = false
    for (const panel of result) if (polishOne(polytope, panel, over, prices)) moved = true
    if (!moved) break
  }
  return result
}

/** What moving a place gains and costs, kept through all panels: only a move changes it. */
interface Prices {
  step: readonly number[]
  /** What a seat more of each type costs. */
  cost: Float64Array
  /** The types, those of least cost first, then by number. */
  order: number[]
  rowsOf: readonly number[][]
  isOf: readonly Uint8Array[]
  changed(types: readonly number[]): void
}

function openPrices({ typing, columns, rows }: PanelPolytope, over: Float64Array): Prices {
  const step = typing.types.map((type) => 1 / type.members.length)
  const costOf = (t: number): number => step[t]! * (2 * over[t]! + step[t]!)
  const cost = over.map((_, t) => costOf(t))
  const before = (a: number, b: number): number => cost[a]! - cost[b]! || a - b
  const order = [...cost.keys()].sort(before)
  const rowsOf = columns.map((): number[] => [])
  const isOf = columns.map(() => new Uint8Array(rows.length))
  rows.forEach((row, r) => {
    for (const t of row.columns) {
      rowsOf[t]!.push(r)
      isOf[t]![r] = 1
    }
  })
  return {
    step,
    cost,
    order,
    rowsOf,
    isOf,
    changed(types) {
      for (const t of types) order.splice(order.indexOf(t), 1)
      for (const t of types) {
        cost[t] = costOf(t)
        const at = order.findIndex((other) => before(t, other) < 0)
        order.splice(at === -1 ? order.length : at, 0, t)
      }
    },
  }
}

function polishOne(
  { columns, rows }: PanelPolytope,
  panel: TypePanel,
  over: Float64Array,
  { step, cost, order, rowsOf, isOf, changed }: Prices,
): boolean {
  const counts = new Uint16Array(rows.length)
  for (let t = 0; t < panel.length; t++) if (panel[t]) for (const r of rowsOf[t]!) counts[r]! += panel[t]!
  const allowed = (from: number, to: number): boolean => {
    for (const r of rowsOf[from]!) if (!isOf[to]![r] && counts[r]! <= rows[r]!.lower) return false
    for (const r of rowsOf[to]!) if (!isOf[from]![r] && counts[r]! >= rows[r]!.upper) return false
    return true
  }
  let moved = false
  for (let from = 0; from < panel.length; from++) {
    if (panel[from] === 0) continue
    // What a seat less of this type gains.
    const gained = step[from]! * (2 * over[from]! - step[from]!)
    let best = IMPROVED
    let chosen = -1
    for (const to of order) {
      const better = gained - cost[to]!
      if (better <= IMPROVED || (chosen !== -1 && better < best)) break
      if (to === from || panel[to]! >= columns[to]!.upper || !allowed(from, to)) continue
      // Among equals the first by number, whatever rounding made of their costs.
      if (chosen === -1 || to < chosen) chosen = to
      best = better
    }
    if (chosen === -1) continue
    panel[from]!--
    panel[chosen]!++
    over[from]! -= step[from]!
    over[chosen]! += step[chosen]!
    changed([from, chosen])
    for (const r of rowsOf[from]!) counts[r]!--
    for (const r of rowsOf[chosen]!) counts[r]!++
    moved = true
  }
  return moved
}

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
  const step = polytope.typing.types.map((type) => 1 / type.members.length)
  const rowsOf = polytope.columns.map((): number[] => [])
  polytope.rows.forEach((row, r) => {
    for (const t of row.columns) rowsOf[t]!.push(r)
  })
  for (let pass = 0; pass < PASSES && !isNear(polytope, over); pass++) {
    let moved = false
    for (const panel of result) if (polishOne(polytope, panel, over, step, rowsOf)) moved = true
    if (!moved) break
  }
  return result
}

function polishOne(
  { columns, rows }: PanelPolytope,
  panel: TypePanel,
  over: Float64Array,
  step: readonly number[],
  rowsOf: readonly number[][],
): boolean {
  const counts = new Uint16Array(rows.length)
  for (let t = 0; t < panel.length; t++) if (panel[t]) for (const r of rowsOf[t]!) counts[r]! += panel[t]!
  /** What a seat less of a type gains, and what a seat more of it costs. */
  const gain = (from: number): number => step[from]! * (2 * over[from]! - step[from]!)
  const cost = over.map((seats, t) => step[t]! * (2 * seats + step[t]!))
  let least = Math.min(...cost)
  const allowed = (from: number, to: number): boolean =>
    rowsOf[from]!.every((r) => rowsOf[to]!.includes(r) || counts[r]! > rows[r]!.lower) &&
    rowsOf[to]!.every((r) => rowsOf[from]!.includes(r) || counts[r]! < rows[r]!.upper)
  let moved = false
  for (let from = 0; from < panel.length; from++) {
    const gained = gain(from)
    if (panel[from] === 0 || gained - least <= IMPROVED) continue
    let best = IMPROVED
    let chosen = -1
    for (let to = 0; to < panel.length; to++) {
      if (gained - cost[to]! <= best || to === from || panel[to]! >= columns[to]!.upper) continue
      if (allowed(from, to)) {
        best = gained - cost[to]!
        chosen = to
      }
    }
    if (chosen === -1) continue
    panel[from]!--
    panel[chosen]!++
    over[from]! -= step[from]!
    over[chosen]! += step[chosen]!
    for (const t of [from, chosen]) cost[t] = step[t]! * (2 * over[t]! + step[t]!)
    least = Math.min(...cost)
    for (const r of rowsOf[from]!) counts[r]!--
    for (const r of rowsOf[chosen]!) counts[r]!++
    moved = true
  }
  return moved
}

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { typesOfPool } from '../../../app/juries/lottery/agent-type.ts'
import { excess, isNear, polished } from '../../../app/juries/lottery/panel-polish.ts'
import {
  isPanel,
  type PanelPolytope,
  panelPolytope,
  type TypePanel,
} from '../../../app/juries/lottery/panel-polytope.ts'
import { poolOf } from './small-pools.ts'

/** The same by its definition: every place of every panel tried with every other type, the best exchange made at once. */
function byDefinition(polytope: PanelPolytope, expected: Float64Array, panels: readonly TypePanel[]): TypePanel[] {
  const result = panels.map((panel) => panel.slice())
  const over = excess(polytope, expected, result)
  const step = polytope.typing.types.map((type) => 1 / type.members.length)
  const exchanged = (panel: TypePanel, from: number, to: number): TypePanel =>
    panel.map((count, t) => count - Number(t === from) + Number(t === to))
  for (let pass = 0, moved = true; pass < 40 && moved && !isNear(polytope, over); pass++) {
    moved = false
    for (const panel of result) {
      for (let from = 0; from < panel.length; from++) {
        let best = 1e-9
        let chosen = -1
        for (let to = 0; to < panel.length; to++) {
          if (panel[from] === 0 || to === from || !isPanel(polytope, exchanged(panel, from, to))) continue
          const gain = step[from]! * (2 * over[from]! - step[from]!) - step[to]! * (2 * over[to]! + step[to]!)
          if (gain > best) [best, chosen] = [gain, to]
        }
        if (chosen === -1) continue
        panel.set(exchanged(panel, from, chosen))
        over[from]! -= step[from]!
        over[chosen]! += step[chosen]!
        moved = true
      }
    }
  }
  return result
}

const values = fc.array(fc.tuple(fc.nat(2), fc.nat(1), fc.nat(2)), { minLength: 6, maxLength: 18 })

test('a lottery is polished as its definition says, place by place, however its types tie', () => {
  let changed = 0
  fc.assert(
    fc.property(values, fc.array(fc.infiniteStream(fc.nat(99)), { minLength: 4, maxLength: 12 }), (rows, orders) => {
      const seats = 4
      const sizes = [3, 2, 3]
      const quotas = sizes.map((size) => Array.from({ length: size }, (): [number, number] => [0, 3]))
      const polytope = panelPolytope(poolOf(quotas, rows).categories, typesOfPool(poolOf(quotas, rows), false), seats)
      const { types } = polytope.typing
      // Panels taken in any order, as far as the quotas allow; half of them are the same one.
      const panels = orders.flatMap((order, i) => {
        const keys = i % 2 ? order.take(rows.length) : orders[0]!.take(rows.length)
        const ranked = [...keys].map((key, person) => [key, person] as const).sort(([a], [b]) => a - b)
        const panel = new Uint16Array(types.length)
        for (const [, person] of ranked) {
          const next = panel.slice()
          next[polytope.typing.typeOf[person]!]!++
          const within = polytope.rows.every(
            ({ upper, columns }) => columns.reduce((sum, t) => sum + next[t]!, 0) <= upper,
          )
          if (within) panel.set(next)
        }
        return isPanel(polytope, panel) ? [panel] : []
      })
      const expected = Float64Array.from(types, (type) => (seats * type.members.length) / rows.length)
      const result = polished(polytope, expected, panels)
      expect(result).toEqual(byDefinition(polytope, expected, panels))
      if (result.some((panel, p) => panel.join() !== panels[p]!.join())) changed++
    }),
    { numRuns: 300, seed: 11 },
  )
  expect(changed).toBeGreaterThan(100)
})

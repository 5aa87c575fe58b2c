import type { Generator } from '../priorities/generator.ts'
import type { PanelPolytope, TypePanel } from './panel-polytope.ts'
import type { Pricer } from './panel-pricing.ts'

export interface Watch {
  signal?: AbortSignal
  /** Steps done, of all. */
  onProgress?: (done: number, all: number) => void
}

/** Lets the worker or the page hear a cancellation; called between panels. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

const REPAIRS = 300

/**
 * Panels one by one, each serving the people who are furthest behind their expected number of seats, so that after
 * `count` panels everybody has had their share to within a seat. Ties are broken by the generator.
 *
 * @returns `count` panels, or fewer when the polytope has none.
 */
export async function lotteryOfTypes(
  pricer: Pricer,
  { typing }: PanelPolytope,
  expected: Float64Array,
  count: number,
  random: Generator,
  { signal, onProgress }: Watch = {},
): Promise<TypePanel[]> {
  const sizes = Float64Array.from(typing.types, (type) => type.members.length)
  const seated = new Float64Array(sizes.length)
  const lag = (panels: number): Float64Array =>
    sizes.map((size, t) => (panels * expected[t]! - seated[t]!) / size + random.uniform() * 1e-6)
  const tally = (panel: TypePanel, sign: number): void => {
    for (let t = 0; t < panel.length; t++) seated[t]! += sign * panel[t]!
  }

  const panels: TypePanel[] = []
  for (let i = 1; i <= count; i++) {
    if (i % 16 === 0) await pause()
    signal?.throwIfAborted()
    const panel = pricer.quick(lag(i))
    if (!panel) return panels
    panels.push(panel)
    tally(panel, 1)
    onProgress?.(i, count)
  }

  for (let repair = 0; repair < REPAIRS; repair++) {
    const behind = sizes.map((size, t) => (count * expected[t]! - seated[t]!) / size)
    if (behind.every((lagging) => Math.abs(lagging) <= 1)) break
    if (repair % 16 === 0) await pause()
    signal?.throwIfAborted()
    const better = pricer.quick(lag(count))
    if (!better) break
    const worst = mostImprovedBy(panels, better, behind, sizes)
    if (worst === null) break
    tally(panels[worst]!, -1)
    tally(better, 1)
    panels[worst] = better
  }
  return panels
}

/** The panel whose replacement most lowers the sum of squared lags, or null if none lowers it. */
function mostImprovedBy(
  panels: readonly TypePanel[],
  better: TypePanel,
  behind: Float64Array,
  sizes: Float64Array,
): number | null {
  let found: number | null = null
  let best = -1e-9
  panels.forEach((panel, p) => {
    let change = 0
    for (let t = 0; t < sizes.length; t++) {
      const step = (better[t]! - panel[t]!) / sizes[t]!
      if (step !== 0) change += step * (step - 2 * behind[t]!)
    }
    if (change < best) {
      best = change
      found = p
    }
  })
  return found
}

import type { Generator } from '../../priorities/generator.ts'
import { excess, isNear } from './panel-polish.ts'
import type { PanelPolytope, TypePanel } from './panel-polytope.ts'
import type { Pricer } from './panel-pricing.ts'

export interface Watch {
  signal?: AbortSignal
  /** Steps done, of all. */
  onProgress?: (done: number, all: number) => void
}

/** Lets the worker or the page hear a cancellation; called between panels. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

/** Weight of being so many seats behind: beyond a seat or two it outgrows many small lags (a hyperbolic potential). */
const urgency = (lag: number): number => Math.sinh(Math.max(-6, Math.min(6, lag)))

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
    sizes.map((size, t) => urgency((panels * expected[t]! - seated[t]!) / size) + random.uniform() * 1e-6)

  const panels: TypePanel[] = []
  for (let i = 1; i <= count; i++) {
    if (i % 16 === 0) await pause()
    signal?.throwIfAborted()
    const panel = pricer.quick(lag(i))
    if (!panel) return panels
    panels.push(panel)
    for (let t = 0; t < panel.length; t++) seated[t]! += panel[t]!
    onProgress?.(i, count)
  }
  return panels
}

const RENEWALS = 500

/**
 * Exchanges whole panels of a lottery, each for the one that best fits the others: the panel that makes the sum of
 * squared excesses least, staying as it is included. For the few lotteries that single places cannot mend.
 */
export async function renewed(
  pricer: Pricer,
  polytope: PanelPolytope,
  expected: Float64Array,
  panels: readonly TypePanel[],
  random: Generator,
  { signal }: Watch = {},
): Promise<TypePanel[]> {
  const result = [...panels]
  const sizes = polytope.typing.types.map((type) => type.members.length)
  const over = excess(polytope, expected, panels)
  for (let i = 0; i < RENEWALS && !isNear(polytope, over); i++) {
    if (i % 8 === 0) await pause()
    signal?.throwIfAborted()
    const p = random.below(result.length)
    const old = result[p]!
    const others = over.map((seats, t) => seats - old[t]! / sizes[t]!)
    const squares = (panel: TypePanel): number =>
      others.reduce((sum, seats, t) => sum + (seats + panel[t]! / sizes[t]!) ** 2, 0)
    const fresh = pricer.quick(others.map((seats, t) => -(2 * seats + 1 / sizes[t]!) / sizes[t]!))
    if (!fresh || squares(fresh) >= squares(old) - 1e-9) continue
    result[p] = fresh
    for (let t = 0; t < over.length; t++) over[t] = others[t]! + fresh[t]! / sizes[t]!
  }
  return result
}

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

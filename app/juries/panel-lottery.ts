import type { Generator } from '../priorities/generator.ts'
import { PanelExchange } from './panel-exchange.ts'
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
/** Seats per person that a lottery may be away from the expected number before it is repaired. */
const NEAR = 1

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

  const furthest = sizes.reduce(
    (most, size, t) => Math.max(most, Math.abs(count * expected[t]! - seated[t]!) / size),
    0,
  )
  return furthest > NEAR ? balanced(pricer, [...sizes], expected, panels, signal) : panels
}

/** Exchanges panels of a lottery for others until everybody is within a seat of their expected number, if it can. */
async function balanced(
  pricer: Pricer,
  sizes: number[],
  expected: Float64Array,
  panels: TypePanel[],
  signal?: AbortSignal,
): Promise<TypePanel[]> {
  const exchange = new PanelExchange(sizes, expected, panels)
  for (let repair = 0; repair < REPAIRS && exchange.distance > NEAR; repair++) {
    await pause()
    signal?.throwIfAborted()
    if (exchange.improve()) continue
    const wanted = pricer.quick(exchange.behind.map((lag, t) => lag / sizes[t]!))
    if (!wanted) break
    exchange.add(wanted)
    if (!exchange.improve()) break
  }
  return exchange.panels
}

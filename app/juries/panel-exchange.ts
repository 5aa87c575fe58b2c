import type { TypePanel } from './panel-polytope.ts'

const IMPROVED = 1e-9

/**
 * A lottery that can be brought nearer its expected numbers by putting one known panel in another's place. Distances
 * are per person: counts of a type are divided by the type's size.
 */
export class PanelExchange {
  readonly #sizes: readonly number[]
  readonly #candidates: TypePanel[] = []
  readonly #held: number[] = []
  /** Per candidate, its products with the others, itself included. */
  readonly #products: number[][] = []
  /** Expected less seated, per person of each type. */
  readonly #behind: Float64Array

  constructor(sizes: readonly number[], expected: Float64Array, panels: readonly TypePanel[]) {
    this.#sizes = sizes
    this.#behind = Float64Array.from(sizes, (size, t) => (panels.length * expected[t]!) / size)
    for (const panel of panels) {
      const known = this.add(panel)
      this.#held[known]!++
      this.#shift(panel, -1)
    }
  }

  /** How far the type furthest from its expected number is, in seats per person. */
  get distance(): number {
    return this.#behind.reduce((most, lag) => Math.max(most, Math.abs(lag)), 0)
  }

  /** Weights of what is missing. */
  get behind(): Float64Array {
    return this.#behind.slice()
  }

  /** The lottery's panels. */
  get panels(): TypePanel[] {
    return this.#candidates.flatMap((panel, p) => new Array<TypePanel>(this.#held[p]!).fill(panel))
  }

  /** Makes a panel known, and returns its number. */
  add(panel: TypePanel): number {
    const known = this.#candidates.findIndex((candidate) => candidate.every((count, t) => count === panel[t]))
    if (known !== -1) return known
    this.#candidates.push(panel)
    this.#held.push(0)
    const own = this.#candidates.map((candidate) => this.#product(candidate, panel))
    own.forEach((product, c) => {
      this.#products[c] ??= []
      this.#products[c][own.length - 1] = product
    })
    this.#products[own.length - 1] = own
    return own.length - 1
  }

  /** Makes the exchange that helps most; false when none helps. */
  improve(): boolean {
    const served = this.#candidates.map((panel) => {
      let sum = 0
      for (let t = 0; t < panel.length; t++) if (panel[t]) sum += (panel[t]! / this.#sizes[t]!) * this.#behind[t]!
      return sum
    })
    let best = -IMPROVED
    let exchange: [number, number] | null = null
    for (let out = 0; out < served.length; out++) {
      if (this.#held[out] === 0) continue
      const products = this.#products[out]!
      for (let into = 0; into < served.length; into++) {
        const distance = products[out]! - 2 * products[into]! + this.#products[into]![into]!
        const change = 2 * (served[out]! - served[into]!) + distance
        if (change < best) {
          best = change
          exchange = [out, into]
        }
      }
    }
    if (!exchange) return false
    const [out, into] = exchange
    this.#held[out]!--
    this.#held[into]!++
    this.#shift(this.#candidates[out]!, 1)
    this.#shift(this.#candidates[into]!, -1)
    return true
  }

  #shift(panel: TypePanel, sign: number): void {
    for (let t = 0; t < panel.length; t++) this.#behind[t]! += (sign * panel[t]!) / this.#sizes[t]!
  }

  #product(a: TypePanel, b: TypePanel): number {
    let sum = 0
    for (let t = 0; t < a.length; t++) if (a[t] && b[t]) sum += (a[t]! * b[t]!) / this.#sizes[t]! ** 2
    return sum
  }
}

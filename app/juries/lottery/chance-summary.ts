import type { Pool } from './quota.ts'
import type { Selection } from './selection-input.ts'

export interface GroupChances {
  name: string
  people: number
  min: number
  max: number
  /** Chances of its members, from 0 to 1; null where nobody has the value. */
  lowest: number | null
  average: number | null
  highest: number | null
  /** Seats it has in the mean over all panels. */
  seats: number
}

/** What is told of a lottery before anybody is drawn: no person is in it. Chances are from 0 to 1. */
export interface ChanceSummary {
  people: number
  seats: number
  panels: number
  /** Of the lottery's panels, those that differ. */
  distinct: number
  lowest: number
  average: number
  highest: number
  /** No method could have given the least likely volunteer more; null for the greedy rule. */
  bound: number | null
  groups: { category: string; values: GroupChances[] }[]
  /** Volunteers by chance: `from` up to but not including `to`, the last including it. */
  histogram: { from: number; to: number; people: number }[]
}

export function chanceSummary(pool: Pool, seats: number, { panels, chances, bound }: Selection): ChanceSummary {
  const people = pool.volunteers.length
  return {
    people,
    seats,
    panels: panels.length,
    distinct: new Set(panels.map((panel) => panel.join())).size,
    lowest: least(chances),
    average: seats / people,
    highest: most(chances),
    bound: bound?.value ?? null,
    groups: pool.categories.map(({ name, values }, c) => ({
      category: name,
      values: values.map(({ name: value, min, max }, v) => {
        const own = chances.filter((_, person) => pool.volunteers[person]!.values[c] === v)
        const sum = own.reduce((total, chance) => total + chance, 0)
        const none = own.length === 0
        return {
          name: value,
          people: own.length,
          min,
          max,
          lowest: none ? null : least(own),
          average: none ? null : sum / own.length,
          highest: none ? null : most(own),
          seats: sum,
        }
      }),
    })),
    histogram: histogramOf(chances),
  }
}

// A pool of 20,000 is more than a function takes arguments.
const least = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.min(a, b), Infinity)
const most = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.max(a, b), 0)

/** Widths of a bar in thousandths; the narrowest that needs no more than twelve bars is taken. */
const WIDTHS = [5, 10, 20, 50, 100]
const MOST_BARS = 12

function histogramOf(chances: readonly number[]): ChanceSummary['histogram'] {
  // Thousandths, so that an edge such as 0.15 is met exactly.
  const thousandths = chances.map((chance) => Math.round(chance * 100_000) / 100)
  const [low, high] = [least(thousandths), most(thousandths)]
  const bars = (width: number) => Math.max(1, Math.ceil((high - Math.floor(low / width) * width) / width))
  const width = WIDTHS.find((w) => bars(w) <= MOST_BARS) ?? WIDTHS.at(-1)!
  const first = Math.floor(low / width) * width
  return Array.from({ length: bars(width) }, (_, i) => {
    const [from, to] = [first + i * width, first + (i + 1) * width]
    const isLast = i === bars(width) - 1
    return {
      from: from / 1_000,
      to: to / 1_000,
      people: thousandths.filter((t) => t >= from && (t < to || isLast)).length,
    }
  })
}

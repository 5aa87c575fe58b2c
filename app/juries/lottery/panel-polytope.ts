import type { Typing } from './agent-type.ts'
import type { Column, Row } from './linear-programme.ts'
import type { Category } from './quota.ts'

/** The panels of a pool as integer points: how many people of each type, under quotas, seats and households. */
export interface PanelPolytope {
  typing: Typing
  seats: number
  columns: Column[]
  /** The seats, then every value of every category in order, then every household class. */
  rows: Row[]
}

/** A panel as the count of people of each type. */
export type TypePanel = Uint16Array

export function panelPolytope(categories: readonly Category[], typing: Typing, seats: number): PanelPolytope {
  const { types, classes } = typing
  const all = types.map((_, t) => t)
  const row = (columns: number[], lower: number, upper: number): Row => ({
    lower,
    upper,
    columns,
    coefficients: columns.map(() => 1),
  })
  const rows = [row(all, seats, seats)]
  categories.forEach((category, c) => {
    category.values.forEach((quota, v) => {
      rows.push(
        row(
          all.filter((t) => types[t]!.values[c] === v),
          quota.min,
          quota.max,
        ),
      )
    })
  })
  for (const { households, types: members } of classes) rows.push(row(members, 0, households.length))
  return { typing, seats, rows, columns: types.map((type) => ({ cost: 0, lower: 0, upper: type.capacity })) }
}

/** Nearer to a bound than this counts as on it. */
export const TIGHT = 1e-7

const activity = (row: Row, point: Float64Array): number => row.columns.reduce((sum, t) => sum + point[t]!, 0)

/**
 * The smallest face that holds the point. Panels outside it cannot take part in a lottery with exactly these expected
 * numbers, so the search for panels keeps to it.
 */
export function faceAt(polytope: PanelPolytope, point: Float64Array): PanelPolytope {
  const pinch = <T extends { lower: number; upper: number }>(range: T, value: number): T => {
    if (value <= range.lower + TIGHT) return { ...range, upper: range.lower }
    if (value >= range.upper - TIGHT) return { ...range, lower: range.upper }
    return range
  }
  return {
    ...polytope,
    columns: polytope.columns.map((column, t) => pinch(column, point[t]!)),
    rows: polytope.rows.map((row) => pinch(row, activity(row, point))),
  }
}

/** Integer check of a panel: the solvers work in floating point and are not believed. */
export function isPanel({ columns, rows }: PanelPolytope, panel: TypePanel): boolean {
  return (
    columns.every(({ lower, upper }, t) => panel[t]! >= lower && panel[t]! <= upper) &&
    rows.every(({ lower, upper, columns: members }) => {
      const count = members.reduce((sum, t) => sum + panel[t]!, 0)
      return count >= lower && count <= upper
    })
  )
}

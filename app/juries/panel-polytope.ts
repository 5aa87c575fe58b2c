import type { Typing } from './agent-type.ts'
import type { Column, Row } from './linear-programme.ts'
import type { Category } from './quota.ts'

/** The panels of a pool as integer points: how many people of each type, under quotas, seats and households. */
export interface PanelPolytope {
  categories: Category[]
  typing: Typing
  seats: number
  columns: Column[]
  /** The seats, then every value of every category, then every household class. */
  rows: Row[]
}

export function panelPolytope(categories: Category[], typing: Typing, seats: number): PanelPolytope {
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
      rows.push(row(all.filter((t) => types[t]!.values[c] === v), quota.min, Math.min(quota.max, seats)))
    })
  })
  for (const { households, types: members } of classes) rows.push(row(members, 0, households.length))
  const columns = types.map((type) => ({ cost: 0, lower: 0, upper: type.capacity }))
  return { categories, typing, seats, columns, rows }
}

/** A panel as counts per type. */
export type TypePanel = Uint16Array

export const panelKey = (panel: TypePanel): string => panel.join()

import type { Highs } from 'highs'
import { typesOfPool } from './agent-type.ts'
import { type Column, openProgramme, type Row } from './linear-programme.ts'
import { panelPolytope } from './panel-polytope.ts'
import type { Message, Pool } from './quota.ts'

export interface QuotaChange {
  category: number
  value: number
  bound: 'min' | 'max'
  from: number
  to: number
}

export interface Relaxation {
  changes: QuotaChange[]
  /** Sum of reductions of a minimum, each times 1 + 2 / minimum, and of increases of a maximum. */
  objective: number
}

export type Feasibility =
  | { feasible: true }
  | {
      feasible: false
      /** The least change within the flex bounds, or null if those do not suffice. */
      relaxation: Relaxation | null
      /** When the flex bounds do not suffice: the least change without them, or null if no change of quotas helps. */
      beyondFlex: Relaxation | null
      /** When no change of quotas helps: the most seats that people and households allow. */
      mostSeats: number | null
    }

/** Whether any panel meets the quotas and the household rule, and if none does the least change that makes one possible. */
export function feasibility(highs: Highs, pool: Pool, seats: number, onePerHousehold: boolean): Feasibility {
  const mostSeats = onePerHousehold ? householdCount(pool) : pool.volunteers.length
  if (mostSeats < seats || seats < 1) return { feasible: false, relaxation: null, beyondFlex: null, mostSeats }
  const within = leastRelaxation(highs, pool, seats, onePerHousehold, (quota) => [quota.minFlex, quota.maxFlex])
  if (within && within.changes.length === 0) return { feasible: true }
  if (within) return { feasible: false, relaxation: within, beyondFlex: null, mostSeats: null }
  const beyondFlex = leastRelaxation(highs, pool, seats, onePerHousehold, () => [0, seats])
  return { feasible: false, relaxation: null, beyondFlex, mostSeats: beyondFlex ? null : mostSeats }
}

function householdCount({ volunteers }: Pool): number {
  const alone = volunteers.filter((volunteer) => volunteer.household === null).length
  return alone + new Set(volunteers.flatMap(({ household }) => household ?? [])).size
}

function leastRelaxation(
  highs: Highs,
  pool: Pool,
  seats: number,
  onePerHousehold: boolean,
  flex: (quota: { minFlex: number; maxFlex: number }) => [number, number],
): Relaxation | null {
  const typing = typesOfPool(pool, onePerHousehold)
  const polytope = panelPolytope(pool.categories, typing, seats)
  const columns: Column[] = polytope.columns.map((column) => ({ ...column, integer: true }))
  const rows: Row[] = []
  const changes: { category: number; value: number; min: number; max: number; down: number; up: number }[] = []
  let r = 1
  pool.categories.forEach((category, c) => {
    category.values.forEach((quota, v) => {
      const [minFlex, maxFlex] = flex(quota)
      const down = columns.length
      const up = down + 1
      columns.push(
        {
          cost: quota.min > 0 ? -(1 + 2 / quota.min) : 0,
          lower: 0,
          upper: Math.max(0, quota.min - minFlex),
          integer: true,
        },
        { cost: -1, lower: 0, upper: Math.max(0, maxFlex - quota.max), integer: true },
      )
      const holders = polytope.rows[r++]!.columns
      const ones = holders.map(() => 1)
      rows.push(
        { lower: quota.min, upper: Infinity, columns: [...holders, down], coefficients: [...ones, 1] },
        { lower: -Infinity, upper: quota.max, columns: [...holders, up], coefficients: [...ones, -1] },
      )
      changes.push({ category: c, value: v, min: quota.min, max: quota.max, down, up })
    })
  })
  const model = openProgramme(highs, columns, [polytope.rows[0]!, ...rows, ...polytope.rows.slice(r)])
  try {
    if (model.run().modelStatus !== highs.constants.modelStatus.optimal) return null
    const { colValue } = model.getSolution()
    let objective = 0
    const named = changes.flatMap(({ category, value, min, max, down, up }): QuotaChange[] => {
      const less = Math.round(colValue[down]!)
      const more = Math.round(colValue[up]!)
      if (less > 0) objective += less * (1 + 2 / min)
      objective += more
      return [
        ...(less > 0 ? [{ category, value, bound: 'min' as const, from: min, to: min - less }] : []),
        ...(more > 0 ? [{ category, value, bound: 'max' as const, from: max, to: max + more }] : []),
      ]
    })
    return { changes: named, objective }
  } finally {
    model.dispose()
  }
}

/** The result as messages for the manager, worded by the locale files. */
export function feasibilityMessages(result: Feasibility, pool: Pool, seats: number): Message[] {
  if (result.feasible) return []
  const relaxation = result.relaxation ?? result.beyondFlex
  if (!relaxation) {
    return [{ code: 'too-few-to-seat', params: { people: pool.volunteers.length, most: result.mostSeats ?? 0, seats } }]
  }
  return [
    { code: result.relaxation ? 'no-panel-flex' : 'no-panel-beyond-flex', params: {} },
    ...relaxation.changes.map(({ category, value, bound, from, to }) => ({
      code: bound === 'min' ? 'lower-minimum' : 'raise-maximum',
      params: {
        category: pool.categories[category]!.name,
        value: pool.categories[category]!.values[value]!.name,
        from,
        to,
      },
    })),
  ]
}

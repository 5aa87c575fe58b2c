import fc from 'fast-check'
import { solve } from 'yalps'
import { type Category, type Pool, panelBreaches } from '../../../app/juries/lottery/quota.ts'

/** A pool from rows of value numbers; quotas are `[min, max]` per category and value. */
export function poolOf(quotas: [number, number][][], rows: number[][], homes: (string | null)[] = []): Pool {
  const categories: Category[] = quotas.map((values, c) => ({
    name: `category ${c}`,
    values: values.map(([min, max], v) => ({ name: `value ${v}`, min, max, minFlex: 0, maxFlex: 99 })),
  }))
  const volunteers = rows.map((values, v) => ({ id: `p${v}`, values, household: homes[v] ?? null }))
  return { categories, volunteers }
}

/** Every panel that meets the quotas and the household rule, by trying all. */
export function allPanels(pool: Pool, seats: number, onePerHousehold: boolean): number[][] {
  const panels: number[][] = []
  const extend = (panel: number[], from: number): void => {
    if (panel.length === seats) {
      if (panelBreaches(pool, panel, seats, onePerHousehold).length === 0) panels.push(panel)
      return
    }
    for (let v = from; v < pool.volunteers.length; v++) extend([...panel, v], v + 1)
  }
  extend([], 0)
  return panels
}

/**
 * LEXIMIN by the definition, over the list of all panels and with another solver: raise the lowest chance, then settle
 * whoever cannot rise above it, and go on.
 */
export function leximinByEnumeration(panels: readonly number[][], people: number): number[] {
  const settled = new Map<number, number>()
  const programme = (objective: 'floor' | number, floor: number): number => {
    const variables = new Map<string, [string, number][]>(
      panels.map((panel, p) => [
        `panel${p}`,
        [
          ['lottery', 1],
          ...panel.map((v): [string, number] => [`person${v}`, 1]),
          ...(panel.includes(objective as number) ? [['objective', 1] as [string, number]] : []),
        ],
      ]),
    )
    const constraints = new Map<string, { min?: number; equal?: number }>([['lottery', { equal: 1 }]])
    for (let v = 0; v < people; v++) constraints.set(`person${v}`, { min: settled.get(v) ?? floor })
    if (objective === 'floor') {
      const open = [...Array(people).keys()].filter((v) => !settled.has(v))
      for (const v of open) constraints.set(`person${v}`, { min: 0 })
      variables.set('floor', [['objective', 1], ...open.map((v): [string, number] => [`person${v}`, -1])])
    }
    return solve({ direction: 'maximize', objective: 'objective', constraints, variables }, { precision: 1e-10 }).result
  }
  while (settled.size < people) {
    const floor = programme('floor', 0)
    const slack = Math.max(0, floor - 1e-9)
    const stuck = [...Array(people).keys()].filter((v) => !settled.has(v) && programme(v, slack) < floor + 1e-6)
    if (stuck.length === 0) throw new Error('Nobody is stuck')
    for (const v of stuck) settled.set(v, slack)
  }
  return Array.from({ length: people }, (_, v) => settled.get(v)!)
}

export interface SmallCase {
  pool: Pool
  seats: number
  onePerHousehold: boolean
}

/** Random pools of up to eight people with two or three categories that have at least one panel. */
export const smallCase: fc.Arbitrary<SmallCase> = fc
  .record({
    people: fc.array(
      fc.record({ values: fc.tuple(fc.nat(1), fc.nat(2), fc.nat(1)), home: fc.option(fc.nat(3), { freq: 2 }) }),
      { minLength: 4, maxLength: 8 },
    ),
    seats: fc.integer({ min: 2, max: 4 }),
    tight: fc.array(fc.tuple(fc.nat(2), fc.nat(1)), { minLength: 7, maxLength: 7 }),
    categories: fc.integer({ min: 2, max: 3 }),
    onePerHousehold: fc.boolean(),
  })
  .map(({ people, seats, tight, categories, onePerHousehold }) => {
    const sizes = [2, 3, 2].slice(0, categories)
    let next = 0
    const quotas = sizes.map((size) =>
      Array.from({ length: size }, (): [number, number] => {
        const [min, room] = tight[next++]!
        return [Math.min(min, 1), Math.min(seats, Math.min(min, 1) + 1 + room)]
      }),
    )
    const pool = poolOf(
      quotas,
      people.map(({ values }) => values.slice(0, categories)),
      people.map(({ home }) => (home === null ? null : String(home))),
    )
    return { pool, seats, onePerHousehold }
  })
  .filter(({ pool, seats, onePerHousehold }) => allPanels(pool, seats, onePerHousehold).length > 0)

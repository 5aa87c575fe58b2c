import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCategories } from '../../app/juries/lottery/categories-file.ts'
import { feasibility } from '../../app/juries/lottery/feasibility.ts'
import { loadSolver } from '../../app/juries/lottery/linear-programme.ts'
import type { Pool } from '../../app/juries/lottery/quota.ts'
import { readRespondents } from '../../app/juries/lottery/respondents-file.ts'
import { generator } from '../../app/priorities/generator.ts'

export interface BenchPool {
  name: string
  pool: Pool
  seats: number
  onePerHousehold: boolean
  /** Certified chances by row where they are known. */
  certified: number[] | null
}

/** Pools of the reference folder, smallest first: beside the repository, or where FOLKMOOT_POOLS says. */
export function referencePools(): BenchPool[] {
  const folder = process.env.FOLKMOOT_POOLS ?? '../shared/reference/selection'
  if (!existsSync(folder)) {
    console.log(`The published pools are not measured: there is no folder ${folder} (FOLKMOOT_POOLS names another).`)
    return []
  }
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'respondents.csv')))
    .map((name) => {
      const text = (file: string) => readFileSync(join(folder, name, file), 'utf8')
      const quotas = readCategories(text('categories.csv'))
      if (!quotas.ok) throw new Error(`${name}: the targets were rejected`)
      const read = readRespondents(text('respondents.csv'), quotas.categories)
      if (!read.ok) throw new Error(`${name}: the pool was rejected`)
      const certified: number[] = JSON.parse(text('expected.json')).leximin_by_row_certified
      const seats = Math.round(certified.reduce((sum, chance) => sum + chance, 0))
      return { name, pool: read.pool, seats, onePerHousehold: false, certified }
    })
    .sort((a, b) => a.pool.volunteers.length - b.pool.volunteers.length)
}

/**
 * A pool of volunteers who select themselves unevenly, its quotas near the shares of a population; from a seed.
 *
 * @param homes how many homes they share, one of each to be drawn at most; 0 for a pool that says nothing of homes.
 */
export async function madePool(
  people: number,
  seats: number,
  sizes: number[],
  seed: number,
  homes = 0,
): Promise<BenchPool> {
  const random = generator(seed)
  const weighted = (weights: readonly number[]): number => {
    let left = random.uniform() * weights.reduce((sum, weight) => sum + weight, 0)
    return weights.findIndex((weight) => {
      left -= weight
      return left < 0
    })
  }
  const shares = sizes.map((size) => {
    const parts = Array.from({ length: size }, () => 0.4 + random.uniform())
    const sum = parts.reduce((total, part) => total + part, 0)
    return parts.map((part) => part / sum)
  })
  const eager = shares.map((parts) => parts.map((part) => part * (0.5 + random.uniform())))
  const volunteers = Array.from({ length: people }, (_, v) => ({
    id: String(v),
    values: eager.map(weighted),
    // The first of each home, then the others by chance.
    household: homes === 0 ? null : String(v < homes ? v : random.below(homes)),
  }))
  const categories = shares.map((parts, c) => ({
    name: `category ${c}`,
    values: parts.map((part, v) => ({
      name: `value ${v}`,
      min: Math.max(0, Math.floor(part * seats) - 1),
      max: Math.ceil(part * seats) + 1,
      minFlex: 0,
      maxFlex: seats,
    })),
  }))
  const pool = { categories, volunteers }
  const possible = feasibility(await loadSolver(), pool, seats, homes > 0)
  if (!possible.feasible) {
    for (const { category, value, bound, to } of possible.relaxation?.changes ?? []) {
      categories[category]!.values[value]![bound] = to
    }
  }
  const shared = homes > 0 ? ` in ${homes} homes` : ''
  return {
    name: `made ${people}/${seats}/${sizes.length}${shared}`,
    pool,
    seats,
    onePerHousehold: homes > 0,
    certified: null,
  }
}

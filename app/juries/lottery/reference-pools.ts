import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCategories } from './categories-file.ts'
import { feasibility } from './feasibility.ts'
import { loadSolver } from './linear-programme.ts'
import { type Category, type Pool, panelBreaches } from './quota.ts'
import { readRespondents } from './respondents-file.ts'
import { type Selection, type SelectionRule, select } from './selection.ts'

type Bounds = [min: number, max: number, minFlex?: number, maxFlex?: number]
type Quotas = Record<string, Record<string, Bounds>>

interface WorkedExample {
  k: number
  quotas: Quotas
  people?: Record<string, string[]>
  same_people_as?: string
  address?: Record<string, string>
  maximin_unique?: Record<string, number>
  maximin_unique_one_per_address?: Record<string, number>
  expect?: string
}

interface InfeasibleCase {
  k: number
  quotas_min_max_minflex_maxflex: Quotas
  people: Record<string, Record<string, string>>
  address: Record<string, string> | null
  reference: { feasible: boolean; objective?: number; cant_relax?: boolean }
}

const EXACT = 1e-6
const NEAR = 2e-5
const PANELS = 1_000

function categoriesOf(quotas: Quotas, seats: number): Category[] {
  return Object.entries(quotas).map(([name, values]) => ({
    name,
    values: Object.entries(values).map(([value, [min, max, minFlex = min, maxFlex = Math.max(max, seats)]]) => ({
      name: value,
      min,
      max,
      minFlex,
      maxFlex,
    })),
  }))
}

function poolOf(categories: Category[], people: [string, string[]][], address: Record<string, string> | null): Pool {
  const volunteers = people.map(([id, values]) => ({
    id,
    values: values.map((value, c) => categories[c]!.values.findIndex((quota) => quota.name === value)),
    household: address?.[id] ?? null,
  }))
  return { categories, volunteers }
}

/** A worked example by LEXIMIN and MAXIMIN, with and without one per address, to 1e-6. */
export async function checkWorked(examples: Record<string, WorkedExample>, id: string): Promise<string[]> {
  const example = examples[id]!
  const people = example.people ?? examples[example.same_people_as ?? '']?.people
  if (!people) return ['no people']
  const pool = poolOf(categoriesOf(example.quotas, example.k), Object.entries(people), example.address ?? null)
  const failures: string[] = []
  const compare = async (expected: Record<string, number>, onePerHousehold: boolean): Promise<void> => {
    for (const rule of ['leximin', 'maximin'] as const) {
      const outcome = await select({ pool, seats: example.k, rule, onePerHousehold, panels: PANELS, seed: 1 })
      if (!outcome.ok) {
        failures.push(`${rule}: ${outcome.errors.map(({ code }) => code).join(', ')}`)
        continue
      }
      const targets = Object.keys(people).map((person) => expected[person]!)
      failures.push(...checkSelection(outcome.selection, pool, example.k, onePerHousehold, rule, targets, EXACT))
    }
  }
  if (example.maximin_unique) await compare(example.maximin_unique, false)
  if (example.maximin_unique_one_per_address) await compare(example.maximin_unique_one_per_address, true)
  if (example.expect?.startsWith('infeasible')) {
    const fixed: Quotas = Object.fromEntries(
      Object.entries(example.quotas).map(([name, values]) => [
        name,
        Object.fromEntries(Object.entries(values).map(([value, [min, max]]) => [value, [min, max, min, max]])),
      ]),
    )
    const strict = { ...pool, categories: categoriesOf(fixed, example.k) }
    const result = feasibility(await loadSolver(), strict, example.k, false)
    if (result.feasible || result.relaxation) failures.push('quotas that cannot be met were not refused')
  } else if (!example.maximin_unique && !example.maximin_unique_one_per_address) failures.push('nothing was compared')
  return failures
}

/** The least relaxation: the same objective, and quotas that a panel then meets. */
export async function checkInfeasible(entry: InfeasibleCase): Promise<string[]> {
  const categories = categoriesOf(entry.quotas_min_max_minflex_maxflex, entry.k)
  const people = Object.entries(entry.people).map(([id, values]): [string, string[]] => [
    id,
    categories.map(({ name }) => values[name]!),
  ])
  const pool = poolOf(categories, people, entry.address)
  const highs = await loadSolver()
  const result = feasibility(highs, pool, entry.k, entry.address !== null)
  const { reference } = entry
  if (result.feasible !== reference.feasible) return [`feasible ${result.feasible} instead of ${reference.feasible}`]
  if (result.feasible) return []
  if (reference.cant_relax) return result.relaxation ? ['a relaxation where none is possible'] : []
  if (!result.relaxation) return ['no relaxation found']
  const { changes, objective } = result.relaxation
  const relaxed = structuredClone(pool)
  for (const { category, value, bound, to } of changes) relaxed.categories[category]!.values[value]![bound] = to
  return [
    ...(Math.abs(objective - reference.objective!) > EXACT
      ? [`objective ${objective} instead of ${reference.objective}`]
      : []),
    ...(feasibility(highs, relaxed, entry.k, entry.address !== null).feasible
      ? []
      : ['the relaxed quotas cannot be met']),
  ]
}

/** A pool: files against instance, LEXIMIN against the certified chances, MAXIMIN against its bound, and the lottery. */
export async function checkPool(folder: string): Promise<{ failures: string[]; figures: string }> {
  const bytes = (file: string) => readFileSync(join(folder, file))
  const expected = JSON.parse(bytes('expected.json').toString())
  const quotas = readCategories(bytes('categories.csv'))
  if (!quotas.ok) return { failures: ['categories.csv was rejected'], figures: '' }
  const read = readRespondents(bytes('respondents.csv'), quotas.categories)
  if (!read.ok) return { failures: ['respondents.csv was rejected'], figures: '' }
  const { pool } = read
  const failures: string[] = []
  const byRow: number[] = expected.leximin_by_row_certified
  let seats = Math.round(byRow.reduce((sum, chance) => sum + chance, 0))
  if (existsSync(join(folder, 'instance.json'))) {
    const instance = JSON.parse(bytes('instance.json').toString())
    seats = instance.k
    const agents = pool.volunteers.map(({ values }) => values.map((v, c) => pool.categories[c]!.values[v]!.name))
    if (JSON.stringify(agents) !== JSON.stringify(instance.agents)) failures.push('the files and instance.json differ')
  }

  const figures: string[] = []
  for (const rule of ['leximin', 'maximin'] as const) {
    const started = performance.now()
    const outcome = await select({ pool, seats, rule, onePerHousehold: false, panels: PANELS, seed: 1 })
    figures.push(`${rule} ${((performance.now() - started) / 1_000).toFixed(1)} s`)
    if (!outcome.ok) failures.push(`${rule}: ${outcome.errors.map(({ code }) => code).join(', ')}`)
    else {
      const targets = rule === 'leximin' ? byRow : null
      failures.push(...checkSelection(outcome.selection, pool, seats, false, rule, targets, NEAR))
      const certified = expected.leximin_min_certified
      const lowest = Math.min(...outcome.selection.targets)
      if (certified !== undefined && Math.abs(lowest - certified) > EXACT) {
        failures.push(`${rule}: lowest chance ${lowest} instead of ${certified}`)
      }
      figures.push(`lowest ${lowest.toFixed(6)}, in the lottery ${Math.min(...outcome.selection.chances)}`)
    }
  }
  return { failures, figures: figures.join(', ') }
}

/** Everything that must hold of a selection by LEXIMIN or MAXIMIN (targets of the method, section 3). */
function checkSelection(
  { targets, chances, panels, bound }: Selection,
  pool: Pool,
  seats: number,
  onePerHousehold: boolean,
  rule: SelectionRule,
  expected: readonly number[] | null,
  tolerance: number,
): string[] {
  const failures: string[] = []
  const lowest = Math.min(...targets)
  if (expected) {
    const away = Math.max(...expected.map((chance, v) => Math.abs(chance - targets[v]!)))
    if (!(away <= tolerance)) failures.push(`${rule}: a chance is ${away} from the expected one`)
  }
  if (!bound || bound.value - lowest > EXACT || bound.value < lowest - EXACT) {
    failures.push(`${rule}: lowest chance ${lowest} with bound ${bound?.value}`)
  }
  const breached = panels.filter((panel) => panelBreaches(pool, panel, seats, onePerHousehold).length > 0).length
  if (breached > 0) failures.push(`${rule}: ${breached} panels break a rule`)
  if (panels.length !== PANELS) failures.push(`${rule}: ${panels.length} panels`)
  const least = (Math.floor(PANELS * (lowest + 1e-9)) - 1) / PANELS
  if (Math.min(...chances) < least) failures.push(`${rule}: lowest chance of the lottery ${Math.min(...chances)}`)
  const away = Math.max(...chances.map((chance, v) => Math.abs(chance - targets[v]!)))
  if (away > 2 / PANELS + 1e-9) failures.push(`${rule}: the lottery is ${away} from a target`)
  return failures
}

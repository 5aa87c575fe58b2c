import { stringify } from 'csv-stringify/sync'
import { type CsvTable, columnNamed, readTable } from './csv-table.ts'
import { type Category, inOrder, type Message, quotaConflicts, sameName, unboundedMaxFlex } from './quota.ts'

export type ReadCategories = { ok: true; categories: Category[] } | { ok: false; errors: Message[] }

interface Columns {
  category: number
  value: number
  min: number
  max: number
  minFlex: number
  maxFlex: number
}

/**
 * Reads jury targets in every header form in use: `feature,value`, `category,name` or `category,feature`, with
 * `min,max` and both or neither of `min_flex,max_flex`. All errors are reported at once, with row and columns.
 *
 * @param seats to check the sums against, or null when not yet known.
 */
export function readCategories(input: string | Uint8Array, seats: number | null = null): ReadCategories {
  const read = readTable(input)
  if (!read.table) return { ok: false, errors: read.errors }
  const { table } = read
  const errors: Message[] = [...read.errors]
  const found = findColumns(table)
  if (!found.ok) return { ok: false, errors: [...errors, ...found.errors] }
  const { columns } = found
  const categories: Category[] = []
  table.rows.forEach((cells, r) => {
    const categoryName = cells[columns.category]!.trim()
    if (categoryName === '') return
    const category = categories.find(({ name }) => sameName(name) === sameName(categoryName))
    const known = category ?? { name: categoryName, values: [] }
    if (!category) categories.push(known)
    errors.push(...addQuota(known, cells, columns, table, table.rowNumbers[r]!))
  })
  if (categories.length === 0 && errors.length === 0)
    return { ok: false, errors: [{ code: 'no-categories', params: {} }] }
  if (errors.length > 0) return { ok: false, errors: inOrder(errors) }

  const unbounded = unboundedMaxFlex(categories, seats ?? 0)
  for (const quota of categories.flatMap((category) => category.values)) {
    if (quota.maxFlex === UNSET) quota.maxFlex = unbounded
  }
  const conflicts = quotaConflicts(categories, seats)
  return conflicts.length > 0 ? { ok: false, errors: conflicts } : { ok: true, categories }
}

const UNSET = -1

function findColumns(table: CsvTable): { ok: true; columns: Columns } | { ok: false; errors: Message[] } {
  const category = columnNamed(table, 'category', 'feature')
  const values = ['value', 'name', 'feature'].map((name) => columnNamed(table, name))
  const columns = {
    category,
    value: values.find((index) => index !== -1 && index !== category) ?? -1,
    min: columnNamed(table, 'min'),
    max: columnNamed(table, 'max'),
    minFlex: columnNamed(table, 'min_flex'),
    maxFlex: columnNamed(table, 'max_flex'),
  }
  const required = { category: 'feature', value: 'value', min: 'min', max: 'max' } as const
  const errors: Message[] = Object.entries(required)
    .filter(([key]) => columns[key as keyof Columns] === -1)
    .map(([, column]) => ({ code: 'missing-column', params: { column }, row: 1, columns: [column] }))
  if ((columns.minFlex === -1) !== (columns.maxFlex === -1)) {
    errors.push({ code: 'flex-columns-both', params: {}, row: 1, columns: ['min_flex', 'max_flex'] })
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, columns }
}

function addQuota(category: Category, cells: string[], columns: Columns, table: CsvTable, row: number): Message[] {
  const errors: Message[] = []
  const header = (column: number): string => table.headers[column]!.trim()
  const name = cells[columns.value]!.trim()
  const complain = (code: string, params: Message['params'], ...places: number[]): void => {
    errors.push({ code, params: { category: category.name, value: name, ...params }, row, columns: places.map(header) })
  }
  if (name === '') complain('empty-feature-value', {}, columns.value)
  else if (category.values.some((quota) => sameName(quota.name) === sameName(name))) {
    complain('value-twice', {}, columns.value)
  }

  const whole = (column: number, unset: boolean): number | null => {
    const cell = cells[column]!.trim()
    if (unset && cell === '-1') return UNSET
    const number = cell === '' ? Number.NaN : Number(cell)
    if (!Number.isFinite(number)) complain('not-a-number', { cell }, column)
    else if (number < 0) complain('negative', { cell }, column)
    else if (!Number.isSafeInteger(number)) complain('not-whole', { cell }, column)
    else return number
    return null
  }
  const min = whole(columns.min, false)
  const max = whole(columns.max, false)
  const minFlex = columns.minFlex === -1 ? 0 : whole(columns.minFlex, false)
  const maxFlex = columns.maxFlex === -1 ? UNSET : whole(columns.maxFlex, true)
  if (min !== null && max !== null && min > max)
    complain('min-greater-than-max', { min, max }, columns.min, columns.max)
  if (minFlex !== null && min !== null && minFlex > min) {
    complain('min-flex-greater-than-min', { minFlex, min }, columns.min, columns.minFlex)
  }
  if (maxFlex !== null && maxFlex !== UNSET && max !== null && maxFlex < max) {
    complain('max-flex-less-than-max', { maxFlex, max }, columns.max, columns.maxFlex)
  }
  if (errors.length > 0 || min === null || max === null || minFlex === null || maxFlex === null) return errors
  category.values.push({ name, min, max, minFlex, maxFlex })
  return []
}

/** Jury targets as a file of the commonest form, read unchanged by the tools of the field and by `readCategories`. */
export function writeCategories(categories: readonly Category[]): string {
  const rows = categories.flatMap(({ name, values }) =>
    values.map((quota) => [name, quota.name, quota.min, quota.max, quota.minFlex, quota.maxFlex]),
  )
  return stringify([['feature', 'value', 'min', 'max', 'min_flex', 'max_flex'], ...rows])
}

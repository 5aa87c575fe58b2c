import { type CsvTable, columnNamed, readTable, writeTable } from './csv-table.ts'
import { type Category, inOrder, type Message, type Pool, sameName, type Volunteer } from './quota.ts'

/** Id columns met in the field, the most specific first. */
const ID_COLUMNS = ['nationbuilder_id', 'unique_id', 'external_id', 'id'] as const

/** The address columns of UK files; a file with both needs no naming of them. */
const HOUSEHOLD_COLUMNS = ['primary_address1', 'zip_royal_mail'] as const

const STATUSES = ['TEST_SUBMISSION', 'POOL', 'SELECTED', 'CONFIRMED', 'WITHDRAWN', 'DELETED'] as const

export interface RespondentsOptions {
  idColumn?: string
  /** Columns that together name a household; an empty list means that the file names none. */
  householdColumns?: string[]
}

export interface Respondents {
  pool: Pool
  table: CsvTable
  /** Per volunteer of the pool, the index of their row in the table. */
  rowOf: number[]
  /** Indices of the columns of the id and of the household. */
  idColumn: number
  householdColumns: number[]
  notes: Message[]
}

export type ReadRespondents = ({ ok: true } & Respondents) | { ok: false; errors: Message[] }

/**
 * Reads a pool: one id, one column per category with listed values only. Rows with a `selection_status` other than
 * POOL stay in the table and out of the pool. All errors are reported at once, with row and column.
 */
export function readRespondents(
  input: string | Uint8Array,
  categories: Category[],
  options: RespondentsOptions = {},
): ReadRespondents {
  const read = readTable(input)
  if (!read.table) return { ok: false, errors: read.errors }
  const { table } = read
  const errors: Message[] = [...read.errors]
  const notes: Message[] = []
  const missing = (column: string): void => {
    errors.push({ code: 'missing-column', params: { column }, row: 1, columns: [column] })
  }
  const id = columnNamed(table, ...(options.idColumn ? [options.idColumn] : ID_COLUMNS))
  if (id === -1) {
    if (options.idColumn) missing(options.idColumn)
    else errors.push({ code: 'no-id-column', params: { columns: ID_COLUMNS.join(', ') }, row: 1 })
  }
  const featureColumns = categories.map(({ name }) => columnNamed(table, name))
  featureColumns.forEach((column, c) => {
    if (column === -1) missing(categories[c]!.name)
  })
  const home = householdColumns(table, options)
  home.forEach(({ name, index }) => {
    if (index === -1) missing(name)
  })

  const left = new Map<string, number>()
  const kept: number[] = []
  const status = columnNamed(table, 'selection_status')
  table.rows.forEach((cells, r) => {
    const word = status === -1 ? '' : cells[status]!.trim().toUpperCase()
    if (word === '' || word === 'POOL') kept.push(r)
    else if ((STATUSES as readonly string[]).includes(word)) left.set(word, (left.get(word) ?? 0) + 1)
    else {
      const params = { status: cells[status]!.trim() }
      errors.push({
        code: 'unknown-status',
        params,
        row: table.rowNumbers[r]!,
        columns: [table.headers[status]!.trim()],
      })
    }
  })
  for (const [word, count] of left) notes.push({ code: 'rows-left-out', params: { status: word, count } })

  const rows = id === -1 ? kept : withoutDuplicates(table, kept, id, errors, notes)
  const volunteers = rows.map((r) => {
    const cells = table.rows[r]!
    const place = { row: table.rowNumbers[r]! }
    const name = id === -1 ? '' : cells[id]!.trim()
    const values = categories.map((category, c) => {
      const column = featureColumns[c]!
      if (column === -1) return -1
      const cell = cells[column]!.trim()
      const value = category.values.findIndex((quota) => sameName(quota.name) === sameName(cell))
      if (value === -1) {
        const code = cell === '' ? 'empty-value-in-feature' : 'value-not-listed'
        const params = { category: category.name, cell, id: name || place.row }
        errors.push({ code, params, ...place, columns: [table.headers[column]!.trim()] })
      }
      return value
    })
    const address = home.map(({ index }) => sameName(cells[index] ?? '').replace(/\s+/g, ' '))
    const household = address.length > 0 && address.some((part) => part !== '') ? JSON.stringify(address) : null
    return { id: name, values, household } satisfies Volunteer
  })
  if (errors.length > 0) return { ok: false, errors: inOrder(errors) }
  const homeless = home.length > 0 ? volunteers.filter(({ household }) => household === null).length : 0
  if (homeless > 0) notes.push({ code: 'no-address', params: { count: homeless } })
  const columns = { idColumn: id, householdColumns: home.map(({ index }) => index) }
  return { ok: true, pool: { categories, volunteers }, table, rowOf: rows, notes, ...columns }
}

function householdColumns(table: CsvTable, { householdColumns: named }: RespondentsOptions) {
  const usual = HOUSEHOLD_COLUMNS.every((name) => columnNamed(table, name) !== -1) ? HOUSEHOLD_COLUMNS : []
  return (named ?? usual).map((name) => ({ name, index: columnNamed(table, name) }))
}

/**
 * Blank ids and ids with differing rows are errors, and those rows stay in to be looked at; of identical rows the first is
 * kept and the fact is noted.
 */
function withoutDuplicates(table: CsvTable, rows: number[], id: number, errors: Message[], notes: Message[]): number[] {
  const columns = [table.headers[id]!.trim()]
  const byId = new Map<string, number[]>()
  const repeated = new Set<number>()
  for (const r of rows) {
    const name = table.rows[r]![id]!.trim()
    if (name === '') errors.push({ code: 'empty-id', params: {}, row: table.rowNumbers[r]!, columns })
    else byId.set(name, [...(byId.get(name) ?? []), r])
  }
  for (const [name, same] of byId) {
    if (same.length === 1) continue
    const [first, ...others] = same
    const params = { id: name, rows: same.map((r) => table.rowNumbers[r]!).join(', ') }
    const alike = (r: number): boolean =>
      table.rows[r]!.every((cell, c) => cell.trim() === table.rows[first!]![c]!.trim())
    if (others.every(alike)) {
      notes.push({ code: 'id-twice-identical', params, row: table.rowNumbers[first!]!, columns })
      for (const r of others) repeated.add(r)
    } else errors.push({ code: 'id-twice-differing', params, row: table.rowNumbers[others[0]!]!, columns })
  }
  return rows.filter((r) => !repeated.has(r))
}

/** The rows of some volunteers as a file with every column as it came, for the *selected* and *remaining* files. */
export function writeRespondents(respondents: Respondents, volunteers: Iterable<number>): string {
  const rows = [...volunteers].map((v) => respondents.table.rows[respondents.rowOf[v]!]!)
  return writeTable({ ...respondents.table, rows })
}

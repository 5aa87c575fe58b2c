import { type CsvTable, columnNamed } from '../lottery/csv-table.ts'
import { type Category, type Message, sameName } from '../lottery/quota.ts'
import { type RespondentsOptions, readRespondents } from '../lottery/respondents-file.ts'
import type { ApplicationStatus, Contact } from '../registration/application.ts'
import { statuses } from '../registration/application.ts'

/** How a file of volunteers was laid out, so that it can be given back as it came. */
export interface PoolLayout {
  headers: string[]
  delimiter: CsvTable['delimiter']
  byteOrderMark: boolean
  lineEnd: CsvTable['lineEnd']
  /** The columns, by index, of the id and of the household. */
  id: number
  household: number[]
}

/** One row of a file, its parts told apart by who may read them. */
export interface ImportedRow {
  /** As a spreadsheet numbers it. */
  row: number
  externalId: string
  status: ApplicationStatus
  /** The address as written, empty where the file names none. */
  household: string[]
  contact: Contact
  /** Per category in order, the value's own name; null where the row has none that is listed. */
  values: (string | null)[]
  /** Every other column, and what would not be written the same way again. */
  extra: Record<string, string>
}

export type ReadPool =
  | { ok: true; layout: PoolLayout; rows: ImportedRow[]; notes: Message[] }
  | { ok: false; errors: Message[] }

const CONTACT_COLUMNS: Record<Exclude<keyof Contact, 'prefers'>, string[]> = {
  firstName: ['first_name'],
  lastName: ['last_name'],
  email: ['email'],
  phone: ['phone', 'mobile_number'],
  address: ['primary_address1', 'address'],
  postcode: ['zip_royal_mail', 'postcode', 'zip'],
}
type ContactField = keyof typeof CONTACT_COLUMNS
const fields = Object.keys(CONTACT_COLUMNS) as ContactField[]

/** What each column of a file means to us; a column that means nothing is kept and given back. */
function columnsOf(layout: PoolLayout, categories: readonly Category[]) {
  const table = { headers: layout.headers } as CsvTable
  const named = (...names: string[]) => columnNamed(table, ...names)
  const criteria = categories.map(({ name }) => named(name))
  return {
    status: named('selection_status'),
    run: named('selection_run_id'),
    updated: named('updated_at'),
    criteria,
    contact: fields
      .map((field) => ({ field, column: named(...CONTACT_COLUMNS[field]) }))
      // A criterion may be called like a contact column; the criterion has it then.
      .filter(({ column }) => column !== -1 && column !== layout.id && !criteria.includes(column)),
  }
}

/**
 * Reads a whole file of volunteers for storing: everybody in it, also those whose status keeps them out of the pool. All
 * errors at once, with row and column.
 */
export function readPool(
  input: string | Uint8Array,
  categories: Category[],
  options: RespondentsOptions = {},
): ReadPool {
  const read = readRespondents(input, categories, options)
  if (!read.ok) return read
  const { table, rowOf } = read
  const layout: PoolLayout = {
    headers: table.headers,
    delimiter: table.delimiter,
    byteOrderMark: table.byteOrderMark,
    lineEnd: table.lineEnd,
    id: read.idColumn,
    household: read.householdColumns,
  }
  const columns = columnsOf(layout, categories)
  const inPool = new Set(rowOf)
  let marked = 0
  const kept = table.rows.flatMap((came, r) => {
    const cells = came.map(withoutMark)
    marked += cells.filter((cell, c) => cell !== came[c]).length
    const status = statusOf(columns.status === -1 ? '' : cells[columns.status]!)!
    // Of identical rows only the first is in the pool; the others are gone.
    return status === 'POOL' && !inPool.has(r) ? [] : [{ cells, row: table.rowNumbers[r]!, status }]
  })
  const errors = kept.length ? idErrors(kept, layout) : [{ code: 'pool-empty', params: {} }]
  if (errors.length > 0) return { ok: false, errors }
  const rows = kept.map(({ cells, row, status }) => ({
    row,
    ...importedRow(cells, status, layout, categories, columns),
  }))
  const notes = marked ? [...read.notes, { code: 'apostrophes-taken-off', params: { count: marked } }] : read.notes
  return { ok: true, layout, rows, notes }
}

/** A cell as it was before it was made safe for a spreadsheet. */
const withoutMark = (cell: string): string => (/^'[=+\-@\t\r\0＝＋－＠]/.test(cell) ? cell.slice(1) : cell)

/** An empty status means the pool. */
const statusOf = (cell: string): ApplicationStatus | undefined =>
  cell.trim() === '' ? 'POOL' : statuses.find((status) => status === cell.trim().toUpperCase())

/** Ids of people outside the pool must be there and differ as well: the reader has looked at the pool only. */
function idErrors(kept: { cells: string[]; row: number }[], { id, headers }: PoolLayout): Message[] {
  const columns = [headers[id]!.trim()]
  const seen = new Map<string, number>()
  return kept.flatMap(({ cells, row }): Message[] => {
    const name = cells[id]!.trim()
    if (name === '') return [{ code: 'empty-id', params: {}, row, columns }]
    const first = seen.get(name)
    if (first === undefined) seen.set(name, row)
    return first === undefined
      ? []
      : [{ code: 'id-twice-differing', params: { id: name, rows: `${first}, ${row}` }, row, columns }]
  })
}

function importedRow(
  cells: string[],
  status: ApplicationStatus,
  layout: PoolLayout,
  categories: readonly Category[],
  columns: ReturnType<typeof columnsOf>,
): Omit<ImportedRow, 'row'> {
  const contact: Contact = {
    firstName: '',
    lastName: '',
    email: '',
    phone: '',
    address: '',
    postcode: '',
    prefers: '',
  }
  for (const { field, column } of columns.contact) contact[field] = cells[column]!.trim()
  const values = categories.map(
    (category, c) =>
      category.values.find(({ name }) => sameName(name) === sameName(cells[columns.criteria[c]!]!))?.name ?? null,
  )
  const row: Omit<ImportedRow, 'row'> = {
    externalId: cells[layout.id]!.trim(),
    status,
    household: layout.household.map((column) => cells[column]!.trim()),
    contact,
    values,
    extra: {},
  }
  const again = writtenCells(row, layout, columns)
  layout.headers.forEach((header, c) => {
    // The status as it came is kept in any case: only beside it can be told whether it has changed since.
    if (cells[c] !== again[c] || c === columns.status) row.extra[header] = cells[c]!
  })
  return row
}

/** The cells of somebody of whom nothing is kept but what we store anyway. */
function writtenCells(
  row: Pick<ImportedRow, 'externalId' | 'status' | 'contact' | 'values'>,
  layout: PoolLayout,
  columns: ReturnType<typeof columnsOf>,
): string[] {
  const cells = layout.headers.map(() => '')
  for (const { field, column } of columns.contact) cells[column] = row.contact[field]
  columns.criteria.forEach((column, c) => {
    if (column !== -1) cells[column] = row.values[c] ?? ''
  })
  if (columns.status !== -1) cells[columns.status] = row.status
  cells[layout.id] = row.externalId
  return cells
}

/** Somebody as they are stored now. */
export interface ExportedRow extends Omit<ImportedRow, 'household' | 'row'> {
  selectionRunId: string | null
  updatedOn: string
}

/** A pool as a file in the layout it came in: what has not changed since is given back to the letter. */
export function poolTable(layout: PoolLayout, categories: readonly Category[], rows: readonly ExportedRow[]): CsvTable {
  const columns = columnsOf(layout, categories)
  return {
    headers: layout.headers,
    delimiter: layout.delimiter,
    byteOrderMark: layout.byteOrderMark,
    lineEnd: layout.lineEnd,
    rowNumbers: [],
    rows: rows.map((row) => {
      const cells = writtenCells(row, layout, columns)
      const came = (column: number) => row.extra[layout.headers[column]!]
      const cameStatus = columns.status === -1 ? undefined : came(columns.status)
      const sameStatus = cameStatus !== undefined && statusOf(cameStatus) === row.status
      return cells.map((cell, column) => {
        const before = came(column)
        if (column === columns.run && row.selectionRunId) return row.selectionRunId
        if (column === columns.updated && columns.status !== -1 && !sameStatus) return row.updatedOn
        if (before === undefined) return cell
        if (column === columns.status) return sameStatus ? before : cell
        const means = columns.criteria.includes(column) || columns.contact.some((one) => one.column === column)
        // Kept for its spelling only: when the person's value has changed since, the value counts.
        return means && cell !== '' && sameName(before) !== sameName(cell) ? cell : before
      })
    }),
  }
}

/** The columns of a pool that came through registration: those other tools of the field know. */
export function ownLayout(categories: readonly Category[]): PoolLayout {
  const headers = [
    'unique_id',
    'first_name',
    'last_name',
    ...categories.map(({ name }) => name),
    'email',
    'phone',
    'primary_address1',
    'zip_royal_mail',
    'selection_status',
    'source_type',
    'selection_run_id',
    'created_at',
    'updated_at',
  ]
  const household = ['primary_address1', 'zip_royal_mail'].map((name) => headers.indexOf(name))
  return { headers, delimiter: ',', byteOrderMark: true, lineEnd: '\r\n', id: 0, household }
}

import { parse } from 'csv-parse/sync'
import { type FileTrouble, type ReadFile, textOf, trouble } from '../../consultations/imports/file-trouble.ts'

/** A row of a CSV file: the line it stands on, and its cells under the columns that were asked for. */
export interface CodeRow<C extends string> {
  line: number
  cells: Record<C, string>
}

/**
 * The rows of a CSV file under these columns, in whatever order they stand, or what keeps it from being read. A column
 * that may be lacking is empty where it is.
 */
export function codeRows<C extends string>(
  bytes: Uint8Array,
  columns: readonly C[],
  mayLack: readonly C[] = [],
): ReadFile<CodeRow<C>[]> {
  const text = textOf(bytes)
  if (!text.ok) return text
  let records: { record: string[]; info: { lines: number } }[]
  try {
    records = parse(text.value, { bom: true, info: true, relax_column_count: true, skip_empty_lines: true }) as never
  } catch (error) {
    const line = typeof error === 'object' && error && 'lines' in error ? Number(error.lines) : 1
    return { ok: false, troubles: [trouble(line, 'not_csv')] }
  }
  const [head, ...rows] = records
  const heads = head?.record.map((cell) => cell.trim().toLowerCase()) ?? []
  const troubles: FileTrouble[] = columns
    .filter((column) => !heads.includes(column))
    .map((column) => trouble(1, 'no_column', {}, column))
  if (!rows.length) troubles.push(trouble(2, 'no_rows'))
  if (troubles.length) return { ok: false, troubles }
  const cellsOf = (record: string[]) =>
    Object.fromEntries([...columns, ...mayLack].map((column) => [column, record[heads.indexOf(column)]?.trim() ?? '']))
  return {
    ok: true,
    value: rows.map(({ record, info }) => ({ line: info.lines, cells: cellsOf(record) as Record<C, string> })),
  }
}

const most = 2_000_000_000

/** A number of people as files write it, with or without commas between thousands. */
export function peopleIn(cell: string): number | undefined {
  const people = Number(cell.replace(/(?<=\d),(?=\d{3}(\D|$))/g, ''))
  return cell && Number.isInteger(people) && people >= 0 && people <= most ? people : undefined
}

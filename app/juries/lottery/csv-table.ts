import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { type Message, sameName } from './quota.ts'

/** A table as it stood in a file, with what is needed to write it back unchanged. */
export interface CsvTable {
  headers: string[]
  rows: string[][]
  /** Per row of `rows`, its number as a spreadsheet shows it: the header is row 1. */
  rowNumbers: number[]
  delimiter: ',' | ';' | '\t'
  byteOrderMark: boolean
  lineEnd: '\n' | '\r\n'
}

/** Where rows are too long the rest could be read all the same, so that a reader can go on and tell every error at once. */
export type ReadTable = { table: CsvTable; errors: Message[] } | { table: null; errors: Message[] }

const fail = (code: string, params: Message['params'] = {}, row?: number): ReadTable => ({
  table: null,
  errors: [{ code, params, ...(row === undefined ? {} : { row }) }],
})

/** Reads CSV text or bytes: comma, semicolon or tab, with or without byte order mark, UTF-8 or marked UTF-16. */
export function readTable(input: string | Uint8Array): ReadTable {
  const decoded = typeof input === 'string' ? input : decode(input)
  if (typeof decoded !== 'string') return decoded
  if (decoded.startsWith('PK\u0003\u0004')) return fail('spreadsheet-not-csv')
  const byteOrderMark = decoded.startsWith('\ufeff')
  const text = byteOrderMark ? decoded.slice(1) : decoded
  const nul = text.indexOf('\0')
  if (nul !== -1) return fail('not-text', {}, lineAt(text, nul))
  if (text.trim() === '') return fail('file-empty')
  if (webPage.test(text)) return fail('web-page-not-csv')
  const delimiter = delimiterOf(text)
  // One column with bars in it is several in a form that is not read.
  if (!headOf(text).includes(delimiter) && headOf(text).includes('|')) return fail('bars-not-csv', {}, 1)
  try {
    const records: string[][] = parse(text, { delimiter, relax_column_count: true })
    const [headers = [], ...rest] = records
    const errors = headerErrors(headers)
    const numbered = rest
      .map((cells, r) => ({ cells, row: r + 2 }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    for (const { cells, row } of numbered) {
      if (cells.slice(headers.length).some((cell) => cell.trim() !== '')) {
        errors.push({ code: 'row-too-long', params: { cells: cells.length, columns: headers.length }, row })
      }
    }
    const rows = numbered.map(({ cells }) => headers.map((_, c) => cells[c] ?? ''))
    const lineEnd = text.includes('\r\n') ? '\r\n' : '\n'
    const rowNumbers = numbered.map(({ row }) => row)
    const table: CsvTable = { headers, rows, rowNumbers, delimiter, byteOrderMark, lineEnd }
    return { table, errors }
  } catch (error) {
    if (error instanceof CsvError) {
      const open = error.code === 'CSV_QUOTE_NOT_CLOSED' ? lineOfOpenQuote(text) : error.lines
      return fail('quotes-broken', {}, typeof open === 'number' ? open : undefined)
    }
    throw error
  }
}

/** The table as text, in the file's own delimiter, line ends and mark, so that nothing is lost on the way. */
export function writeTable({ headers, rows, delimiter, byteOrderMark, lineEnd }: CsvTable): string {
  return stringify([headers, ...rows], { delimiter, bom: byteOrderMark, record_delimiter: lineEnd })
}

/** The index of the first column with one of the names, or -1. */
export function columnNamed(table: CsvTable, ...names: string[]): number {
  const headers = table.headers.map(sameName)
  for (const name of names) {
    const index = headers.indexOf(sameName(name))
    if (index !== -1) return index
  }
  return -1
}

function headerErrors(headers: readonly string[]): Message[] {
  const seen = new Set<string>()
  return headers.flatMap((header) => {
    const name = sameName(header)
    const again = name !== '' && seen.has(name)
    seen.add(name)
    return again ? [{ code: 'column-twice', params: { column: header.trim() }, row: 1, columns: [header.trim()] }] : []
  })
}

/** What a page of a website, or a spreadsheet saved as one, begins with. */
const webPage = /^\s*<(!doctype|!--|\?xml|html|head|meta|table|body)\b/i

const headOf = (text: string): string => text.slice(0, text.search(/\r?\n|$/))

function delimiterOf(text: string): CsvTable['delimiter'] {
  const header = headOf(text)
  const count = (delimiter: string): number => header.split(delimiter).length
  const marks = [',', ';', '\t'] as const
  return marks.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best))
}

/** The reader finds out at the end of the file; whoever mends it wants the line on which the quotation mark stands. */
function lineOfOpenQuote(text: string): number {
  const marks = [...text.matchAll(/"/g)]
  return lineAt(text, marks.at(-1)?.index ?? 0)
}

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length

function decode(bytes: Uint8Array): string | ReadTable {
  const starts = (...first: number[]): boolean => first.every((byte, i) => bytes[i] === byte)
  if (starts(0x50, 0x4b, 0x03, 0x04) || starts(0xd0, 0xcf, 0x11, 0xe0)) return fail('spreadsheet-not-csv')
  try {
    if (starts(0xff, 0xfe)) return new TextDecoder('utf-16le', { fatal: true }).decode(bytes)
    if (starts(0xfe, 0xff)) return new TextDecoder('utf-16be', { fatal: true }).decode(bytes)
  } catch {
    return fail('not-text')
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return fail('not-utf8', {}, firstBadLine(bytes))
  }
}

function firstBadLine(bytes: Uint8Array): number {
  let line = 1
  let start = 0
  for (let i = 0; i <= bytes.length; i++) {
    if (i < bytes.length && bytes[i] !== 0x0a) continue
    if (new TextDecoder('utf-8').decode(bytes.subarray(start, i)).includes('\ufffd')) return line
    start = i + 1
    line++
  }
  return line
}

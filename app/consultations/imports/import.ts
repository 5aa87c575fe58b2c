import { parse } from 'csv-parse/sync'
import type { Answers, Area } from '../answering/answers.ts'
import { type EqualityChoice, usualChoice } from '../equality/equality-choice.ts'
import type { Monitoring } from '../equality/monitoring.ts'
import type { SentForm } from '../form.ts'
import { type AboutColumn, aboutColumns, columnsAsked, groupOfDetail, saidIn } from './about-columns.ts'
import { delimiterOf } from './csv-delimiter.ts'
import { shorten, textOf } from './file-trouble.ts'

/** What a file may say, and what each code stands for. Codes are compared without regard to case or outer spaces. */
export interface ImportCodes {
  picksMax: number
  options: { id: string; title: string; codes: string[] }[]
  /** Districts and forum areas; a forum area carries the district it lies in. */
  areas: { area: Area; name: string; codes: string[] }[]
  /** What the exercise asks of people; what is usual when absent. */
  choice?: EqualityChoice
  /** The marks of the words in which sex and gender are asked. */
  worded?: Readonly<Record<string, string>>
}

export const channels = ['online', 'paper', 'phone', 'event'] as const

/** Whose answers a file holds: residents' in time, after closing, or organisations'. */
export const answerStatuses = ['counted', 'late', 'organisation'] as const

/** One row that can be taken. `line` is the row of the sheet, the head being 1. */
export interface ImportRow {
  line: number
  rowId: string
  channel: (typeof channels)[number]
  answers: Answers
  /** What is said of the person; null when nothing is. */
  monitoring: Monitoring | null
  /** The answers to questions of a consultation's own. */
  form?: SentForm
}

/** What is wrong, where: the row of the sheet, the column's head, and a key of the words with its figures. */
export interface ImportError {
  line: number
  column: string
  /** What the column's question asks, where its head does not say so itself. */
  question?: string
  key: string
  values: Record<string, string | number>
}

export type ReadImport = { ok: true; rows: ImportRow[] } | { ok: false; errors: ImportError[] }

/** What is written where somebody chose none of the options, lives outside the area, or put their choices level. */
const noneCode = 'none'
const outsideCode = 'outside'
const sameCode = 'yes'
const mostRows = 50_000

const fixed = ['row_id', 'channel', 'area'] as const

const pickColumns = (picksMax: number) => Array.from({ length: picksMax }, (_, i) => `pick_${i + 1}`)

/** The heads of a file for this question, in order. */
export const importColumns = ({
  picksMax,
  choice = usualChoice,
}: Pick<ImportCodes, 'picksMax' | 'choice'>): string[] => [
  ...fixed,
  ...pickColumns(picksMax),
  'same',
  ...columnsAsked(choice),
]

/**
 * Reads a CSV file of answers collected elsewhere (comma, semicolon or tab, UTF-8 with or without a byte-order mark, or UTF-16 with one). Either
 * every row can be taken, or every error is named by row and column and nothing is: no row is ever guessed at.
 */
export function readImport(bytes: Uint8Array, codes: ImportCodes): ReadImport {
  const sheet = readSheet(bytes)
  return sheet.ok ? readRows(sheet.rows, codes, sheet.lines) : sheet
}

type Sheet = {
  /** The heads first. */
  rows: string[][]
  /** The row of the sheet in which each row below the heads stands: empty ones are passed over. */
  lines: number[]
}

/** The cells of a CSV file. */
export function readSheet(bytes: Uint8Array): ({ ok: true } & Sheet) | { ok: false; errors: ImportError[] } {
  const text = textOf(bytes)
  const wrong = text.ok ? undefined : text.troubles[0]!
  if (wrong && wrong.key !== 'empty')
    return { ok: false, errors: [{ line: wrong.row, column: '', key: wrong.key, values: {} }] }
  const table = readTable(text.ok ? text.value : '')
  return 'error' in table ? { ok: false, errors: [table.error] } : { ok: true, ...table }
}

/**
 * The same for rows that are already apart, the heads first.
 * @param lines where each row of the body stands in the file it comes from; below the head when absent
 */
export function readRows([head = [], ...body]: string[][], codes: ImportCodes, lines?: readonly number[]): ReadImport {
  const columns = head.map((name) => name.trim().toLowerCase())
  const errors = headErrors(columns, codes)
  if (errors.length) return { ok: false, errors }
  if (!body.length) return failed({ line: 2, column: '', key: 'empty', values: {} })
  if (body.length > mostRows)
    return failed({ line: mostRows + 2, column: '', key: 'over_limit', values: { most: mostRows } })
  const reader = rowReader(columns, codes)
  const rows = body.map((cells, i) => reader(cells, lines?.[i] ?? i + 2))
  const found = rows.flatMap((row) => row.errors)
  return found.length ? { ok: false, errors: found } : { ok: true, rows: rows.map((row) => row.row) }
}

const failed = (error: ImportError): ReadImport => ({ ok: false, errors: [error] })

function readTable(text: string): Sheet | { error: ImportError } {
  try {
    const records: string[][] = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      max_record_size: 20_000,
    })
    const filled = records
      .map((cells, i) => ({ cells, line: i + 1 }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    return { rows: filled.map(({ cells }) => cells), lines: filled.slice(1).map(({ line }) => line) }
  } catch (error) {
    const line = typeof error === 'object' && error && 'lines' in error ? Number(error.lines) : 1
    return { error: { line, column: '', key: 'not_csv', values: {} } }
  }
}

function headErrors(columns: string[], codes: ImportCodes): ImportError[] {
  const known = importColumns(codes)
  const at = (column: string, key: string) => ({ line: 1, column, key, values: {} })
  const needed = [...fixed, ...pickColumns(codes.picksMax).slice(0, 1)]
  return [
    ...needed.filter((name) => !columns.includes(name)).map((name) => at(name, 'column_missing')),
    ...columns.filter((name) => !known.includes(name)).map((name) => at(name || '—', 'column_unknown')),
    ...columns
      .filter((name, i) => columns.indexOf(name) < i && known.includes(name))
      .map((name) => at(name, 'column_twice')),
  ]
}

const byCode = <T>(entries: readonly { codes: string[]; value: T }[]) =>
  new Map(entries.flatMap(({ codes, value }) => codes.map((code) => [code.toLowerCase(), value] as const)))

/**
 * Reads the row ids of one file, in order: each must be there, of at most 100 characters, and in no earlier row.
 * @returns for each what is wrong with it, if anything is.
 */
export function rowIdTroubles() {
  const lineOf = new Map<string, number>()
  return (rowId: string, line: number): Pick<ImportError, 'key' | 'values'> | undefined => {
    if (!rowId) return { key: 'row_id_missing', values: {} }
    if (rowId.length > 100) return { key: 'row_id_long', values: {} }
    const before = lineOf.get(rowId)
    if (before) return { key: 'row_id_twice', values: { before } }
    lineOf.set(rowId, line)
    return undefined
  }
}

function rowReader(columns: string[], codes: ImportCodes) {
  const { picksMax, options, areas, choice = usualChoice } = codes
  const about = columnsAsked(choice)
  const optionOf = byCode(options.map(({ id, codes }) => ({ codes, value: id })))
  const areaOf = byCode(areas.map(({ area, codes }) => ({ codes, value: area })))
  const troubleOf = rowIdTroubles()

  return (cells: string[], line: number): { row: ImportRow; errors: ImportError[] } => {
    const errors: ImportError[] = []
    const wrong = (column: string, key: string, values: ImportError['values'] = {}) => {
      errors.push({ line, column, key, values })
      return null
    }
    const cell = (column: string) => (cells[columns.indexOf(column)] ?? '').trim()
    if (cells.length > columns.length) wrong('', 'too_many_cells', { cells: cells.length, columns: columns.length })

    const listed = <T extends string>(column: string, known: readonly T[]): T | null => {
      const given = cell(column).toLowerCase()
      if (!given) return null
      const found = known.find((code) => code === given)
      return found ?? wrong(column, 'unknown_code', { given: shorten(cell(column)), known: known.join(', ') })
    }

    const rowId = cell('row_id')
    const idTrouble = troubleOf(rowId, line)
    if (idTrouble) wrong('row_id', idTrouble.key, idTrouble.values)

    if (!cell('channel')) wrong('channel', 'channel_missing', { known: channels.join(', ') })
    const channel = listed('channel', channels)

    const typedArea = cell('area').toLowerCase()
    const area: Area | undefined =
      typedArea === '' ? { kind: 'unsaid' } : typedArea === outsideCode ? { kind: 'outside' } : areaOf.get(typedArea)
    if (!area) wrong('area', 'unknown_area', { given: shorten(cell('area')) })

    const picks: string[] = []
    let filled = 0
    let none = false
    for (const [place, column] of pickColumns(picksMax).entries()) {
      const given = cell(column)
      if (!given) continue
      if (given.toLowerCase() === noneCode) {
        none = true
        continue
      }
      const option = optionOf.get(given.toLowerCase()) ?? optionOf.get(given.replace(/^0+/, ''))
      if (!option) wrong(column, 'unknown_option', { given: shorten(given) })
      else if (picks.includes(option)) wrong(column, 'option_twice', { given: shorten(given) })
      else if (filled < place) wrong(column, 'gap', { column: `pick_${filled + 1}` })
      filled += 1
      if (option) picks.push(option)
    }
    if (none && picks.length) wrong('pick_1', 'none_and_picks')
    if (!none && !picks.length && !errors.some((e) => e.column.startsWith('pick_'))) wrong('pick_1', 'no_picks')

    const same = listed('same', [sameCode, 'no']) === sameCode
    const said: Partial<Record<AboutColumn, string | null>> = {}
    for (const name of about) said[name] = listed<string>(name, aboutColumns[name].codes)
    const { ethnic_group: group, ethnic_detail: detail } = said
    if (group && detail && groupOfDetail(detail) !== group)
      wrong('ethnic_detail', 'detail_of_another', { given: detail, group })

    return {
      errors,
      row: {
        line,
        rowId,
        channel: channel ?? 'paper',
        answers: {
          area: area ?? null,
          picks,
          none,
          somethingElse: '',
          order: picks.length > 1 ? (same ? 'same' : 'places') : null,
          why: '',
        },
        monitoring: saidIn(said, codes.worded),
      },
    }
  }
}

/** The table of codes that stands beside the template: column, code, meaning. */
export function codeTable({
  options,
  areas,
  choice = usualChoice,
}: ImportCodes): { column: string; code: string; meaning: string }[] {
  return [
    ...channels.map((code) => ({ column: 'channel', code, meaning: '' })),
    ...areas.map(({ codes, name }) => ({ column: 'area', code: codes[0]!, meaning: name })),
    { column: 'area', code: outsideCode, meaning: '' },
    ...options.map(({ codes, title }) => ({ column: 'pick', code: codes[0]!, meaning: title })),
    { column: 'pick', code: noneCode, meaning: '' },
    { column: 'same', code: sameCode, meaning: '' },
    ...columnsAsked(choice).flatMap((column) =>
      aboutColumns[column].codes.map((code) => ({ column, code, meaning: '' })),
    ),
  ]
}

import { parse } from 'csv-parse/sync'
import { usualChoice } from '../equality/equality-choice.ts'
import { type AboutColumn, columnsAsked } from './about-columns.ts'
import { type AboutLabels, codeFor } from './about-labels.ts'
import { delimiterOf } from './csv-delimiter.ts'
import { type FileTrouble, plain, type ReadFile, textOf, trouble } from './file-trouble.ts'
import { type channels, type ImportCodes, importColumns } from './import.ts'
import { isUnsaid } from './unsaid.ts'

/** The survey tools whose exports are known by their heads; any other table with one head row is read all the same. */
export type SurveyTool = 'qualtrics' | 'citizen-space' | 'other'

export interface SurveyTable {
  tool: SurveyTool
  /** `name` is the head of the column, `question` what was asked where the file says so. */
  columns: { name: string; question: string }[]
  /** `line` is the row of the sheet, whatever line breaks its cells hold. */
  rows: { line: number; cells: string[] }[]
  /** Rows of the file that are nobody’s answer and not among `rows`; only where there are any. */
  apart?: { tests: number; unfinished: number }
}

/** How the choices stand in the file: a column per place, one column with all, or a column per option. */
export const pickForms = ['places', 'joined', 'per_option'] as const
export type PickForm = (typeof pickForms)[number]

/** Which column says what, by position from 0; -1 where none does. */
export interface SurveyMapping {
  rowId: number
  channel: (typeof channels)[number]
  area: number
  form: PickForm
  /** One per place, the one column, or one per option in the order of the options. */
  picks: number[]
  /** Columns about the person; only those of what the exercise asks. */
  about: Partial<Record<AboutColumn, number>>
}

const idNames = ['responseid', 'response id', 'response_id', 'id', 'respondent id', 'row_id']
const mostRows = 50_000

/** Reads the export of a survey tool, with commas, semicolons or tabs, in UTF-8 or UTF-16. */
export function readSurvey(bytes: Uint8Array): ReadFile<SurveyTable> {
  const read = textOf(bytes)
  if (!read.ok) return read
  const text = read.value.replace(/^\ufeff/, '')
  let records: string[][]
  try {
    records = parse(text, { delimiter: delimiterOf(text), relax_column_count: true })
  } catch (error) {
    const line = typeof error === 'object' && error && 'lines' in error ? Number(error.lines) : 1
    return { ok: false, troubles: [trouble(line, 'not_csv')] }
  }
  const rows = records
    .map((record, i) => ({ line: i + 1, cells: record.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  const [head, second] = rows
  const qualtricsHeads = headsOf(rows)
  const isQualtrics = qualtricsHeads > 1
  const names = head?.cells ?? []
  const lower = names.map((name) => name.toLowerCase())
  const isCitizenSpace =
    lower.includes('response id') && lower.some((name) => /^(response status|submitted|date submitted)/.test(name))
  const hasOptionsRow = isCitizenSpace && isOptionsRow(rows, lower.indexOf('response id'))
  const body = rows.slice(hasOptionsRow ? 2 : qualtricsHeads)
  if (!body.length) return { ok: false, troubles: [trouble(rows.length + 1, 'no_rows')] }
  if (body.length > mostRows) return { ok: false, troubles: [trouble(mostRows + 2, 'over_limit', { most: mostRows })] }
  const troubles: FileTrouble[] = body
    .filter(({ cells }) => cells.length > names.length && cells.slice(names.length).some((cell) => cell !== ''))
    .map(({ line, cells }) => trouble(line, 'too_many_cells', { cells: cells.length, columns: names.length }))
  if (troubles.length) return { ok: false, troubles }
  const tool = isQualtrics ? 'qualtrics' : isCitizenSpace ? 'citizen-space' : 'other'
  const columns = hasOptionsRow
    ? columnsOfTwo(names, second!.cells)
    : names.map((name, i) => ({ name, question: (isQualtrics && second?.cells[i]) || name }))
  const { sent, apart } = isQualtrics ? withoutUnsent(columns, body) : { sent: body, apart: undefined }
  if (!sent.length) return { ok: false, troubles: [trouble(rows.length + 1, 'no_rows')] }
  return { ok: true, value: { tool, columns, rows: sent, ...(apart && { apart }) } }
}

/** How many rows of heads there are: Qualtrics writes three, and two in its former form. */
function headsOf([first, second, third]: SurveyTable['rows']): number {
  if (third?.cells.some((cell) => cell.startsWith('{"ImportId"'))) return 3
  return first?.cells[0] === 'V1' && second?.cells[0] === 'ResponseID' ? 2 : 1
}

/** True where the second row holds what each column is of its question: it alone has no number of an answer. */
const isOptionsRow = ([, second, ...answers]: SurveyTable['rows'], id: number): boolean =>
  second !== undefined && !second.cells[id] && answers.length > 0 && answers.every(({ cells }) => cells[id])

/** Columns under two rows of heads: a question stands over the first of its options alone. */
function columnsOfTwo(names: readonly string[], parts: readonly string[]): SurveyTable['columns'] {
  let over = ''
  return names.map((name, i) => {
    if (name) over = name
    const part = parts[i] ?? ''
    const whole = part ? `${over}: ${part}` : over
    return { name: whole, question: whole }
  })
}

/** What Qualtrics calls the previews and tests of a survey’s makers, in words and in numbers. */
const testStatus = /preview|test|^(1|2|9|17)$/i

/** The rows that were sent: neither tries of the survey’s own makers nor what somebody began and never finished. */
function withoutUnsent(columns: SurveyTable['columns'], rows: SurveyTable['rows']) {
  const named = (own: string, label: RegExp) =>
    columns.findIndex(({ name, question }) => name === own || label.test(question))
  const status = named('Status', /^(response type|status)$/i)
  const finished = named('Finished', /^finished$/i)
  const isTest = ({ cells }: SurveyTable['rows'][number]) => testStatus.test(cells[status] ?? '')
  const real = rows.filter((row) => !isTest(row))
  const sent = real.filter(({ cells }) => !isUnticked(cells[finished] ?? ''))
  const apart = { tests: rows.length - real.length, unfinished: real.length - sent.length }
  return { sent, apart: apart.tests || apart.unfinished ? apart : undefined }
}

/** What the file seems to say, for an officer to confirm. */
export function proposedMapping(table: SurveyTable, codes: ImportCodes): SurveyMapping {
  const heads = table.columns.map(({ name, question }) => `${plain(name)} ${plain(question)}`)
  const first = (pattern: RegExp) => heads.findIndex((head) => pattern.test(head))
  const rowId = table.columns.findIndex(({ name }) => idNames.includes(name.toLowerCase()))
  const titles = codes.options.map(({ title }) => plain(title))
  const perOption = columnPerOption(titles, heads)
  const holding = table.columns.map((_, c) => {
    const filled = table.rows.slice(0, 200).filter(({ cells }) => cells[c])
    const single = filled.filter(({ cells }) => titles.includes(plain(cells[c]!))).length
    const several = filled.filter(({ cells }) => titles.filter((t) => plain(cells[c]!).includes(t)).length > 0).length
    return { c, single, several, filled: filled.length }
  })
  const places = holding.filter(({ single, filled }) => filled > 0 && single * 2 >= filled).map(({ c }) => c)
  const joined = holding.toSorted((a, b) => b.several - a.several)[0]
  const form: PickForm = perOption.every((c) => c >= 0)
    ? 'per_option'
    : places.length > 1 || codes.picksMax === 1
      ? 'places'
      : 'joined'
  const picks = { per_option: perOption, places: places.slice(0, codes.picksMax), joined: [joined?.c ?? -1] }[form]
  return {
    rowId: rowId >= 0 ? rowId : 0,
    channel: 'online',
    area: first(/\b(district|area|where do you live|town)\b/),
    form,
    picks,
    about: proposedAbout(heads, codes.choice),
  }
}

const aboutHeads: Record<AboutColumn, RegExp> = {
  age_band: /\bage\b|\bhow old\b/,
  sex: /\bsex\b|^gender/,
  ethnic_group: /\bethnic (group|origin)|\bethnicity\b/,
  ethnic_detail: /\bethnic (detail|background)/,
  gender: /\bgender identity\b|\bgender\b.*\bbirth\b/,
  disability: /\bdisab|\bhealth condition/,
  religion: /\breligio/,
  orientation: /\borientation\b/,
  pregnancy: /\bpregnan|\bmaternity\b/,
  partnership: /\bmarital\b|\bcivil partnership\b/,
}

/** Columns that seem to tell of the person, of what the exercise asks; each column once. */
export function proposedAbout(heads: readonly string[], choice = usualChoice): Partial<Record<AboutColumn, number>> {
  const taken = new Set<number>()
  const found: Partial<Record<AboutColumn, number>> = {}
  for (const name of columnsAsked(choice)) {
    const column = heads.findIndex((head, c) => !taken.has(c) && aboutHeads[name].test(head))
    if (column >= 0) taken.add(column)
    found[name] = column
  }
  return found
}

/** The longest title takes its column first: a short one may be a part of a longer one's head. */
function columnPerOption(titles: readonly string[], heads: readonly string[]): number[] {
  const columns = titles.map(() => -1)
  for (const i of [...titles.keys()].sort((a, b) => titles[b]!.length - titles[a]!.length)) {
    columns[i] = heads.findIndex((head, c) => head.includes(titles[i]!) && !columns.includes(c))
  }
  return columns
}

/**
 * The file's rows in the product's own columns, one for each of the table's rows; whatever cannot be understood is left
 * as it stands, so that the reader of our own form names it by row and column.
 */
export function ownRows(
  table: SurveyTable,
  mapping: SurveyMapping,
  codes: ImportCodes,
  labels: AboutLabels,
): string[][] {
  const columns = importColumns(codes)
  const byTitle = codes.options
    .map(({ title, codes: own }) => ({ title: plain(title), code: own[0]! }))
    .sort((a, b) => b.title.length - a.title.length)
  return table.rows.map(({ cells }) => {
    const at = (column: number) => cells[column] ?? ''
    const { picks, same } = picksOf(mapping, at, byTitle, codes)
    const values: Record<string, string> = {
      row_id: at(mapping.rowId),
      channel: mapping.channel,
      area: unlessUnsaid(at(mapping.area)),
      same: same ? 'yes' : '',
      ...aboutCells(mapping.about, at, labels),
      ...Object.fromEntries(picks.map((pick, i) => [`pick_${i + 1}`, pick])),
    }
    return columns.map((column) => values[column] ?? '')
  })
}

/** The code of each cell about the person; as it stands where it is not understood. */
const aboutCells = (about: SurveyMapping['about'], at: (column: number) => string, labels: AboutLabels) =>
  Object.fromEntries(
    Object.entries(about).map(([name, column]) => {
      const cell = at(column)
      return [name, codeFor(labels, name as AboutColumn, cell) ?? cell]
    }),
  )

const unlessUnsaid = (cell: string) => (isUnsaid(cell) ? '' : cell)
const noneWords = /^(none|none of (these|the above))$/i
const untickedWords = /^(0|no|false|not selected|unchecked)$/i
export const isUnticked = (cell: string): boolean => untickedWords.test(cell)

type Titled = { title: string; code: string }

function picksOf(
  { form, picks }: SurveyMapping,
  at: (column: number) => string,
  byTitle: readonly Titled[],
  { options, picksMax }: ImportCodes,
): { picks: string[]; same: boolean } {
  const codeOf = (cell: string) => byTitle.find(({ title }) => title === plain(cell))?.code ?? cell
  if (form === 'places') {
    const given = picks.map(at).filter((cell) => cell !== '')
    return { picks: given.some((cell) => noneWords.test(cell)) ? ['none'] : given.map(codeOf), same: false }
  }
  if (form === 'joined') {
    const cell = at(picks[0] ?? -1)
    if (noneWords.test(cell)) return { picks: ['none'], same: false }
    const { known, unknown } = splitChoices(cell, byTitle)
    return { picks: [...known, ...(unknown ? [unknown] : [])], same: true }
  }
  const marked = options.flatMap(({ codes: own }, i) => {
    const cell = at(picks[i] ?? -1)
    return cell && !isUnticked(cell) ? [{ code: own[0]!, place: Number(cell) }] : []
  })
  const ranked = marked.length > 0 && marked.every(({ place }) => Number.isInteger(place) && place >= 1)
  const isOrder = ranked && new Set(marked.map(({ place }) => place)).size === marked.length
  const ordered = isOrder ? marked.toSorted((a, b) => a.place - b.place) : marked
  // Everything ranked: only the first N are what our question asks.
  const kept = isOrder ? ordered.slice(0, picksMax) : ordered
  return { picks: kept.map(({ code }) => code), same: !isOrder && kept.length > 1 }
}

/** Options out of one cell. Titles may hold the very comma that separates them, so the longest known title goes first. */
export function splitChoices(cell: string, byTitle: readonly Titled[]): { known: string[]; unknown: string } {
  let rest = ` ${plain(cell)} `
  const found: { at: number; code: string }[] = []
  for (const { title, code } of byTitle) {
    const at = rest.indexOf(` ${title} `)
    if (at < 0) continue
    found.push({ at, code })
    rest = `${rest.slice(0, at)} ${'\u0000'.repeat(title.length)} ${rest.slice(at + title.length + 2)}`
  }
  const unknown = rest.replaceAll('\u0000', ' ').trim().replace(/\s+/g, ' ')
  return { known: found.sort((a, b) => a.at - b.at).map(({ code }) => code), unknown }
}

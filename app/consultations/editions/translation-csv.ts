import { parse } from 'csv-parse/sync'
import { csvText } from '../../priorities/csv-text.ts'
import { fileTrouble, type ReadUnits, stateOf, type TranslatedText } from './translation.ts'

/** The heads of the file, as they stand. Others are let be. */
const columns = ['place', 'english', 'translation', 'made_from', 'state', 'checked_by', 'question'] as const

/** A cell that a spreadsheet would run begins with an apostrophe there; one that begins with both gets another. */
const guarded = (text: string) => (/^'+[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text)
const unguarded = (text: string) => (/^'+[=+\-@\t\r＝＋－＠]/.test(text) ? text.slice(1) : text)

/** An exercise's texts as a table: `made_from` is filled where the translation was made from other English. */
export const translationCsv = (texts: readonly TranslatedText[]): string =>
  `\ufeff${csvText([
    columns,
    ...texts.map((text) => {
      const state = stateOf(text)
      return [
        text.place,
        guarded(text.english),
        guarded(text.body),
        guarded(state === 'outdated' ? text.source : ''),
        state,
        guarded(text.checkedBy ?? ''),
        guarded(text.under ?? ''),
      ]
    }),
  ])}`

/** Reads the table back, separated by commas, semicolons or tabs. */
export function readTranslationCsv(text: string): ReadUnits {
  const plain = text.replace(/^\ufeff/, '')
  const first = plain.slice(0, plain.search(/[\r\n]|$/))
  const delimiter = ['\t', ';', ','].find((mark) => first.split(mark).length > 2) ?? ','
  let records: { record: string[]; info: { lines: number } }[]
  try {
    records = parse(plain, { delimiter, relax_column_count: true, skip_empty_lines: true, info: true }) as never
  } catch (error) {
    const row = typeof error === 'object' && error && 'lines' in error ? Number(error.lines) : 1
    return { units: [], troubles: [fileTrouble(row, 'not_csv')] }
  }
  const heads = (records.shift()?.record ?? []).map((head) => head.trim().toLowerCase())
  const missing = columns.slice(0, 3).filter((column) => !heads.includes(column))
  if (missing.length) {
    return { units: [], troubles: missing.map((column) => fileTrouble(1, 'no_column', { column })) }
  }
  const at = (record: string[], column: (typeof columns)[number]) => unguarded(record[heads.indexOf(column)] ?? '')
  let end = 2
  const units = records.map(({ record, info }) => {
    // A cell of several lines ends further down than it begins.
    const row = end
    end = info.lines + 1
    const source = at(record, 'english').replaceAll('\r\n', '\n')
    const target = at(record, 'translation').replaceAll('\r\n', '\n').trim()
    return { row, place: at(record, 'place').trim(), source: at(record, 'made_from') || source, target }
  })
  return { units, troubles: [] }
}

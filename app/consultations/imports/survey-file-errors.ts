import type { AboutColumn } from './about-columns.ts'
import type { ImportCodes, ImportError } from './import.ts'
import type { SurveyMapping, SurveyTable } from './survey-file.ts'
import { columnHead, type SurveyRowError } from './survey-form-rows.ts'

/**
 * Errors in rows of our own columns as errors in the columns of the file that they were read from, naming what might
 * stand there instead of the codes of our own sheet.
 */
export function inTheirFile(
  errors: readonly ImportError[],
  table: SurveyTable,
  mapping: SurveyMapping,
  codes: ImportCodes,
): SurveyRowError[] {
  const cellsOf = new Map(table.rows.map(({ line, cells }) => [line, cells]))
  return errors.map((error) => oneInTheirFile(error, cellsOf.get(error.line) ?? [], { table, mapping, codes }))
}

function oneInTheirFile(
  error: ImportError,
  cells: readonly string[],
  { table, mapping, codes: { options, areas } }: { table: SurveyTable; mapping: SurveyMapping; codes: ImportCodes },
): SurveyRowError {
  const at = (column: number | undefined) => ({ ...error, ...columnHead(table.columns[column ?? -1]) })
  const { rowId, area, about, form, picks } = mapping
  if (error.column === 'row_id') return at(rowId)
  if (error.column === 'area') return { ...at(area), key: 'not_an_area', known: areas.map(({ name }) => name) }
  if (error.column in about) {
    const column = error.column as AboutColumn
    const isUnknown = error.key === 'unknown_code'
    return { ...at(about[column]), ...(isUnknown ? { key: 'not_listed' } : {}), about: column }
  }
  const place = /^pick_(\d+)$/.exec(error.column)
  if (!place) return error
  // An empty cell takes no place.
  const filled = form === 'places' ? picks.filter((column) => cells[column]) : []
  const pick = at(filled[Number(place[1]) - 1] ?? picks.find((column) => column >= 0))
  if (error.key !== 'unknown_option') return pick
  return { ...pick, key: 'not_listed', known: options.map(({ title }) => title) }
}

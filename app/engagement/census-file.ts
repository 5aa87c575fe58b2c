import { parse } from 'csv-parse/sync'
import { furtherGroups } from '../consultations/characteristics.ts'
import { type FileTrouble, type ReadFile, shorten, textOf, trouble } from '../consultations/file-trouble.ts'
import { ageBands, ethnicGroups, sexes } from '../consultations/monitoring.ts'

/** What figures there are of: ages by sex, groups, districts, and every further characteristic that is asked. */
export type CensusDimension = 'age_sex' | 'ethnic_group' | 'district' | keyof typeof furtherGroups

/** Residents of an area who have one value of a characteristic. */
export interface CensusFigure {
  areaId: string
  dimension: CensusDimension
  category: string
  people: number
}

type Area = { id: string; code: string; kind: string }

export const censusColumns = ['area', 'characteristic', 'value', 'people'] as const

/** The values that answers are counted by; districts go by their codes. */
export const censusValues = (areas: readonly Area[]): Record<CensusDimension, readonly string[]> => ({
  age_sex: ageBands.flatMap((band) => sexes.map((sex) => `${band}/${sex}`)),
  ethnic_group: ethnicGroups,
  district: areas.filter(({ kind }) => kind === 'district').map(({ code }) => code),
  ...furtherGroups,
})

const most = 2_000_000_000

/**
 * Reads census figures, one to a row: the code of an area, a characteristic, one of its values, and how many residents
 * have it. Everything wrong is named by row and column; then nothing of the file is read.
 */
export function readCensus(bytes: Uint8Array, areas: readonly Area[]): ReadFile<CensusFigure[]> {
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
  const troubles: FileTrouble[] = censusColumns
    .filter((column) => !heads.includes(column))
    .map((column) => trouble(1, 'no_column', {}, column))
  if (!rows.length) troubles.push(trouble(2, 'no_rows'))
  if (troubles.length) return { ok: false, troubles }
  const values = censusValues(areas)
  const byCode = new Map(areas.map((area) => [area.code, area]))
  const before = new Map<string, number>()
  const figures: CensusFigure[] = []
  for (const { record, info } of rows) {
    const wrong = (column: string, key: string, given: string, more: FileTrouble['values'] = {}) =>
      troubles.push(trouble(info.lines, key, { given: shorten(given), ...more }, column))
    const [code, characteristic, value, count] = censusColumns.map(
      (column) => record[heads.indexOf(column)]?.trim() ?? '',
    )
    const area = byCode.get(code!)
    if (!area) wrong('area', 'area', code!)
    const people = Number(count!.replace(/(?<=\d),(?=\d{3}(\D|$))/g, ''))
    if (!count || !Number.isInteger(people) || people < 0 || people > most) wrong('people', 'people', count!)
    if (!isDimension(characteristic!, values)) {
      wrong('characteristic', 'characteristic', characteristic!, { known: Object.keys(values).join(', ') })
      continue
    }
    if (!values[characteristic].includes(value!)) {
      wrong('value', 'value', value!, { characteristic, known: values[characteristic].join(', ') })
      continue
    }
    if (!area) continue
    const key = [area.id, characteristic, value].join(' ')
    const first = before.get(key)
    if (first !== undefined) wrong('value', 'twice', value!, { before: first })
    before.set(key, first ?? info.lines)
    const category = characteristic === 'district' ? byCode.get(value!)!.id : value!
    figures.push({ areaId: area.id, dimension: characteristic, category, people })
  }
  return troubles.length ? { ok: false, troubles } : { ok: true, value: figures }
}

const isDimension = (name: string, values: Record<CensusDimension, unknown>): name is CensusDimension =>
  Object.hasOwn(values, name)

import { furtherGroups } from '../../consultations/equality/characteristics.ts'
import { ageBands, ethnicGroups, sexes } from '../../consultations/equality/monitoring.ts'
import { type FileTrouble, type ReadFile, shorten, trouble } from '../../consultations/imports/file-trouble.ts'
import { codeRows, peopleIn } from './code-file.ts'

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

/**
 * Reads census figures, one to a row: the code of an area, a characteristic, one of its values, and how many residents
 * have it. Everything wrong is named by row and column; then nothing of the file is read.
 */
export function readCensus(bytes: Uint8Array, areas: readonly Area[]): ReadFile<CensusFigure[]> {
  const file = codeRows(bytes, censusColumns)
  if (!file.ok) return file
  const troubles: FileTrouble[] = []
  const values = censusValues(areas)
  const byCode = new Map(areas.map((area) => [area.code, area]))
  const before = new Map<string, number>()
  const figures: CensusFigure[] = []
  for (const { line, cells } of file.value) {
    const wrong = (column: string, key: string, given: string, more: FileTrouble['values'] = {}) =>
      troubles.push(trouble(line, key, { given: shorten(given), ...more }, column))
    const { characteristic, value } = cells
    const area = byCode.get(cells.area)
    if (!area) wrong('area', 'area', cells.area)
    const people = peopleIn(cells.people)
    if (people === undefined) wrong('people', 'people', cells.people)
    if (!isDimension(characteristic, values)) {
      wrong('characteristic', 'characteristic', characteristic, { known: Object.keys(values).join(', ') })
      continue
    }
    if (!values[characteristic].includes(value)) {
      wrong('value', 'value', value, { characteristic, known: values[characteristic].join(', ') })
      continue
    }
    if (!area || people === undefined) continue
    const key = [area.id, characteristic, value].join(' ')
    const first = before.get(key)
    if (first !== undefined) wrong('value', 'twice', value, { before: first })
    before.set(key, first ?? line)
    const category = characteristic === 'district' ? byCode.get(value)!.id : value
    figures.push({ areaId: area.id, dimension: characteristic, category, people })
  }
  return troubles.length ? { ok: false, troubles } : { ok: true, value: figures }
}

const isDimension = (name: string, values: Record<CensusDimension, unknown>): name is CensusDimension =>
  Object.hasOwn(values, name)

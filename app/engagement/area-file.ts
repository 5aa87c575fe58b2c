import { type FileTrouble, type ReadFile, shorten, trouble } from '../consultations/file-trouble.ts'
import { codeRows, peopleIn } from './code-file.ts'
import { type Level, levels } from './register-entry.ts'

export const areaColumns = ['code', 'name', 'kind', 'within', 'people'] as const

/** An area as a file names it: `within` holds the codes of the areas around it. */
export interface AreaRow {
  code: string
  name: string
  kind: Level
  within: string[]
  people: number | null
}

/**
 * Reads areas, one to a row. Those around an area stand in the same file or are known already, and are of a larger kind.
 * Everything wrong is named by row and column; then nothing of the file is read.
 */
export function readAreas(bytes: Uint8Array, known: readonly { code: string; kind: string }[]): ReadFile<AreaRow[]> {
  const file = codeRows(bytes, areaColumns)
  if (!file.ok) return file
  const troubles: FileTrouble[] = []
  const kinds = new Map(known.map(({ code, kind }) => [code, kind]))
  for (const { cells } of file.value) if (!kinds.has(cells.code)) kinds.set(cells.code, cells.kind)
  const before = new Map<string, number>()
  const rows = file.value.map(({ line, cells }): AreaRow => {
    const wrong = (column: string, key: string, values: FileTrouble['values'] = {}) =>
      troubles.push(trouble(line, key, values, column))
    const { code, name, kind } = cells
    const given = shorten(code)
    const first = before.get(code)
    if (!/^[\w.-]{1,40}$/.test(code)) wrong('code', 'code', { given })
    else if (first !== undefined) wrong('code', 'twice', { given, before: first })
    before.set(code, first ?? line)
    if (!name || name.length > 100) wrong('name', 'name')
    if (!isLevel(kind)) wrong('kind', 'kind', { given: shorten(kind), known: levels.join(', ') })
    else if (kinds.get(code) !== kind) wrong('kind', 'other_kind', { given, kind: kinds.get(code)! })
    const people = cells.people ? peopleIn(cells.people) : null
    if (people === undefined) wrong('people', 'people', { given: shorten(cells.people) })
    const within = [...new Set(cells.within.split(/[\s;]+/).filter(Boolean))]
    for (const around of within) {
      const size = kinds.get(around)
      if (size === undefined) wrong('within', 'unknown', { given: shorten(around) })
      else if (isLevel(kind) && isLevel(size) && levels.indexOf(size) >= levels.indexOf(kind))
        wrong('within', 'not_larger', { given: shorten(around), kind: size })
    }
    return { code, name, kind: kind as Level, within, people: people ?? null }
  })
  return troubles.length ? { ok: false, troubles } : { ok: true, value: rows }
}

const isLevel = (kind: string): kind is Level => (levels as readonly string[]).includes(kind)

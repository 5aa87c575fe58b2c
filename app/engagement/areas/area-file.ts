import { type FileTrouble, type ReadFile, shorten, trouble } from '../../consultations/imports/file-trouble.ts'
import { type AreaKind, areaKinds, isSeatKind } from '../register/register-entry.ts'
import { mostColumns, mostRows } from './area-map.ts'
import { codeRows, peopleIn } from './code-file.ts'

export const areaColumns = ['code', 'name', 'kind', 'within', 'people'] as const
/** Where an area stands on the schematic map. They may be left out. */
export const tileColumns = ['column', 'row'] as const

/** An area as a file names it: `within` holds the codes of the areas around it. */
export interface AreaRow {
  code: string
  name: string
  kind: AreaKind
  within: string[]
  people: number | null
  tile: { column: number; row: number } | null
}

export interface KnownArea {
  code: string
  kind: string
  tile?: { column: number; row: number }
}

/**
 * Reads areas, one to a row. Those around an area stand in the same file or are known already, and are of a larger kind.
 * Everything wrong is named by row and column; then nothing of the file is read.
 */
export function readAreas(bytes: Uint8Array, known: readonly KnownArea[]): ReadFile<AreaRow[]> {
  const file = codeRows<(typeof areaColumns)[number] | (typeof tileColumns)[number]>(bytes, areaColumns, tileColumns)
  if (!file.ok) return file
  const troubles: FileTrouble[] = []
  const kinds = new Map(known.map(({ code, kind }) => [code, kind]))
  for (const { cells } of file.value) if (!kinds.has(cells.code)) kinds.set(cells.code, cells.kind)
  const before = new Map<string, number>()
  const inFile = new Set(file.value.map(({ cells }) => cells.code))
  const onTile = new Map(
    known.flatMap(({ code, kind, tile }) => (tile && !inFile.has(code) ? [[tileKey(kind, tile), code] as const] : [])),
  )
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
    if (!isKind(kind)) wrong('kind', 'kind', { given: shorten(kind), known: areaKinds.join(', ') })
    else if (kinds.get(code) !== kind) wrong('kind', 'other_kind', { given, kind: kinds.get(code)! })
    const people = cells.people ? peopleIn(cells.people) : null
    if (people === undefined) wrong('people', 'people', { given: shorten(cells.people) })
    const within = [...new Set(cells.within.split(/[\s;]+/).filter(Boolean))]
    for (const around of within) {
      const size = kinds.get(around)
      if (size === undefined) wrong('within', 'unknown', { given: shorten(around) })
      else if (isKind(kind) && isKind(size) && areaKinds.indexOf(size) >= areaKinds.indexOf(kind))
        wrong('within', 'not_larger', { given: shorten(around), kind: size })
    }
    // Whoever's sheet has too few answers of its own tells of its district: it has one.
    if (isSeatKind(kind) && within.filter((around) => kinds.get(around) === 'district').length !== 1)
      wrong('within', 'no_district', { kind })
    const tile = tileIn(cells.column, cells.row)
    if (tile === undefined) {
      const bad = !numberTo(mostColumns, cells.column)
      wrong(bad ? 'column' : 'row', 'tile', { columns: mostColumns, rows: mostRows })
    } else if (tile) {
      const other = onTile.get(tileKey(kind, tile))
      if (other !== undefined) wrong('column', 'tile_taken', { ...tile, given: shorten(other) })
      else onTile.set(tileKey(kind, tile), code)
    }
    return { code, name, kind: kind as AreaKind, within, people: people ?? null, tile: tile ?? null }
  })
  return troubles.length ? { ok: false, troubles } : { ok: true, value: rows }
}

const isKind = (kind: string): kind is AreaKind => (areaKinds as readonly string[]).includes(kind)

const tileKey = (kind: string, { column, row }: { column: number; row: number }) => `${kind} ${column}/${row}`

const numberTo = (most: number, cell: string): number | undefined =>
  /^\d{1,2}$/.test(cell) && Number(cell) >= 1 && Number(cell) <= most ? Number(cell) : undefined

/** Null where none is given, undefined where half of one is or it lies off the map. */
function tileIn(column: string, row: string): { column: number; row: number } | null | undefined {
  if (!column && !row) return null
  const [at, down] = [numberTo(mostColumns, column), numberTo(mostRows, row)]
  return at !== undefined && down !== undefined ? { column: at, row: down } : undefined
}

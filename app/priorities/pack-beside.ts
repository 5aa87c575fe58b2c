import type { Unranked } from './ballot.ts'
import type { Beside, Preferences } from './choice-beside-contract.ts'
import { csvText, parseCsv } from './csv-text.ts'
import { PriorityInputError } from './input-error.ts'
import type { PublishedSource } from './list-sources.ts'

type Row = (string | number)[]

/** With `tied-last` everybody judged every pair, so only the other reading has a matrix of who did. */
function matrixRows(
  start: Row,
  { wins, compared }: Pick<Preferences, 'wins' | 'compared'>,
  ids: readonly string[],
  unranked: Unranked,
) {
  const cells = (what: string, matrix: number[][]) =>
    ids.flatMap((id, a) => ids.flatMap((other, b) => (a === b ? [] : [[...start, what, id, other, matrix[a]![b]!]])))
  return [...cells('wins', wins), ...(unranked === 'no-preference' ? cells('compared', compared) : [])]
}

/** Head-to-heads of everybody, unweighted and weighted. */
export function preferencesCsv(beside: Beside, ids: readonly string[], unranked: Unranked): string {
  return csvText([
    ['weighting', 'what', 'option', 'other', 'value'],
    ...(['unweighted', 'weighted'] as const).flatMap((which): Row[] => {
      const preferences = beside[which]?.preferences
      if (!preferences) return []
      return [
        [which, 'total', '', '', preferences.total],
        [which, 'effective', '', '', preferences.effective],
        ...matrixRows([which], preferences, ids, unranked),
      ]
    }),
  ])
}

/** Head-to-heads of each declared source, with its weight; people too few to tell are a star and have none. */
export function sourcesCsv(beside: Beside, ids: readonly string[], unranked: Unranked): string {
  return csvText([
    ['source', 'what', 'option', 'other', 'value'],
    ...(beside.combined?.sources ?? []).flatMap(({ id, weight, people, wins, compared }): Row[] => [
      [id, 'weight', '', '', weight],
      [id, 'people', '', '', people ?? '*'],
      ...(wins && compared ? matrixRows([id], { wins, compared }, ids, unranked) : []),
    ]),
  ])
}

const whole = (cell: string | undefined, file: string): number => {
  if (cell !== undefined && /^\d{1,15}$/.test(cell)) return Number(cell)
  throw new PriorityInputError('unreadable-pack', `${file}: "${cell ?? ''}" is not a whole number`, { file })
}

type Cells = Map<string, string>

const cellsOf = (rows: readonly string[][], name: string): Cells =>
  new Map(rows.filter((row) => row[0] === name).map((row) => [row.slice(1, 4).join('\n'), row[4] ?? '']))

function matrix(cells: Cells, file: string, what: string, ids: readonly string[]): number[][] {
  return ids.map((id) => ids.map((other) => (id === other ? 0 : whole(cells.get([what, id, other].join('\n')), file))))
}

function compared(cells: Cells, file: string, ids: readonly string[], unranked: Unranked, total: number): number[][] {
  if (unranked === 'no-preference') return matrix(cells, file, 'compared', ids)
  return ids.map((id) => ids.map((other) => (id === other ? 0 : total)))
}

/** @throws PriorityInputError `unreadable-pack` with the file's name */
export function readPreferences(
  text: string,
  which: string,
  ids: readonly string[],
  unranked: Unranked,
): Preferences | null {
  const file = 'preferences.csv'
  const cells = cellsOf(parseCsv(text), which)
  if (cells.size === 0) return null
  const total = whole(cells.get('total\n\n'), file)
  return {
    total,
    effective: whole(cells.get('effective\n\n'), file),
    wins: matrix(cells, file, 'wins', ids),
    compared: compared(cells, file, ids, unranked, total),
  }
}

/** @throws PriorityInputError `unreadable-pack` with the file's name */
export function readSources(text: string, ids: readonly string[], unranked: Unranked): PublishedSource[] {
  const file = 'sources.csv'
  const [, ...rows] = parseCsv(text)
  return [...new Set(rows.map((row) => row[0] ?? ''))].map((id): PublishedSource => {
    const cells = cellsOf(rows, id)
    const weight = whole(cells.get('weight\n\n'), file)
    if (cells.get('people\n\n') === '*') return { id, weight, people: null, preferences: null }
    const people = whole(cells.get('people\n\n'), file)
    return {
      id,
      weight,
      people,
      preferences: {
        total: people,
        effective: people,
        wins: matrix(cells, file, 'wins', ids),
        compared: compared(cells, file, ids, unranked, people),
      },
    }
  })
}

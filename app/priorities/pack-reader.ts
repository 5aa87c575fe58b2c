import type { Unranked } from './ballot.ts'
import type { Preferences } from './choice-beside-contract.ts'
import type { ChoiceList, ListParameters, Moments } from './choice-list-contract.ts'
import { parseCsv } from './csv-text.ts'
import { PriorityInputError } from './input-error.ts'
import type { ListedOption } from './list-ranking.ts'
import type { PublishedSource } from './list-sources.ts'
import { apartNames, type PackFiles, type PackLevel, packFormats } from './pack.ts'
import { readBallots } from './pack-ballots.ts'
import { readPreferences, readSources } from './pack-beside.ts'

/** A pack, read but not yet believed. */
export type Pack = {
  level: PackLevel
  method: string
  /** Files that stand beside the list and are in none of its figures. */
  apart: string[]
  parameters: ListParameters
  options: ListedOption[]
  /** Names of the options in their order, and of the exercise; only to be read. */
  titles: string[]
  exercise: string
  base: number
  none: number
  counts: { among: number; positions: number[]; same: number; pointsSixths: number }[]
  pairs: number[][]
  moments: { unweighted: Moments; weighted: Moments | null }
  /** From `share-bands/2` on. */
  beside: PackBeside | null
  /** Levels 2 and 3. */
  ballots: ReturnType<typeof readBallots> | null
  result: Omit<ChoiceList, 'moments' | 'pairs' | 'method'>
}

export type PackBeside = {
  unweighted: Preferences
  weighted: Preferences | null
  /** Null where one is hidden. */
  weightedPoints: (string | null)[]
  sources: PublishedSource[]
}

function unreadable(file: string, why: string): PriorityInputError {
  return new PriorityInputError('unreadable-pack', `${file}: ${why}`, { file })
}

function text(files: Readonly<PackFiles>, name: string): string {
  const found = files[name]
  if (found === undefined) throw unreadable(name, 'the file is missing')
  return found
}

function parsed<T>(files: Readonly<PackFiles>, name: string): T {
  try {
    return JSON.parse(text(files, name)) as T
  } catch (error) {
    if (error instanceof PriorityInputError) throw error
    throw unreadable(name, 'it is not JSON')
  }
}

function whole(cell: string | undefined, file: string): number {
  if (cell === undefined || !/^\d{1,15}$/.test(cell)) throw unreadable(file, `"${cell ?? ''}" is not a whole number`)
  return Number(cell)
}

function momentsOf(rows: readonly string[][], weighting: string, ids: readonly string[]): Moments | null {
  const mine = rows.filter((row) => row[0] === weighting)
  if (mine.length === 0) return null
  const values = new Map(mine.map((row) => [row.slice(1, 4).join('\n'), row[4] ?? '']))
  const value = (moment: string, option = '', other = '') => {
    const found = values.get([moment, option, other].join('\n'))
    if (found === undefined) throw unreadable('weighted.csv', `${weighting} ${moment} ${option} ${other} is missing`)
    if (moment !== 'basis' && !/^\d{1,60}$/.test(found))
      throw unreadable('weighted.csv', `"${found}" is not a whole number`)
    return found
  }
  return {
    basis: value('basis') === 'exact' ? 'exact' : 'from-counts',
    total: value('total'),
    squares: value('squares'),
    sums: ids.map((id) => value('sum', id)),
    mixed: ids.map((id) => value('mixed', id)),
    cross: ids.map((id) => ids.map((other) => value('cross', id, other))),
  }
}

type Rules = {
  format: string
  level: PackLevel
  method: string
  parameters: Pack['parameters']
  options: (ListedOption & { title?: unknown })[]
  about?: { exercise?: unknown }
  apart?: string[]
}

/** @throws PriorityInputError `unreadable-pack` with the file's name */
export function readPack(files: Readonly<PackFiles>): Pack {
  const rules = parsed<Rules>(files, 'rules.json')
  if (!packFormats[rules.method] || rules.format !== packFormats[rules.method] || ![1, 2, 3].includes(rules.level)) {
    const known = Object.values(packFormats).join(' or ')
    throw unreadable('rules.json', `not ${known}, of a method known here and of level 1, 2 or 3`)
  }
  const { apart = [] } = rules
  if (!Array.isArray(apart) || !apart.every((name) => apartNames.includes(name))) {
    throw unreadable('rules.json', `nothing but ${apartNames.join(', ')} may stand apart`)
  }
  if (!Array.isArray(rules.options) || rules.options.length === 0) throw unreadable('rules.json', 'it lists no options')
  const { draws, confidencePerMille, seed, picksMax } = rules.parameters ?? {}
  for (const value of [draws, confidencePerMille, seed, picksMax]) {
    if (!Number.isSafeInteger(value)) throw unreadable('rules.json', 'a parameter is missing')
  }
  const options = rules.options.map(({ id, alphabetical }) => ({ id, alphabetical }))
  const ids = options.map((option) => option.id)
  const counts = new Map(parseCsv(text(files, 'counts.csv')).map((row) => [row[0] ?? '', row]))
  const row = (id: string) => counts.get(id) ?? fail('counts.csv', `there is no row for ${id}`)
  const matrix = new Map(parseCsv(text(files, 'matrix.csv')).map((line) => [line[0] ?? '', line]))
  const weighted = parseCsv(text(files, 'weighted.csv'))
  const unweightedMoments = momentsOf(weighted, 'unweighted', ids)
  if (!unweightedMoments) throw unreadable('weighted.csv', 'the unweighted sums are missing')
  return {
    level: rules.level,
    method: rules.method,
    apart,
    parameters: rules.parameters,
    options,
    titles: rules.options.map(({ id, title }) => printable(title) || id),
    exercise: printable(rules.about?.exercise),
    base: whole(row('_base')[2], 'counts.csv'),
    none: whole(row('_none')[2], 'counts.csv'),
    counts: ids.map((id) => ({
      among: whole(row(id)[2], 'counts.csv'),
      positions: row(id)
        .slice(3, 3 + picksMax)
        .map((cell) => whole(cell, 'counts.csv')),
      same: whole(row(id)[3 + picksMax], 'counts.csv'),
      pointsSixths: whole(row(id)[4 + picksMax], 'counts.csv'),
    })),
    pairs: ids.map((id) => {
      const line = matrix.get(id) ?? fail('matrix.csv', `there is no row for ${id}`)
      return ids.map((_, k) => whole(line[k + 1], 'matrix.csv'))
    }),
    moments: { unweighted: unweightedMoments, weighted: momentsOf(weighted, 'weighted', ids) },
    beside: rules.method === 'share-bands/1' ? null : besideOf(files, rules.parameters, weighted, ids),
    ballots: rules.level === 1 ? null : readBallots(text(files, 'ballots.csv'), ids, picksMax),
    result: parsed(files, 'result.json'),
  }
}

/** Somebody else's pack may hold anything, and a terminal obeys control characters. */
const printable = (value: unknown) => (typeof value === 'string' ? value.replaceAll(/\p{Cc}/gu, ' ').trim() : '')

function besideOf(
  files: Readonly<PackFiles>,
  { unranked, sweepDraws, sweepTop }: ListParameters,
  weighted: readonly string[][],
  ids: readonly string[],
): PackBeside {
  if (!isReading(unranked) || !Number.isSafeInteger(sweepDraws) || !Number.isSafeInteger(sweepTop)) {
    throw unreadable('rules.json', 'a parameter is missing')
  }
  const preferences = (which: string) => readPreferences(text(files, 'preferences.csv'), which, ids, unranked)
  const unweighted = preferences('unweighted')
  if (!unweighted) throw unreadable('preferences.csv', 'the unweighted head-to-heads are missing')
  const points = new Map(weighted.filter((row) => row[1] === 'points').map((row) => [row[2] ?? '', row[4] ?? '']))
  return {
    unweighted,
    weighted: preferences('weighted'),
    weightedPoints: ids.map((id) => {
      const cell = points.get(id)
      return cell === undefined || !/^\d{1,60}$/.test(cell) ? null : cell
    }),
    sources: readSources(text(files, 'sources.csv'), ids, unranked),
  }
}

const isReading = (value: unknown): value is Unranked => value === 'tied-last' || value === 'no-preference'

function fail(file: string, why: string): never {
  throw unreadable(file, why)
}

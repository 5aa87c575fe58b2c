import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Beside, BesideView } from './choice-beside-contract.ts'
import type { ChoiceList, ChoiceOption, Moments } from './choice-list-contract.ts'
import { csvText } from './csv-text.ts'
import { generatorName } from './generator.ts'
import { listedOptions } from './list-ranking.ts'
import { preferencesCsv, sourcesCsv } from './pack-beside.ts'

/** The form of a pack follows from the method of its list: what stands beside a list came with `share-bands/2`. */
export const packFormats: Readonly<Record<string, string>> = {
  'share-bands/1': 'folkmoot-pack/1',
  'share-bands/2': 'folkmoot-pack/2',
}

/**
 * 1: counts, matrices and sums, never anybody's answer. 2: ballots with weights besides, sealed, for scrutiny. 3: the
 * same as open data, where nobody can be told by them.
 */
export type PackLevel = 1 | 2 | 3

export type PackFiles = Record<string, string>

/** What is said of the list beside its figures: question wording, dates, code version, snapshot hash. */
export type PackAbout = Record<string, string>

const sumNames = ['rules.json', 'counts.csv', 'matrix.csv', 'weighted.csv', 'cuts.csv', 'result.json']

const besideNames = ['preferences.csv', 'sources.csv']

/** What may stand in a pack beside its list and is in none of its figures: named in `rules.json` where it does. */
export const apartNames: readonly string[] = ['organisations.csv']

export const packNames = (level: PackLevel, method: string, apart: readonly string[] = []): string[] => [
  ...sumNames,
  ...(method === 'share-bands/1' ? [] : besideNames),
  ...(level === 1 ? [] : ['ballots.csv']),
  ...apart,
]

export function hashOf(content: string | Uint8Array): string {
  return bytesToHex(sha256(typeof content === 'string' ? utf8ToBytes(content) : content))
}

/** One hash for the whole pack: that of the lines `name hash`, in order of name. */
export function rootOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const names = Object.keys(files).sort()
  return hashOf(names.map((name) => `${name} ${hashOf(files[name]!)}\n`).join(''))
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

function countsCsv(list: ChoiceList, titles: ReadonlyMap<string, string>): string {
  const places = Array.from({ length: list.method.parameters.picksMax }, (_, place) => `place_${place + 1}`)
  const blank = places.map(() => '')
  return csvText([
    ['option', 'title', 'among', ...places, 'same', 'points_sixths'],
    ...list.options.map((option) => [
      option.id,
      titles.get(option.id) ?? '',
      option.among,
      ...option.positions,
      option.same,
      option.pointsSixths,
    ]),
    ['_base', '', list.base, ...blank, '', ''],
    ['_none', '', list.none, ...blank, '', ''],
  ])
}

function momentRows(weighting: string, moments: Moments, ids: readonly string[]): string[][] {
  return [
    [weighting, 'basis', '', '', moments.basis],
    [weighting, 'total', '', '', moments.total],
    [weighting, 'squares', '', '', moments.squares],
    ...ids.map((id, j) => [weighting, 'sum', id, '', moments.sums[j]!]),
    ...ids.map((id, j) => [weighting, 'mixed', id, '', moments.mixed[j]!]),
    ...ids.flatMap((id, j) => ids.map((other, k) => [weighting, 'cross', id, other, moments.cross[j]![k]!])),
  ]
}

/** What the groups of each characteristic chose, as a table of its own. */
export function cutsCsv(list: Pick<ChoiceList, 'crossTabs' | 'options' | 'beside'>): string {
  const hidden = (value: number | null) => (value === null ? '*' : value)
  const ranges = list.beside !== undefined
  return csvText([
    ['dimension', 'group', 'base', 'option', 'count', 'percent', ...(ranges ? ['effective', 'low', 'high'] : [])],
    ...list.crossTabs.flatMap(({ dimension, groups }) =>
      groups.flatMap((group) =>
        list.options.map((option, at) => [
          dimension,
          group.id,
          hidden(group.base),
          option.id,
          hidden(group.counts[at]!),
          hidden(group.percents[at]!),
          ...(ranges
            ? [group.effective?.[at] ?? null, group.between?.[at]?.[0] ?? null, group.between?.[at]?.[1] ?? null].map(
                hidden,
              )
            : []),
        ]),
      ),
    ),
  ])
}

/**
 * The publication pack of level 1. Everything that the bands rest on is in it as exact integers, so `npm run recount`
 * and any second program can repeat them from the folder. `apart` stands beside the list and is sealed with it.
 * @returns file name to text; the same list gives the same bytes
 */
export function packFiles(
  list: ChoiceList,
  options: readonly ChoiceOption[],
  about: PackAbout,
  apart: PackFiles = {},
): PackFiles {
  return sealed({ ...sumFiles(list, options, about, 1, Object.keys(apart)), ...apart })
}

/** The files that every level holds, before their hashes. */
export function sumFiles(
  list: ChoiceList,
  options: readonly ChoiceOption[],
  about: PackAbout,
  level: PackLevel,
  apart: readonly string[] = [],
): PackFiles {
  const ids = list.options.map((option) => option.id)
  const titles = new Map(options.map((option) => [option.id, option.title]))
  const { moments, pairs, method, beside, ...result } = list
  const { unranked = 'tied-last' } = method.parameters
  const listed = listedOptions(options)
  return {
    'rules.json': json({
      format: packFormats[method.id],
      level,
      method: method.id,
      generator: generatorName,
      parameters: method.parameters,
      about,
      ...(apart.length && { apart }),
      options: listed.map((option) => ({ ...option, title: titles.get(option.id) ?? '' })),
    }),
    'counts.csv': countsCsv(list, titles),
    'matrix.csv': csvText([['option', ...ids], ...pairs.map((row, j) => [ids[j]!, ...row])]),
    'weighted.csv': csvText([
      ['weighting', 'moment', 'option', 'other', 'value'],
      ...momentRows('unweighted', moments.unweighted, ids),
      ...(moments.weighted ? momentRows('weighted', moments.weighted, ids) : []),
      ...(moments.weighted && beside ? pointRows(list) : []),
    ]),
    'cuts.csv': cutsCsv(list),
    ...(beside && {
      'preferences.csv': preferencesCsv(beside, ids, unranked),
      'sources.csv': sourcesCsv(beside, ids, unranked),
    }),
    'result.json': json(beside ? { ...result, beside: withoutMatrices(beside) } : result),
  }
}

const pointRows = (list: ChoiceList): string[][] =>
  list.options.map((option) => ['weighted', 'points', option.id, '', option.weightedPointsSixthsMillionths ?? '*'])

/** What stands beside a list, less the figures that the pack holds in files of their own. */
export function withoutMatrices({ unweighted, weighted, combined }: Beside): object {
  const less = (view: BesideView | null) => {
    if (!view) return null
    const { preferences: _, ...rest } = view
    return rest
  }
  return {
    unweighted: less(unweighted),
    weighted: less(weighted),
    combined: combined && {
      ...combined,
      sources: combined.sources.map(({ wins: _, compared: __, ...source }) => source),
    },
  }
}

/** The files with the hash of each and of all. */
export function sealed<C extends string | Uint8Array>(files: Record<string, C>): Record<string, C | string> {
  const hashes = Object.fromEntries(Object.keys(files).map((name) => [name, hashOf(files[name]!)]))
  return { ...files, 'hashes.json': json({ files: hashes, root: rootOf(files) }) }
}

/** The name under which the hashes also lie beside sealed files, as `sha256sum -c` reads them; not sealed itself. */
export const sumsName = 'SHA256SUMS'
export const sumsOf = (files: Readonly<Record<string, string | Uint8Array>>): string =>
  Object.keys(files)
    .map((name) => `${hashOf(files[name]!)}  ${name}\n`)
    .join('')

import { knownListMethods } from './choice-list.ts'
import type { Moments } from './choice-list-contract.ts'
import { mayStand, oneToSeven } from './disclosure.ts'
import { PriorityInputError } from './input-error.ts'
import { type Ranked, rankingOf } from './list-ranking.ts'
import { cutsCsv, hashOf, type PackFiles, packNames, rootOf } from './pack.ts'
import { type Pack, readPack } from './pack-reader.ts'
import { ballotDifferences } from './recount-ballots.ts'
import { recountBeside } from './recount-beside.ts'

export type RecountReport = {
  /** Nothing differs. */
  ok: boolean
  /** The recomputed list, one line per option, and the root; a second program prints the same bytes. */
  lines: string[]
  /** The same list for a reader: titles by band, in words. */
  list: string[]
  /** What differs, the first first. */
  differences: string[]
}

function hashDifferences(files: Readonly<PackFiles>, { level, method, apart }: Pack): string[] {
  const stated = JSON.parse(files['hashes.json'] ?? '{}') as { files?: Record<string, string>; root?: string }
  const { 'hashes.json': _, ...content } = files
  const names = packNames(level, method, apart)
  const differences = names.flatMap((name) => {
    if (files[name] === undefined) return [`${name} is missing`]
    const hash = hashOf(files[name])
    return stated.files?.[name] === hash ? [] : [`${name} has hash ${hash}, hashes.json says ${stated.files?.[name]}`]
  })
  const known = new Set<string>(names)
  const extra = Object.keys(content).filter((name) => !known.has(name))
  const root = rootOf(content)
  const rooted = stated.root === root ? [] : [`the root is ${root}, hashes.json says ${stated.root}`]
  return [...differences, ...extra.map((name) => `${name} does not belong to the pack`), ...rooted]
}

function differ(what: string, counted: unknown, published: unknown): string[] {
  const [a, b] = [JSON.stringify(counted), JSON.stringify(published)]
  return a === b ? [] : [`${what}: recounted ${a}, published ${b}`]
}

/** Counts that a spreadsheet can check against each other. */
function countDifferences(pack: Pack): string[] {
  const { options, counts, pairs, base, none, result, moments, parameters } = pack
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
  return [
    ...(knownListMethods.includes(pack.method) ? [] : [`method: ${pack.method} is not known here`]),
    ...differ('people', base, result.base),
    ...differ('none of these', none, result.none),
    ...differ('people in the unweighted sums', String(base), moments.unweighted.total),
    ...options.flatMap(({ id }, j) => {
      const own = counts[j]!
      const published = result.options[j]
      const least = total(own.positions.map((people, place) => people * 6 * (parameters.picksMax - place)))
      const mostOfSame = own.same * (6 * parameters.picksMax - 3)
      return [
        ...differ(`${id} places`, total(own.positions) + own.same, own.among),
        ...differ(`${id} on the matrix diagonal`, own.among, pairs[j]![j]),
        ...differ(`${id} in the unweighted sums`, String(own.among), moments.unweighted.sums[j]),
        ...differ(
          `${id} matrix row`,
          pairs[j],
          pairs.map((row) => row[j]),
        ),
        ...(own.pointsSixths < least || own.pointsSixths > least + mostOfSame
          ? [`${id} points: ${own.pointsSixths} sixths cannot come from its places`]
          : []),
        ...differ(
          `${id} counts`,
          { id, ...own },
          published && {
            id: published.id,
            among: published.among,
            positions: published.positions,
            same: published.same,
            pointsSixths: published.pointsSixths,
          },
        ),
      ]
    }),
  ]
}

function rankDifferences(pack: Pack, which: 'unweighted' | 'weighted', ranked: Ranked | null): string[] {
  const published = pack.result[which]
  if (!ranked || !published) return differ(`${which} list`, ranked?.ranking ?? null, published)
  return [
    ...differ(`${which} bands`, ranked.ranking.bands, published.bands),
    ...differ(`${which} order`, ranked.ranking.order, published.order),
    ...differ(`${which} critical value`, ranked.ranking.criticalMillionths, published.criticalMillionths),
    ...pack.options.flatMap(({ id }, j) =>
      differ(`${which} ${id}`, ranked.standings[j], pack.result.options[j]?.[which] ?? null),
    ),
  ]
}

/** No cell of a published cut may rest on fewer people than the rule for small numbers lets stand. */
function cutDifferences(pack: Pack, cuts: string | undefined): string[] {
  const { minCell, roundTo, smallNumbers } = pack.parameters
  const asRule = { minCell, roundTo, smallNumbers }
  const why = smallNumbers ? 'should be hidden or rounded' : `is under ${minCell}`
  const small = (what: string, count: number | null, rounded: boolean) =>
    count === null || mayStand(count, rounded, pack.parameters) ? [] : [`${what}: ${count} ${why}`]
  return [
    ...(smallNumbers === undefined ? [] : differ('the rule for small numbers', oneToSeven, asRule)),
    ...pack.result.crossTabs.flatMap(({ dimension, rounded, groups }) => [
      ...(smallNumbers && !rounded ? [`${dimension} should be rounded`] : []),
      ...groups.flatMap(({ id, base, counts }) => [
        ...small(`${dimension} ${id}`, base, rounded),
        ...counts.flatMap((count, at) => small(`${dimension} ${id} ${pack.options[at]!.id}`, count, rounded)),
      ]),
    ]),
    ...(cuts === cutsCsv(pack.result) ? [] : ['cuts.csv says something else than the cuts of result.json']),
  ]
}

function linesOf(which: string, pack: Pack, ranked: Ranked): string[] {
  const line = (id: string, letter: string) => {
    const standing = ranked.standings[pack.options.findIndex((option) => option.id === id)]!
    const chances = standing.inFirst.map(({ k, perMille }) => `first${k}=${perMille}`)
    const placed = `placed ${standing.rankFrom}-${standing.rankTo}`
    return [which, letter, id, `share=${standing.sharePerMille}`, `rank=${standing.rank}`, placed, ...chances].join(' ')
  }
  return [
    ...ranked.ranking.bands.flatMap(({ letter, ids }) => ids.map((id) => line(id, letter))),
    `${which} critical ${ranked.ranking.criticalMillionths ?? 'none'}`,
  ]
}

/** The bands with their titles, for whoever reads the page beside it. */
function readable(which: string, pack: Pack, { ranking, standings }: Ranked): string[] {
  const longest = Math.max(...pack.titles.map((title) => title.length))
  return [
    `${which}:`,
    ...ranking.bands.flatMap(({ letter, ids }) =>
      ids.map((id) => {
        const at = pack.options.findIndex((option) => option.id === id)
        const { sharePerMille, rankFrom, rankTo } = standings[at]!
        const place = rankFrom === rankTo ? `place ${rankFrom}` : `place ${rankFrom} to ${rankTo}`
        return `  ${letter}  ${pack.titles[at]!.padEnd(longest)}  ${(sharePerMille / 10).toFixed(1).padStart(5)} %  ${place}`
      }),
    ),
  ]
}

/**
 * Recomputes a pack: the list from its counts and sums and, at levels 2 and 3, these from its ballots. Unreadable packs are
 * reported, not thrown.
 */
export function recount(files: Readonly<PackFiles>): RecountReport {
  try {
    const pack = readPack(files)
    const hashes = hashDifferences(files, pack)
    const { draws, confidencePerMille, seed } = pack.parameters
    const rank = (moments: Moments) => rankingOf(moments, pack.base, pack.options, { draws, confidencePerMille, seed })
    const unweighted = rank(pack.moments.unweighted)
    const weighted = pack.moments.weighted ? rank(pack.moments.weighted) : null
    const ballots = ballotDifferences(pack, differ)
    const beside = recountBeside(pack, { unweighted: unweighted.ranking, weighted: weighted?.ranking ?? null }, differ)
    const { 'hashes.json': _, ...content } = files
    const differences = [
      ...countDifferences(pack),
      ...ballots,
      ...rankDifferences(pack, 'unweighted', unweighted),
      ...rankDifferences(pack, 'weighted', weighted),
      ...cutDifferences(pack, files['cuts.csv']),
      ...beside.differences,
      ...hashes,
    ]
    const lines = [
      `method ${pack.method}`,
      `people ${pack.base} none ${pack.none}`,
      ...(pack.ballots ? [`level ${pack.level} ballots ${pack.ballots.rows.length}`] : []),
      ...linesOf('unweighted', pack, unweighted),
      ...(weighted ? linesOf('weighted', pack, weighted) : []),
      ...beside.lines,
      `root ${rootOf(content)}`,
    ]
    const list = [
      ...(pack.exercise ? [pack.exercise] : []),
      `${pack.base} people, ${pack.none} of them chose none of these`,
      ...readable('Everybody counted alike', pack, unweighted),
      ...(weighted ? readable('Weighted', pack, weighted) : []),
    ]
    return { ok: differences.length === 0, lines, list, differences }
  } catch (error) {
    if (error instanceof PriorityInputError || error instanceof SyntaxError || error instanceof TypeError) {
      return { ok: false, lines: [], list: [], differences: [error.message] }
    }
    throw error
  }
}

import type { Moments } from './choice-list-contract.ts'
import { roundTo } from './disclosure.ts'
import { coarsenMoments, publishMoments } from './moments.ts'
import { openFaults, type PackedRow } from './pack-ballots.ts'
import type { Pack } from './pack-reader.ts'
import { tallyOf } from './tally.ts'

type Differ = (what: string, counted: unknown, published: unknown) => string[]

/**
 * Counts the rows of a pack of level 2 or 3 again and compares everything that its counts, matrix and sums say; these
 * are then recounted into the list as those of level 1. Row data open to everybody must also be safe to open.
 * @throws PriorityInputError for a row that is no answer
 */
export function ballotDifferences(pack: Pack, differ: Differ): string[] {
  if (!pack.ballots) return []
  const { rows, cells } = pack.ballots
  const { options, parameters, moments, result } = pack
  const weights = rows.map((row) => row.weight)
  const weighted = weights.every((weight) => weight !== null)
  const tally = tallyOf(rows, options.length, parameters.picksMax, weighted ? weights : undefined)
  const own = options.map((_, j) => ({
    among: tally.pairs[j]![j]!,
    positions: tally.positions[j]!,
    same: tally.same[j]!,
    pointsSixths: tally.points[j]!,
  }))
  const sums = weighted ? coarsenMoments(tally.weighted, tally.pairs, tally.base, parameters.minCell) : null
  return [
    ...differ('ballots', rows.length, pack.base),
    ...differ('ballots for none of these', tally.none, pack.none),
    ...options.flatMap(({ id }, j) => differ(`${id} in the ballots`, own[j], pack.counts[j])),
    ...options.flatMap(({ id }, j) => differ(`${id} matrix row in the ballots`, tally.pairs[j], pack.pairs[j])),
    ...sumDifferences('unweighted', publishMoments(tally.unweighted), moments.unweighted, differ),
    ...sumDifferences('weighted', sums, moments.weighted, differ),
    ...options.flatMap(({ id }, j) => {
      const published = result.options[j]?.weightedPointsSixthsMillionths ?? null
      return published === null ? [] : differ(`${id} weighted points`, String(tally.weightedPoints[j]), published)
    }),
    ...cutDifferences(pack, rows, differ),
    ...(pack.level === 3 ? openFaults(cells).map(({ message }) => message) : []),
  ]
}

function sumDifferences(which: string, counted: Moments | null, published: Moments | null, differ: Differ): string[] {
  if (!counted || !published) return differ(`${which} sums of the ballots`, counted !== null, published !== null)
  const names = ['basis', 'total', 'squares', 'sums', 'mixed', 'cross'] as const
  return names.flatMap((name) => differ(`${which} ${name} of the ballots`, counted[name], published[name]))
}

/** Published cuts by a characteristic that the rows tell. */
function cutDifferences(pack: Pack, rows: readonly PackedRow[], differ: Differ): string[] {
  return pack.result.crossTabs.flatMap(({ dimension, rounded, groups }) => {
    if (rows[0]?.columns[dimension] === undefined) return []
    const shown = (count: number) => (rounded ? roundTo(count, pack.parameters.roundTo) : count)
    return groups.flatMap(({ id, counts }) => {
      const members = rows.filter((row) => (row.columns[dimension] || 'not-stated') === id)
      return counts.flatMap((published, option) => {
        if (published === null) return []
        const counted = members.filter(({ picks }) => picks.includes(option)).length
        return differ(`${dimension} ${id} ${pack.options[option]!.id} in the ballots`, shown(counted), published)
      })
    })
  })
}

import { bandLetter, bandsOf } from './bands.ts'
import type { Moments, Ranking, Standing } from './choice-list-contract.ts'
import { gaussianDraws } from './gaussian.ts'
import { chancesInFirst, rankSetsFromDraws } from './rank-sets.ts'
import type { Ranking as Order } from './ranking.ts'
import { perMille, shareEstimate } from './share-estimate.ts'

export type RankingSettings = { draws: number; confidencePerMille: number; seed: number }
export type Ranked = { ranking: Ranking; standings: Standing[] }

/** Options by id, with their place in the alphabet of titles. */
export type ListedOption = { id: string; alphabetical: number }

/** Place of every title in the alphabet, by lower-case code points, then id: the same in every language's runtime. */
export function listedOptions(options: readonly { id: string; title: string }[]): ListedOption[] {
  const key = (option: { id: string; title: string }) => [option.title.toLowerCase(), option.id]
  const order = [...options].sort((a, b) => {
    const [titleA, idA] = key(a)
    const [titleB, idB] = key(b)
    if (titleA !== titleB) return titleA! < titleB! ? -1 : 1
    return idA! < idB! ? -1 : 1
  })
  return options.map((option) => ({ id: option.id, alphabetical: order.indexOf(option) }))
}

/** Ids of a ranking, exact ties alphabetical by title. */
export function named(ranking: Order, listed: readonly ListedOption[]): string[][] {
  return ranking.map((group) =>
    [...group].sort((a, b) => listed[a]!.alphabetical - listed[b]!.alphabetical).map((option) => listed[option]!.id),
  )
}

function compare(a: readonly bigint[], b: readonly bigint[]): number {
  const at = a.findIndex((value, i) => value !== b[i])
  return at === -1 ? 0 : a[at]! > b[at]! ? -1 : 1
}

/**
 * Order in which options take their random numbers: by their sums, then by whom they were chosen with. Neither the
 * names of the options nor the order they are listed in can then change a result.
 */
function drawOrder(moments: Moments): number[] {
  const keys = moments.sums.map((sum, j) => {
    const row = moments.cross[j]!.map(BigInt)
    return [BigInt(sum), row[j]!, ...row.sort((a, b) => (a > b ? -1 : a < b ? 1 : 0))]
  })
  return keys.map((_, j) => j).sort((a, b) => compare(keys[a]!, keys[b]!) || a - b)
}

function permuted(moments: Moments, order: readonly number[]): Moments {
  const pick = (values: readonly string[]) => order.map((j) => values[j]!)
  return {
    ...moments,
    sums: pick(moments.sums),
    mixed: pick(moments.mixed),
    cross: order.map((j) => pick(moments.cross[j]!)),
  }
}

/**
 * Shares, bands, simultaneous rank sets and chances from published sums alone, so that anybody with the sums can
 * repeat them. Redraws add Gaussian errors with the estimated covariance (clusters whole); the same errors serve the
 * rank sets and the chances of being among the first k.
 */
export function rankingOf(
  published: Moments,
  base: number,
  listed: readonly ListedOption[],
  settings: RankingSettings,
): Ranked {
  const drawn = drawOrder(published)
  const moments = permuted(published, drawn)
  const options = drawn.map((j) => listed[j]!)
  const sums = moments.sums.map(BigInt)
  const { estimate, covariance, freedom } = shareEstimate(moments, base)
  const errors = gaussianDraws(covariance, settings.draws, settings.seed, freedom)
  const confidence = settings.confidencePerMille / 1000
  const sets = rankSetsFromDraws({ estimate, covariance, errors, confidence })
  const bands = bandsOf(estimate, sets.clearlyBelow)
  const bandOf = new Map(bands.flatMap((members, band) => members.map((option) => [option, band])))
  const ks = [1, 3, 5].filter((k) => k < options.length)
  const chances = chancesInFirst(estimate, errors, ks)
  const standings = options.map((_, j) => ({
    sharePerMille: perMille(sums[j]!, BigInt(moments.total)),
    rank: sets.rank[j]!,
    tied: sums.some((sum, other) => other !== j && sum === sums[j]),
    rankFrom: sets.lower[j]!,
    rankTo: sets.upper[j]!,
    band: bandOf.get(j)!,
    inFirst: ks.map((k, at) => ({ k, perMille: chances[at]![j]! })),
  }))
  const byTitle = (a: number, b: number) => options[a]!.alphabetical - options[b]!.alphabetical
  const ranks = [...new Set(sets.rank)].sort((a, b) => a - b)
  const ranking = {
    bands: bands.map((members, band) => ({
      letter: bandLetter(band),
      ids: [...members].sort(byTitle).map((option) => options[option]!.id),
    })),
    order: ranks.map((rank) =>
      options
        .map((_, j) => j)
        .filter((j) => sets.rank[j] === rank)
        .sort(byTitle)
        .map((j) => options[j]!.id),
    ),
    criticalMillionths: sets.critical === null ? null : Math.round(sets.critical * 1_000_000),
  }
  return { ranking, standings: listed.map((_, j) => standings[drawn.indexOf(j)]!) }
}

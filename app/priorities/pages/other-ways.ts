import { bandPlaces, besideOf, placeIn, type Reading, rankingOf, wordKey } from './reading.ts'

/** One other way to count the same answers: the place it gives an option, and whether that leaves the band's places. */
export interface Way {
  key: string
  placeOf(id: string): number
  leaves(id: string): boolean
}

/** The same answers under the other weighting, by the other methods, and without campaigns and repeats. */
export function otherWays({ paper, view }: Pick<Reading, 'paper' | 'view'>): Way[] {
  const { list } = paper
  const beside = besideOf(list, view)
  if (!beside) return []
  const main = rankingOf(list, view)
  const inBand = (id: string, place: number) => {
    const { rankFrom, rankTo } = bandPlaces(main, id)
    return place >= rankFrom && place <= rankTo
  }
  const way = (key: string, placeOf: (id: string) => number): Way => ({
    key,
    placeOf,
    leaves: (id) => !inBand(id, placeOf(id)),
  })
  const other = view === 'weighted' ? 'unweighted' : 'weighted'
  const ids = list.options.map((option) => option.id)
  return [
    ...(list.weighted ? [way(other, (id) => placeIn(rankingOf(list, other).order, id))] : []),
    ...beside.methods.flatMap(({ method, order }) =>
      method === 'share' || !order ? [] : [way(wordKey(method), (id) => placeIn(order, id))],
    ),
    ...list.variants.flatMap((variant) => {
      const ranking = (view === 'weighted' && variant.weighted) || variant.unweighted
      return ranking ? [way(wordKey(variant.name), (id) => ranking.ranks[ids.indexOf(id)]!)] : []
    }),
  ]
}

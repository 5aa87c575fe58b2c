import { places, type Ranking } from './ranking.ts'

/**
 * Options that another order takes out of the places that their band of a list takes: moves inside a band say nothing,
 * because nothing inside a band is clearly below its first. Options in no band are left out.
 * @param ids of the options, by their number in the ranking
 */
export function outsideBands(
  ranking: Ranking,
  bands: readonly { readonly ids: readonly string[] }[],
  ids: readonly string[],
): string[] {
  const place = places(ranking)
  let above = 0
  const outside = new Set<string>()
  for (const band of bands) {
    for (const id of band.ids) {
      const own = place[ids.indexOf(id)]!
      if (own <= above || own > above + band.ids.length) outside.add(id)
    }
    above += band.ids.length
  }
  return ids.filter((id) => outside.has(id))
}

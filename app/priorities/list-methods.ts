import type { ListMethod, MethodOrder } from './choice-beside-contract.ts'
import type { Ranking as Bands } from './choice-list-contract.ts'
import { type ListedOption, named } from './list-ranking.ts'
import { pairOrders } from './method-orders.ts'
import { outsideBands } from './outside-bands.ts'
import type { PairwiseMatrix } from './pairwise-matrix.ts'
import { type Ranking, rankBy } from './ranking.ts'

/** What the two methods that no pair tells go by. */
type NotByPairs = {
  /** The list's own order, by share. */
  readonly order: readonly (readonly string[])[]
  /** Points in any unit; null where one of them is hidden. */
  readonly points: readonly (bigint | null)[]
}

const byCount = (counts: readonly bigint[]): Ranking =>
  rankBy(counts.length, (a, b) => (counts[a]! === counts[b]! ? 0 : counts[a]! > counts[b]! ? -1 : 1))

/**
 * The same answers by every method of the sensitivity strip, from published figures alone: the list's own share, points,
 * and the pairwise methods. An option is `outside` where a method takes it out of its band's places.
 */
export function listMethods(
  { order, points }: NotByPairs,
  matrix: PairwiseMatrix,
  list: Bands,
  listed: readonly ListedOption[],
): MethodOrder[] {
  const known = points.every((value) => value !== null)
  const ids = listed.map(({ id }) => id)
  const orders: { method: ListMethod; ranking: Ranking | null }[] = [
    { method: 'share', ranking: order.map((place) => place.map((id) => ids.indexOf(id))) },
    { method: 'points', ranking: known ? byCount(points) : null },
    ...pairOrders(matrix),
  ]
  return orders.map(({ method, ranking }) => ({
    method,
    order: ranking && named(ranking, listed),
    outside: ranking ? outsideBands(ranking, list.bands, ids) : [],
  }))
}

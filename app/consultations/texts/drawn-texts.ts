import { sha256 } from '../../ledger/commitment.ts'
import { leastShare } from './coding.ts'

/** Agreement on a handful of texts says nothing. */
const leastTexts = 10

/** Texts in an order that nobody chose: by the hash of the round's seed and their id. */
export const inDrawnOrder = (ids: readonly string[], seed: string): string[] =>
  ids
    .map((id) => ({ id, rank: sha256(`${seed} ${id}`) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ id }) => id)

/** The texts that both code: the first of the drawn order. */
export function doubleCoded(ids: readonly string[], seed: string, share: number): string[] {
  const wanted = Math.max(Math.ceil((ids.length * Math.max(share, leastShare)) / 100), leastTexts)
  return inDrawnOrder(ids, seed).slice(0, wanted)
}

import type { Handle } from '../../../db/connect.ts'
import type { AnalysisAbout } from '../../consultations/snapshot.ts'
import type { ChoiceList } from '../choice-list-contract.ts'
import { frozenTexts, type ListHeading } from '../list-store.server.ts'

interface Frozen {
  list: ChoiceList
  about: AnalysisAbout
}

const listsKept = 20
const kept = new Map<string, Frozen>()

/** A list's result and snapshot, read once and remembered by their hashes: what has those hashes never changes. */
export async function frozenIn(
  db: Handle,
  row: Pick<ListHeading, 'id' | 'result_hash' | 'snapshotHash'>,
): Promise<Frozen> {
  const name = `${row.result_hash} ${row.snapshotHash}`
  const known = kept.get(name)
  if (known) return known
  const { result, content } = await frozenTexts(db, row.id)
  // The first form of a snapshot holds the list a second time; nobody needs it here.
  const { list: _, ...about } = JSON.parse(content) as AnalysisAbout & { list?: unknown }
  const found = unchangeable({ list: JSON.parse(result) as ChoiceList, about })
  if (kept.size >= listsKept) kept.delete(kept.keys().next().value!)
  kept.set(name, found)
  return found
}

/** Every request gets the same objects, so none may write into them. */
function unchangeable<T>(value: T): T {
  if (value !== null && typeof value === 'object') {
    for (const part of Object.values(value)) unchangeable(part)
    Object.freeze(value)
  }
  return value
}

import type { Handle } from '../../../db/connect.ts'
import type { AnalysisAbout } from '../../consultations/snapshot.ts'
import type { ChoiceList } from '../choice-list-contract.ts'
import { frozenTexts, type ListHeading } from '../list-store.server.ts'

interface Frozen {
  list: ChoiceList
  about: AnalysisAbout
}

const keptMost = 20
const kept = new Map<string, unknown>()

/** A list's result and snapshot, read once and remembered by their hashes: what has those hashes never changes. */
export const frozenIn = (db: Handle, row: Pick<ListHeading, 'id' | 'result_hash' | 'snapshotHash'>): Promise<Frozen> =>
  remembered(`${row.result_hash} ${row.snapshotHash}`, async () => {
    const { result, content } = await frozenTexts(db, row.id)
    // The first form of a snapshot holds the list a second time; nobody needs it here.
    const { list: _, ...about } = JSON.parse(content) as AnalysisAbout & { list?: unknown }
    return { list: JSON.parse(result) as ChoiceList, about }
  })

/** What stands under hashes that name it for good: read once, and the same to every request, so nobody may write into it. */
export async function remembered<T>(name: string, read: () => Promise<T>): Promise<T> {
  const known = kept.get(name)
  if (known) return known as T
  const found = unchangeable(await read())
  if (kept.size >= keptMost) kept.delete(kept.keys().next().value!)
  kept.set(name, found)
  return found
}

function unchangeable<T>(value: T): T {
  if (value !== null && typeof value === 'object') {
    for (const part of Object.values(value)) unchangeable(part)
    Object.freeze(value)
  }
  return value
}

import type { Handle } from '../../../db/connect.ts'
import type { AnalysisAbout } from '../../consultations/freezing/snapshot.ts'
import type { ChoiceList } from '../choice-list-contract.ts'
import { remembered } from '../frozen-memory.ts'
import { frozenTexts, type ListHeading } from '../list-store.server.ts'

interface Frozen {
  list: ChoiceList
  about: AnalysisAbout
}

/** A list's result and snapshot, read once and remembered by their hashes: what has those hashes never changes. */
export const frozenIn = (db: Handle, row: Pick<ListHeading, 'id' | 'result_hash' | 'snapshotHash'>): Promise<Frozen> =>
  remembered(`${row.result_hash} ${row.snapshotHash}`, async () => {
    const { result, content } = await frozenTexts(db, row.id)
    // The first form of a snapshot holds the list a second time; nobody needs it here.
    const { list: _, ...about } = JSON.parse(content) as AnalysisAbout & { list?: unknown }
    return { list: JSON.parse(result) as ChoiceList, about }
  })

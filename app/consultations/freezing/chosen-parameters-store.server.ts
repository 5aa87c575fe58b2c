import type { Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import type { CheckpointKeeper } from '../../ledger/checkpoint-store.server.ts'
import { sha256 } from '../../ledger/commitment.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import type { ChoiceList } from '../../priorities/choice-list-contract.ts'
import { frozenTexts, listOf } from '../../priorities/list-store.server.ts'
import { trialResult } from '../../priorities/trial-store.server.ts'
import type { AnalysisAbout, AnalysisContent } from './snapshot.ts'
import { saveSnapshot, snapshotOf } from './snapshot-store.server.ts'

export type Chosen = 'chosen' | 'not_there' | 'already' | 'other_draft' | 'same'

/**
 * Draws a draft up by other parameters that were computed at its freeze. The draft is named by its hash; a signature
 * under it falls, and the reason goes into the ledger and with the list's provenance.
 */
export async function chooseParameters(
  tx: Tx,
  keeper: CheckpointKeeper,
  by: { exerciseId: string; listId: string; hash: string; name: string; reason: string; personId: string },
  now: Date,
): Promise<Chosen> {
  const list = await listOf(tx, by.exerciseId, by.listId)
  if (!list) return 'not_there'
  if (list.published_at) return 'already'
  if (list.result_hash !== by.hash) return 'other_draft'
  const result = await trialResult(tx, list.id, by.name)
  if (!result) return 'not_there'
  const hash = sha256(result)
  if (hash === list.result_hash) return 'same'
  const frozen = JSON.parse((await frozenTexts(tx, list.id)).content) as AnalysisAbout
  const content: AnalysisContent = { ...frozen, format: 'folkmoot-analysis/2', result: hash, chosenBecause: by.reason }
  const before = await snapshotOf(tx, by.exerciseId, 'analysis')
  const { base, method } = JSON.parse(result) as ChoiceList
  const snapshotId = await saveSnapshot(
    tx,
    keeper,
    {
      exerciseId: by.exerciseId,
      stage: 'analysis',
      version: (before?.version ?? 0) + 1,
      parentId: list.snapshot_id,
      reason: by.reason,
      rows: base,
      content,
      personId: by.personId,
    },
    now,
  )
  await tx
    .updateTable('priority_list')
    .set({ snapshot_id: snapshotId, result, result_hash: hash, first_publisher: null })
    .where('id', '=', list.id)
    .execute()
  const { weightBy = null, capLowPerMille, capHighPerMille } = method.parameters
  const parameters = { weightBy, capLowPerMille, capHighPerMille }
  const chosen = { exercise: by.exerciseId, version: list.version, instead: list.result_hash, result: hash, parameters }
  await record(tx, 'list.parameters', { ...chosen, reason: by.reason }, londonDay(now))
  const object = { objectKind: 'priority_list', objectId: list.id, detail: { set: by.name, reason: by.reason } }
  await logAct(tx, now, { personId: by.personId, did: 'drew the list up by other parameters', ...object })
  return 'chosen'
}

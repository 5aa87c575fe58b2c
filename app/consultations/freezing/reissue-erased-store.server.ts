import type { Tx } from '../../../db/connect.ts'
import type { CheckpointKeeper } from '../../ledger/checkpoint-store.server.ts'
import { reissueForm } from '../results/form-freeze-store.server.ts'
import { reissue } from './snapshot-store.server.ts'

/**
 * Drafts the next version of a published result whose note says how many answers were erased since (rule P-9). The
 * figures stand (docs/decisions/0014); two people publish it as any other. Returns the draft's id, undefined where nothing can be reissued now.
 */
export async function reissueAnswers(
  tx: Tx,
  keeper: CheckpointKeeper,
  { erased, ...by }: { exerciseId: string; personId: string; note: string; erased: number },
  now: Date,
): Promise<string | undefined> {
  const list = await reissue(tx, keeper, by, now)
  const draft = list ?? (await reissueForm(tx, keeper, by, now))
  if (!draft) return undefined
  await tx
    .updateTable(list ? 'priority_list' : 'form_result')
    .set({ erased })
    .where('id', '=', draft)
    .execute()
  const { version } = await tx
    .selectFrom('snapshot')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('exercise_id', '=', by.exerciseId)
    .where('stage', '=', 'reissue')
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('erased_answer')
    .set({ reissued_in: Number(version) })
    .where('exercise_id', '=', by.exerciseId)
    .where('reissued_in', 'is', null)
    .execute()
  return draft
}

import type { Handle, Tx } from '../../db/connect.ts'
import { type Trial, trialName } from './list-trials.ts'

/** Keeps what a draft would be by other parameters, until it is published. */
export async function keepTrials(tx: Tx, listId: string, trials: readonly Trial[]): Promise<void> {
  for (const [position, { result, ...trial }] of trials.entries()) {
    await tx
      .insertInto('list_trial')
      .values({ list_id: listId, position, name: trialName(trial.spec), content: JSON.stringify(trial), result })
      .execute()
  }
}

/** What a draft was tried with, the usual parameters first; without the whole lists. */
export async function trialsOf(db: Handle, listId: string): Promise<KeptTrial[]> {
  const rows = await db
    .selectFrom('list_trial')
    .select((eb) => ['name', 'content', eb('result', 'is not', null).as('whole')] as const)
    .where('list_id', '=', listId)
    .orderBy('position')
    .execute()
  return rows.map(({ name, content, whole }) => ({
    name,
    choosable: Boolean(Number(whole)),
    ...(JSON.parse(content) as Omit<Trial, 'result'>),
  }))
}

export type KeptTrial = Omit<Trial, 'result'> & { name: string; choosable: boolean }

/** The whole list by one set of parameters; undefined where there is none, or it may only be looked at. */
export async function trialResult(db: Handle, listId: string, name: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('list_trial')
    .select('result')
    .where('list_id', '=', listId)
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.result ?? undefined
}

/** Once a list is published, what it might have been is gone: two versions side by side could tell of single people. */
export const dropTrials = (tx: Tx, listId: string) =>
  tx.deleteFrom('list_trial').where('list_id', '=', listId).execute()

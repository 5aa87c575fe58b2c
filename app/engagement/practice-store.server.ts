import type { Handle, Tx } from '../../db/connect.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { type Practice, type PracticeKey, practiceFrom } from './practice.ts'

/** The partnership's figures as they hold now. */
export async function practiceOf(db: Handle): Promise<Practice> {
  return practiceFrom(await db.selectFrom('practice_setting').select(['key', 'value']).execute())
}

/** What has been changed, by whom and why. */
export function changedPractice(db: Handle) {
  return db
    .selectFrom('practice_setting as s')
    .leftJoin('person as p', 'p.id', 's.changed_by')
    .select(['s.key', 's.value', 's.reason', 's.changed_at', 'p.label'])
    .orderBy('s.key')
    .execute()
}

/** Sets one figure. The former value stays readable in the log of acts. */
export async function changePractice(
  tx: Tx,
  change: { key: PracticeKey; value: string; reason: string; personId: string },
  now: Date,
): Promise<void> {
  const before = (await practiceOf(tx))[change.key]
  const row = { value: change.value, reason: change.reason, changed_by: change.personId, changed_at: now.toISOString() }
  await tx
    .insertInto('practice_setting')
    .values({ key: change.key, ...row })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute()
  await logAct(tx, now, {
    personId: change.personId,
    did: 'changed a setting',
    objectKind: 'practice_setting',
    objectId: change.key,
    detail: { before, after: Number(change.value), reason: change.reason },
  })
}

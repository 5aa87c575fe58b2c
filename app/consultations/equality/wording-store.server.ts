import type { Handle, Tx } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import type { MonitoringStep } from './monitoring.ts'

/** A question and its hint in one language, as a partnership asks it. */
export interface Wording {
  step: MonitoringStep
  language: string
  title: string
  hint: string
}

/** How the partnership asks a question in a language; undefined where it asks in the program's own words. */
export const wordingOf = (db: Handle, step: MonitoringStep, language: string) =>
  db
    .selectFrom('monitoring_wording')
    .select(['title', 'hint', 'changed_at as changedAt'])
    .where('step', '=', step)
    .where('language', '=', language)
    .executeTakeFirst()

/** Every wording of the partnership's own, with who changed it and when. */
export const wordings = (db: Handle) =>
  db
    .selectFrom('monitoring_wording as w')
    .innerJoin('person as p', 'p.id', 'w.changed_by')
    .select(['w.step', 'w.language', 'w.title', 'w.hint', 'w.changed_at as changedAt', 'p.label as changedBy'])
    .orderBy('w.step')
    .orderBy('w.language')
    .execute()

/** Asks a question in other words from now on; with an empty title, in the program's own again. */
export async function changeWording(tx: Tx, wording: Wording, personId: string, now: Date): Promise<void> {
  const { step, language, title, hint } = wording
  const before = await wordingOf(tx, step, language)
  if (title) {
    const row = { title, hint, changed_by: personId, changed_at: now.toISOString() }
    await tx
      .insertInto('monitoring_wording')
      .values({ step, language, ...row })
      .onConflict((conflict) => conflict.columns(['step', 'language']).doUpdateSet(row))
      .execute()
  } else {
    await tx.deleteFrom('monitoring_wording').where('step', '=', step).where('language', '=', language).execute()
  }
  await logAct(tx, now, {
    personId,
    did: 'changed a setting',
    objectKind: 'monitoring_wording',
    objectId: `${step} ${language}`,
    detail: { before: before?.title ?? null, after: title || null, hint: hint || null },
  })
}

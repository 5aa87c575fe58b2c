import type { Handle } from '../../db/connect.ts'
import { latePostOf } from './cleaning-store.server.ts'
import type { OpenWork } from './open-work.ts'
import { quarantineOf } from './quarantine-store.server.ts'

/** What is begun and not finished of an exercise’s answers, in the order of their boxes. */
export async function openWorkOf(db: Handle, exerciseId: string, consultationId: string): Promise<OpenWork> {
  const batches = await db
    .selectFrom('paper_batch as b')
    .leftJoin('paper_form as f', 'f.batch_id', 'b.id')
    .select((eb) => ['b.id', 'b.name', eb.fn.count<number>('f.number').as('forms')] as const)
    .where('b.consultation_id', '=', consultationId)
    .where('b.state', '!=', 'signed')
    .groupBy(['b.id', 'b.name'])
    .orderBy('b.name')
    .execute()
  const letters = (await latePostOf(db, exerciseId)).filter(({ status, firstBy }) => status === 'late' && firstBy)
  const held = await quarantineOf(db, consultationId)
  return {
    // A batch without a form holds nothing back.
    batches: batches.map(({ forms, ...one }) => ({ ...one, forms: Number(forms) })).filter(({ forms }) => forms > 0),
    letters: letters.length,
    held: held.reduce((sum, { waiting }) => sum + waiting, 0),
  }
}

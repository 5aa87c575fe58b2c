import type { Handle } from '../../../db/connect.ts'
import { quarantineOf } from '../guarding/quarantine-store.server.ts'
import { latePostOf } from './cleaning-store.server.ts'
import type { OpenWork } from './open-work.ts'

/** What is begun and not finished of an exercise’s answers. */
export async function openWorkOf(db: Handle, exerciseId: string, consultationId: string): Promise<OpenWork> {
  const letters = (await latePostOf(db, exerciseId)).filter(({ status, firstBy }) => status === 'late' && firstBy)
  const held = await quarantineOf(db, consultationId)
  return {
    letters: letters.length,
    held: held.reduce((sum, { waiting }) => sum + waiting, 0),
  }
}

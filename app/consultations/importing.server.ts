import { z } from 'zod'
import type { Handle } from '../../db/connect.ts'
import { exerciseFor } from '../engagement/exercise-access.server.ts'
import { notFound, type StaffAsk } from '../server/page.ts'
import { consultationOf } from './freeze-material-store.server.ts'
import { snapshotOf } from './snapshot-store.server.ts'

/** What every page that loads answers asks of its address and of the person. */
export const importing = { params: z.object({ id: z.string().max(100) }), permission: 'answers.import' } as const

/** The exercise and its questions, and whether its answers are frozen; an unpublished one takes no answers. Inside a transaction pass its handle. */
export async function importReady(ask: StaffAsk<{ id: string }>, db: Handle = ask.db) {
  const exercise = await exerciseFor(ask, db)
  const consultation = await consultationOf(db, exercise.id)
  if (!consultation || !exercise.publishedAt) throw notFound()
  return { exercise, consultation, frozen: (await snapshotOf(db, exercise.id, 'analysis')) !== undefined }
}

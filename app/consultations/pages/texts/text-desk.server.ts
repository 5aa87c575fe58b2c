import { z } from 'zod'
import { exerciseFor } from '../../../engagement/exercise-access.server.ts'
import { londonDay } from '../../../engagement/london-day.ts'
import { notFound, type StaffAsk } from '../../../server/page.ts'

export const params = z.object({ id: z.string().max(100) })

/** The exercise whose texts are worked on. What people wrote is nobody's to read before closing. */
export async function closedExercise(ask: StaffAsk<{ id: string }>) {
  const exercise = await exerciseFor(ask)
  const { publishedAt, closesOn } = exercise
  if (!publishedAt || !closesOn || londonDay(ask.now) <= closesOn) throw notFound()
  return exercise
}

export const textsHome = (id: string) => `/desk/exercises/${encodeURIComponent(id)}/texts`

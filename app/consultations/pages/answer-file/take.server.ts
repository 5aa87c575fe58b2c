import { seesOf } from '../../../engagement/exercise-access.server.ts'
import { notFound, type StaffAsk } from '../../../server/page.ts'
import { fileAbout } from '../../answer-file/answer-file-store.server.ts'
import { closedExercise } from '../texts/text-desk.server.ts'

/** A closed exercise with what its file of answers holds for the asker: before closing there is nothing here (P-14). */
export async function takeable(ask: StaffAsk<{ id: string }>) {
  const exercise = await closedExercise(ask)
  const about = await fileAbout(ask.db, exercise.id, seesOf(ask))
  if (!about) throw notFound()
  return { exercise, about }
}

export const answersHome = (id: string) => `/desk/exercises/${encodeURIComponent(id)}/answers`

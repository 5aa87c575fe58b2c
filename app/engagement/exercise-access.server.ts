import type { Handle } from '../../db/connect.ts'
import { type Sees, seesAs } from '../consultations/unseen-questions-store.server.ts'
import { isEverywhere, may } from '../people/permission.ts'
import { notFound, type StaffAsk } from '../server/page.ts'
import type { Exercise } from './exercise.ts'
import { exerciseById } from './exercise-store.server.ts'
import { joinedTo } from './partner-store.server.ts'

/**
 * The exercise of an address, if it is the asker's to work on: run by their own organisation, joined by it, or any for
 * the secretariat. What is another partner's is not there (P-14). Inside a transaction pass its handle.
 */
export async function exerciseFor(ask: StaffAsk<{ id: string }>, db: Handle = ask.db): Promise<Exercise> {
  const everywhere = isEverywhere(ask.actor.grants)
  const { organisationId } = ask.actor
  const isJoint = organisationId !== null && (await joinedTo(db, ask.params.id)).includes(organisationId)
  const exercise = await exerciseById(db, ask.params.id, everywhere || isJoint ? undefined : organisationId)
  if (!exercise) throw notFound()
  return exercise
}

/** Where a page beside an exercise leads back to: the exercise for whoever plans, the desk for whoever has no way in there. */
export const backFrom = ({ actor, words }: StaffAsk<unknown>, { id, title }: Pick<Exercise, 'id' | 'title'>) =>
  may(actor.grants, 'exercise.plan')
    ? { href: `/desk/exercises/${id}`, text: title }
    : { href: '/desk', text: words('engagement')('desk.title') }

/** Another partner's module is not the asker's to see before it is public (P-14). */
export const seesOf = ({ actor }: Pick<StaffAsk<unknown>, 'actor'>): Sees =>
  isEverywhere(actor.grants) ? () => true : seesAs(actor.organisationId)

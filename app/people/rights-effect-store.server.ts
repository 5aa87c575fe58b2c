import type { Handle } from '../../db/connect.ts'
import { practiceOf } from '../engagement/practice-store.server.ts'
import type { Found } from './rights-request.ts'

/** What erasing an answer changes, before two people sign it (journey 3.11). */
export interface Effect {
  where: string
  /** Answers that count, now and afterwards. */
  before: number
  after: number
  /** People in the result that is worked out already, which stands; null before there is one. */
  frozen: number | null
  /** With this one, so many erased answers wait for a new version that may be issued from `batch` on; null before a result. */
  queued: { waiting: number; batch: number } | null
}

/** The effect of deleting the answer among what was found; undefined where none is deleted. */
export async function effectOf(db: Handle, found: readonly Found[]): Promise<Effect | undefined> {
  const answer = found.find(({ store, does }) => store === 'answer' && does === 'delete')
  if (!answer?.exerciseId) return undefined
  const { exerciseId, where, ids } = answer
  const counted = await db
    .selectFrom('response as r')
    .innerJoin('consultation as c', 'c.id', 'r.consultation_id')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .select((eb) => eb.fn.sum<number>(eb.case().when('r.id', 'in', ids).then(1).else(0).end()).as('own'))
    .where('c.exercise_id', '=', exerciseId)
    .where('r.status', '=', 'counted')
    .executeTakeFirstOrThrow()
  const before = Number(counted.n)
  const effect = { where, before, after: before - Number(counted.own ?? 0) }
  const snapshot = await db
    .selectFrom('snapshot')
    .select('rows')
    .where('exercise_id', '=', exerciseId)
    .where('stage', '=', 'analysis')
    .executeTakeFirst()
  if (!snapshot) return { ...effect, frozen: null, queued: null }
  const { waiting } = await db
    .selectFrom('erased_answer')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('exercise_id', '=', exerciseId)
    .where('reissued_in', 'is', null)
    .executeTakeFirstOrThrow()
  const batch = (await practiceOf(db))['publish.reissue_batch']
  return { ...effect, frozen: snapshot.rows, queued: { waiting: Number(waiting) + 1, batch } }
}

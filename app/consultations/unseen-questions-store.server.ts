import type { Handle } from '../../db/connect.ts'

export type Sees = (question: { ownedBy: string | null }) => boolean

/** What the analysts of one organisation see of a joint exercise: what all share, and its own module (P-14). */
export const seesAs =
  (organisationId: string | null): Sees =>
  ({ ownedBy }) =>
    ownedBy === null || ownedBy === organisationId

/** The questions of an exercise, in any version of its form, whose answers somebody may not see before they are published. */
export async function unseenQuestions(
  db: Handle,
  exerciseId: string,
  sees: Sees,
): Promise<{ ids: Set<string>; keys: Set<string> }> {
  const rows = await db
    .selectFrom('form_question as q')
    .innerJoin('consultation as c', 'c.id', 'q.consultation_id')
    .select(['q.id', 'q.key', 'q.owned_by as ownedBy'])
    .where('c.exercise_id', '=', exerciseId)
    .where('q.owned_by', 'is not', null)
    .execute()
  const unseen = rows.filter((row) => !sees(row))
  return { ids: new Set(unseen.map(({ id }) => id)), keys: new Set(unseen.map(({ key }) => key)) }
}

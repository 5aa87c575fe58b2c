import type { Handle } from '../../db/connect.ts'
import type { ChoiceList } from './choice-list-contract.ts'

/**
 * What the last list said of the same priority: the newest published list of another exercise that asked about it, out
 * before the given time. Undefined where there was none.
 */
export async function standingBefore(
  db: Handle,
  asked: { priorityId: string; exerciseId: string; publishedBefore: string },
) {
  const row = await db
    .selectFrom('question_option as o')
    .innerJoin('question as q', 'q.id', 'o.question_id')
    .innerJoin('consultation as c', 'c.id', 'q.consultation_id')
    .innerJoin('exercise as e', 'e.id', 'c.exercise_id')
    .innerJoin('priority_list as l', 'l.exercise_id', 'e.id')
    .select(['o.id as optionId', 'e.slug', 'e.title', 'l.version', 'l.result', 'l.published_at as publishedAt'])
    .where('o.priority_id', '=', asked.priorityId)
    .where('e.id', '!=', asked.exerciseId)
    .where('l.published_at', '<', asked.publishedBefore)
    .orderBy('l.published_at', 'desc')
    .orderBy('l.version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const list = JSON.parse(row.result) as ChoiceList
  const option = list.options.find(({ id }) => id === row.optionId)
  if (!option) return undefined
  const { slug, title, version, publishedAt } = row
  const { unweighted, weighted } = option
  return {
    slug,
    title,
    version,
    publishedAt: publishedAt!,
    base: list.base,
    options: list.options.length,
    unweighted,
    weighted,
  }
}

export type Before = NonNullable<Awaited<ReturnType<typeof standingBefore>>>

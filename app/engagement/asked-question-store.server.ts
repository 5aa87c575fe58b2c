import type { Handle } from '../../db/connect.ts'
import { textsOf } from '../languages/text-store.server.ts'
import type { AskedQuestion } from './same-question.ts'

/**
 * The questions built on this site for some exercises, each in its newest version and in English. The template’s
 * questions about place, order and reasons are the same everywhere and say nothing about what is asked.
 */
export async function askedQuestions(
  db: Handle,
  exerciseIds: readonly string[],
): Promise<Map<string, AskedQuestion[]>> {
  if (!exerciseIds.length) return new Map()
  const questions = await db
    .selectFrom('question as q')
    .innerJoin('consultation as c', 'c.id', 'q.consultation_id')
    .select(['q.id', 'q.title_text_id', 'c.exercise_id', 'c.version'])
    .where('c.exercise_id', 'in', [...exerciseIds])
    .where('q.kind', '=', 'pick')
    .orderBy('c.version', 'desc')
    .execute()
  const newest = questions.filter(
    (question, i) => questions.findIndex((other) => other.exercise_id === question.exercise_id) === i,
  )
  const options = newest.length
    ? await db
        .selectFrom('question_option')
        .select(['question_id', 'title_text_id'])
        .where(
          'question_id',
          'in',
          newest.map((question) => question.id),
        )
        .orderBy('position')
        .execute()
    : []
  const texts = await textsOf(
    db,
    [...newest, ...options].map((row) => row.title_text_id),
    'en',
  )
  const body = (row: { title_text_id: string }) => texts.get(row.title_text_id)?.body ?? ''
  return new Map(
    newest.map((question) => [
      question.exercise_id,
      [
        {
          text: body(question),
          options: options.filter((option) => option.question_id === question.id).map(body),
        },
      ],
    ]),
  )
}

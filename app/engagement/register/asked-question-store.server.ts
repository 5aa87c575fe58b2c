import { z } from 'zod'
import type { Handle } from '../../../db/connect.ts'
import { listsOf } from '../../consultations/building/kind-settings.ts'
import { itemsOf, workingFormShape } from '../../consultations/building/working-form.ts'
import { kindNames } from '../../consultations/kinds/kinds.ts'
import { textsOf } from '../../languages/text-store.server.ts'
import type { AskedQuestion } from './same-question.ts'

/**
 * The questions built on this site for some exercises, in English: what was asked last and what is being written. Of the
 * template only what residents choose from counts: its questions about place, order and reasons are the same everywhere
 * and say nothing about what is asked.
 */
export async function askedQuestions(
  db: Handle,
  exerciseIds: readonly string[],
): Promise<Map<string, AskedQuestion[]>> {
  if (!exerciseIds.length) return new Map()
  const found = new Map<string, AskedQuestion[]>()
  const all = [
    ...(await ofTemplates(db, exerciseIds)),
    ...(await ofForms(db, exerciseIds)),
    ...(await beingWritten(db, exerciseIds)),
  ]
  for (const [exerciseId, question] of all) found.set(exerciseId, [...(found.get(exerciseId) ?? []), question])
  return found
}

type Own = [exerciseId: string, question: AskedQuestion]

async function ofTemplates(db: Handle, exerciseIds: readonly string[]): Promise<Own[]> {
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
  const options = await db
    .selectFrom('question_option')
    .select(['question_id', 'title_text_id'])
    .where('question_id', 'in', ['', ...newest.map(({ id }) => id)])
    .orderBy('position')
    .execute()
  return inWords(
    db,
    newest.map(({ id, exercise_id, title_text_id }) => ({
      exerciseId: exercise_id,
      text: title_text_id,
      options: options.filter(({ question_id }) => question_id === id).map((option) => option.title_text_id),
    })),
  )
}

/** What a stored configuration offers to choose from: the ids of its texts. */
const offered = z.array(z.object({ title: z.string() })).catch([])

/** Every question of the newest version of each form that was asked, whatever its kind. */
async function ofForms(db: Handle, exerciseIds: readonly string[]): Promise<Own[]> {
  const versions = await db
    .selectFrom('form_version as v')
    .innerJoin('consultation as c', 'c.id', 'v.consultation_id')
    .select(['c.exercise_id', 'v.consultation_id', 'v.version'])
    .where('c.exercise_id', 'in', [...exerciseIds])
    .where('v.published_at', 'is not', null)
    .orderBy('c.version', 'desc')
    .orderBy('v.version', 'desc')
    .execute()
  const newest = new Map(versions.reverse().map((version) => [version.exercise_id, version]))
  const rows = await db
    .selectFrom('form_question_version as v')
    .innerJoin('form_question as q', 'q.id', 'v.question_id')
    .innerJoin('consultation as c', 'c.id', 'v.consultation_id')
    .select(['c.exercise_id', 'v.consultation_id', 'v.version', 'q.kind', 'v.title_text_id', 'v.config'])
    .where('c.exercise_id', 'in', ['', ...newest.keys()])
    .orderBy('v.position')
    .execute()
  return inWords(
    db,
    rows
      .filter((row) => {
        const own = newest.get(row.exercise_id)
        return own?.consultation_id === row.consultation_id && own.version === row.version
      })
      .map((row) => ({
        exerciseId: row.exercise_id,
        text: row.title_text_id,
        options: offered.parse(JSON.parse(row.config)[firstList(row.kind) ?? '']).map(({ title }) => title),
      })),
  )
}

async function beingWritten(db: Handle, exerciseIds: readonly string[]): Promise<Own[]> {
  const rows = await db
    .selectFrom('working_form')
    .select(['exercise_id', 'content'])
    .where('exercise_id', 'in', [...exerciseIds])
    .execute()
  return rows.flatMap(({ exercise_id, content }) =>
    workingFormShape.parse(JSON.parse(content)).questions.map((question): Own => {
      const list = firstList(question.kind)
      const options = list ? itemsOf(question, list).map(({ title }) => title.en) : []
      return [exercise_id, { text: question.title.en, options }]
    }),
  )
}

/** The list that tells what is asked: of a table its rows, whose columns are a scale like any other. */
function firstList(kind: string): string | undefined {
  const known = kindNames.find((name) => name === kind)
  return known && listsOf(known)[0]?.name
}

async function inWords(
  db: Handle,
  questions: readonly { exerciseId: string; text: string; options: readonly string[] }[],
): Promise<Own[]> {
  const ids = questions.flatMap(({ text, options }) => [text, ...options])
  const texts = await textsOf(db, ids, 'en')
  const body = (id: string) => texts.get(id)?.body ?? ''
  return questions.map(({ exerciseId, text, options }) => [
    exerciseId,
    { text: body(text), options: options.map(body) },
  ])
}

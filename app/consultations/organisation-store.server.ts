import type { Handle } from '../../db/connect.ts'
import { type ReadText, textsOf } from '../languages/text-store.server.ts'
import type { FormAnswers } from './form.ts'
import { askedQuestions } from './form-flow.ts'
import { formOf, formTexts } from './form-store.server.ts'
import { type AnswerView, answerView } from './form-view.server.ts'
import type { OrganisationSays } from './way-in.ts'

/** One organisation with what it answered: options in order, or question by question. Own words stay with those who read them. */
export interface HeardOrganisation extends OrganisationSays {
  picks: ReadText[]
  same: boolean
  form: AnswerView[] | null
}

const heard = (db: Handle, exerciseId: string) =>
  db
    .selectFrom('response_organisation as o')
    .innerJoin('response as r', 'r.id', 'o.response_id')
    .innerJoin('consultation as c', 'c.id', 'r.consultation_id')
    .where('c.exercise_id', '=', exerciseId)
    .where('r.status', '=', 'organisation')
    .orderBy('o.name')
    .orderBy('o.response_id')

/** The names of the organisations that answered an exercise, in order. */
export const organisationNames = async (db: Handle, exerciseId: string): Promise<string[]> =>
  (await heard(db, exerciseId).select('o.name').execute()).map(({ name }) => name)

/** The organisations that answered an exercise with their answers, apart from residents' (rule L-9), read in one language. */
export async function organisationsHeard(
  db: Handle,
  exerciseId: string,
  day: string,
  language: string,
): Promise<HeardOrganisation[]> {
  const rows = await heard(db, exerciseId)
    .select(['o.response_id as id', 'o.name', 'o.does', 'o.represents'])
    .select(['r.same_rank', 'r.form_version', 'r.consultation_id'])
    .execute()
  return Promise.all(
    rows.map(async ({ id, name, does, represents, same_rank, form_version, consultation_id }) => ({
      name,
      does,
      represents,
      picks: await picksOf(db, id, language),
      same: same_rank === 1,
      form: form_version === null ? null : await formOfOne(db, id, consultation_id, form_version, day, language),
    })),
  )
}

async function picksOf(db: Handle, responseId: string, language: string): Promise<ReadText[]> {
  const picks = await db
    .selectFrom('response_pick as p')
    .innerJoin('question_option as o', 'o.id', 'p.option_id')
    .select('o.title_text_id as title')
    .where('p.response_id', '=', responseId)
    .orderBy('p.place')
    .execute()
  const texts = await textsOf(
    db,
    picks.map(({ title }) => title),
    language,
  )
  return picks.flatMap(({ title }) => texts.get(title) ?? [])
}

async function formOfOne(
  db: Handle,
  responseId: string,
  consultationId: string,
  version: number,
  day: string,
  language: string,
): Promise<AnswerView[]> {
  const form = await formOf(db, consultationId, day, version)
  const rows = await db
    .selectFrom('response_answer')
    .select(['question_id', 'value'])
    .where('response_id', '=', responseId)
    .execute()
  const answers: FormAnswers = Object.fromEntries(
    rows.map(({ question_id, value }) => [question_id, { value: JSON.parse(value), text: '' }]),
  )
  const questions = form ? askedQuestions(form, answers) : []
  const texts = await formTexts(db, questions, language)
  return questions.map((question) => answerView(question, answers[question.id], texts))
}

/** The same as rows of open data: each organisation with each thing that it chose or answered, by stable ids. */
export async function organisationRows(db: Handle, exerciseId: string): Promise<string[][]> {
  const rows = await heard(db, exerciseId).select(['o.response_id as id', 'o.name', 'o.does', 'o.represents']).execute()
  const all: string[][] = []
  for (const { id, name, does, represents } of rows) {
    const picks = await db
      .selectFrom('response_pick')
      .select(['option_id', 'place'])
      .where('response_id', '=', id)
      .orderBy('place')
      .execute()
    const answers = await db
      .selectFrom('response_answer as a')
      .innerJoin('form_question as q', 'q.id', 'a.question_id')
      .select(['q.key', 'a.value'])
      .where('a.response_id', '=', id)
      .orderBy('q.key')
      .execute()
    const said = [
      ...picks.map(({ option_id, place }) => [`choice ${place}`, option_id]),
      ...answers.map(({ key, value }) => [key, value]),
    ]
    for (const one of said.length ? said : [['', '']]) all.push([name, does, represents, ...one])
  }
  return all
}

export const organisationColumns = ['organisation', 'what it does', 'whom it represents', 'question', 'answer']

import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../db/connect.ts'
import { addText, type ReadText, textsOf } from '../languages/text-store.server.ts'
import {
  type ConsultationTexts,
  type Flagship,
  flagshipProblems,
  type QuestionKind,
  questionKinds,
  type Translations,
} from './flagship.ts'

/**
 * Writes a consultation of the flagship template under an exercise that exists already: its texts, the four questions
 * and the options. Returns its id and the option ids by key. Throws a RangeError naming what the template does not allow.
 */
export async function createConsultation(
  tx: Tx,
  { exerciseId, id = randomUUID(), version = 1, picksMax = 3, minutes = 4, texts, options }: Flagship,
): Promise<{ id: string; optionIds: Record<string, string> }> {
  const problems = flagshipProblems({ picksMax, options })
  if (problems.length) throw new RangeError(`not the flagship template: ${problems.join(', ')}`)
  const add = textAdder(tx, id)
  await addConsultation(tx, { id, exerciseId, version, picksMax, minutes, texts, template: 'flagship' })
  for (const [i, kind] of questionKinds.entries()) {
    const { title, hint } = texts.questions[kind]
    await tx
      .insertInto('question')
      .values({
        id: `${id}-${kind}`,
        consultation_id: id,
        position: i + 1,
        kind,
        title_text_id: await add(`${kind}-title`, title),
        hint_text_id: hint && (await add(`${kind}-hint`, hint)),
      })
      .execute()
  }
  const optionIds: Record<string, string> = {}
  for (const [i, { key, title, example, priorityId }] of options.entries()) {
    optionIds[key] = `${id}-option-${key}`
    await tx
      .insertInto('question_option')
      .values({
        id: optionIds[key],
        question_id: `${id}-pick`,
        position: i + 1,
        title_text_id: await add(`option-${key}`, title),
        example_text_id: example && (await add(`example-${key}`, example)),
        priority_id: priorityId,
      })
      .execute()
  }
  return { id, optionIds }
}

const textAdder = (tx: Tx, id: string) => (name: string, bodies: Translations) =>
  addText(tx, `consultation ${name}`, bodies, { id: `${id}-${name}` })

/** Writes a consultation with what its start page promises, and no questions yet. */
export async function addConsultation(
  tx: Tx,
  given: {
    id: string
    exerciseId: string
    version: number
    /** How many of the template's options may be chosen; 0 where there are none. */
    picksMax: number
    minutes: number
    texts: Omit<ConsultationTexts, 'questions'>
    template: 'flagship' | 'form'
  },
): Promise<void> {
  const { id, texts } = given
  const add = textAdder(tx, id)
  await tx
    .insertInto('consultation')
    .values({
      id,
      exercise_id: given.exerciseId,
      version: given.version,
      title_text_id: await add('title', texts.title),
      lead_text_id: await add('lead', texts.lead),
      decision_text_id: await add('decision', texts.decision),
      can_change_text_id: await add('can-change', texts.canChange),
      cannot_change_text_id: await add('cannot-change', texts.cannotChange),
      picks_max: given.picksMax,
      minutes: given.minutes,
      template: given.template,
    })
    .execute()
}

const published = (db: Handle) =>
  db
    .selectFrom('consultation')
    .innerJoin('exercise', 'exercise.id', 'consultation.exercise_id')
    .leftJoin('organisation', 'organisation.id', 'exercise.run_by')
    .leftJoin('exercise_confirming', 'exercise_confirming.exercise_id', 'exercise.id')
    .select([
      'consultation.id',
      'consultation.title_text_id',
      'consultation.lead_text_id',
      'consultation.decision_text_id',
      'consultation.can_change_text_id',
      'consultation.cannot_change_text_id',
      'consultation.picks_max as picksMax',
      'consultation.minutes',
      'consultation.template',
      'consultation.asks_work as asksWork',
      'exercise.id as exerciseId',
      'exercise.slug',
      'exercise.run_by',
      'organisation.name as organisation',
      'exercise.decided_by as decidedBy',
      'exercise.decision_on as decisionOn',
      'exercise.opens_on as opensOn',
      'exercise.closes_on as closesOn',
      'exercise.results_by as resultsBy',
      'exercise.changed_by as changedBy',
      'exercise_confirming.level as confirming',
    ])
    .where('exercise.published_at', 'is not', null)
    .orderBy('consultation.version', 'desc')

/** Every published consultation with its dates, title and lead, the newest version of each, in the reader's language. */
export async function consultations(db: Handle, language: string) {
  const rows = await published(db).orderBy('exercise.slug').execute()
  const newest = rows.filter((row, i) => rows.findIndex((r) => r.slug === row.slug) === i)
  const texts = await textsOf(
    db,
    newest.flatMap((r) => [r.title_text_id, r.lead_text_id]),
    language,
  )
  const listed = await listedExercises(
    db,
    newest.map((r) => r.exerciseId),
  )
  return newest.map(({ exerciseId, slug, template, opensOn, closesOn, resultsBy, title_text_id, lead_text_id }) => ({
    slug,
    listed: listed.has(exerciseId),
    resultsPart: resultsPart(template),
    opensOn,
    closesOn,
    resultsBy,
    title: texts.get(title_text_id)!,
    lead: texts.get(lead_text_id)!,
  }))
}

/** The last part of the address of what a consultation found: a list, or results by question. */
export const resultsPart = (template: 'flagship' | 'form'): 'list' | 'results' =>
  template === 'form' ? 'results' : 'list'

async function listedExercises(db: Handle, exerciseIds: readonly string[]): Promise<Set<string>> {
  if (!exerciseIds.length) return new Set()
  const found = new Set<string>()
  for (const table of ['priority_list', 'form_result'] as const) {
    const rows = await db
      .selectFrom(table)
      .select('exercise_id')
      .distinct()
      .where('exercise_id', 'in', exerciseIds)
      .where('published_at', 'is not', null)
      .execute()
    for (const { exercise_id } of rows) found.add(exercise_id)
  }
  return found
}

/** True when a priority list or the results of the exercise have been published. */
export const isListed = async (db: Handle, exerciseId: string): Promise<boolean> =>
  (await listedExercises(db, [exerciseId])).has(exerciseId)

/** One published consultation as its start page shows it; undefined when there is none at this address. */
export async function consultationBySlug(db: Handle, slug: string, language: string) {
  const row = await published(db).where('exercise.slug', '=', slug).limit(1).executeTakeFirst()
  if (!row) return undefined
  const { title_text_id, lead_text_id, decision_text_id, can_change_text_id, cannot_change_text_id, ...rest } = row
  const ids = [title_text_id, lead_text_id, decision_text_id, can_change_text_id, cannot_change_text_id]
  const texts = await textsOf(db, ids, language)
  const { run_by, organisation, confirming, ...facts } = rest
  return {
    ...facts,
    /** How answers are confirmed before they count. */
    confirming: confirming ?? ('none' as const),
    runBy: organisation ?? run_by,
    runById: run_by,
    title: texts.get(title_text_id)!,
    lead: texts.get(lead_text_id)!,
    decision: texts.get(decision_text_id)!,
    canChange: texts.get(can_change_text_id)!,
    cannotChange: texts.get(cannot_change_text_id)!,
  }
}

/** A question in the reader's language. */
export interface QuestionText {
  title: ReadText
  hint: ReadText | null
}

/** An option in the reader's language; its id is the same in all. */
export interface OptionText {
  id: string
  title: ReadText
  example: ReadText | null
}

/** The options that the exercise's pick question offered, in their recorded order. */
export const pickOptionsOf = (db: Handle, exerciseId: string) =>
  db
    .selectFrom('question_option as o')
    .innerJoin('question as q', 'q.id', 'o.question_id')
    .innerJoin('consultation as c', 'c.id', 'q.consultation_id')
    .leftJoin('priority as p', 'p.id', 'o.priority_id')
    .select(['o.id', 'o.title_text_id', 'o.priority_id', 'p.slug as priority_slug'])
    .where('c.exercise_id', '=', exerciseId)
    .where('q.kind', '=', 'pick')
    .orderBy('c.version')
    .orderBy('o.position')
    .execute()

/** The questions by kind, and the options in the order of the printed list. */
export async function questionsOf(db: Handle, consultationId: string, language: string) {
  const questions = await db
    .selectFrom('question')
    .select(['kind', 'title_text_id', 'hint_text_id'])
    .where('consultation_id', '=', consultationId)
    .execute()
  const options = await db
    .selectFrom('question_option')
    .innerJoin('question', 'question.id', 'question_option.question_id')
    .select(['question_option.id', 'question_option.title_text_id', 'question_option.example_text_id'])
    .where('question.consultation_id', '=', consultationId)
    .orderBy('question_option.position')
    .execute()
  const texts = await textsOf(
    db,
    [...questions.flatMap((q) => [q.title_text_id, q.hint_text_id]), ...options.flatMap(textIds)],
    language,
  )
  const byKind = Object.fromEntries(
    questions.map((q) => [
      q.kind,
      { title: texts.get(q.title_text_id)!, hint: (q.hint_text_id && texts.get(q.hint_text_id)) || null },
    ]),
  ) as Record<QuestionKind, QuestionText>
  return {
    questions: byKind,
    options: options.map(
      (o): OptionText => ({
        id: o.id,
        title: texts.get(o.title_text_id)!,
        example: (o.example_text_id && texts.get(o.example_text_id)) || null,
      }),
    ),
  }
}

const textIds = (option: { title_text_id: string; example_text_id: string | null }) => [
  option.title_text_id,
  option.example_text_id,
]

import type { Handle, Tx } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import type { Translations } from '../flagship.ts'
import { type FormQuestion, textIdsOf } from '../form.ts'
import { formOf, type QuestionPlan, writeForm } from '../form-store.server.ts'
import { minutesToTell } from './form-length.ts'
import { pageNumbers, type WorkingForm, type WorkingQuestion, workingFormShape } from './working-form.ts'

/** The form that is being written for an exercise; undefined where none is. */
export async function workingFormOf(db: Handle, exerciseId: string): Promise<WorkingForm | undefined> {
  const row = await db
    .selectFrom('working_form')
    .select('content')
    .where('exercise_id', '=', exerciseId)
    .executeTakeFirst()
  return row && workingFormShape.parse(JSON.parse(row.content))
}

/** Keeps the form as it is now; `did` tells the log what was changed. */
export async function saveWorkingForm(
  tx: Tx,
  given: { exerciseId: string; form: WorkingForm; personId: string; did: string; question?: string },
  now: Date,
): Promise<void> {
  const { exerciseId, form, personId, did, question = null } = given
  const row = { content: JSON.stringify(form), updated_by: personId, updated_at: now.toISOString() }
  await tx
    .insertInto('working_form')
    .values({ exercise_id: exerciseId, ...row })
    .onConflict((conflict) => conflict.column('exercise_id').doUpdateSet(row))
    .execute()
  await logAct(tx, now, { personId, did, objectKind: 'exercise', objectId: exerciseId, detail: { question } })
}

/** Sets aside what was being written; what was ever asked stays. */
export async function dropWorkingForm(tx: Tx, exerciseId: string, personId: string, now: Date): Promise<void> {
  await tx.deleteFrom('working_form').where('exercise_id', '=', exerciseId).execute()
  await logAct(tx, now, { personId, did: 'set the form aside', objectKind: 'exercise', objectId: exerciseId })
}

/** The newest form of an exercise that was ever asked: its consultation, version and when; undefined before there is one. */
export async function askedForm(db: Handle, exerciseId: string) {
  return db
    .selectFrom('form_version as v')
    .innerJoin('consultation as c', 'c.id', 'v.consultation_id')
    .select(['v.consultation_id as consultationId', 'v.version', 'v.published_at as publishedAt'])
    .where('c.exercise_id', '=', exerciseId)
    .where('v.published_at', 'is not', null)
    .orderBy('c.version', 'desc')
    .orderBy('v.version', 'desc')
    .executeTakeFirst()
}

/** Every version of a consultation's form that was asked, newest first, with why it replaced the one before. */
export async function formVersions(db: Handle, consultationId: string) {
  const rows = await db
    .selectFrom('form_version')
    .select(['version', 'note', 'published_at'])
    .where('consultation_id', '=', consultationId)
    .where('published_at', 'is not', null)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(({ version, note, published_at }) => ({ version, note, publishedAt: published_at! }))
}

/** Names of questions that a consultation has ever used: another question never takes one. */
export async function usedKeys(db: Handle, consultationId: string | undefined): Promise<string[]> {
  if (!consultationId) return []
  const rows = await db
    .selectFrom('form_question')
    .select('key')
    .where('consultation_id', '=', consultationId)
    .execute()
  return rows.map(({ key }) => key)
}

/** A form that was asked, to be written further: every text in all its languages. */
export async function formInWords(
  db: Handle,
  consultationId: string,
  version: number,
  day: string,
): Promise<WorkingForm | undefined> {
  const form = await formOf(db, consultationId, day, version)
  if (!form) return undefined
  const consultation = await db
    .selectFrom('consultation')
    .select(['title_text_id', 'lead_text_id'])
    .where('id', '=', consultationId)
    .executeTakeFirstOrThrow()
  const own = [consultation.title_text_id, consultation.lead_text_id]
  const bodies = await allBodies(db, [...own, ...form.questions.flatMap(textIdsOf)])
  const words = (id: string | null) => (id === null ? null : (bodies.get(id) ?? { en: '' }))
  const keyOf = (id: string) => form.questions.find((one) => one.id === id)?.key ?? id
  return workingFormShape.parse({
    title: words(own[0]!),
    lead: words(own[1]!),
    questions: form.questions.map((question, i) => ({
      key: question.key,
      kind: question.kind,
      title: words(question.title),
      hint: words(question.hint),
      section: words(question.section),
      sharesPage: i > 0 && form.questions[i - 1]!.page === question.page,
      required: question.required,
      unsure: question.unsure,
      config: configInWords(question, bodies),
      onlyIf: question.onlyIf && { ...question.onlyIf, question: keyOf(question.onlyIf.question) },
      ownedBy: question.ownedBy,
    })),
  })
}

/** What a configuration holds by itself is written; what is filled in on reading is not. */
const filledIn = ['added', 'places', 'lie', 'bounded']

function configInWords({ config }: FormQuestion, bodies: Map<string, Translations>): Record<string, unknown> {
  const inWords = (value: unknown): unknown => {
    if (typeof value === 'string') return bodies.get(value) ?? value
    if (Array.isArray(value)) return value.map(inWords)
    if (typeof value !== 'object' || value === null) return value
    // An id may read like a text's; it is never one.
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, name === 'id' ? one : inWords(one)]))
  }
  const own = Object.entries(config as object).filter(([name]) => !filledIn.includes(name))
  return Object.fromEntries(own.map(([name, value]) => [name, inWords(value)]))
}

/** Some texts in every language they exist in, by id. */
export async function allBodies(db: Handle, ids: readonly string[]): Promise<Map<string, Translations>> {
  const rows = await db
    .selectFrom('text_version')
    .select(['text_id', 'language', 'body'])
    .where('text_id', 'in', ids)
    .where('edition', '=', 'standard')
    .orderBy('version')
    .execute()
  const found = new Map<string, Translations>()
  for (const { text_id, language, body } of rows) {
    const { [language]: _, ...others } = found.get(text_id) ?? { en: '' }
    // An empty one was taken back.
    found.set(text_id, { en: '', ...others, ...(body && { [language]: body }) })
  }
  return found
}

/** Forms of earlier exercises that were public, for another to begin from, newest first. */
export async function formsToCopy(db: Handle, exceptExerciseId: string) {
  const rows = await db
    .selectFrom('form_version as v')
    .innerJoin('consultation as c', 'c.id', 'v.consultation_id')
    .innerJoin('exercise as e', 'e.id', 'c.exercise_id')
    .leftJoin('organisation as o', 'o.id', 'e.run_by')
    .select(['e.id', 'e.title', 'o.name as organisation', 'e.opens_on', 'v.consultation_id', 'v.version'])
    .where('v.published_at', 'is not', null)
    .where('e.published_at', 'is not', null)
    .where('e.id', '<>', exceptExerciseId)
    .orderBy('v.version', 'desc')
    .execute()
  const newest = rows.filter((row, i) => rows.findIndex((one) => one.id === row.id) === i)
  return newest
    .map(({ id, title, organisation, opens_on, consultation_id, version }) => ({
      id,
      title,
      organisation: organisation ?? '',
      opensOn: opens_on ?? '',
      consultationId: consultation_id,
      version,
    }))
    .sort((a, b) => (a.opensOn < b.opensOn ? 1 : -1))
}

const planOf = (question: WorkingQuestion, page: number): QuestionPlan => ({
  key: question.key,
  kind: question.kind,
  title: question.title,
  hint: question.hint,
  section: question.section,
  page,
  required: question.required,
  unsure: question.unsure,
  config: question.config,
  onlyIf: question.onlyIf ?? undefined,
  ownedBy: question.ownedBy,
})

/** Writes what was being written as the next version of a consultation's form, asked from now on, with the time it takes. */
export async function askForm(
  tx: Tx,
  given: { consultationId: string; version: number; note: string; personId: string; form: WorkingForm },
  now: Date,
): Promise<void> {
  const { form, ...version } = given
  const pages = pageNumbers(form.questions)
  const questions = form.questions.map((question, i) => planOf(question, pages[i]!))
  await writeForm(tx, { ...version, questions, published: true }, now)
  await tx
    .updateTable('consultation')
    .set({ minutes: minutesToTell(form) })
    .where('id', '=', given.consultationId)
    .execute()
}

import type { Handle, Tx } from '../../db/connect.ts'
import { mappedAreas } from '../engagement/areas/area-shape-store.server.ts'
import { addText, type ReadText, textsOf } from '../languages/text-store.server.ts'
import { acceptedStatements } from './answering/statement-store.server.ts'
import type { Translations } from './flagship.ts'
import { type Condition, conditionShape, type Form, type FormQuestion, keyShape, textIdsOf } from './form.ts'
import { type KindName, kindNamed, kindNames } from './kinds/kinds.ts'

/** A question as it is written down: every text in its languages, where the stored configuration has a text's id. */
export interface QuestionPlan {
  key: string
  kind: KindName
  title: Translations
  hint?: Translations | null
  section?: Translations | null
  /** Given where several questions share a page; otherwise each has its own. */
  page?: number
  required?: boolean
  unsure?: boolean
  config: Record<string, unknown>
  /** By the key of an earlier question. */
  onlyIf?: Omit<Condition, 'not'> & { not?: boolean }
  ownedBy?: string | null
}

export interface FormPlan {
  consultationId: string
  version: number
  note: string
  personId: string
  questions: readonly QuestionPlan[]
  /** False keeps it a draft that nobody is asked yet. */
  published: boolean
}

/** The id of the question that a key names in one consultation. */
export const questionId = (consultationId: string, key: string): string => `${consultationId}-q-${key}`

/**
 * Writes one version of a form. A question known from an earlier version keeps its id. Throws a ZodError or RangeError
 * naming what a kind does not allow: what people type has been checked before.
 */
export async function writeForm(tx: Tx, plan: FormPlan, now: Date): Promise<void> {
  const { consultationId, version } = plan
  await tx
    .insertInto('form_version')
    .values({
      consultation_id: consultationId,
      version,
      note: plan.note,
      created_by: plan.personId,
      created_at: now.toISOString(),
      published_at: plan.published ? now.toISOString() : null,
    })
    .execute()
  const known = await tx
    .selectFrom('form_question')
    .select(['key', 'kind'])
    .where('consultation_id', '=', consultationId)
    .execute()
  const before: string[] = []
  for (const [i, question] of plan.questions.entries()) {
    const key = keyShape.parse(question.key)
    const id = questionId(consultationId, key)
    const same = known.find((one) => one.key === key)
    if (same && same.kind !== question.kind) throw new RangeError(`the question ${key} was of another kind`)
    if (!same) {
      await tx
        .insertInto('form_question')
        .values({
          id,
          consultation_id: consultationId,
          key,
          kind: question.kind,
          owned_by: question.ownedBy ?? null,
        })
        .execute()
    }
    if (question.onlyIf && !before.includes(question.onlyIf.question)) {
      throw new RangeError(`the question ${key} depends on one that does not come before it`)
    }
    before.push(key)
    const add = (part: string, bodies: Translations) =>
      addText(tx, `question ${key} ${part}`, bodies, { id: `${id}-v${version}-${part}` })
    const config = kindNamed(question.kind).config.parse(await withTextIds(question.config, add))
    await tx
      .insertInto('form_question_version')
      .values({
        question_id: id,
        consultation_id: consultationId,
        version,
        position: i + 1,
        page: question.page ?? 1000 + i,
        title_text_id: await add('title', question.title),
        hint_text_id: question.hint ? await add('hint', question.hint) : null,
        section_text_id: question.section ? await add('section', question.section) : null,
        required: question.required ? 1 : 0,
        unsure: question.unsure ? 1 : 0,
        config: JSON.stringify(config),
        only_if: question.onlyIf
          ? JSON.stringify({ ...question.onlyIf, question: questionId(consultationId, question.onlyIf.question) })
          : null,
      })
      .execute()
  }
}

/** Every text of a planned configuration written down, its id in its place. A text is what has English words. */
async function withTextIds(
  value: unknown,
  add: (part: string, bodies: Translations) => Promise<string>,
  path: string[] = [],
): Promise<unknown> {
  if (Array.isArray(value)) {
    const all = []
    for (const [i, one] of value.entries()) {
      const own = (one as { id?: unknown } | null)?.id
      all.push(await withTextIds(one, add, [...path, typeof own === 'string' ? own : String(i)]))
    }
    return all
  }
  if (typeof value !== 'object' || value === null) return value
  if (typeof (value as Partial<Translations>).en === 'string') return add(path.join('-'), value as Translations)
  const entries: [string, unknown][] = []
  for (const [name, one] of Object.entries(value)) entries.push([name, await withTextIds(one, add, [...path, name])])
  return Object.fromEntries(entries)
}

/**
 * The newest published version of a form, or the one named, with what residents have added to it and the areas of the
 * day; undefined where there is none.
 */
export async function formOf(
  db: Handle,
  consultationId: string,
  day: string,
  version?: number,
): Promise<Form | undefined> {
  let query = db.selectFrom('form_version').select('version').where('consultation_id', '=', consultationId)
  query = version === undefined ? query.where('published_at', 'is not', null) : query.where('version', '=', version)
  const row = await query.orderBy('version', 'desc').limit(1).executeTakeFirst()
  if (!row) return undefined
  const rows = await db
    .selectFrom('form_question_version as v')
    .innerJoin('form_question as q', 'q.id', 'v.question_id')
    .select(['q.id', 'q.key', 'q.kind', 'q.owned_by', 'v.page', 'v.title_text_id', 'v.hint_text_id'])
    .select(['v.section_text_id', 'v.required', 'v.unsure', 'v.config', 'v.only_if'])
    .where('v.consultation_id', '=', consultationId)
    .where('v.version', '=', row.version)
    .orderBy('v.position')
    .execute()
  const questions: FormQuestion[] = []
  for (const one of rows) {
    const kind = kindNames.find((name) => name === one.kind)
    if (!kind) throw new RangeError(`there is no way to ask called ${one.kind}`)
    const stored = { ...JSON.parse(one.config), ...(await filledIn(db, kind, one.id, one.config, day)) }
    questions.push({
      id: one.id,
      key: one.key,
      kind,
      page: one.page,
      title: one.title_text_id,
      hint: one.hint_text_id,
      section: one.section_text_id,
      required: one.required === 1,
      unsure: one.unsure === 1,
      config: kindNamed(kind).config.parse(stored),
      onlyIf: one.only_if ? conditionShape.parse(JSON.parse(one.only_if)) : null,
      ownedBy: one.owned_by,
    })
  }
  return { consultationId, version: row.version, questions }
}

/** The newest published version of a form with the ids of its texts alone; undefined where there is none. */
export async function newestForm(db: Handle, consultationId: string) {
  // The day only fills in areas, whose names are no texts of the form.
  const form = await formOf(db, consultationId, '9999-12-31')
  return (
    form && {
      version: form.version,
      questions: form.questions.map((question) => ({ ...question, textIds: [...new Set(textIdsOf(question))] })),
    }
  )
}

/** What a configuration does not hold itself: residents' statements that were accepted, and the areas of the day. */
async function filledIn(db: Handle, kind: KindName, questionId: string, config: string, day: string) {
  if (kind === 'statements') return { added: await acceptedStatements(db, questionId) }
  if (kind === 'map') return mappedAreas(db, (JSON.parse(config) as { level: 'district' | 'forum' }).level, day)
  return {}
}

/** Every text of some questions in the reader's language, by id. */
export const formTexts = (db: Handle, questions: readonly FormQuestion[], language: string) =>
  textsOf(db, questions.flatMap(textIdsOf), language)

export type FormTexts = Map<string, ReadText>

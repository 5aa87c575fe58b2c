import type { TFunction } from 'i18next'
import type { Db } from '../../../db/connect.ts'
import { remembered } from '../../../db/remembered.ts'
import { knowsPostcodes, seatAreasOn } from '../../engagement/areas/postcode-store.server.ts'
import { londonDay } from '../../engagement/london-day.ts'
import type { ReadText } from '../../languages/text-store.server.ts'
import type { FieldError } from '../../server/form.ts'
import { type Ask, notFound } from '../../server/page.ts'
import { formatDate } from '../../ui/dates.ts'
import { formatNumber } from '../../ui/numbers.ts'
import { districtsOn } from '../area-store.server.ts'
import type { QuestionTrouble } from '../building/form-reading.ts'
import { askedOf, type Form, type FormAnswers, type FormQuestion, fitting, isUnsure, textIdsOf } from '../form.ts'
import { type FormTexts, formOf, formTexts } from '../form-store.server.ts'
import type { Given, Summary } from '../kinds/kind.ts'
import { type KindName, kindNamed } from '../kinds/kinds.ts'
import type { FoundConsultation } from './answering.server.ts'
import type { Answers } from './answers.ts'
import type { Draft } from './draft-store.server.ts'
import type { FormState } from './form-flow.ts'

/** The form of a consultation that has one, with the areas that people can say they live in. */
export async function formFacts({ db, lang, now }: Ask<unknown>, consultation: FoundConsultation) {
  const { id, template } = consultation
  const day = londonDay(now)
  const facts =
    template === 'form' && (await remembered(db, `form ${lang} ${day} ${id}`, () => readForm(db, id, lang, day)))
  if (!facts) throw notFound()
  return facts
}

async function readForm(db: Db, consultationId: string, lang: string, day: string) {
  const form = await formOf(db, consultationId, day)
  if (!form) return undefined
  const texts = await formTexts(db, form.questions, lang)
  const districts = await districtsOn(db, day)
  const forums = new Map(districts.map((d) => [d.id, d.forums.map((f) => f.id)]))
  return {
    form,
    texts,
    districts,
    /** What the question of the area is read against. */
    asked: { options: [], picksMax: 0, districts: forums },
    hasForums: (district: string) => Boolean(forums.get(district)?.length),
    seats: await seatAreasOn(db, day),
    postcodes: await knowsPostcodes(db),
  }
}
export type FormFacts = Awaited<ReturnType<typeof formFacts>>

/** The answers of a draft as far as the form still asks for them, and whether something was taken out meanwhile. */
export function settled({ form: kept, answers }: Draft, { form, hasForums }: FormFacts) {
  const held = fitting(form, kept?.answers ?? {})
  const state: FormState = { form, area: answers.area, answers: held.kept, hasForums }
  return { state, dropped: held.dropped, isNew: kept !== undefined && kept.version !== form.version }
}

/** A draft's contents after its form's answers changed, in the version that is asked now. */
export const withForm = (draft: Draft, form: Form, answers: FormAnswers): Draft => ({
  ...draft,
  form: { version: form.version, answers },
})

/** Everything a component needs to show one question. */
export interface QuestionView {
  id: string
  key: string
  kind: KindName
  name: string
  title: ReadText
  hint: ReadText | null
  section: ReadText | null
  required: boolean
  unsure: boolean
  config: unknown
  seed: number
  texts: Record<string, ReadText>
}

export function questionView(question: FormQuestion, texts: FormTexts, draftSeed: number): QuestionView {
  const { id, key, kind, required, unsure, config } = question
  const { name, seed } = askedOf(question, draftSeed)
  const own = textIdsOf(question).map((textId) => [textId, textOf(texts, textId)] as const)
  return {
    id,
    key,
    kind,
    name,
    title: textOf(texts, question.title),
    hint: question.hint ? textOf(texts, question.hint) : null,
    section: question.section ? textOf(texts, question.section) : null,
    required,
    unsure,
    config,
    seed,
    texts: Object.fromEntries(own),
  }
}

const textOf = (texts: FormTexts, id: string): ReadText => texts.get(id) ?? { body: id, language: 'en', checked: true }

/** One answer as the check page and the holder of a reference see it; null where the question was left out. */
export interface AnswerView {
  key: string
  title: ReadText
  section: ReadText | null
  summary: Summary | 'unsure' | null
  words: string
  texts: Record<string, ReadText>
}

export function answerView(question: FormQuestion, given: Given | undefined, texts: FormTexts): AnswerView {
  const { key, title, section, texts: own } = questionView(question, texts, 0)
  const summary = given ? kindNamed(question.kind).summary : undefined
  return {
    key,
    title,
    section,
    summary: !given || !summary ? null : isUnsure(given) ? 'unsure' : summary(given.value, question.config),
    words: given?.text ?? '',
    texts: own,
  }
}

/**
 * Problems in the reader's words. Where a page has several questions each says which it is about, because the summary
 * stands far from the fields.
 */
export function troublesInWords(
  troubles: readonly QuestionTrouble[],
  texts: FormTexts,
  { t, locale, several }: { t: TFunction; locale: string; several: boolean },
): FieldError[] {
  return troubles.map(({ field, key, values = {}, question }) => {
    const written = Object.entries(values).map(([name, value]) => [
      name,
      // The plural is chosen by the number itself.
      typeof value === 'string' ? formatDate(value, locale) : name === 'count' ? value : formatNumber(value, locale),
    ])
    const problem = String(t(`errors.${key}`, Object.fromEntries(written)))
    const title = textOf(texts, question.title).body
    return { field, message: several ? String(t('errors.in_question', { question: title, problem })) : problem }
  })
}

/** The answers that a form's response keeps in the flagship's columns: the area, and no picks. */
export const areaOnly = (answers: Answers): Answers => ({
  ...answers,
  picks: [],
  none: false,
  somethingElse: '',
  order: null,
  why: '',
})

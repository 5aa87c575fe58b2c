import { z } from 'zod'
import type { Translations } from '../flagship.ts'
import { conditionShape, keyShape } from '../form.ts'
import { type KindName, kindNamed, kindNames } from '../kinds/kinds.ts'
import { listsOf } from './kind-settings.ts'

const words = z.object({ en: z.string() }).catchall(z.string())

/** Something to choose from as it is being written: English, and whatever languages it has already. */
export const itemShape = z.object({
  id: z.string().min(1).max(80),
  title: words,
  example: words.nullable().default(null),
  cost: z.number().int().optional(),
  priority: z.string().nullable().optional(),
})
export type Item = z.output<typeof itemShape>

export const workingQuestionShape = z.object({
  key: keyShape,
  kind: z.enum(kindNames as [KindName, ...KindName[]]),
  title: words,
  hint: words.nullable(),
  section: words.nullable(),
  /** It stands on the same page as the question before it. */
  sharesPage: z.boolean(),
  required: z.boolean(),
  unsure: z.boolean(),
  config: z.record(z.string(), z.unknown()),
  /** By the key of an earlier question. */
  onlyIf: conditionShape.nullable(),
  /** The partner whose module it is; null for the shared core. */
  ownedBy: z.string().nullable(),
  /** The question of the bank it was taken from. */
  bank: z.string().nullable().default(null),
})
export type WorkingQuestion = z.output<typeof workingQuestionShape>

/** A form while it is written: it may have gaps, which `formTroubles` names. Core first, then each partner's module. */
export const workingFormShape = z.object({
  title: words,
  lead: words,
  questions: z.array(workingQuestionShape).max(60),
})
export type WorkingForm = z.output<typeof workingFormShape>

/** Why something cannot be done, or what is missing: a key of the words, what fills it in, and the question it is about. */
export interface FormTrouble {
  key: string
  question: string | null
  values: Record<string, string | number>
}
const trouble = (key: string, question: string | null, values: FormTrouble['values'] = {}): FormTrouble => ({
  key,
  question,
  values,
})

export const emptyForm = (title: string): WorkingForm => ({ title: { en: title }, lead: { en: '' }, questions: [] })

/** New words for a text: its translations fall when the English changes, because they say something else now. */
export const reworded = (before: Translations | null, en: string): Translations | null =>
  en === '' ? null : before?.en === en ? before : { en }

/** Addresses of the builder's own pages beside its questions. */
const takenKeys = ['bank', 'preview', 'where', 'part', 'check']
const reservedIds = ['other', 'none', 'unsure', 'same', 'written', 'described']

function plainName(text: string): string {
  const plain = text.normalize('NFKD').toLowerCase()
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '')
}

const free = (wish: string, taken: readonly string[]): string => {
  if (!taken.includes(wish)) return wish
  let n = 2
  while (taken.includes(`${wish}-${n}`)) n++
  return `${wish}-${n}`
}

/** A short name for a question: its first words, unlike all those given here. It never changes again. */
export function keyFrom(title: string, taken: readonly string[]): string {
  const wish = plainName(title).split('-').slice(0, 5).join('-').slice(0, 32).replace(/-+$/, '') || 'question'
  return free(wish, [...takenKeys, ...taken])
}

/** The same for something to choose from, among the others of its list. */
export const itemId = (title: string, taken: readonly string[]): string =>
  free(plainName(title).slice(0, 40).replace(/-+$/, '') || 'option', [...reservedIds, ...taken])

export const itemsOf = (question: Pick<WorkingQuestion, 'config'>, list: string): Item[] =>
  z.array(itemShape).catch([]).parse(question.config[list])

const at = (form: WorkingForm, key: string): number => form.questions.findIndex((one) => one.key === key)
const withQuestions = (form: WorkingForm, questions: WorkingQuestion[]): WorkingForm => ({ ...form, questions })

/** Adds a question at the end of the core or of its partner's module. */
export function withQuestion(form: WorkingForm, question: WorkingQuestion): WorkingForm {
  const { questions } = form
  const last = questions.findLastIndex((one) => one.ownedBy === question.ownedBy)
  const core = questions.filter((one) => one.ownedBy === null).length
  const place = last >= 0 ? last + 1 : question.ownedBy === null ? core : questions.length
  return withQuestions(form, questions.toSpliced(place, 0, question))
}

export const withReplaced = (form: WorkingForm, question: WorkingQuestion): WorkingForm =>
  withQuestions(
    form,
    form.questions.map((one) => (one.key === question.key ? question : one)),
  )

export type Change = { form: WorkingForm } | { trouble: FormTrouble }

/** Moves a question one place inside its part of the form; refused where it would come before what it depends on. */
export function moved(form: WorkingForm, key: string, by: -1 | 1): Change {
  const from = at(form, key)
  const to = from + by
  const [question, other] = [form.questions[from], form.questions[to]]
  if (!question || !other || other.ownedBy !== question.ownedBy) return { form }
  const [first, second] = by === -1 ? [question, other] : [other, question]
  if (first.onlyIf?.question === second.key) {
    return { trouble: trouble('move_before', first.key, { question: first.title.en, other: second.title.en }) }
  }
  return { form: withQuestions(form, form.questions.toSpliced(from, 1).toSpliced(to, 0, question)) }
}

/** Takes a question out; refused while another is asked by its answer. */
export function without(form: WorkingForm, key: string): Change {
  const question = form.questions[at(form, key)]
  const next = form.questions.find((one) => one.onlyIf?.question === key)
  if (question && next) {
    return { trouble: trouble('delete_needed', key, { question: question.title.en, other: next.title.en }) }
  }
  return {
    form: withQuestions(
      form,
      form.questions.filter((one) => one.key !== key),
    ),
  }
}

/** A text of a working configuration put in the place where its id will stand, so that the kind's own shape can judge it. */
function inPlace(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inPlace)
  if (typeof value !== 'object' || value === null) return value
  if (typeof (value as { en?: unknown }).en === 'string') return (value as Translations).en
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inPlace(one)]))
}

/** The configuration as the kind reads it, with English where ids will stand; or what is wrong with it. */
export const readConfig = ({ kind, config }: Pick<WorkingQuestion, 'kind' | 'config'>) =>
  kindNamed(kind).config.safeParse(inPlace(config))

/** The answers of a question that a later one may depend on; empty for kinds whose answers have no names. */
export function tokensOf(question: WorkingQuestion): { token: string; item: Item | null; column?: Item }[] {
  const { config, kind, unsure } = question
  const items = (list: string) => itemsOf(question, list).map((item) => ({ token: item.id, item }))
  const special = (...tokens: (string | false)[]) =>
    tokens.filter((token) => token !== false).map((token) => ({ token, item: null }))
  switch (kind) {
    case 'one':
      return [...items('options'), ...special(config.other === true && 'other', unsure && 'unsure')]
    case 'many':
      return [
        ...items('options'),
        ...special(config.other === true && 'other', config.none !== false && 'none', unsure && 'unsure'),
      ]
    case 'order':
    case 'spend':
      return [...items('options'), ...special('none', unsure && 'unsure')]
    case 'rank':
    case 'points':
      return [...items('options'), ...special(unsure && 'unsure')]
    case 'rate': {
      const [from, to] = [Number(config.from ?? 0), Number(config.to ?? 10)]
      const points = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => String(from + i))
      return special(...points, unsure && 'unsure')
    }
    case 'matrix':
      return itemsOf(question, 'rows').flatMap((item) =>
        itemsOf(question, 'columns').map((column) => ({ token: `${item.id}:${column.id}`, item, column })),
      )
    case 'statements':
      return itemsOf(question, 'statements').flatMap((item) =>
        ['agree', 'disagree', 'pass'].map((said) => ({ token: `${item.id}:${said}`, item })),
      )
    default:
      return []
  }
}

/** The earlier questions of the same form that a question may depend on: its own part's and the core's. */
export const possibleGrounds = (form: WorkingForm, key: string): WorkingQuestion[] => {
  const question = form.questions[at(form, key)]
  return form.questions
    .slice(0, Math.max(0, at(form, key)))
    .filter((one) => tokensOf(one).length > 0 && (one.ownedBy === null || one.ownedBy === question?.ownedBy))
}

/** What keeps one question from being asked, in the order of its page. */
export function questionTroubles(form: WorkingForm, question: WorkingQuestion): FormTrouble[] {
  const found: FormTrouble[] = []
  if (!question.title.en) found.push(trouble('no_title', question.key))
  for (const { name } of listsOf(question.kind)) {
    const titles = itemsOf(question, name).map(({ title }) => title.en.toLowerCase())
    const twice = titles.find((title, i) => titles.indexOf(title) < i)
    if (twice) found.push(trouble('same_words', question.key, { words: twice }))
  }
  const read = readConfig(question)
  if (!read.success) {
    const keys = new Set(
      read.error.issues.map(({ message, path }) =>
        configTroubles.includes(message) ? message : `set_${String(path.at(-1) ?? 'this')}`,
      ),
    )
    for (const key of keys) found.push(trouble(key, question.key))
  }
  if (question.kind === 'rate' && !endsSaid(question.config)) found.push(trouble('scale_ends', question.key))
  return [...found, ...routeTroubles(form, question)]
}

/** A number means nothing to whoever reads it without the words at both ends. */
const endsSaid = ({ low, high }: WorkingQuestion['config']) =>
  [low, high].every((end) => typeof end === 'object' && end !== null && 'en' in end && end.en !== '')

/** What the kinds' own shapes find wrong, by the names they give it. */
const configTroubles = [
  'too_few_options',
  'too_many_options',
  'option_twice',
  'most_options',
  'set_size',
  'dearer_than_budget',
  'range',
  'scale',
]

/** A condition may name only an earlier question on an earlier page, and answers that it still offers. */
function routeTroubles(form: WorkingForm, { key, onlyIf, title }: WorkingQuestion): FormTrouble[] {
  if (!onlyIf) return []
  const values = { question: title.en }
  if (onlyIf.question === key) return [trouble('route_self', key, values)]
  const ground = form.questions[at(form, onlyIf.question)]
  if (!ground) return [trouble('route_gone', key, values)]
  const named = { ...values, other: ground.title.en }
  if (at(form, ground.key) > at(form, key)) return [trouble('route_later', key, named)]
  const between = form.questions.slice(at(form, ground.key) + 1, at(form, key) + 1)
  if (between.every(({ sharesPage }) => sharesPage)) return [trouble('route_same_page', key, named)]
  const known = tokensOf(ground).map(({ token }) => token)
  return onlyIf.anyOf.some((token) => !known.includes(token)) ? [trouble('route_answer_gone', key, named)] : []
}

/** Everything that keeps a form from being asked; empty when it can be published. */
export function formTroubles(form: WorkingForm): FormTrouble[] {
  const own: FormTrouble[] = []
  if (!form.title.en) own.push(trouble('form_title', null))
  if (!form.lead.en) own.push(trouble('form_lead', null))
  if (!form.questions.length) own.push(trouble('form_empty', null))
  return [...own, ...form.questions.flatMap((question) => questionTroubles(form, question))]
}

/** The number of the page that each question stands on, from 1. */
export function pageNumbers(questions: readonly WorkingQuestion[]): number[] {
  let page = 0
  return questions.map(({ sharesPage, ownedBy }, i) => {
    const before = questions[i - 1]
    if (!sharesPage || !before || before.ownedBy !== ownedBy) page++
    return page
  })
}

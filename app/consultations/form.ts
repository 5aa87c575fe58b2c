import { z } from 'zod'
import { seedLimit } from './answering/option-order.ts'
import { type Asked, type Given, type Span, unsure } from './kinds/kind.ts'
import { type KindName, kindNamed } from './kinds/kinds.ts'

/** A question is asked only if an earlier answer says one of these (or, with `not`, none of them). */
export const conditionShape = z.object({
  question: z.string(),
  anyOf: z.array(z.string()).min(1).max(60),
  not: z.boolean().default(false),
})
export type Condition = z.output<typeof conditionShape>

/** One question of a form: its kind, what its kind needs, and its texts by their stable ids. */
export interface FormQuestion {
  id: string
  /** Short and stable: the page's address, the fields' names and the code book's. */
  key: string
  kind: KindName
  /** Questions with the same number share a page; one a page is the rule. */
  page: number
  title: string
  hint: string | null
  /** The heading of a section that begins here. */
  section: string | null
  required: boolean
  unsure: boolean
  config: unknown
  onlyIf: Condition | null
  /** The partner whose module it is; null for the core that all share. */
  ownedBy: string | null
}

/** What one version of a consultation asks besides where people live. Answers keep the version they were given to. */
export interface Form {
  consultationId: string
  version: number
  questions: FormQuestion[]
}

/** Answers by question id. */
export type FormAnswers = Readonly<Record<string, Given>>
export const formAnswersShape = z.record(z.string(), z.object({ value: z.unknown(), text: z.string() }))

/** The answers to a form as they are sent: to the version that was seen. */
export interface SentForm {
  version: number
  answers: FormAnswers
}

/** A key that is an address too. Some addresses are taken. */
export const keyShape = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'key')
  .refine((key) => !['where', 'part', 'check'].includes(key), 'key')

/** The beginning of every field's name and id. */
const nameOf = ({ key }: Pick<FormQuestion, 'key'>): string => `q-${key}`

/** The question as one respondent meets it: each has an order of its own, the same on every visit. */
export function askedOf(
  question: Pick<FormQuestion, 'id' | 'key' | 'config' | 'unsure'>,
  seed: number,
  answered?: Span,
): Asked<unknown> {
  const own = [...question.id].reduce((hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0, 7)
  return {
    name: nameOf(question),
    config: question.config,
    unsure: question.unsure,
    seed: ((seed ^ own) % seedLimit) >>> 0,
    answered,
  }
}

export const textIdsOf = (question: FormQuestion): string[] => [
  question.title,
  ...[question.hint, question.section].filter((id) => id !== null),
  ...kindNamed(question.kind).textIds(question.config),
]

export const isUnsure = (given: Given | undefined): boolean => given?.value === unsure

/** What an answer says, as tokens that a condition can name. */
export const saysOf = (question: FormQuestion, given: Given): string[] =>
  isUnsure(given) ? [unsure] : kindNamed(question.kind).says(given.value)

/** True when an answer still belongs to the question as it is asked now. */
function fits(question: FormQuestion, given: Given): boolean {
  if (isUnsure(given)) return question.unsure
  const kind = kindNamed(question.kind)
  const read = kind.value.safeParse(given.value)
  return read.success && kind.fits(read.data, question.config)
}

/**
 * Answers held against a form that may have changed since they were given: those that still belong, and the ids of
 * those that do not because their question was taken out or offers other things now.
 */
export function fitting(form: Form, answers: FormAnswers): { kept: FormAnswers; dropped: string[] } {
  const kept: Record<string, Given> = {}
  const dropped: string[] = []
  for (const [id, given] of Object.entries(answers)) {
    const question = form.questions.find((one) => one.id === id)
    if (question && fits(question, given)) kept[id] = given
    else dropped.push(id)
  }
  return { kept, dropped }
}

import { z } from 'zod'
import { sha256 } from '../../ledger/commitment.ts'
import { type Answers, noAnswers } from '../answering/answers.ts'
import { sentAnswers } from '../answering/form-flow.ts'
import { askedOf, type Form, type FormAnswers, type FormQuestion } from '../form.ts'
import type { Given, Span, Trouble } from '../kinds/kind.ts'
import { kindNamed } from '../kinds/kinds.ts'
import { areaOnPaper, outsideArea, partShape } from './paper-entry.ts'
import { mostTicks, printedSent } from './printed-keys.ts'

/** What stands on paper where no plain answer is: kept as written and left out of that question's base (journey 3.1b). */
const markKeys: Record<string, FormMark> = { '*': 'unclear', '+': 'over' }
export const formMarks = ['unclear', 'over'] as const
export type FormMark = (typeof formMarks)[number]

/** One paper form of a consultation's own questions as it was keyed: an answer or a mark by question id, null left blank. */
export const formEntryShape = z.object({
  version: z.number(),
  area: z.string().nullable(),
  part: partShape,
  language: z.string(),
  late: z.boolean(),
  /** What was typed for each question, by its key: shown where two keyings differ. */
  keys: z.record(z.string(), z.string()),
  given: z.record(
    z.string(),
    z
      .union([
        z.object({ value: z.unknown(), text: z.string() }),
        z.object({ mark: z.enum(formMarks), keyed: z.string() }),
      ])
      .nullable(),
  ),
})
export type FormEntry = z.infer<typeof formEntryShape>

/** What the officer typed: numbers by question key, and own words where there are any. */
export interface KeyedForm {
  area: string
  language: string
  late: boolean
  keys: Readonly<Record<string, string>>
  words: Readonly<Record<string, string>>
}

export type FormEntryProblem =
  | { field: 'area'; key: 'area'; values: { most: number } }
  /** What the question itself would say to such an answer. */
  | { field: string; question: FormQuestion; trouble: Trouble }
  /** A number that stands nowhere on the printed question. */
  | { field: string; question: FormQuestion; key: string; values: Record<string, string | number> }

/**
 * Reads what was keyed of one form with number keys: every question by the numbers printed beside its answers. The
 * question's own reader has the last word, so that the same answer is the same row whichever way it came.
 * @param districts ids in printed order
 * @param seed fixes the pairs and groups that a printed order is read as judging
 * @param answered from when to when it can have been filled in
 */
export function readFormEntry(
  keyed: KeyedForm,
  { form, districts, seed, answered }: { form: Form; districts: readonly string[]; seed: number; answered?: Span },
): { ok: true; entry: FormEntry } | { ok: false; problems: FormEntryProblem[] } {
  const problems: FormEntryProblem[] = []
  const place = Number(keyed.area)
  const known = keyed.area === '' || (/^\d{1,2}$/.test(keyed.area) && place >= 1 && place <= districts.length + 1)
  if (!known) problems.push({ field: 'area', key: 'area', values: { most: districts.length + 1 } })
  const area = keyed.area === '' || !known ? null : (districts[place - 1] ?? outsideArea)
  const given: FormEntry['given'] = {}
  for (const question of form.questions) {
    const field = `q-${question.key}`
    const keys = (keyed.keys[question.key] ?? '').trim()
    const words = keyed.words[question.key] ?? ''
    given[question.id] = null
    const mark = markKeys[keys.charAt(0)]
    if (mark) {
      const most = mark === 'over' ? mostTicks(question) : undefined
      const ticks = keys
        .slice(1)
        .split(/[\s,;/]+/)
        .filter(Boolean).length
      if (most !== undefined && ticks > 0 && ticks <= most) {
        problems.push({ field, question, key: 'not_over', values: { most } })
        continue
      }
      given[question.id] = { mark, keyed: [keys.slice(1).trim(), words].filter(Boolean).join(' · ') }
      continue
    }
    const asked = askedOf(question, seed, answered)
    const sent = printedSent(question, asked, keys === '-' ? '' : keys, words)
    if ('key' in sent) {
      problems.push({ field, question, ...sent })
      continue
    }
    const read = kindNamed(question.kind).read(sent.sent, asked)
    for (const trouble of read.troubles) {
      problems.push({ field: aboutWords(trouble, asked.name) ? `w-${question.key}` : field, question, trouble })
    }
    if (read.given) given[question.id] = read.given
  }
  if (problems.length) return { ok: false, problems }
  const { language, late, keys } = keyed
  return { ok: true, entry: { version: form.version, area, language, late, keys: { ...keys }, given } }
}

/** True of what is wrong with the own words beside an answer, which are keyed in a field of their own. */
const aboutWords = ({ field }: Trouble, name: string): boolean => field === `${name}-other` || field === `${name}-words`

/** The answers of an entry as they would have been sent: those to questions that the earlier answers lead to. */
export function formAnswersOf({ given }: Pick<FormEntry, 'given'>, form: Form): FormAnswers {
  const answers = Object.entries(given).flatMap(([id, one]): [string, Given][] =>
    one && 'value' in one ? [[id, { value: one.value, text: one.text }]] : [],
  )
  return sentAnswers(form, Object.fromEntries(answers))
}

/** How many answers of an entry stay out of their question's base, by why. */
export function markedIn({ given }: Pick<FormEntry, 'given'>): Record<`${FormMark}_answers`, number> {
  const count = (mark: FormMark) =>
    Object.values(given).filter((one) => one && 'mark' in one && one.mark === mark).length
  return { unclear_answers: count('unclear'), over_answers: count('over') }
}

/** A form on which nothing at all was answered. */
export const isBlank = ({ given }: Pick<FormEntry, 'given'>): boolean =>
  Object.values(given).every((one) => one === null)

/** The fields that two people's keying of the same form is compared by: everything but words. */
export const comparedFormFields = ({ area, late, given }: FormEntry): string[] => [
  area ?? '',
  String(late),
  ...Object.keys(given)
    .sort()
    .map((id) => {
      const one = given[id]
      return one ? JSON.stringify('mark' in one ? one.mark : one.value) : ''
    }),
]

/** Where somebody lives, as the resident's pages would have kept it. */
export const areaAnswers = ({ area, part }: Pick<FormEntry, 'area' | 'part'>): Answers => ({
  ...noAnswers,
  area: areaOnPaper(area, part),
})

/** The version of a form on paper: another order of questions, choices or areas is another. */
export const formPaperVersion = (form: Form, districts: readonly { id: string }[]): string => {
  const asked = form.questions.map(({ key, kind, config }) => {
    // Of what is filled in when the form is read only the list of areas stands on paper: an accepted statement changes
    // no printed form, a further area does.
    const {
      added: _,
      places,
      lie: __,
      bounded: ___,
      ...printed
    } = config as Record<string, unknown> & {
      places?: { id: string }[]
    }
    return [key, kind, printed, ...(places?.length ? [places.map(({ id }) => id)] : [])]
  })
  const order = JSON.stringify([asked, [...districts.map(({ id }) => id), outsideArea]])
  return `${form.version}-${sha256(order).slice(0, 5).toUpperCase()}`
}

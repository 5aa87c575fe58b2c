import { sha256 } from '../../ledger/commitment.ts'
import type { FieldError, Typed } from '../../server/form.ts'
import type { StaffAsk } from '../../server/page.ts'
import { troublesInWords } from '../answering/form-view.server.ts'
import { seedLimit } from '../answering/option-order.ts'
import type { Span } from '../kinds/kind.ts'
import type { printedOwn } from './paper.server.ts'
import { readFormEntry } from './paper-form-entry.ts'
import { type AnyEntry, isFormEntry } from './paper-store.server.ts'
import { type Printed, printedQuestion } from './printed-form.ts'
import { hasWords } from './printed-keys.ts'
import { sayIn } from './printing.server.ts'

type Own = Awaited<ReturnType<typeof printedOwn>>

/** The questions as they stand on paper, for the screen to mirror: what is keyed for each, and what each number means. */
export function ownPrinted({ form, texts, districts, version }: Own, lang: string) {
  const say = sayIn(lang, texts)
  return {
    kind: 'own' as const,
    version,
    districts: districts.map(({ id, name }) => ({ id, name })),
    questions: form.questions.map((question, i) => {
      const printed = printedQuestion(question, i + 2, say)
      return {
        key: question.key,
        kind: question.kind,
        number: i + 2,
        title: say.text(question.title),
        numbers: printed.flatMap(numbersOf),
        words: hasWords(question),
      }
    }),
  }
}
export type OwnPrinted = ReturnType<typeof ownPrinted>

function numbersOf(block: Printed): { number: string; text: string }[] {
  if (block.kind === 'boxes' || block.kind === 'figures') {
    return block.items.filter(({ number }) => number !== '').map(({ number, text }) => ({ number, text }))
  }
  if (block.kind !== 'grid') return []
  return block.columns.map((text, i) => ({ number: String(i + 1), text }))
}

/** A keyed form as the desk shows it: for own questions what was typed, for the template's what was read. */
export const keyedView = (entry: AnyEntry) =>
  isFormEntry(entry) ? { keys: entry.keys, area: entry.area, late: entry.late } : entry

interface TypedForm {
  own: Own
  area: string
  language: string
  late: boolean
  batchId: string
  number: number
  /** From when to when it can have been filled in. */
  answered: Span
}

/** What was typed of one form of own questions, or everything wrong with it, each with the number of its question. */
export function ownEntryIn(
  ask: StaffAsk<unknown>,
  typed: Typed,
  { own, batchId, number, answered, ...about }: TypedForm,
) {
  const t = ask.words('paper')
  const { form, districts, texts } = own
  const under = (prefix: string) =>
    Object.fromEntries(form.questions.map(({ key }) => [key, (typed[`${prefix}-${key}`]?.[0] ?? '').trim()]))
  const read = readFormEntry(
    { ...about, keys: under('q'), words: under('w') },
    {
      form,
      districts: districts.map(({ id }) => id),
      answered,
      seed: Number.parseInt(sha256(`${batchId}/${number}`).slice(0, 8), 16) % seedLimit,
    },
  )
  if (read.ok) return read
  const placeOf = (key: string) => form.questions.findIndex((question) => question.key === key) + 2
  return {
    ok: false as const,
    errors: read.problems.map((problem): FieldError => {
      if (!('question' in problem)) return { field: 'area', message: t('errors.entry.area', problem.values) }
      const { field, question } = problem
      const said =
        'trouble' in problem
          ? troublesInWords([{ ...problem.trouble, question }], texts, {
              t: ask.words('asking'),
              locale: 'en-GB',
              several: false,
            })[0]!.message
          : t(`errors.own.${problem.key}`, problem.values)
      return { field, message: t('errors.own.in_question', { number: placeOf(question.key), problem: said }) }
    }),
  }
}

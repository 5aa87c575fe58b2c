import type { FormQuestion } from '../form.ts'
import { answerDay } from '../kinds/date.ts'
import type { ConfigOf } from '../kinds/kinds.ts'

/** One piece of a form on paper, in the order in which it is read. */
export type Printed =
  /** What follows begins a page of its own. */
  | { kind: 'page' }
  | { kind: 'heading'; level: 1 | 2; text: string }
  /** What the questions that follow are about. */
  | { kind: 'section'; text: string }
  | { kind: 'text'; text: string }
  /** Something to tick: each with the number that is keyed, or the sign of its own. */
  | { kind: 'boxes'; items: { number: string; text: string; hint?: string }[] }
  /** Something to write a figure beside: each with its number. */
  | { kind: 'figures'; items: { number: string; text: string; hint?: string }[] }
  /** Rows to tick once in, under shared columns; keyed by the column's number. */
  | { kind: 'grid'; columns: string[]; rows: { number: string; text: string }[] }
  /** Lines to write on. */
  | { kind: 'lines'; count: number }

/** A text of the form by its id, and a sentence of the printing words by its key. */
export interface Say {
  text: (id: string) => string
  words: (key: string, values?: Record<string, string | number>) => string
  /** Between what an answer lies, in the words of the same question on a screen. */
  limits: (key: 'number' | 'early' | 'late' | 'early_today' | 'late_today', values: Record<string, string>) => string
  figure: (number: number) => string
  day: (iso: string) => string
}

interface Choice {
  id: string
  title: string
  example?: string | null
  cost?: number
}

/** Between what the answer to a question for a number or a day lies, in sentences; none where it has no limits. */
export function answerLimits(
  { kind, config }: Pick<FormQuestion, 'kind' | 'config'>,
  { limits, figure, day }: Pick<Say, 'limits' | 'figure' | 'day'>,
): string[] {
  if (kind === 'number') {
    const { least, most } = config as ConfigOf<'number'>
    return [limits('number', { least: figure(least), most: figure(most) })]
  }
  if (kind !== 'date') return []
  const { earliest, latest } = config as ConfigOf<'date'>
  const limit = (key: 'early' | 'late', of: string) =>
    of === answerDay ? limits(`${key}_today`, {}) : limits(key, { day: day(of) })
  return [...(earliest ? [limit('early', earliest)] : []), ...(latest ? [limit('late', latest)] : [])]
}

/** The number that is keyed for what is not among the choices: as at the keying desk for the template of four questions. */
const noneKey = '0'

/**
 * One question of a form as it stands on paper: choices are numbered from 1 in the written order, which is keyed; what
 * needs a screen (pairs, groups drawn for each person, a point on a map) is asked as a list (rule A-2, an equal way).
 */
export function printedQuestion(question: FormQuestion, number: number, say: Say): Printed[] {
  const { text, words, figure } = say
  const config = question.config as Record<string, unknown>
  const options = ((config.options ?? config.statements ?? []) as Choice[]).map((one, i) => ({
    number: String(i + 1),
    text:
      one.cost === undefined ? text(one.title) : words('priced', { thing: text(one.title), cost: figure(one.cost) }),
    ...(one.example ? { hint: text(one.example) } : {}),
  }))
  const how = (key: string, values?: Record<string, string | number>): Printed => ({
    kind: 'text',
    text: words(`how.${key}`, values),
  })
  const extra = (key: string, sign: string) => ({ number: sign, text: words(key) })
  const unsure = question.unsure ? [extra('unsure', '?')] : []
  const boxes = (...more: (false | { number: string; text: string })[]): Printed => ({
    kind: 'boxes',
    items: [...options, ...more.filter((one) => one !== false), ...unsure],
  })
  const lines = (count: number): Printed => ({ kind: 'lines', count })
  const unsureBox: Printed[] = unsure.length ? [{ kind: 'boxes', items: unsure }] : []
  const other = config.other === true && extra('other', String(options.length + 1))
  const ranked = (ties: boolean) => [how('rank', { count: options.length }), ...(ties ? [how('ties')] : [])]
  // As many as there are boxes is any number.
  const limited = config.most && Number(config.most) < options.length + (other ? 1 : 0)
  const counted = () => ({ number: '', text: config.unit ? text(String(config.unit)) : words('figure') })
  const between = (): Printed[] => answerLimits(question, say).map((sentence) => ({ kind: 'text', text: sentence }))
  const body = (): Printed[] => {
    switch (question.kind) {
      case 'one':
        return [how('one'), boxes(other), ...(other ? [lines(1)] : [])]
      case 'many':
        return [
          limited ? how('many', { most: Number(config.most) }) : how('many_any'),
          boxes(other, config.none !== false && extra('none', noneKey)),
          ...(other ? [lines(1)] : []),
        ]
      case 'order':
        return [
          how('order', { most: Number(config.most ?? options.length) }),
          { kind: 'figures', items: options },
          { kind: 'boxes', items: [extra('none', noneKey), ...unsure] },
        ]
      case 'rank':
        return [...ranked(config.ties === true), { kind: 'figures', items: options }, ...unsureBox]
      case 'points':
        return [how('points', { total: Number(config.total) }), { kind: 'figures', items: options }, ...unsureBox]
      case 'spend':
        return [how('spend', { budget: figure(Number(config.budget)) }), boxes(extra('none', noneKey))]
      case 'best-worst':
        // On a screen one is best and one is worst: a shared place would name neither.
        return [...ranked(false), { kind: 'figures', items: options }, ...unsureBox]
      case 'paired':
        return [...ranked(true), { kind: 'figures', items: options }, ...unsureBox]
      case 'statements':
        return [
          how('grid'),
          { kind: 'grid', columns: ['agree', 'disagree', 'pass'].map((key) => words(key)), rows: options },
        ]
      case 'matrix': {
        const rows = (config.rows as Choice[]).map(({ title }, i) => ({ number: String(i + 1), text: text(title) }))
        const columns = (config.columns as Choice[]).map(({ title }) => text(title))
        return [how('grid'), { kind: 'grid', columns: [...columns, ...unsure.map((one) => one.text)], rows }]
      }
      case 'rate': {
        const [from, to] = [Number(config.from ?? 0), Number(config.to ?? 10)]
        const ends = { from, to, low: text(String(config.low)), high: text(String(config.high)) }
        return [how('rate', ends), { kind: 'figures', items: [extra('figure', '')] }, ...unsureBox]
      }
      case 'number':
        return [how('number'), ...between(), { kind: 'figures', items: [counted()] }, ...unsureBox]
      case 'date':
        return [how('date'), ...between(), lines(1), ...unsureBox]
      case 'map': {
        const { places } = question.config as ConfigOf<'map'>
        if (!places?.length) return [how('map'), lines(2), ...unsureBox]
        const items = places.map(({ name, within }, i) => ({
          number: String(i + 1),
          text: name,
          ...(within && { hint: within }),
        }))
        return [how('map_listed'), { kind: 'boxes', items: [...items, extra('outside', noneKey), ...unsure] }, lines(2)]
      }
      case 'text':
        return [lines(config.long ? 6 : 1)]
    }
  }
  return [
    ...(question.section ? [{ kind: 'section' as const, text: text(question.section) }] : []),
    { kind: 'heading', level: 2, text: words('question', { number, title: text(question.title) }) },
    ...(question.hint ? [{ kind: 'text' as const, text: text(question.hint) }] : []),
    ...(question.onlyIf ? [{ kind: 'text' as const, text: words('only_if') }] : []),
    ...body(),
  ]
}

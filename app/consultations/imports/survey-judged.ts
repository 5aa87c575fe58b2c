import type { FormQuestion } from '../form.ts'
import type { Choice } from '../kinds/kind.ts'
import type { ConfigOf, ValueOf } from '../kinds/kinds.ts'
import { splitChoices } from './survey-file.ts'
import type { CellTrouble, JudgedPart, Slot } from './survey-slot.ts'

/** Kinds of which each person judges several pairs or groups, each in columns of its own. */
const judgedKinds = ['paired', 'best-worst'] as const
type JudgedKind = (typeof judgedKinds)[number]

const partsOf: Record<JudgedKind, readonly JudgedPart[]> = {
  paired: ['chosen', 'shown'],
  'best-worst': ['best', 'worst', 'shown'],
}

export const isJudged = (kind: FormQuestion['kind']): kind is JudgedKind => judgedKinds.some((one) => one === kind)

/** How many pairs or groups one person is shown. */
const countOf = ({ kind, config }: Pick<FormQuestion, 'kind' | 'config'>): number =>
  kind === 'paired' ? (config as ConfigOf<'paired'>).pairs : (config as ConfigOf<'best-worst'>).sets

/** The columns of each pair or group: what was chosen of it, and what was shown where no head says that. */
export const judgedSlots = (question: Pick<FormQuestion, 'key' | 'kind' | 'config'>): Slot[] =>
  isJudged(question.kind)
    ? Array.from({ length: countOf(question) }, (_, i) => i + 1).flatMap((number) =>
        partsOf[question.kind as JudgedKind].map(
          (part): Slot => ({ field: judgedField(question.key, number, part), of: { number, part } }),
        ),
      )
    : []

const judgedField = (key: string, number: number, part: JudgedPart) => `q-${key}-${number}-${part}`

type Titled = { title: string; code: string }

const equalWords = /^(equal|both|both equally|neither|no preference|the same|tie|about the same)$/i

/** What a cell or a head is asked by: a cell by the field of its column, and the words above that column. */
export interface JudgedCells {
  at: (field: string) => string | undefined
  headOf: (field: string) => string
  isUnsure: (cell: string) => boolean
}

/**
 * One row's pairs or groups. Which options stood in one is read from its own column where there is one, otherwise from
 * the head of what was chosen; one that somebody passed over is left out, as on a page.
 * @param options with their titles in plain letters and figures
 * @param say the words of an option by its id
 * @returns `value` undefined where the row says nothing of the question
 */
export function judgedFrom(
  { key, kind, config }: Pick<FormQuestion, 'key' | 'kind' | 'config'>,
  options: readonly Titled[],
  { at, headOf, isUnsure }: JudgedCells,
  say: (id: string) => string,
): { value: ValueOf<'paired'> | ValueOf<'best-worst'> | undefined; unsure: boolean; troubles: CellTrouble[] } {
  const troubles: CellTrouble[] = []
  const wrong = (field: string, given: string, what: CellTrouble['key'], more: Partial<CellTrouble> = {}) => {
    troubles.push({ field, given, key: what, ...more })
    return undefined
  }
  const named = (text: string) => splitChoices(text, options).known
  const size = kind === 'paired' ? 2 : (config as ConfigOf<'best-worst'>).size
  const seen = new Set<string>()
  /** The options of one pair or group; undefined where it is not said which they are. */
  const shownIn = (number: number, answer: string): string[] | undefined => {
    const own = judgedField(key, number, 'shown')
    const cell = at(own)
    const shown = cell ? named(cell) : named(headOf(answer))
    if (shown.length !== size)
      return cell
        ? wrong(own, cell, 'wrong_number', { values: { size, found: shown.length } })
        : wrong(answer, headOf(answer), 'head_names', { values: { size, found: shown.length } })
    const which = shown.toSorted().join()
    if (kind === 'paired' && seen.has(which))
      return wrong(cell ? own : answer, shown.map(say).join(' / '), 'pair_twice')
    seen.add(which)
    return shown
  }
  /** The one of those shown that a cell names. */
  const oneOf = (field: string, cell: string, shown: readonly string[], others: readonly string[] = []) => {
    const [found, ...more] = named(cell)
    return found && !more.length && shown.includes(found)
      ? found
      : wrong(field, cell, 'not_listed', { known: [...shown.map(say), ...others] })
  }
  const numbers = Array.from({ length: countOf({ kind, config }) }, (_, i) => i + 1)
  const cellsOf = (number: number, parts: readonly JudgedPart[]) =>
    parts.map((part) => {
      const field = judgedField(key, number, part)
      const cell = at(field) ?? ''
      return { field, cell: isUnsure(cell) ? '' : cell, unsure: isUnsure(cell) }
    })
  let unsure = false
  if (kind === 'paired') {
    const pairs = numbers.flatMap((number): ValueOf<'paired'>['pairs'] => {
      const [chosen] = cellsOf(number, ['chosen'])
      unsure ||= chosen!.unsure
      if (!chosen!.cell) return []
      const shown = shownIn(number, chosen!.field)
      if (!shown) return []
      const [left, right] = shown as [string, string]
      if (equalWords.test(chosen!.cell)) return [[left, right, null]]
      const found = oneOf(chosen!.field, chosen!.cell, shown, ['Equal'])
      return found ? [[left, right, found]] : []
    })
    return { value: pairs.length ? { pairs } : undefined, unsure: unsure && !pairs.length, troubles }
  }
  const sets = numbers.flatMap((number): ValueOf<'best-worst'>['sets'] => {
    const [best, worst] = cellsOf(number, ['best', 'worst'])
    unsure ||= best!.unsure || worst!.unsure
    if (!best!.cell && !worst!.cell) return []
    if (!best!.cell || !worst!.cell) {
      if (best!.unsure || worst!.unsure) return []
      const [empty, other] = best!.cell ? [worst!, best!] : [best!, worst!]
      wrong(at(empty.field) === undefined ? other.field : empty.field, other.cell, best!.cell ? 'no_worst' : 'no_best')
      return []
    }
    const shown = shownIn(number, best!.field)
    if (!shown) return []
    const high = oneOf(best!.field, best!.cell, shown)
    const low = oneOf(worst!.field, worst!.cell, shown)
    if (!high || !low) return []
    if (high === low) wrong(worst!.field, worst!.cell, 'best_is_worst')
    return [{ shown, best: high, worst: low }]
  })
  return { value: sets.length ? { sets } : undefined, unsure: unsure && !sets.length, troubles }
}

const bestWords = /\b(best|most|first)\b/
const worstWords = /\b(worst|least|last)\b/

/** The columns that seem to hold pairs or groups: those whose heads name as many options as one shows, in their order. */
export function proposedJudged(
  question: Pick<FormQuestion, 'key' | 'kind' | 'config'>,
  heads: readonly string[],
  options: readonly Titled[],
): Record<string, number> {
  const found: Record<string, number> = {}
  const size = question.kind === 'paired' ? 2 : (question.config as ConfigOf<'best-worst'>).size
  const judged = heads.flatMap((head, column) => {
    const { known, unknown } = splitChoices(head, options)
    return known.length === size ? [{ column, which: known.toSorted().join(), around: unknown }] : []
  })
  const groups = [...new Set(judged.map(({ which }) => which))].slice(0, countOf(question))
  for (const [i, group] of groups.entries()) {
    const of = judged.filter(({ which }) => which === group)
    const put = (part: JudgedPart, column: number | undefined) => {
      if (column !== undefined) found[judgedField(question.key, i + 1, part)] = column
    }
    if (question.kind === 'paired') put('chosen', of[0]?.column)
    else {
      put('best', of.find(({ around }) => bestWords.test(around) && !worstWords.test(around))?.column)
      put('worst', of.find(({ around }) => worstWords.test(around))?.column)
    }
  }
  return found
}

/** A question's options as they are looked for in words: by id, the longest titles first. */
export const titledById = (options: readonly Choice[], say: (id: string) => string, plain: (text: string) => string) =>
  options
    .map(({ id, title }) => ({ title: plain(say(title)), code: id }))
    .toSorted((a, b) => b.title.length - a.title.length)

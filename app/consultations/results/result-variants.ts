import { askedQuestions } from '../answering/form-flow.ts'
import { type FormQuestion, fitting, isUnsure } from '../form.ts'
import { kindNamed } from '../kinds/kinds.ts'
import { type QuestionVariant, type ResultVariant, variantNames } from './result.ts'
import { measuresOf } from './result-counting.ts'
import { firstRanked } from './result-ranking.ts'
import type { FormResultsInput, FormRow } from './results-input.ts'

const leaves: Record<(typeof variantNames)[number], (row: FormRow) => boolean> = {
  'without-campaigns': ({ cluster }) => Boolean(cluster),
  'without-duplicates': ({ duplicate }) => duplicate === true,
  'without-both': ({ cluster, duplicate }) => Boolean(cluster) || duplicate === true,
  'with-held': () => false,
}

/**
 * What would be other without answers that share their words, without likely repeats, and with what was held back (rules
 * L-8 and L-10). Only whether another is first and how far the widest share moves, in whole points, and nothing where so
 * few people make the difference that it would describe them.
 */
export function resultVariants(input: FormResultsInput): ResultVariant[] {
  const { rows, held = [], rule } = input
  const bases: number[] = []
  return variantNames.flatMap((name): ResultVariant[] => {
    const counted = name === 'with-held' ? [...rows, ...held] : rows.filter((row) => !leaves[name](row))
    const beside = name === 'without-both' ? [rows.length, ...bases] : [rows.length]
    const gaps = beside.map((base) => Math.abs(base - counted.length))
    bases.push(counted.length)
    if (gaps.includes(0)) return []
    if (counted.length < rule.minCell || gaps.some((gap) => gap < rule.minCell)) {
      return [{ name, base: rows.length, people: null, questions: [] }]
    }
    const questions = input.form.questions.flatMap((question) => variantOf(question, counted, input))
    return [{ name, base: counted.length, people: gaps[0]!, questions }]
  })
}

function variantOf(question: FormQuestion, counted: readonly FormRow[], input: FormResultsInput): QuestionVariant[] {
  const before = valuesOf(question, input.rows, input)
  const after = valuesOf(question, counted, input)
  const { minCell, minBasePct } = input.rule
  const gap = Math.abs(before.length - after.length)
  if (gap < minCell || Math.min(before.length, after.length) < minBasePct) return []
  const [was, now] = [sharesOf(question, before, input), sharesOf(question, after, input)]
  const firstBefore = firstOf(question, before, was, input)
  const first = firstOf(question, after, now, input)
  const same = first.join() === firstBefore.join()
  const moves = was.map(({ share }, i) => Math.abs(Math.round(100 * share) - Math.round(100 * now[i]!.share)))
  return [{ id: question.id, points: moves.length ? Math.max(...moves) : null, first: same ? null : first }]
}

/** What people said to a question that they were asked, in the versions that asked it. */
function valuesOf({ id }: FormQuestion, rows: readonly FormRow[], { form, askedIn }: FormResultsInput): unknown[] {
  return rows.flatMap((row) => {
    if (!askedIn[id]?.includes(row.version)) return []
    const answers = fitting(form, row.answers).kept
    const own = answers[id]
    return own && !isUnsure(own) && askedQuestions(form, answers).some((one) => one.id === id) ? [own.value] : []
  })
}

/** The share that is drawn of each thing in the question's first table. */
function sharesOf({ kind, config }: FormQuestion, values: readonly unknown[], { closesOn }: FormResultsInput) {
  const [table] = measuresOf(kind, config, Number(closesOn.slice(0, 4))).tables
  if (!table) return []
  const counts = table.rows.map(() => table.columns.map(() => 0))
  for (const value of values) for (const [row, column] of table.cells(value)) counts[row]![column]! += 1
  const share = (count: number, line: readonly number[]) =>
    count /
    Math.max(
      1,
      line.reduce((sum, n) => sum + n, 0),
    )
  if (!table.head) return table.columns.map(({ id }, i) => ({ id, share: share(counts[0]![i]!, counts[0]!) }))
  const column = table.columns.findIndex(({ id }) => id === table.head)
  return table.rows.map(({ id }, row) => ({ id, share: share(counts[row]![column]!, counts[row]!) }))
}

/** Kinds whose first is that of the head-to-heads; of the others it is what most people named. */
function firstOf(
  { kind, config }: FormQuestion,
  values: readonly unknown[],
  shares: readonly { id: string; share: number }[],
  { titles }: FormResultsInput,
): string[] {
  const own = kindNamed(kind)
  const options = own.rankable(config)
  if (options.length && kind !== 'one' && kind !== 'many') {
    const people = values.map((value) => own.ballots(value, config)).filter((orders) => orders.length > 0)
    return people.length
      ? firstRanked(
          options.map(({ id, title }) => ({ id, title: titles[title] ?? id })),
          people,
        )
      : []
  }
  const most = Math.max(...shares.map(({ share }) => share))
  return shares.filter(({ share }) => share === most).map(({ id }) => id)
}

import { equalShares } from '../../priorities/equal-shares.ts'
import { independentMarkets } from '../../priorities/independent-markets.ts'
import { commonGround, voteCounts } from '../../priorities/statements.ts'
import { askedQuestions } from '../answering/form-flow.ts'
import { type FormQuestion, fitting, isUnsure } from '../form.ts'
import type { Choice } from '../kinds/kind.ts'
import { type ConfigOf, kindNamed, type ValueOf } from '../kinds/kinds.ts'
import {
  type CutDimension,
  cutDimensions,
  type FormResults,
  notStated,
  type QuestionResult,
  type ResultFigures,
  type ResultTable,
  resultMethod,
} from './result.ts'
import { type Measures, measuresOf } from './result-counting.ts'
import { type Grouped, resultCut } from './result-cuts.ts'
import { rounded, shownLine, shownParticipation, shownTable } from './result-disclosure.ts'
import { patternsOf } from './result-patterns.ts'
import { rankedOptions } from './result-ranking.ts'
import { statementsResult } from './result-statements.ts'
import { resultVariants } from './result-variants.ts'
import type { FormResultsInput, FormRow } from './results-input.ts'

/**
 * All results of a form's counted answers. Pure: the same input gives the same bytes of JSON. Nothing in it is of fewer
 * than `minCell` people, nor can be worked out to be (rule P-10).
 */
export function formResults(input: FormResultsInput): FormResults {
  const { form, rows, rule, seed } = input
  const held = heldRows(input)
  const grouped = Object.fromEntries(
    cutsOf(input).map((dimension) => [dimension, [...input.groups[dimension]!, notStated]]),
  ) as CutGroups
  const variants = resultVariants(input)
  return {
    ...(variants.length && { variants }),
    method: { id: resultMethod, parameters: { ...rule, seed } },
    base: rows.length,
    groups: Object.fromEntries(
      cutsOf(input).map((dimension) => {
        const people = grouped[dimension]!.map(
          (id) => rows.filter((row) => groupIn(row, dimension, input.groups) === id).length,
        )
        const shown = shownLine(people, rule.minCell)
        return [dimension, grouped[dimension]!.map((id, i) => ({ id, people: rounded(shown[i]!, rule.roundTo) }))]
      }),
    ) as FormResults['groups'],
    questions: form.questions.map((question) => {
      const asked = held.filter((row) => row.asked.has(question.id))
      return questionResult(question, { ...input, all: rows.length, asked, grouped })
    }),
  }
}

/** A counted answer with what of it still belongs to the form, and the questions that its version asked of it. */
export type HeldRow = FormRow & { asked: ReadonlySet<string> }

export const heldRows = ({ form, rows, askedIn }: FormResultsInput): HeldRow[] =>
  rows.map((row) => {
    const answers = fitting(form, row.answers).kept
    const asked = askedQuestions(form, answers).filter(({ id }) => askedIn[id]?.includes(row.version))
    return { ...row, answers, asked: new Set(asked.map(({ id }) => id)) }
  })

/** Those who said something to a question they were asked; that one is not sure is nothing that can be counted. */
export const answered = <Row extends HeldRow>(questionId: string, rows: readonly Row[]): Row[] =>
  rows.filter(({ asked, answers }) => asked.has(questionId) && answers[questionId] && !isUnsure(answers[questionId]))

const groupIn = (row: FormRow, dimension: CutDimension, groups: FormResultsInput['groups']): string => {
  const own = row[dimension] ?? null
  return own !== null && groups[dimension]?.includes(own) ? own : notStated
}

/** The cuts that are made, in the order they are shown. */
const cutsOf = ({ groups }: Pick<FormResultsInput, 'groups'>) => cutDimensions.filter((dimension) => groups[dimension])

type CutGroups = Partial<Record<CutDimension, string[]>>
type CutNumbers = Partial<Record<CutDimension, number>>

interface Asked extends FormResultsInput {
  all: number
  asked: readonly HeldRow[]
  grouped: CutGroups
}

function questionResult(question: FormQuestion, given: Asked): QuestionResult {
  const { asked, rule, all } = given
  const saying = answered(question.id, asked)
  const values = saying.map((row) => row.answers[question.id]!.value)
  const unsure = asked.filter((row) => isUnsure(row.answers[question.id])).length
  const { participation, isRounded } = shownParticipation(
    {
      answered: values.length,
      unsure,
      skipped: asked.length - values.length - unsure,
      notAsked: all - asked.length,
    },
    rule,
  )
  const base = { id: question.id, key: question.key, kind: question.kind, participation, rounded: isRounded }
  const nothing = {
    tables: [],
    figures: null,
    cuts: [],
    ranking: null,
    funded: null,
    division: null,
    common: null,
    patterns: null,
    statements: null,
  }
  if (participation.answered === null) return { ...base, ...nothing }
  const measures = measuresOf(question.kind, question.config, Number(given.closesOn.slice(0, 4)))
  const step = isRounded ? rule.roundTo : 1
  const tables = measures.tables.map((table) => {
    const counts = table.rows.map(() => table.columns.map(() => 0))
    for (const value of values) for (const [row, column] of table.cells(value)) counts[row]![column]! += 1
    const threshold = rule.minCell * table.perPerson
    const shown = shownTable(counts, { threshold, closed: table.closed })
    const totals = counts.map((line) => line.reduce((sum, count) => sum + count, 0))
    return {
      id: table.id,
      rows: table.rows,
      columns: table.columns,
      head: table.head,
      counts: shown.map((line) => line.map((count) => rounded(count, step))),
      totals: totals.map((total) => rounded(total < threshold ? null : total, step)),
    }
  })
  const enough = values.length >= rule.minBasePct
  const { cut } = measures
  const cuts = cut
    ? cutsOf(given).map((dimension) => {
        const people: Grouped = saying.map((row, i) => ({
          group: given.grouped[dimension]!.indexOf(groupIn(row, dimension, given.groups)),
          said: cut.of(values[i]),
        }))
        return resultCut(dimension, given.grouped[dimension]!, cut, people, rule)
      })
    : []
  return {
    ...base,
    tables,
    figures: enough ? figuresOf(measures, values) : null,
    cuts,
    patterns: isRounded ? null : patternsOf(question, values, rule),
    ranking: enough ? rankingOf(question, saying, given) : null,
    ...(enough ? byKind(question, values) : { funded: null, division: null, common: null }),
    statements: enough && question.kind === 'statements' ? statementsOf(tables[0]!, saying, question, given) : null,
  }
}

function statementsOf(table: ResultTable, saying: readonly FormRow[], { id }: FormQuestion, given: Asked) {
  const { groups, grouped, rule, seed } = given
  return statementsResult({
    ids: table.rows.map((row) => row.id),
    people: saying.map((row) => ({
      votes: (row.answers[id]!.value as ValueOf<'statements'>).votes,
      group: Object.fromEntries(
        cutsOf(given).map((dimension) => [dimension, grouped[dimension]!.indexOf(groupIn(row, dimension, groups))]),
      ) as CutNumbers,
    })),
    ...{ grouped, table, rule, seed },
  })
}

function figuresOf({ figures }: Measures<unknown>, values: readonly unknown[]): ResultFigures | null {
  if (!figures) return null
  if (figures.kind === 'means') {
    const sums = figures.items.map(() => 0)
    for (const value of values) {
      figures.of(value).forEach((number, i) => {
        sums[i]! += number
      })
    }
    const hundredths = sums.map((sum) => Math.round((100 * sum) / values.length))
    return { kind: 'means', items: figures.items, hundredths }
  }
  const sorted = values.map(figures.of).sort((a, b) => a - b)
  // Whole numbers: a quartile between two people's figures would be of two people.
  const quartile = (share: number) => String(Math.round(sorted[Math.floor(share * (sorted.length - 1))]!))
  return { kind: 'quartiles', lower: quartile(0.25), median: quartile(0.5), upper: quartile(0.75) }
}

/** Kinds that name one thing of several tell a share; an order of them by head-to-heads would add nothing. */
const notRanked = ['one', 'many']

function rankingOf(question: FormQuestion, saying: readonly FormRow[], { titles, rule, seed }: Asked) {
  const kind = kindNamed(question.kind)
  const options = kind.rankable(question.config)
  if (!options.length || notRanked.includes(question.kind)) return null
  const people = saying
    .map((row) => ({
      orders: kind.ballots(row.answers[question.id]!.value, question.config),
      together: row.together,
    }))
    .filter(({ orders }) => orders.length > 0)
  if (people.length < rule.minBasePct) return null
  const named = options.map(({ id, title }) => ({ id, title: titles[title] ?? id }))
  return rankedOptions({ options: named, people, threshold: rule.minCell, fewest: rule.minBasePct, seed })
}

type ByKind = Pick<QuestionResult, 'funded' | 'division' | 'common'>

/** What only one kind has: a budget that equal shares would buy, a divided one, common ground among statements. */
function byKind(question: FormQuestion, values: readonly unknown[]): ByKind {
  const none: ByKind = { funded: null, division: null, common: null }
  if (question.kind === 'spend') {
    const { options, budget } = question.config as ConfigOf<'spend'>
    const ballots = (values as ValueOf<'spend'>[]).flatMap(({ bought }) =>
      bought.length ? [{ projects: bought.map((id) => place(options, id)), weight: 1 }] : [],
    )
    if (!ballots.length) return none
    const shared = { costs: options.map(({ cost }) => cost), budget, ballots }
    const { outcomes } = equalShares(shared, {
      completion: 'stop-when-exhaustive',
      step: Math.ceil(budget / 1000 / ballots.length),
    })
    return { ...none, funded: outcomes.length === 1 ? outcomes[0]!.map((i) => options[i]!.id) : null }
  }
  if (question.kind === 'points') {
    const { options, total } = question.config as ConfigOf<'points'>
    const shares = (values as ValueOf<'points'>[]).map(({ points }) =>
      options.map(({ id }) => (points.find(([own]) => own === id)?.[1] ?? 0) / total),
    )
    const division = independentMarkets(shares)
    return { ...none, division: options.map(({ id }, i) => ({ id, perMille: Math.round(1000 * division[i]!) })) }
  }
  if (question.kind !== 'statements') return none
  const { statements, added } = question.config as ConfigOf<'statements'>
  const all = [...statements, ...added]
  const people = (values as ValueOf<'statements'>[]).map(({ votes }) =>
    votes.map(([id, vote]) => [place(all, id), vote] as const),
  )
  const counts = voteCounts({ statements: all.length, people })
  const found = (verdict: 'agree' | 'disagree') =>
    commonGround(counts, verdict, new Set()).map(({ statement }) => all[statement]!.id)
  return { ...none, common: { agree: found('agree'), disagree: found('disagree') } }
}

const place = (choices: readonly Choice[], id: string): number => choices.findIndex((one) => one.id === id)

import { csvText } from '../../priorities/csv-text.ts'
import { sealed } from '../../priorities/pack.ts'
import type { FormQuestion } from '../form.ts'
import { writeBudgetVote } from '../imports/pabulib-file.ts'
import { polisRows } from '../imports/polis-files.ts'
import { kindOf, writeRankings } from '../imports/preflib-file.ts'
import type { ConfigOf } from '../kinds/kinds.ts'
import { organisationCodebookOf } from '../organisations/organisation.ts'
import { themeFiles } from '../texts/theme-files.ts'
import type { ThemeReport } from '../texts/themes.ts'
import {
  type CutDimension,
  type FormResults,
  type Label,
  type Patterns,
  peopleWhoSaid,
  type QuestionResult,
  type ResultCut,
  shareOfThose,
} from './result.ts'

/** What the files say beside the figures, in English. */
export interface OpenAbout {
  title: string
  opened: string
  closed: string
  published: string
  version: string
  note: string
  code: string
  snapshot: string
  result: string
}

export interface OpenData {
  results: FormResults
  questions: readonly FormQuestion[]
  /** English words by text id, and of our own labels and codes. */
  titles: Readonly<Record<string, string>>
  label: (label: Label) => string
  group: (dimension: string, id: string) => string
  method: string
  about: OpenAbout
  /** Census shares per mille, by characteristic and group, as the page shows them. */
  residents: Partial<Record<CutDimension, Record<string, number>>>
  /** What was left out, marked or counted apart: its code, how many, and what it means. */
  leftOut: readonly { code: string; people: number | null; words: string }[]
  url: string
  /** What people wrote, once it is published. */
  themes: ThemeReport | null
  /** What organisations answered, apart from residents, with a row of columns first; empty where none did. */
  organisations: readonly (readonly string[])[]
}

const hidden = (value: number | null) => value ?? '*'

/** A count of a cut, or why there is none: `**` where it is plain that it only protects others. */
export const signOf = ({ counts, protecting }: ResultCut['groups'][number], item: number): number | string =>
  counts[item] ?? (protecting?.[item] ? '**' : '*')

/** The code book's lines on what stands in place of a hidden figure, and on shares. */
export const signRows = [
  ['', 'sign', '*', 'hidden: it is small, or it would give away one that is'],
  ['', 'sign', '**', 'hidden to protect others: it is not small itself'],
  ['', 'note', 'percent', 'of rounded counts where counts are rounded; of all parts together where all are shown'],
]
const percent = (perMille: number) => Math.round(perMille / 10)

/**
 * The open-data files of a form at publication level 1: every published figure as CSV and JSON, a code book, how it was
 * made, and hashes. Whole answers stand in the forms that others read only where level 3 allows them.
 */
export const openDataFiles = (data: OpenData): Record<string, string> => sealed(openDataTexts(data))

/** The same before they have their hashes. */
export function openDataTexts(data: OpenData): Record<string, string> {
  const { results, questions, titles, method, about, residents } = data
  const leftOut = Object.fromEntries(data.leftOut.map(({ code, people }) => [code, people]))
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
  const files: Record<string, string> = {
    'codebook.csv': codebookCsv(data),
    'counts.csv': countsCsv(data),
    'cuts.csv': cutsCsv(data),
    'who-answered.csv': csvText([
      ['dimension', 'group', 'people', 'percent of those who said', 'percent of residents'],
      ...whoAnswered(data),
    ]),
    'left-out.csv': csvText([['code', 'answers'], ...data.leftOut.map(({ code, people }) => [code, hidden(people)])]),
    ...statementFiles(data),
    'method.txt': `${method.trim()}\n`,
    'results.json': json({
      about,
      questions: questions.map((one) => questionAbout(one, titles)),
      results,
      residents,
      leftOut,
    }),
  }
  for (const result of results.questions) {
    const question = questions.find(({ id }) => id === result.id)
    if (result.patterns && question) Object.assign(files, exchangeFiles(question, result.patterns, data))
  }
  if (data.organisations.length) files['organisations.csv'] = csvText(data.organisations)
  if (data.themes) Object.assign(files, themeFiles(data.themes))
  return files
}

const questionAbout = (
  { id, key, kind, title, required, unsure, onlyIf }: FormQuestion,
  titles: OpenData['titles'],
) => ({
  id,
  key,
  kind,
  title: titles[title] ?? '',
  required,
  unsure,
  onlyIf,
})

/** Who answered beside who lives here: a dimension, a group, how many, and both percentages, the last where there is a census. */
export const whoAnswered = ({ results, residents }: Pick<OpenData, 'results' | 'residents'>): (string | number)[][] =>
  (Object.keys(results.groups) as CutDimension[]).flatMap((dimension) => {
    const groups = results.groups[dimension]!
    const said = peopleWhoSaid(groups, results.base)
    return groups.map((group) => {
      const share = shareOfThose(group, said)
      const lives = residents[dimension]?.[group.id]
      return [
        dimension,
        group.id,
        hidden(group.people),
        share === null ? (group.people === null ? '*' : '') : percent(share),
        lives === undefined ? '' : percent(lives),
      ]
    })
  })

/** Every code of the other files in words. */
function codebookCsv({ results, questions, titles, label, group, organisations, leftOut }: OpenData): string {
  const rows = results.questions.flatMap((result) => {
    const title = questions.find(({ id }) => id === result.id)?.title ?? ''
    return [
      [result.key, 'question', result.kind, titles[title] ?? ''],
      ...result.tables.flatMap((table) => [
        ...table.rows.map((row) => [result.key, `row of ${table.id}`, row.id, label(row.label)]),
        ...table.columns.map((column) => [result.key, `column of ${table.id}`, column.id, label(column.label)]),
      ]),
      ...(result.cuts[0]?.items ?? []).map((item) => [result.key, 'item of the cuts', item.id, label(item.label)]),
    ]
  })
  const groups = Object.entries(results.groups).flatMap(([dimension, own]) =>
    own.map(({ id }) => ['', `group of ${dimension}`, id, group(dimension, id)]),
  )
  const apart = organisationCodebookOf(organisations).map((row) => ['', 'column of organisations.csv', ...row])
  const codes = leftOut.map(({ code, words }) => ['', 'code of left-out.csv', code, words])
  return csvText([['question', 'what', 'code', 'words'], ...rows, ...groups, ...codes, ...apart])
}

/** Every count of every table, and who gave no answer; `*` is hidden. */
function countsCsv({ results }: Pick<OpenData, 'results'>): string {
  return csvText([
    ['question', 'table', 'row', 'column', 'count', 'of'],
    ...results.questions.flatMap((result) => [
      ...Object.entries(result.participation).map(([part, people]) => [
        result.key,
        'participation',
        '',
        part,
        hidden(people),
        results.base,
      ]),
      ...result.tables.flatMap((table) =>
        table.rows.flatMap((row, r) =>
          table.columns.map((column, c) => [
            result.key,
            table.id,
            row.id,
            column.id,
            hidden(table.counts[r]![c]!),
            hidden(table.totals[r]!),
          ]),
        ),
      ),
      ...rankingRows(result),
    ]),
  ])
}

const rankingRows = ({ key, ranking }: QuestionResult) =>
  (ranking?.options ?? []).flatMap((one, a) => [
    [key, 'order', one.id, 'rank', one.rank, ranking!.people],
    [key, 'order', one.id, 'comparisons won per mille', hidden(one.sharePerMille), ranking!.people],
    ...ranking!.options.flatMap((other, b) =>
      a === b ? [] : [[key, 'pairs', one.id, other.id, hidden(ranking!.pairs[a]![b]!), ranking!.people]],
    ),
  ])

function cutsCsv({ results }: OpenData): string {
  return csvText([
    ['question', 'dimension', 'group', 'base', 'item', 'count', 'percent'],
    ...results.questions.flatMap(({ key, cuts }) =>
      cuts.flatMap(({ dimension, items, groups }) =>
        groups.flatMap((group) =>
          items.map((item, i) => [
            key,
            dimension,
            group.id,
            hidden(group.base),
            item.id,
            signOf(group, i),
            group.percents[i] ?? (group.counts[i] === null ? signOf(group, i) : ''),
          ]),
        ),
      ),
    ),
  ])
}

/** Agreement, bridging and what declared groups share, of every statement; no file where there is none. */
function statementFiles({ results }: OpenData): Record<string, string> {
  const rows = results.questions.flatMap(({ key, statements }) => [
    ...(statements?.statements ?? []).flatMap(({ id, between, ...own }) => [
      [key, id, 'agree per mille', '', hidden(own.agreePerMille)],
      [key, id, 'wobbles from per mille', '', hidden(between?.[0] ?? null)],
      [key, id, 'wobbles to per mille', '', hidden(between?.[1] ?? null)],
      [key, id, 'judged it', '', hidden(own.judged)],
      [key, id, 'agreement left hundredths', '', hidden(own.bridgingHundredths)],
      [key, id, 'divides by leaning hundredths', '', hidden(own.leaningHundredths)],
    ]),
    ...(statements?.declared ?? []).flatMap(({ dimension, groups, statements: own }) =>
      own.flatMap(({ id, agreePerMille, apartPerMille, sharedPerMille }) => [
        ...groups.map((group, i) => [key, id, `agree per mille by ${dimension}`, group, hidden(agreePerMille[i]!)]),
        [key, id, `divides per mille by ${dimension}`, '', hidden(apartPerMille)],
        [key, id, `shared per mille by ${dimension}`, '', hidden(sharedPerMille)],
      ]),
    ),
  ])
  return rows.length
    ? { 'statements.csv': csvText([['question', 'statement', 'figure', 'group', 'value'], ...rows]) }
    : {}
}

/** The same answers as PrefLib, pabulib or Polis read them. */
function exchangeFiles(question: FormQuestion, { kind, rows }: Patterns, data: OpenData): Record<string, string> {
  const { key, config } = question
  const { titles, about } = data
  const title = titles[question.title] ?? key
  if (kind === 'orders') {
    const { options } = config as ConfigOf<'order'>
    const at = (id: string) => options.findIndex((one) => one.id === id)
    const rankings = {
      title,
      alternatives: options.map((one) => titles[one.title] ?? one.id),
      orders: rows.flatMap(({ answer, people }) =>
        answer.length ? [{ people, groups: answer.map((group) => group.map(at)) }] : [],
      ),
    }
    if (!rankings.orders.length) return {}
    return { [`preflib/${key}.${kindOf(rankings)}`]: writeRankings(rankings, about.published.slice(0, 10), key) }
  }
  const people = rows.flatMap(({ answer, people: many }) => Array.from({ length: many }, () => answer))
  if (kind === 'budget') {
    const { options, budget } = config as ConfigOf<'spend'>
    return {
      [`pabulib/${key}.pb`]: writeBudgetVote({
        meta: { description: title, instance: about.title, date_begin: about.opened, date_end: about.closed },
        budget,
        voteType: 'approval',
        projects: options.map((one) => ({ id: one.id, cost: one.cost, name: titles[one.title] ?? one.id })),
        voters: people.map(([bought = []], i) => ({ id: String(i + 1), projects: [...bought] })),
      }),
    }
  }
  const { statements, added } = config as ConfigOf<'statements'>
  const all = [...statements, ...added]
  const number = (id: string) => String(all.findIndex((one) => one.id === id))
  const files = polisRows(
    {
      statements: all.map((one, i) => ({
        id: String(i),
        author: '',
        body: titles[one.title] ?? one.id,
        moderated: 1,
        at: null,
      })),
      votes: people.flatMap((votes, person) =>
        votes.map(([id, vote]) => ({
          statement: number(id!),
          person: String(person),
          vote: Number(vote) as 1 | 0 | -1,
          at: null,
        })),
      ),
    },
    { topic: title, url: data.url, day: about.closed },
  )
  return Object.fromEntries(Object.entries(files).map(([name, lines]) => [`polis/${key}/${name}`, csvText(lines)]))
}

import { type OpenData, signOf, signRows, whoAnswered } from './open-data.ts'
import { percentOf, shareBase } from './result-disclosure.ts'

/** A figure is a number, everything else words; what is hidden is a star, as in the other files. */
export type SheetCell = string | number
export interface Sheet {
  name: string
  /** The heads first. */
  rows: SheetCell[][]
}

const hidden = (value: number | null): SheetCell => value ?? '*'

/**
 * The published figures as the sheets of a workbook, in words: nothing is counted here, so that no figure can stand
 * otherwise than on the page and in the other files.
 */
export function resultSheets(data: OpenData): Sheet[] {
  return [
    { name: 'Results', rows: resultRows(data) },
    { name: 'Groups', rows: groupRows(data) },
    { name: 'Who answered', rows: whoRows(data) },
    { name: 'Left out', rows: leftOutRows(data) },
    { name: 'Code book', rows: codeRows(data) },
    { name: 'Method', rows: methodRows(data) },
  ]
}

const titleOf = ({ questions, titles }: OpenData, id: string): string =>
  titles[questions.find((question) => question.id === id)?.title ?? ''] ?? ''

function resultRows(data: OpenData): SheetCell[][] {
  const { results, label } = data
  const { minBasePct } = results.method.parameters
  const head = ['Question', 'Title', 'Table', 'Row', 'Answer', 'People', 'Of', 'Percent']
  return [
    head,
    ...results.questions.flatMap((result) => {
      const asked = [result.key, titleOf(data, result.id)]
      const { participation, ranking, figures } = result
      return [
        ...Object.entries(participation).map(([part, people]): SheetCell[] => {
          return [...asked, 'participation', '', partNames[part] ?? part, hidden(people), results.base, '']
        }),
        ...result.tables.flatMap((table) =>
          table.rows.flatMap((row, r) =>
            table.columns.map((column, c): SheetCell[] => {
              const [count, of] = [table.counts[r]![c]!, table.totals[r]!]
              const whole = result.rounded ? shareBase(table.counts[r]!, of) : of
              const percent = percentOf(count, whole, of, { minBasePct })
              return [
                ...asked,
                table.id,
                label(row.label),
                label(column.label),
                hidden(count),
                hidden(of),
                percent ?? (count === null ? '*' : ''),
              ]
            }),
          ),
        ),
        ...(figures?.kind === 'means'
          ? figures.items.map((item, i): SheetCell[] => [
              ...asked,
              'average',
              label(item.label),
              '',
              figures.hundredths[i]! / 100,
              '',
              '',
            ])
          : figures
            ? (['lower', 'median', 'upper'] as const).map((part): SheetCell[] => [
                ...asked,
                'quartiles',
                '',
                part,
                Number(figures[part]),
                '',
                '',
              ])
            : []),
        ...(ranking?.options ?? []).map(({ id, rank, sharePerMille }): SheetCell[] => [
          ...asked,
          'order: place and percent of comparisons won',
          optionName(data, result.id, id),
          '',
          rank,
          ranking!.people,
          sharePerMille === null ? '*' : sharePerMille / 10,
        ]),
      ]
    }),
  ]
}

const partNames: Record<string, string> = {
  answered: 'Answered',
  unsure: 'Not sure',
  skipped: 'Left it out',
  notAsked: 'Not asked',
}

/** Pairs are rows of two, so what is ranked is looked up among the question's own options. */
function optionName({ questions, titles }: OpenData, questionId: string, id: string): string {
  const config = questions.find((question) => question.id === questionId)?.config as
    | { options?: { id: string; title: string }[]; rows?: { id: string; title: string }[] }
    | undefined
  const found = (config?.options ?? config?.rows ?? []).find((one) => one.id === id)
  return (found && titles[found.title]) || id
}

function groupRows(data: OpenData): SheetCell[][] {
  const { results, label, group } = data
  return [
    ['Question', 'Title', 'By', 'Group', 'Answered', 'Answer', 'People', 'Percent'],
    ...results.questions.flatMap((result) =>
      result.cuts.flatMap(({ dimension, items, groups }) =>
        groups.flatMap((own) =>
          items.map((item, i): SheetCell[] => [
            result.key,
            titleOf(data, result.id),
            dimension,
            group(dimension, own.id),
            hidden(own.base),
            label(item.label),
            signOf(own, i),
            own.percents[i] ?? (own.counts[i] === null ? signOf(own, i) : ''),
          ]),
        ),
      ),
    ),
  ]
}

const whoRows = (data: OpenData): SheetCell[][] => [
  ['By', 'Group', 'People', 'Percent of those who said', 'Percent of residents'],
  ...whoAnswered(data).map(([dimension, id, ...figures]): SheetCell[] => [
    dimension!,
    data.group(String(dimension), String(id)),
    ...figures,
  ]),
]

const leftOutRows = ({ leftOut }: OpenData): SheetCell[][] => [
  ['Code', 'What and why', 'Answers'],
  ...leftOut.map(({ code, words, people }): SheetCell[] => [code, words, hidden(people)]),
]

function codeRows(data: OpenData): SheetCell[][] {
  const { results, label, group } = data
  return [
    ['Question', 'What', 'Code', 'Words'],
    ...results.questions.flatMap((result): SheetCell[][] => [
      [result.key, 'question', result.kind, titleOf(data, result.id)],
      ...result.tables.flatMap((table) => [
        ...table.rows.map((row) => [result.key, `row of ${table.id}`, row.id, label(row.label)]),
        ...table.columns.map((column) => [result.key, `column of ${table.id}`, column.id, label(column.label)]),
      ]),
    ]),
    ...Object.entries(results.groups).flatMap(([dimension, own]) =>
      own.map(({ id }): SheetCell[] => ['', `group of ${dimension}`, id, group(dimension, id)]),
    ),
    ...signRows,
  ]
}

const methodRows = ({ about, method, url }: OpenData): SheetCell[][] => [
  ['What', 'Words'],
  ...Object.entries(about).map(([name, words]): SheetCell[] => [name, words]),
  ['address', url],
  ...method
    .split('\n')
    .filter((line) => line.trim())
    .map((line): SheetCell[] => ['how it was made', line]),
]

import { csvCell } from '../../priorities/csv-text.ts'
import type { ConfirmLevel } from '../confirming/confirming.ts'
import { redacted, type Span } from '../texts/redaction.ts'
import { type Cell, cellReader, type FileQuestion, partsOf, takesWords } from './answer-cells.ts'

/** What a file of answers is made from, and what its columns are. Plain data: it is handed to a thread. */
export interface FilePlan {
  consultationId: string
  template: 'flagship' | 'form'
  /** Choices at most, of the flagship template. */
  picksMax: number
  /** How answers of this exercise were confirmed where they were. */
  level: ConfirmLevel
  /** Codes of areas by their ids. */
  areas: Readonly<Record<string, string>>
  /** Numbers of the citizens' panel's samples by their ids. */
  samples: Readonly<Record<string, string>>
  /** A form's own questions as far as the reader may see them (rule P-14). */
  questions: FileQuestion[]
}

/** A question of a form as all its versions asked it: its texts by id, and the partner whose module it is. */
export type AskedQuestion = FileQuestion & {
  title: string
  texts: string[]
  ownedBy: string | null
  versions: number[]
}

/** What a file is made from and, for its codebook, the English words by text id and the areas behind its codes. */
export interface FileAbout {
  plan: FilePlan
  questions: AskedQuestion[]
  /** Questions that belong to other partners. */
  unseen: number
  options: { id: string; title: string }[]
  /** Every version of the form that was asked, the first one first, and why it replaced the one before. */
  versions: { version: number; note: string; publishedAt: string }[]
  titles: Readonly<Record<string, string>>
  areas: { code: string; name: string; level: 'district' | 'forum' }[]
}

/** What an answer may be, in the order in which a file has them. */
export const statuses = ['counted', 'outside', 'organisation', 'late', 'quarantined', 'withdrawn'] as const
export type Status = (typeof statuses)[number]

/** What somebody wrote: only once a person has read it and said what of it is left out (rule P-4). */
export type Words = { body: string; hides: readonly Span[] } | 'unread'

/** One answer as it is read for a file: nothing that leads back to whose it is. */
export interface AnswerRow {
  status: string
  /** The code of the exclusion, or of why it counts all the same. */
  reason: string | null
  channel: string
  /** The sample of the citizens' panel through which it came, by its id. */
  panelSample: string | null
  language: string
  edition: string
  receivedOn: string
  district: string | null
  forum: string | null
  confirmed: boolean
  helped: boolean
  repeat: boolean
  campaign: string | null
  version: number | null
  none: boolean
  same: boolean
  picks: string[]
  /** Stored answers by question id; null where there are none. */
  given: Map<string, string> | null
  /** By question id, or by the kind of the flagship template's field. */
  words: Map<string, Words> | null
}

export const ownWordsOf = (column: string) => [`${column}:own_words`, `${column}:left_out`] as const

/** Where the flagship template's two fields for own words stand, by the kind they are kept under. */
export const flagshipWords = { why: 'why', something_else: 'something_else' } as const

/** Every column's name in order. Those of the file itself have an underscore, which no question's key can have. */
export function columnsOf(plan: FilePlan): string[] {
  const own =
    plan.template === 'flagship'
      ? [
          ...Array.from({ length: plan.picksMax }, (_, i) => `choice_${i + 1}`),
          'same_rank',
          'none_of_these',
          ...Object.values(flagshipWords).flatMap(ownWordsOf),
        ]
      : [
          'form_version',
          ...plan.questions.flatMap((question) => [
            question.key,
            ...partsOf(question).map((part) => `${question.key}.${part}`),
            ...(takesWords(question) ? ownWordsOf(question.key) : []),
          ]),
        ]
  return [...baseColumns, ...own]
}

export const baseColumns = [
  'row_number',
  'answer_status',
  'status_reason',
  'came_by',
  'panel_sample',
  'answered_in',
  'in_edition',
  'received_on',
  'district_code',
  'forum_code',
  'confirmed_by',
  'with_help',
  'likely_repeat',
  'campaign_mark',
] as const

const flag = (is: boolean): Cell => (is ? 1 : 0)

/** The words, and whether there are some that nobody has read. */
function addWords(cells: Cell[], words: Words | undefined): void {
  if (words === undefined) cells.push(null, 0)
  else if (words === 'unread') cells.push(null, 1)
  else cells.push(redacted(words.body, words.hides), 0)
}

/** Makes a row's cells, in the order of the columns. What was taken back keeps its status and nothing else. */
export function rowReader(plan: FilePlan): (row: AnswerRow, number: number) => Cell[] {
  const { level, areas, samples, picksMax } = plan
  const questions = plan.questions.map((question) => ({
    id: question.id,
    read: cellReader(question),
    takesWords: takesWords(question),
  }))
  const kinds = Object.keys(flagshipWords)
  const gone = columnsOf(plan).map((): Cell => null)
  const addChoices = (cells: Cell[], { picks, same, none, words }: AnswerRow) => {
    for (let i = 0; i < picksMax; i++) cells.push(picks[i] ?? null)
    cells.push(flag(same), flag(none))
    for (const kind of kinds) addWords(cells, words?.get(kind))
  }
  const addAnswers = (cells: Cell[], { version, given, words }: AnswerRow) => {
    cells.push(version)
    for (const { id, read, takesWords } of questions) {
      for (const cell of read(given?.get(id))) cells.push(cell)
      if (takesWords) addWords(cells, words?.get(id))
    }
  }
  const addOwn = plan.template === 'flagship' ? addChoices : addAnswers
  return (row, number) => {
    const { status, reason, district, forum } = row
    if (status === 'withdrawn') return [number, status, reason, ...gone.slice(3)]
    const cells: Cell[] = [
      number,
      status,
      reason,
      row.channel,
      row.panelSample && (samples[row.panelSample] ?? row.panelSample),
      row.language,
      row.edition,
      row.receivedOn,
      district && (areas[district] ?? district),
      forum && (areas[forum] ?? forum),
      row.confirmed ? level : 'none',
      flag(row.helped),
      flag(row.repeat),
      row.campaign,
    ]
    addOwn(cells, row)
    return cells
  }
}

export const fileKinds = ['csv', 'jsonl'] as const
export type FileKind = (typeof fileKinds)[number]

/** How a file begins: with its columns where they are not said in every line. A spreadsheet knows UTF-8 by its mark. */
export const headOf = (kind: FileKind, columns: readonly string[]): string =>
  kind === 'csv' ? `\ufeff${csvLine(columns)}` : ''

/** One line of a file. An empty cell is left out where names stand in the line. */
export function lineWriter(kind: FileKind, columns: readonly string[]): (cells: readonly Cell[]) => string {
  if (kind === 'csv') return csvLine
  const names = columns.map((name) => `${JSON.stringify(name)}:`)
  return (cells) => {
    let line = ''
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i] ?? null
      if (cell === null) continue
      line += `${line ? ',' : ''}${names[i]}${JSON.stringify(cell)}`
    }
    return `{${line}}\n`
  }
}

function csvLine(cells: readonly Cell[]): string {
  let line = ''
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] ?? null
    if (i > 0) line += ','
    if (cell !== null) line += csvCell(cell)
  }
  return `${line}\r\n`
}

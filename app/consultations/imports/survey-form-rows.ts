import { type Area, noAnswers } from '../answering/answers.ts'
import type { Form } from '../form.ts'
import type { Given } from '../kinds/kind.ts'
import { type FormEntryProblem, formAnswersOf, isBlank, readFormEntry } from '../paper/paper-form-entry.ts'
import { type AboutColumn, groupOfDetail, saidIn } from './about-columns.ts'
import { type AboutLabels, codeFor } from './about-labels.ts'
import { plain, shorten } from './file-trouble.ts'
import { type ImportCodes, type ImportError, type ImportRow, rowIdTroubles } from './import.ts'
import type { SurveyMapping, SurveyTable } from './survey-file.ts'
import { keyedFrom, type QuestionSlots } from './survey-questions.ts'
import { isUnsaid } from './unsaid.ts'

/** Which column says what of a form's answers, by position from 0; -1 where none does. */
export interface FormMapping extends Pick<SurveyMapping, 'rowId' | 'channel' | 'area' | 'about'> {
  /** By the field of a question's slot. */
  questions: Readonly<Record<string, number>>
}

/** What is wrong with a row, where some of it is still to be put in words. */
export interface SurveyRowError extends ImportError {
  /** What the question itself says of an answer. */
  problem?: FormEntryProblem
  /** A column about the person, whose codes have names. */
  about?: AboutColumn
  /** What might stand there. */
  known?: readonly string[]
}

export type ReadFormRows = { ok: true; rows: ImportRow[] } | { ok: false; errors: SurveyRowError[] }

const outside = /^outside\b/i

/** Where a cell says that somebody lives; undefined where that is no area known here. */
export function areaOf(cell: string, areas: ImportCodes['areas']): Area | undefined {
  if (isUnsaid(cell)) return { kind: 'unsaid' }
  if (outside.test(cell)) return { kind: 'outside' }
  const given = cell.toLowerCase()
  return areas.find(({ codes }) => codes.some((code) => code.toLowerCase() === given))?.area
}

/**
 * How a column of the file is named: by its head, and beside it what was asked there, unless the head says it.
 * @param title the form's own question, for a file that has only short heads
 */
export function columnHead(
  column: SurveyTable['columns'][number] | undefined,
  title = '',
): Pick<ImportError, 'column' | 'question'> {
  if (!column) return { column: '' }
  const asked = column.question === column.name ? title : column.question
  const isSaid = !asked || plain(column.name).includes(plain(asked))
  return { column: column.name, ...(isSaid ? {} : { question: shorten(asked, 80) }) }
}

/**
 * The rows of a survey's file as answers to a form of own questions. Either every row can be taken, or every value that is
 * not understood is named by row and column and nothing is: no row is ever guessed at.
 */
export function formRows(
  table: SurveyTable,
  mapping: FormMapping,
  given: {
    form: Form
    slots: readonly QuestionSlots[]
    codes: ImportCodes
    labels: AboutLabels
    say: (id: string) => string
  },
): ReadFormRows {
  const { form, slots, codes, labels, say } = given
  const troubleOf = rowIdTroubles()
  const errors: SurveyRowError[] = []
  const headOf = (column: number | undefined, title = '') => columnHead(table.columns[column ?? -1], title)
  const rows = table.rows.map(({ line, cells }): ImportRow => {
    const wrong = (
      column: number | undefined,
      key: string,
      values: ImportError['values'] = {},
      more: Omit<SurveyRowError, keyof ImportError> & { title?: string } = {},
    ) => {
      const { title, ...rest } = more
      errors.push({ line, ...headOf(column, title), key, values, ...rest })
    }
    const cell = (column: number | undefined) =>
      column === undefined || column < 0 ? '' : (cells[column] ?? '').trim()

    const rowId = cell(mapping.rowId)
    const idTrouble = troubleOf(rowId, line)
    if (idTrouble) wrong(mapping.rowId, idTrouble.key, idTrouble.values)

    const area = areaOf(cell(mapping.area), codes.areas)
    if (!area)
      wrong(
        mapping.area,
        'not_an_area',
        { given: shorten(cell(mapping.area)) },
        { known: codes.areas.map((one) => one.name) },
      )

    const said: Partial<Record<AboutColumn, string | null>> = {}
    for (const [column, at] of Object.entries(mapping.about) as [AboutColumn, number][]) {
      const code = codeFor(labels, column, cell(at))
      if (code === null) wrong(at, 'not_listed', { given: shorten(cell(at)) }, { about: column })
      said[column] = code || null
    }
    const { ethnic_group: group, ethnic_detail: detail } = said
    if (group && detail && groupOfDetail(detail) !== group)
      wrong(mapping.about.ethnic_detail, 'detail_of_another', { given: detail, group }, { about: 'ethnic_detail' })

    const keys: Record<string, string> = {}
    const words: Record<string, string> = {}
    const judged = new Map<string, Given>()
    const fieldOf = new Map<string, number | undefined>()
    const asWritten = errors.length
    for (const slot of slots) {
      const keyed = keyedFrom(
        slot,
        (field) => {
          const column = mapping.questions[field] ?? -1
          return column < 0 ? undefined : cell(column)
        },
        say,
        (field) => {
          const column = table.columns[mapping.questions[field] ?? -1]
          return column ? [...new Set([column.name, column.question])].join(' ') : ''
        },
      )
      const { key } = slot.question
      if (keyed.given) judged.set(slot.question.id, keyed.given)
      keys[key] = keyed.keys
      words[key] = keyed.words
      fieldOf.set(key, mapping.questions[keyed.field])
      for (const { field, given: found, key: what, values, known } of keyed.troubles)
        wrong(
          mapping.questions[field],
          what,
          { given: shorten(found), ...values },
          { known, title: say(slot.question.title) },
        )
    }
    const row = {
      line,
      rowId,
      channel: mapping.channel,
      answers: { ...noAnswers, area: area ?? null },
      monitoring: saidIn(said),
    }
    if (errors.length > asWritten) return row
    const read = readFormEntry({ area: '', language: 'en', late: false, keys, words }, { form, districts: [], seed: 0 })
    if (!read.ok) {
      for (const problem of read.problems) {
        const question = 'question' in problem ? problem.question : undefined
        const column = question && fieldOf.get(question.key)
        const whole = question && column === mapping.questions[`q-${question.key}`] ? cell(column) : ''
        const more = { problem, title: question && say(question.title) }
        if (whole) wrong(column, 'answer', { given: shorten(whole) }, more)
        else wrong(column, 'answer_of_parts', {}, more)
      }
      return row
    }
    for (const [id, one] of judged) read.entry.given[id] = one
    if (isBlank(read.entry)) wrong(undefined, 'nothing_answered')
    return { ...row, form: { version: form.version, answers: formAnswersOf(read.entry, form) } }
  })
  return errors.length ? { ok: false, errors } : { ok: true, rows }
}

import type { Handle } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import type { StaffAsk } from '../../server/page.ts'
import { troublesInWords } from '../answering/form-view.server.ts'
import { formOf, formTexts } from '../form-store.server.ts'
import type { FormEntryProblem } from '../paper/paper-form-entry.ts'
import { aboutColumns } from './about-columns.ts'
import { aboutLabels, aboutName } from './about-labels.ts'
import { plain } from './file-trouble.ts'
import { type ImportError, type ImportRow, importColumns, readRows } from './import.ts'
import { importCodes } from './import-store.server.ts'
import type { importReady } from './importing.server.ts'
import { ownRows, proposedAbout, proposedMapping, type SurveyMapping, type SurveyTable } from './survey-file.ts'
import { inTheirFile } from './survey-file-errors.ts'
import { aboutFrom, columnAt, fieldsOf, formShape, mappingFrom, mappingShape } from './survey-form.ts'
import { formRows, type SurveyRowError } from './survey-form-rows.ts'
import { proposedColumns, questionSlots } from './survey-questions.ts'

type Ready = Awaited<ReturnType<typeof importReady>>
type Ask = Pick<StaffAsk<unknown>, 'now' | 'words'>

/** Everything that a survey's file is read by: the template's codes, or a form of own questions with its columns. */
export async function surveyReady({ now, words }: Ask, db: Handle, { consultation }: Pick<Ready, 'consultation'>) {
  // What another program asked was not in our words.
  const codes = { ...(await importCodes(db, consultation.id, now)), worded: undefined }
  const labels = aboutLabels(words)
  const form = consultation.template === 'form' ? await formOf(db, consultation.id, londonDay(now)) : undefined
  if (!form) return { codes, labels, form: undefined }
  const texts = await formTexts(db, form.questions, 'en')
  const say = (id: string) => texts.get(id)?.body ?? ''
  return { codes, labels, form, texts, say, slots: questionSlots(form.questions) }
}
type Survey = Awaited<ReturnType<typeof surveyReady>>

/** The columns that a file seems to have, as values of the form's fields. */
export function proposedFields(survey: Survey, table: SurveyTable): Record<string, string> {
  const own = proposedMapping(table, survey.codes)
  if (!survey.form) return fieldsOf(own)
  const heads = table.columns.map(({ name, question }) => `${plain(name)} ${plain(question)}`)
  const columns = proposedColumns(survey.slots, heads, survey.say)
  const about = proposedAbout(heads, survey.codes.choice)
  const chosen: SurveyMapping = { ...own, about, form: 'places', picks: [] }
  const fields = Object.entries(columns).map(([field, column]) => [field, String(column)])
  return { ...fieldsOf(chosen), ...Object.fromEntries(fields) }
}

export const surveyShape = (survey: Survey) =>
  survey.form ? formShape(survey.slots, survey.codes) : mappingShape(survey.codes)

/** What each question may be answered by, for the page that names the columns; null for the template's one question. */
export function slotsView(survey: Survey, words: Ask['words']) {
  const t = words('exchange')
  return survey.form
    ? survey.slots.map(({ question, slots }) => ({
        title: survey.say(question.title),
        slots: slots.map(({ field, of }) => ({
          field,
          label:
            of === 'whole'
              ? t('survey.whole')
              : of === 'words'
                ? t('survey.own_words')
                : 'text' in of
                  ? survey.say(of.text)
                  : t(`survey.judged.${question.kind}.${of.part}`, { number: of.number }),
        })),
      }))
    : null
}

export type ReadSurveyRows =
  | { ok: true; rows: ImportRow[] }
  | { ok: false; missing: string[] }
  | { ok: false; missing: null; errors: ImportError[] }

/** The rows of a file by the columns chosen: the fields that must be chosen and were not, or everything wrong in it. */
export function surveyRows(
  ask: Ask,
  survey: Survey,
  table: SurveyTable,
  typed: Record<string, string>,
): ReadSurveyRows {
  const { codes, labels } = survey
  const { mapping, missing } = mappingFrom(typed, table, codes)
  if (!survey.form) {
    if (missing.length) return { ok: false, missing }
    const rows = [importColumns(codes), ...ownRows(table, mapping, codes, labels)]
    const lines = table.rows.map(({ line }) => line)
    const read = readRows(rows, codes, lines)
    if (read.ok) return read
    const errors = inTheirFile(read.errors, table, mapping, codes)
    return { ok: false, missing: null, errors: errorsInWords(ask, survey, errors) }
  }
  const { form, slots, say } = survey
  const questions = Object.fromEntries(
    slots.flatMap((one) => one.slots.map(({ field }) => [field, columnAt(typed[field], table)])),
  )
  const none = Object.values(questions).every((column) => column < 0)
  const needed = [...(mapping.rowId < 0 ? ['rowId'] : []), ...(none ? [slots[0]?.slots[0]?.field ?? 'rowId'] : [])]
  if (needed.length) return { ok: false, missing: needed }
  const { rowId, channel, area } = mapping
  const about = aboutFrom(typed, table, codes.choice)
  const read = formRows(table, { rowId, channel, area, about, questions }, { form, slots, codes, labels, say })
  if (read.ok) return read
  return { ok: false, missing: null, errors: errorsInWords(ask, survey, read.errors) }
}

const mostNamed = 12

/** What was wrong with rows, with everything in it called by its name and not by its code. */
function errorsInWords({ words }: Ask, survey: Survey, errors: readonly SurveyRowError[]): ImportError[] {
  const t = words('exchange')
  const joiner = new Intl.ListFormat('en-GB', { type: 'unit' })
  const listed = (names: readonly string[]) => {
    const some = joiner.format(names.slice(0, mostNamed).map((name) => t('survey.quoted', { name })))
    return names.length > mostNamed ? t('survey.and_more', { some, count: names.length - mostNamed }) : some
  }
  const inWords = (problem: FormEntryProblem): string => {
    if (!('question' in problem) || !survey.form) return ''
    if (!('trouble' in problem)) return words('paper')(`errors.own.${problem.key}`, problem.values)
    const given = { t: words('asking'), locale: 'en-GB', several: false }
    return troublesInWords([{ ...problem.trouble, question: problem.question }], survey.texts, given)[0]!.message
  }
  return errors.map(({ problem, about, known, ...error }) => {
    if (problem) return { ...error, values: { ...error.values, problem: inWords(problem) } }
    if (error.key === 'detail_of_another') {
      const { given, group } = error.values
      const names = {
        given: aboutName(words, 'ethnic_detail', String(given)),
        group: aboutName(words, 'ethnic_group', String(group)),
      }
      return { ...error, values: names }
    }
    const names = about ? aboutColumns[about].codes.map((code) => aboutName(words, about, code)) : known
    const key = about === 'age_band' ? 'not_age' : error.key
    return names ? { ...error, key, values: { ...error.values, known: listed(names) } } : error
  })
}

/** Of how many people each question of a form has an answer in the rows: never what they chose. */
export function answeredLines(survey: Survey, rows: readonly ImportRow[], words: Ask['words']): string[] {
  const t = words('exchange')
  return survey.form
    ? survey.form.questions.map((question) =>
        t('survey.answered_line', {
          question: survey.say(question.title),
          people: rows.filter((row) => row.form?.answers[question.id]).length,
        }),
      )
    : []
}

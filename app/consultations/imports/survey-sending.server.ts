import { write } from '../../../db/connect.ts'
import { sha256 } from '../../ledger/commitment.ts'
import type { FieldError, Typed } from '../../server/form.ts'
import type { StaffAsk } from '../../server/page.ts'
import { answerStatuses } from './import.ts'
import type { uploadSent } from './importing.server.ts'
import { readSurvey, type SurveyTable } from './survey-file.ts'
import { changeUpload, keepUpload, uploadOf } from './survey-upload-store.server.ts'

type Ask = Pick<StaffAsk<unknown>, 'db' | 'now' | 'words' | 'actor'>

export interface SurveyFile {
  fileName: string
  fileHash: string
  content: SurveyTable
}

/** Most of what is wrong with the form of a file that is told at once. */
const mostTold = 100

/** The survey's file in a posted form, if there is one: read whole, or everything that keeps it from being read. */
export async function surveyIn(
  form: FormData,
  words: Ask['words'],
): Promise<{ file?: SurveyFile; errors: FieldError[] }> {
  const file = form.get('file')
  if (!(file instanceof File) || file.size === 0) return { errors: [] }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const read = readSurvey(bytes)
  if (read.ok)
    return { file: { fileName: file.name.slice(0, 100), fileHash: sha256(bytes), content: read.value }, errors: [] }
  const t = words('exchange')
  const errors = read.troubles.slice(0, mostTold).map(({ row, key, values }) => ({
    field: 'file',
    message: t('file_row', { row, trouble: t(`file.${key}`, values) }),
  }))
  return { errors }
}

/**
 * Keeps the file of a form until its columns are named. Where the form is not whole, a file that could be read is kept
 * all the same, so that nobody has to find it a second time.
 * @returns the id under which it waits, or what has to be mended
 */
export async function keepSurvey(
  ask: Ask,
  consultationId: string,
  sent: Awaited<ReturnType<typeof uploadSent>>,
): Promise<{ id: string } | { errors: FieldError[]; typed: Typed }> {
  const { db, now, words, actor } = ask
  const { form } = sent
  const typed: Typed = { ...sent.typed }
  const text = (name: string) => typed[name]?.[0]?.trim() ?? ''
  const whose = { id: text('kept'), consultationId, personId: actor.personId }
  const { file, errors: unread } = await surveyIn(form, words)
  const before = whose.id ? await uploadOf(db, 'table', whose) : undefined
  const others = sent.ok ? [] : sent.errors.filter(({ field }) => field !== 'file')
  const missing =
    file || before || unread.length ? [] : [{ field: 'file', message: words('engagement')('errors.file') }]
  const errors = [...others, ...unread, ...missing]
  const source = text('source').slice(0, 100)
  const status = answerStatuses.find((known) => known === text('status')) ?? 'counted'
  const about = { source: errors.length ? '' : source, status, ...(file ? { file } : {}) }
  const id = await write(db, async (tx) => {
    if (!before) {
      if (!file) return ''
      const { personId } = whose
      return keepUpload(tx, { consultationId, ...about, ...file, mapping: {}, personId }, now)
    }
    await changeUpload(tx, whose, about, now)
    return whose.id
  })
  if (!errors.length) return { id }
  delete typed.kept
  const kept = file ?? before
  if (id && kept) Object.assign(typed, { kept: [id], 'kept-name': [kept.fileName] })
  return { errors, typed }
}

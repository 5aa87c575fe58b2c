import { z } from 'zod'
import type { Handle } from '../../../db/connect.ts'
import { exerciseFor } from '../../engagement/exercise-access.server.ts'
import { type FieldError, formDataOf, type Refused, type Typed } from '../../server/form.ts'
import { notFound, type StaffAsk } from '../../server/page.ts'
import { consultationOf } from '../freezing/freeze-material-store.server.ts'
import { snapshotOf } from '../freezing/snapshot-store.server.ts'
import { answerStatuses } from './import.ts'

/** What every page that loads answers asks of its address and of the person. */
export const importing = { params: z.object({ id: z.string().max(100) }), permission: 'answers.import' } as const

/** The exercise and its questions, and whether its answers are frozen; an unpublished one takes no answers. Inside a transaction pass its handle. */
export async function importReady(ask: StaffAsk<{ id: string }>, db: Handle = ask.db) {
  const exercise = await exerciseFor(ask, db)
  const consultation = await consultationOf(db, exercise.id)
  if (!consultation || !exercise.publishedAt) throw notFound()
  return { exercise, consultation, frozen: (await snapshotOf(db, exercise.id, 'analysis')) !== undefined }
}

interface SentUpload {
  source: string
  status: (typeof answerStatuses)[number]
  file: File
  bytes: Uint8Array
  form: FormData
  typed: Typed
}

/** What every page that takes a file asks for: where its rows come from, whose answers they are, and the file. */
export async function uploadSent(
  { request, words }: StaffAsk<unknown>,
  frozen: boolean,
): Promise<({ ok: true } & SentUpload) | ({ ok: false; form: FormData } & Refused)> {
  const t = words('engagement')
  const form = await formDataOf(request)
  const typed: Typed = {}
  for (const [name, value] of form) if (typeof value === 'string') typed[name] = [value]
  const source = typed.source?.[0]?.trim() ?? ''
  const status = answerStatuses.find((known) => known === typed.status?.[0])
  const file = form.get('file')
  const errors: FieldError[] = []
  if (frozen) errors.push({ field: 'file', message: t('errors.frozen') })
  if (!source || source.length > 100) errors.push({ field: 'source', message: t('errors.source') })
  if (!status) errors.push({ field: 'status', message: t('errors.status') })
  if (!(file instanceof File) || file.size === 0) errors.push({ field: 'file', message: t('errors.file') })
  if (errors.length || !status || !(file instanceof File)) return { ok: false, errors, typed, form }
  return { ok: true, source, status, file, bytes: new Uint8Array(await file.arrayBuffer()), form, typed }
}

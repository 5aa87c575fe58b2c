import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Db, type Handle, type Tx, write } from '../../../db/connect.ts'
import type { ExchangeAnswers } from './exchange-answers.ts'
import type { answerStatuses, channels } from './import.ts'
import type { SurveyTable } from './survey-file.ts'

/** Answers to one question that another program's file holds, ready to be loaded. */
export interface ExchangeUpload extends ExchangeAnswers {
  questionId: string
  channel: (typeof channels)[number]
  /** What they were read from. */
  sent: SentFiles
}

export interface KeptFile {
  name: string
  text: string
}

/** Files of another program as they were sent, and what was said of them by the fields of the form. */
export interface SentFiles {
  files: { main: KeptFile | null; votes: KeptFile | null }
  choices: Record<string, string>
}

/** The fields of the form that names the columns, with the place of each. */
const fieldsShape = z.record(z.string(), z.string())

/** A table whose columns are still to be named, answers that are still to be looked at, or files not read yet. */
interface Contents {
  table: SurveyTable
  exchange: ExchangeUpload
  files: SentFiles
}

const whatIs = (content: Contents[keyof Contents]): keyof Contents =>
  'people' in content ? 'exchange' : 'files' in content ? 'files' : 'table'

export interface Upload {
  consultationId: string
  source: string
  status: (typeof answerStatuses)[number]
  fileName: string
  fileHash: string
  content: Contents[keyof Contents]
  /** The columns named so far, by the fields of their form; only a table has any. */
  mapping?: Readonly<Record<string, string>>
  personId: string
}

/** Keeps a file that was read until somebody says that it is to be loaded; returns its id. */
export async function keepUpload(tx: Tx, upload: Upload, now: Date): Promise<string> {
  const id = randomUUID()
  await tx
    .insertInto('survey_upload')
    .values({
      id,
      consultation_id: upload.consultationId,
      source: upload.source,
      status: upload.status,
      file_name: upload.fileName,
      file_hash: upload.fileHash,
      content: JSON.stringify(upload.content),
      mapping: upload.mapping ? JSON.stringify(upload.mapping) : null,
      uploaded_by: upload.personId,
      uploaded_at: now.toISOString(),
    })
    .execute()
  return id
}

/** A file of this consultation that waits to be loaded, if this person sent it and it holds what is asked for. */
export async function uploadOf<K extends keyof Contents>(
  db: Handle,
  what: K,
  { id, consultationId, personId }: { id: string; consultationId: string; personId: string },
) {
  const row = await db
    .selectFrom('survey_upload')
    .selectAll()
    .where('id', '=', id)
    .where('consultation_id', '=', consultationId)
    .where('uploaded_by', '=', personId)
    .executeTakeFirst()
  const content: Contents[keyof Contents] | undefined = row && JSON.parse(row.content)
  if (!row || !content || whatIs(content) !== what) return undefined
  return {
    source: row.source,
    status: row.status as Upload['status'],
    fileName: row.file_name,
    fileHash: row.file_hash,
    content: content as Contents[K],
    mapping: row.mapping === null ? null : fieldsShape.parse(JSON.parse(row.mapping)),
  }
}

/** The tables of a consultation whose columns this person has still to name or to load, the newest first. */
export const waitingTables = (db: Handle, { consultationId, personId }: { consultationId: string; personId: string }) =>
  db
    .selectFrom('survey_upload')
    .select(['id', 'source', 'file_name as fileName', 'uploaded_at as at'])
    .where('consultation_id', '=', consultationId)
    .where('uploaded_by', '=', personId)
    .where('mapping', 'is not', null)
    // Without a word of where it comes from it is only half sent.
    .where('source', '!=', '')
    .orderBy('uploaded_at', 'desc')
    .orderBy('id')
    .execute()

/** What an officer says of a file that waits: the columns named for it, whose answers it has, or a corrected file in its place. */
export async function changeUpload(
  tx: Tx,
  { id, personId }: { id: string; personId: string },
  change: Partial<Pick<Upload, 'source' | 'status' | 'mapping'>> & {
    file?: Pick<Upload, 'fileName' | 'fileHash' | 'content'>
  },
  now: Date,
): Promise<void> {
  const { source, status, mapping, file } = change
  await tx
    .updateTable('survey_upload')
    .set({
      ...(source === undefined ? {} : { source }),
      ...(status === undefined ? {} : { status }),
      ...(mapping === undefined ? {} : { mapping: JSON.stringify(mapping) }),
      ...(file === undefined
        ? {}
        : {
            file_name: file.fileName,
            file_hash: file.fileHash,
            content: JSON.stringify(file.content),
            // A corrected file is another day's work.
            uploaded_at: now.toISOString(),
          }),
    })
    .where('id', '=', id)
    .where('uploaded_by', '=', personId)
    .execute()
}

export async function dropUpload(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('survey_upload').where('id', '=', id).execute()
}

/** Files that nobody loaded within a day are removed: they hold what people answered. */
export async function dropOldUploads(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 24 * 3_600_000).toISOString()
  await write(db, (tx) => tx.deleteFrom('survey_upload').where('uploaded_at', '<', before).execute())
}

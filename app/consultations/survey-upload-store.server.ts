import { randomUUID } from 'node:crypto'
import { type Db, type Handle, type Tx, write } from '../../db/connect.ts'
import type { answerStatuses } from './import.ts'
import type { SurveyTable } from './survey-file.ts'

export interface SurveyUpload {
  consultationId: string
  source: string
  status: (typeof answerStatuses)[number]
  fileName: string
  fileHash: string
  table: SurveyTable
  personId: string
}

/** Keeps a file that was read until its columns are named; returns its id. */
export async function keepUpload(tx: Tx, upload: SurveyUpload, now: Date): Promise<string> {
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
      content: JSON.stringify(upload.table),
      uploaded_by: upload.personId,
      uploaded_at: now.toISOString(),
    })
    .execute()
  return id
}

/** A file of this consultation that waits to be loaded, if this person sent it. */
export async function uploadOf(db: Handle, id: string, consultationId: string, personId: string) {
  const row = await db
    .selectFrom('survey_upload')
    .selectAll()
    .where('id', '=', id)
    .where('consultation_id', '=', consultationId)
    .where('uploaded_by', '=', personId)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    source: row.source,
    status: row.status as SurveyUpload['status'],
    fileName: row.file_name,
    fileHash: row.file_hash,
    table: JSON.parse(row.content) as SurveyTable,
  }
}

export async function dropUpload(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('survey_upload').where('id', '=', id).execute()
}

/** Files that nobody loaded within a day are removed: they hold what people answered. */
export async function dropOldUploads(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - 24 * 3_600_000).toISOString()
  await write(db, (tx) => tx.deleteFrom('survey_upload').where('uploaded_at', '<', before).execute())
}

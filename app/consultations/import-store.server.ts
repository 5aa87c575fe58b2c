import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../db/connect.ts'
import { areasOn } from '../engagement/area-store.server.ts'
import { londonDay } from '../engagement/london-day.ts'
import { textsOf } from '../languages/text-store.server.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { sha256 } from '../ledger/commitment.ts'
import { addAnswers, type BatchAnswer } from './answer-batch-store.server.ts'
import type { ImportCodes, ImportRow } from './import.ts'
import { noMonitoring } from './monitoring.ts'

/** What a file for this consultation may say: options by number or priority, areas by code or name. */
export async function importCodes(db: Handle, consultationId: string, now: Date): Promise<ImportCodes> {
  const { picks_max } = await db
    .selectFrom('consultation')
    .select('picks_max')
    .where('id', '=', consultationId)
    .executeTakeFirstOrThrow()
  const options = await db
    .selectFrom('question_option as o')
    .innerJoin('question as q', 'q.id', 'o.question_id')
    .leftJoin('priority as p', 'p.id', 'o.priority_id')
    .select(['o.id', 'o.position', 'o.title_text_id', 'p.slug'])
    .where('q.consultation_id', '=', consultationId)
    .orderBy('o.position')
    .execute()
  const titles = await textsOf(
    db,
    options.map((option) => option.title_text_id),
    'en',
  )
  const areas = await areasOn(db, londonDay(now))
  return {
    picksMax: picks_max,
    options: options.map(({ id, position, slug, title_text_id }) => ({
      id,
      title: titles.get(title_text_id)?.body ?? '',
      codes: [String(position), ...(slug ? [slug] : [])],
    })),
    areas: areas.flatMap(({ id, code, name, kind, parentId }): ImportCodes['areas'] => {
      const codes = [code, name]
      if (kind === 'district') return [{ area: { kind: 'district', district: id, forum: null }, name, codes }]
      if (kind === 'forum' && parentId)
        return [{ area: { kind: 'district', district: parentId, forum: id }, name, codes }]
      return []
    }),
  }
}

export interface ImportFile {
  consultationId: string
  /** Where the rows come from; with the row's own id it is unique, whatever the file is called. */
  source: string
  fileHash: string
  /** Residents in time, residents after closing, or organisations. */
  status: BatchAnswer['status']
  rows: readonly ImportRow[]
  personId: string
}

/**
 * Loads the rows that are not known yet, all in the caller's transaction. The same file twice, or a corrected one that
 * overlaps, adds only new rows; a row already loaded stays as it was loaded.
 */
export async function loadImport(
  tx: Tx,
  secret: string,
  file: ImportFile,
  now: Date,
): Promise<{ id: string; added: number; known: number }> {
  const { consultationId, source } = file
  const stored = await tx
    .selectFrom('response')
    .select('source_row')
    .where('consultation_id', '=', consultationId)
    .where('source', '=', source)
    .execute()
  const known = new Set(stored.map((row) => row.source_row))
  const fresh = file.rows.filter((row) => !known.has(row.rowId))
  const id = randomUUID()
  const counts = { rows_added: fresh.length, rows_known: file.rows.length - fresh.length }
  await tx
    .insertInto('import_batch')
    .values({
      id,
      consultation_id: consultationId,
      source,
      file_hash: file.fileHash,
      ...counts,
      imported_by: file.personId,
      imported_at: now.toISOString(),
    })
    .execute()
  const day = londonDay(now)
  await addAnswers(
    tx,
    secret,
    consultationId,
    fresh.map(
      (row): BatchAnswer => ({
        submissionKey: sha256(`import\n${consultationId}\n${source}\n${row.rowId}`),
        answers: row.answers,
        channel: row.channel,
        language: 'en',
        edition: 'standard',
        status: file.status,
        helped: false,
        duplicateFlag: false,
        cluster: null,
        importId: id,
        source,
        sourceRow: row.rowId,
        receivedOn: day,
        monitoring:
          row.ageBand || row.sex || row.ethnicGroup
            ? { ...noMonitoring, ageBand: row.ageBand, sex: row.sex, ethnicGroup: row.ethnicGroup }
            : null,
      }),
    ),
  )
  await logAct(tx, now, {
    personId: file.personId,
    did: 'loaded answers',
    objectKind: 'consultation',
    objectId: consultationId,
    detail: { source, ...counts },
  })
  return { id, added: counts.rows_added, known: counts.rows_known }
}

/** The loads of a consultation so far, newest first. */
export const importsOf = (db: Handle, consultationId: string) =>
  db
    .selectFrom('import_batch as b')
    .leftJoin('person as p', 'p.id', 'b.imported_by')
    .select([
      'b.id',
      'b.source',
      'b.rows_added as added',
      'b.rows_known as known',
      'b.imported_at as at',
      'p.label as by',
    ])
    .where('b.consultation_id', '=', consultationId)
    .orderBy('b.imported_at', 'desc')
    .orderBy('b.id')
    .execute()

import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { areasOn } from '../../engagement/areas/area-store.server.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { textsOf } from '../../languages/text-store.server.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { sha256 } from '../../ledger/commitment.ts'
import {
  type BatchAnswer,
  type PreparedAnswers,
  plainAnswer,
  prepareAnswers,
  withoutRows,
  writeAnswers,
} from '../answering/answer-batch-store.server.ts'
import { choiceOfConsultation, marksOf } from '../equality/equality-choice-store.server.ts'
import type { ImportCodes, ImportRow } from './import.ts'
import type { SurveyTable } from './survey-file.ts'

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
  const choice = await choiceOfConsultation(db, consultationId)
  return {
    choice,
    worded: await marksOf(db, choice, 'en'),
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
  /** Rows of the file that are nobody’s answer and not among `rows`. */
  apart?: SurveyTable['apart']
  personId: string
}

/** A file's rows made ready to be written, without those that were known when it was read. */
export interface PreparedImport {
  id: string
  file: ImportFile
  answers: PreparedAnswers
}

/**
 * Makes a file's new rows ready before the transaction that writes them, so that nobody who answers meanwhile waits for
 * the work of it.
 */
export async function prepareImport(db: Handle, secret: string, file: ImportFile, now: Date): Promise<PreparedImport> {
  const { consultationId, source } = file
  const known = await knownRows(db, file)
  const [id, day] = [randomUUID(), londonDay(now)]
  const answers = await prepareAnswers(
    secret,
    consultationId,
    file.rows
      .filter((row) => !known.has(row.rowId))
      .map(
        (row): BatchAnswer => ({
          ...plainAnswer,
          submissionKey: sha256(`import\n${consultationId}\n${source}\n${row.rowId}`),
          answers: row.answers,
          form: row.form,
          channel: row.channel,
          language: 'en',
          status: file.status,
          importId: id,
          source,
          sourceRow: row.rowId,
          receivedOn: day,
          monitoring: row.monitoring,
        }),
      ),
  )
  return { id, file, answers }
}

const knownRows = async (db: Handle, { consultationId, source }: ImportFile) =>
  new Set(
    (
      await db
        .selectFrom('response')
        .select('source_row')
        .where('consultation_id', '=', consultationId)
        .where('source', '=', source)
        .execute()
    ).map((row) => row.source_row),
  )

/**
 * Loads the rows that are not known yet, all in the caller's transaction. The same file twice, or a corrected one that
 * overlaps, adds only new rows; a row already loaded stays as it was loaded.
 */
export async function loadImport(
  tx: Tx,
  { id, file, answers }: PreparedImport,
  now: Date,
): Promise<{ id: string; added: number; known: number }> {
  const { consultationId, source } = file
  // Somebody else may have loaded some of these rows since they were made ready.
  const known = await knownRows(tx, file)
  const fresh = withoutRows(answers, known)
  const counts = {
    rows_added: fresh.batch.length,
    rows_known: file.rows.length - fresh.batch.length,
    rows_tests: file.apart?.tests ?? 0,
    rows_unfinished: file.apart?.unfinished ?? 0,
  }
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
  await writeAnswers(tx, fresh)
  await logAct(tx, now, {
    personId: file.personId,
    did: 'loaded answers',
    objectKind: 'consultation',
    objectId: consultationId,
    detail: { source, ...counts },
  })
  return { id, added: counts.rows_added, known: counts.rows_known }
}

/** When a file with these very bytes was loaded into a consultation and not taken out again. */
export const loadedBefore = (db: Handle, consultationId: string, fileHash: string) =>
  db
    .selectFrom('import_batch as b')
    .select(['b.source', 'b.imported_at as at'])
    .where('b.consultation_id', '=', consultationId)
    .where('b.file_hash', '=', fileHash)
    .where('b.rows_added', '>', 0)
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('import_undone as u').select('u.import_id').whereRef('u.import_id', '=', 'b.id'))),
    )
    .executeTakeFirst()

/** The loads of a consultation so far, newest first. */
export const importsOf = (db: Handle, consultationId: string) =>
  db
    .selectFrom('import_batch as b')
    .leftJoin('person as p', 'p.id', 'b.imported_by')
    .leftJoin('import_undone as u', 'u.import_id', 'b.id')
    .select([
      'b.id',
      'b.source',
      'b.rows_added as added',
      'b.rows_known as known',
      'b.rows_tests as tests',
      'b.rows_unfinished as unfinished',
      'b.imported_at as at',
      'p.label as by',
      'u.undone_on as undoneOn',
      'u.reason as undoneFor',
    ])
    .where('b.consultation_id', '=', consultationId)
    .orderBy('b.imported_at', 'desc')
    .orderBy('b.id')
    .execute()

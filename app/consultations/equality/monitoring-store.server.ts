import { randomUUID } from 'node:crypto'
import type { ExpressionBuilder } from 'kysely'
import type { Handle, Tx } from '../../../db/connect.ts'
import type { Schema } from '../../../db/schema.ts'
import { type Canonical, canonicalJson } from '../../ledger/canonical.ts'
import { countPeople } from '../coverage/answer-counter-store.server.ts'
import { codeList, type Monitoring, monitoringCells } from './monitoring.ts'

/** What somebody has said about themselves so far under this submission; undefined without an answer of a person or once frozen. */
export async function monitoringOf(db: Handle, submissionKey: string) {
  const row = await db
    .selectFrom('response')
    .leftJoin('monitoring_answer as m', 'm.key', 'response.monitoring_key')
    .select(['response.id', 'response.consultation_id as consultationId', 'response.monitoring_key as key'])
    .select(['response.status', 'm.age_band', 'm.sex', 'm.gender', 'm.gender_words', 'm.ethnic_group'])
    .select(['m.ethnic_detail', 'm.ethnic_words', 'm.disability', 'm.further', 'm.worded'])
    .where('response.submission_key', '=', submissionKey)
    .where('response.status', 'not in', ['withdrawn', 'organisation'])
    .where((eb) => eb.not(eb.exists(frozen(eb))))
    .executeTakeFirst()
  if (!row) return undefined
  const { id, consultationId, key, status, ...columns } = row
  const counts = status === 'counted' || status === 'outside'
  return { responseId: id, consultationId, key, counts, known: fromColumns(columns) }
}

/** After the analysis freeze nothing joins answers and equality answers again: a new key would. */
const frozen = (eb: ExpressionBuilder<Schema, 'response'>) =>
  eb
    .selectFrom('snapshot as s')
    .innerJoin('consultation as c', 'c.exercise_id', 's.exercise_id')
    .select('s.id')
    .where('s.stage', '=', 'analysis')
    .whereRef('c.id', '=', 'response.consultation_id')

/**
 * Keeps equality answers in their own store, under a random key that only the analysis freeze may use (trust section 3).
 * Answers may come page by page: `change` gets what is known so far. Undefined when the submission is unknown.
 */
export async function saveMonitoring(
  tx: Tx,
  submissionKey: string,
  change: (known: Monitoring) => Monitoring,
): Promise<Monitoring | undefined> {
  const before = await monitoringOf(tx, submissionKey)
  if (!before) return undefined
  const { responseId, consultationId, known } = before
  const changed = change(known)
  const columns = toColumns(changed)
  if (before.key) {
    await tx.updateTable('monitoring_answer').set(columns).where('key', '=', before.key).execute()
  } else {
    const key = randomUUID()
    await tx
      .insertInto('monitoring_answer')
      .values({ key, consultation_id: consultationId, ...columns })
      .execute()
    await tx.updateTable('response').set({ monitoring_key: key }).where('id', '=', responseId).execute()
  }
  // What is held is in no counter; it comes into them when an officer lets it in.
  if (before.counts) {
    await countPeople(tx, consultationId, monitoringCells(known), -1)
    await countPeople(tx, consultationId, monitoringCells(changed), 1)
  }
  return changed
}

/** Puts the equality answers under a key into the counters: their answer came late and counts after all. */
export async function countMonitoring(tx: Tx, key: string): Promise<void> {
  const row = await tx.selectFrom('monitoring_answer').selectAll().where('key', '=', key).executeTakeFirst()
  if (row) await countPeople(tx, row.consultation_id, monitoringCells(fromColumns(row)), 1)
}

/** Removes the equality answers under a key; `counted` says that they stand in the counters and are taken out of them. */
export async function dropMonitoring(tx: Tx, key: string, counted: boolean): Promise<void> {
  const row = await tx.selectFrom('monitoring_answer').selectAll().where('key', '=', key).executeTakeFirst()
  if (!row) return
  if (counted) await countPeople(tx, row.consultation_id, monitoringCells(fromColumns(row)), -1)
  await tx.deleteFrom('monitoring_answer').where('key', '=', key).execute()
}

/** As the store keeps it, with the list its codes are of (rule E-7). */
export const toColumns = (said: Monitoring) => ({
  age_band: said.ageBand,
  sex: said.sex,
  gender: said.gender,
  gender_words: said.genderWords,
  ethnic_group: said.ethnicGroup,
  ethnic_detail: said.ethnicDetail,
  ethnic_words: said.ethnicWords,
  disability: said.disability,
  code_list: codeList,
  further: canonicalJson(said.further as Canonical),
  worded: canonicalJson(said.worded),
})

type Columns = Omit<ReturnType<typeof toColumns>, 'code_list' | 'further' | 'worded'> & {
  further: string | null
  worded: string | null
}

/** As the store keeps it, read. */
export const fromColumns = (row: Columns): Monitoring => ({
  ageBand: row.age_band,
  sex: row.sex,
  gender: row.gender,
  genderWords: row.gender_words,
  ethnicGroup: row.ethnic_group,
  ethnicDetail: row.ethnic_detail,
  ethnicWords: row.ethnic_words,
  disability: row.disability,
  further: JSON.parse(row.further ?? '{}'),
  worded: JSON.parse(row.worded ?? '{}'),
})

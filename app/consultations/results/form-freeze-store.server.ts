import type { Db, Handle, Tx } from '../../../db/connect.ts'
import { publishRule } from '../../engagement/practice.ts'
import { practiceOf } from '../../engagement/practice-store.server.ts'
import { textsOf } from '../../languages/text-store.server.ts'
import { type Canonical, canonicalJson } from '../../ledger/canonical.ts'
import type { CheckpointKeeper } from '../../ledger/checkpoint-store.server.ts'
import { sha256 } from '../../ledger/commitment.ts'
import { draftList, frozenTexts, newestList } from '../../priorities/list-store.server.ts'
import { besideServer } from '../../server/beside-server.ts'
import { furtherGroups } from '../equality/characteristics.ts'
import { cutsAsked } from '../equality/equality-choice.ts'
import { choiceFor } from '../equality/equality-choice-store.server.ts'
import { ageBands, ethnicGroups, furtherGroupsOf, noMonitoring, sexes } from '../equality/monitoring.ts'
import { type FormQuestion, textIdsOf } from '../form.ts'
import { formOf } from '../form-store.server.ts'
import { codeVersion } from '../freezing/compute-list.server.ts'
import { publishableCounts } from '../freezing/exclusion.ts'
import { consultationOf, countsSinceClosing, districtsOf } from '../freezing/freeze-material-store.server.ts'
import { type FormAnalysisContent, seedOf } from '../freezing/snapshot.ts'
import {
  type FreezeBy,
  type FreezeWork,
  type Frozen,
  freezeBeside,
  saveAnalysisSnapshot,
  saveReissue,
} from '../freezing/snapshot-store.server.ts'
import { cameThrough, cameThroughGroups, isCompared } from '../groups/way-in.ts'
import { frozenApart, refrozenApart } from '../organisations/organisation-store.server.ts'
import type { FormResults } from './result.ts'
import type { FormResultsInput, FormRow } from './results-input.ts'

/** Everything the freeze of a form computes from, and a digest that tells whether it has changed since. */
export interface FormMaterial {
  about: Omit<FormAnalysisContent, 'format' | 'result'>
  input: FormResultsInput
  digest: string
}

/** Reads answers and equality answers together. Only the freeze may; after it there is no key to join them by. */
export async function formMaterial(db: Handle, exerciseId: string): Promise<FormMaterial | undefined> {
  const consultation = await consultationOf(db, exerciseId)
  if (consultation?.template !== 'form' || !consultation.closes_on) return undefined
  const { id, version, slug, title, closes_on: closesOn } = consultation
  const form = await formOf(db, id, closesOn)
  if (!form) return undefined
  const [districts, counts, practice, rows, titles, askedIn, apart] = [
    await districtsOf(db, exerciseId),
    await countsSinceClosing(db, exerciseId, id),
    await practiceOf(db),
    await formRows(db, id, 'counted'),
    await titlesOf(db, form.questions),
    await askedVersions(db, id),
    await frozenApart(db, exerciseId),
  ]
  const held = await formRows(db, id, 'quarantined')
  const input: FormResultsInput = {
    form,
    askedIn,
    rows,
    held,
    groups: {
      district: districts.map((district) => district.id),
      ageBand: ageBands,
      sex: sexes,
      ethnicGroup: ethnicGroups,
      ...Object.fromEntries(
        cutsAsked(await choiceFor(db, exerciseId), rows).map((name) => [name, furtherGroups[name]]),
      ),
      ...(isCompared(rows, publishRule(practice).minCell) && { cameThrough: cameThroughGroups }),
    },
    titles,
    closesOn,
    rule: publishRule(practice),
    seed: seedOf(id),
  }
  return {
    about: {
      exercise: { id: exerciseId, slug, title },
      consultation: { id, version },
      form: { version: form.version, questions: form.questions },
      titles,
      districts,
      counts: publishableCounts(counts, input.rule.minCell),
      code: codeVersion(['app/priorities', 'app/consultations/results', 'app/consultations/kinds']),
      ...apart,
    },
    input,
    digest: sha256(canonicalJson([rows, held, apart.organisations ?? null] as unknown as Canonical)),
  }
}

/** English words by text id, as they read now. */
async function titlesOf(db: Handle, questions: readonly FormQuestion[]): Promise<Record<string, string>> {
  const texts = await textsOf(db, questions.flatMap(textIdsOf), 'en')
  return Object.fromEntries([...texts].map(([id, { body }]) => [id, body]))
}

/** The versions of a form that asked each of its questions. */
async function askedVersions(db: Handle, consultationId: string): Promise<Record<string, number[]>> {
  const rows = await db
    .selectFrom('form_question_version')
    .select(['question_id', 'version'])
    .where('consultation_id', '=', consultationId)
    .orderBy('version')
    .execute()
  const versions: Record<string, number[]> = {}
  for (const { question_id, version } of rows) versions[question_id] = [...(versions[question_id] ?? []), version]
  return versions
}

/** Counted answers, or residents' answers that are held. */
async function formRows(db: Handle, consultationId: string, status: 'counted' | 'quarantined'): Promise<FormRow[]> {
  const rows = await db
    .selectFrom('response as r')
    .leftJoin('monitoring_answer as m', 'm.key', 'r.monitoring_key')
    .leftJoin('quarantined_answer as q', 'q.response_id', 'r.id')
    .select(['r.id', 'r.form_version', 'r.district_id', 'r.cluster', 'r.duplicate_flag', 'r.import_id'])
    .select('r.panel_sample_id')
    .select(['m.age_band', 'm.sex', 'm.ethnic_group', 'm.gender', 'm.disability', 'm.further'])
    .where('r.consultation_id', '=', consultationId)
    .where('r.status', '=', status)
    .where((eb) => eb.or([eb('q.would_be', 'is', null), eb('q.would_be', '=', 'counted')]))
    .orderBy('r.id')
    .execute()
  const given = await db
    .selectFrom('response_answer as a')
    .innerJoin('response as r', 'r.id', 'a.response_id')
    .select(['a.response_id', 'a.question_id', 'a.value'])
    .where('r.consultation_id', '=', consultationId)
    .where('r.status', '=', status)
    .orderBy('a.response_id')
    .orderBy('a.question_id')
    .execute()
  const answers = new Map<string, Record<string, { value: unknown; text: string }>>()
  for (const { response_id, question_id, value } of given) {
    const own = answers.get(response_id) ?? {}
    own[question_id] = { value: JSON.parse(value), text: '' }
    answers.set(response_id, own)
  }
  return rows.map((row) => ({
    id: row.id,
    version: row.form_version ?? 1,
    answers: answers.get(row.id) ?? {},
    together: row.cluster ?? row.import_id,
    district: row.district_id,
    ageBand: row.age_band,
    sex: row.sex,
    ethnicGroup: row.ethnic_group,
    ...furtherGroupsOf({ ...noMonitoring, ...row, further: JSON.parse(row.further ?? '{}') }),
    cameThrough: cameThrough(row.panel_sample_id),
    cluster: row.cluster,
    duplicate: row.duplicate_flag === 1,
  }))
}

/**
 * The analysis freeze of a form: as that of the template, computed beside the server and written in one transaction with
 * the end of the keys, unless an answer has changed in between.
 */
export async function freezeForm(
  db: Db,
  keeper: CheckpointKeeper,
  by: FreezeBy,
  now: Date,
  { signal, finish }: Pick<FreezeWork, 'signal' | 'finish'> = {},
): Promise<Frozen> {
  return freezeBeside(db, by.exerciseId, {
    read: (handle) => formMaterial(handle, by.exerciseId),
    compute: (input) => besideServer<FormResults>('app/consultations/results/form-results-worker.ts', input, signal),
    stillCounts: finish && ((tx) => finish(tx, now)),
    save: (tx, material, results) => saveFormAnalysis(tx, keeper, by, material, results, now),
  })
}

/** Writes the analysis and destroys the keys, all in the caller's transaction. Returns the draft's id. */
export async function saveFormAnalysis(
  tx: Tx,
  keeper: CheckpointKeeper,
  by: FreezeBy,
  { about, input }: FormMaterial,
  results: FormResults,
  now: Date,
): Promise<string> {
  const result = JSON.stringify(results)
  const content: FormAnalysisContent = { format: 'folkmoot-form-analysis/1', ...about, result: sha256(result) }
  const snapshotId = await saveAnalysisSnapshot(
    tx,
    keeper,
    by,
    { about, content, rows: results.base, form: { input, results } },
    now,
  )
  return draftList(tx, { exerciseId: by.exerciseId, snapshotId, result, note: '' }, now, 'form_result')
}

/**
 * Drafts the next version of published results, to correct their words with a note (rule P-9): the wording is read
 * afresh, the figures stay. Undefined while there is nothing to correct or another draft is waiting.
 */
export async function reissueForm(
  tx: Tx,
  keeper: CheckpointKeeper,
  by: { exerciseId: string; personId: string; note: string },
  now: Date,
): Promise<string | undefined> {
  const { exerciseId, note } = by
  const before = await newestList(tx, exerciseId, 'form_result')
  if (!before?.published_at) return undefined
  const { result, content: text } = await frozenTexts(tx, before.id, 'form_result')
  const { organisations, ...frozen } = JSON.parse(text) as FormAnalysisContent
  const titles = await titlesOf(tx, frozen.form.questions)
  const apart = await refrozenApart(tx, exerciseId, organisations)
  const content = { ...frozen, titles, districts: await districtsOf(tx, exerciseId), ...apart }
  const snapshotId = await saveReissue(tx, keeper, by, { before, content, did: 'drafted corrected results' }, now)
  return draftList(tx, { exerciseId, snapshotId, result, note }, now, 'form_result')
}

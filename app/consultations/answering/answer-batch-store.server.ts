import { randomInt, randomUUID } from 'node:crypto'
import { setImmediate as pause } from 'node:timers/promises'
import type { Tx } from '../../../db/connect.ts'
import { insertMany } from '../../../db/insert-many.ts'
import type { Channel } from '../../../db/tables/consultations.ts'
import { appendAll, type Sealed, seal } from '../../ledger/ledger-store.server.ts'
import { referenceFor, referenceHash } from '../../ledger/reference-code.ts'
import { countPeople } from '../coverage/answer-counter-store.server.ts'
import { type Monitoring, monitoringCells } from '../equality/monitoring.ts'
import { toColumns } from '../equality/monitoring-store.server.ts'
import type { SentForm } from '../form.ts'
import { bodyHash } from './answer-body.ts'
import { type Answers, choseNone, sameRank } from './answers.ts'
import { committedForm, formAnswerRows } from './form-answer-store.server.ts'
import { seedLimit } from './option-order.ts'
import { cellsOf, committed, placeOf, seatsOf } from './response-store.server.ts'

/** One person's answers that did not come through the resident's pages one by one. */
export interface BatchAnswer {
  submissionKey: string
  answers: Answers
  channel: Channel
  language: string
  edition: string
  status: 'counted' | 'late' | 'organisation'
  helped: boolean
  duplicateFlag: boolean
  cluster: string | null
  importId: string | null
  source: string | null
  sourceRow: string | null
  /** `YYYY-MM-DD`. */
  receivedOn: string
  /** Goes to the other store; null when nothing was said. */
  monitoring: Monitoring | null
  /** The order in which the options were shown; any when they were printed. */
  orderSeed?: number
  /** The answers to a consultation's own questions; residents' statements are not taken this way. */
  form?: SentForm
}

/** What is said of an answer when nothing about the way it came is out of the ordinary. */
export const plainAnswer = {
  edition: 'standard',
  status: 'counted',
  helped: false,
  duplicateFlag: false,
  cluster: null,
  importId: null,
  source: null,
  sourceRow: null,
  monitoring: null,
} satisfies Partial<BatchAnswer>

/** Answers made ready to be written: everything that can be worked out without holding the writer. */
export interface PreparedAnswers {
  consultationId: string
  batch: readonly BatchAnswer[]
  responses: readonly ReturnType<typeof responseRow>[]
  sealed: readonly Sealed[]
  picks: readonly { response_id: string; option_id: string; place: number }[]
  texts: readonly { response_id: string; kind: 'why' | 'something_else'; language: string; body: string }[]
  monitoring: readonly ReturnType<typeof monitoringRow>[]
  /** The answers to a consultation's own questions, and what was written there. */
  forms: readonly ReturnType<typeof formAnswerRows>[]
}

const preparedAtOnce = 500

/**
 * Works out what will be written of many answers: ids, references, hashes and commitments, before any transaction.
 * Other requests are answered in between. Somebody outside the area is kept apart from those who are counted.
 */
export async function prepareAnswers(
  secret: string,
  consultationId: string,
  batch: readonly BatchAnswer[],
): Promise<PreparedAnswers> {
  const responses: ReturnType<typeof responseRow>[] = []
  const sealed: Sealed[] = []
  const monitoring: ReturnType<typeof monitoringRow>[] = []
  for (const [i, one] of batch.entries()) {
    if (i > 0 && i % preparedAtOnce === 0) await pause()
    const row = responseRow(secret, consultationId, { ...one, id: randomUUID(), key: one.monitoring && randomUUID() })
    const form = one.form && committedForm(one.form)
    const payload = { consultation: consultationId, response: row.id, ...committed(one.answers), ...form }
    responses.push(row)
    sealed.push(seal({ type: 'response', payload, recordedOn: one.receivedOn }))
    if (row.monitoring_key && one.monitoring)
      monitoring.push(monitoringRow(consultationId, row.monitoring_key, one.monitoring))
  }
  return {
    consultationId,
    batch,
    responses,
    sealed,
    picks: batch.flatMap(({ answers }, i) =>
      answers.picks.map((option_id, place) => ({ response_id: responses[i]!.id, option_id, place: place + 1 })),
    ),
    texts: batch.flatMap(({ answers, language }, i) =>
      [
        { response_id: responses[i]!.id, kind: 'why' as const, language, body: answers.why },
        { response_id: responses[i]!.id, kind: 'something_else' as const, language, body: answers.somethingElse },
      ].filter((text) => text.body),
    ),
    forms: batch.map(({ form, language }, i) => formAnswerRows(responses[i]!.id, form?.answers ?? {}, language)),
    // Sorted by their random keys: the order of rows on the disk tells nothing about whose they are.
    monitoring: monitoring.sort(by('key')),
  }
}

/**
 * Writes prepared answers in the caller's transaction, in few statements: rows, picks, texts, equality answers in their
 * own store under random keys, counters, and one ledger commitment each, just as `submit` does for one.
 */
export async function writeAnswers(tx: Tx, prepared: PreparedAnswers): Promise<void> {
  const seqs = await appendAll(tx, prepared.sealed)
  const responses = prepared.responses.map((row, i) => ({ ...row, ledger_seq: seqs[i]! }))
  // In the order of their keys, which are random: a tree that grows at its end is written once.
  await insertMany(tx, 'response', responses.sort(by('id')))
  await insertMany(tx, 'response_pick', prepared.picks.toSorted(by('response_id')))
  await insertMany(tx, 'response_text', prepared.texts)
  const given = prepared.forms.flatMap(({ values }) => values)
  await insertMany(tx, 'response_answer', given.sort(by('response_id')))
  await insertMany(
    tx,
    'response_own_words',
    prepared.forms.flatMap(({ words }) => words),
  )
  await insertMany(tx, 'monitoring_answer', prepared.monitoring)
  await count(tx, prepared.consultationId, prepared.batch)
}

const by =
  <K extends string>(key: K) =>
  (a: Record<K, string>, b: Record<K, string>) =>
    a[key] < b[key] ? -1 : 1

/** The same without the rows of the source that are known by now. */
export function withoutRows(prepared: PreparedAnswers, known: ReadonlySet<string | null>): PreparedAnswers {
  const fresh = prepared.batch.map((one) => !known.has(one.sourceRow))
  if (fresh.every(Boolean)) return prepared
  const kept = <T>(all: readonly T[]) => all.filter((_, i) => fresh[i])
  const responses = kept(prepared.responses)
  const ids = new Set(responses.map((row) => row.id))
  const keys = new Set(responses.map((row) => row.monitoring_key))
  return {
    ...prepared,
    responses,
    batch: kept(prepared.batch),
    sealed: kept(prepared.sealed),
    picks: prepared.picks.filter((pick) => ids.has(pick.response_id)),
    texts: prepared.texts.filter((text) => ids.has(text.response_id)),
    forms: kept(prepared.forms),
    monitoring: prepared.monitoring.filter((row) => keys.has(row.key)),
  }
}

/** Prepares and writes at once: for the few answers of a paper batch, and for filling an empty database. */
export async function addAnswers(
  tx: Tx,
  secret: string,
  consultationId: string,
  batch: readonly BatchAnswer[],
): Promise<void> {
  await writeAnswers(tx, await prepareAnswers(secret, consultationId, batch))
}

function responseRow(secret: string, consultationId: string, one: BatchAnswer & { id: string; key: string | null }) {
  const { answers } = one
  const { district, forum } = placeOf(answers)
  const status: BatchAnswer['status'] | 'outside' =
    one.status === 'counted' && answers.area?.kind === 'outside' ? 'outside' : one.status
  return {
    id: one.id,
    consultation_id: consultationId,
    submission_key: one.submissionKey,
    body_hash: bodyHash(one.submissionKey, answers, one.form),
    reference_hash: referenceHash(secret, referenceFor(secret, one.submissionKey)),
    channel: one.channel,
    language: one.language,
    edition: one.edition,
    district_id: district,
    forum_id: forum,
    ...seatsOf(answers),
    chose_none: choseNone(answers) ? 1 : 0,
    same_rank: sameRank(answers) ? 1 : 0,
    order_seed: one.orderSeed ?? randomInt(seedLimit),
    helped: one.helped ? 1 : 0,
    status,
    duplicate_flag: one.duplicateFlag ? 1 : 0,
    cluster: one.cluster,
    import_id: one.importId,
    source: one.source,
    source_row: one.sourceRow,
    monitoring_key: one.key,
    received_on: one.receivedOn,
    form_version: one.form?.version ?? null,
  }
}

const monitoringRow = (consultationId: string, key: string, said: Monitoring) => ({
  key,
  consultation_id: consultationId,
  ...toColumns(said),
})

/** Counters are of people who count: what came late or from an organisation is reported apart. */
async function count(tx: Tx, consultationId: string, batch: readonly BatchAnswer[]): Promise<void> {
  const people = new Map<string, number>()
  for (const { answers, channel, language, monitoring, status } of batch) {
    if (status !== 'counted') continue
    const outside = answers.area?.kind === 'outside'
    const cells = [
      ...cellsOf({ channel, language, ...placeOf(answers), outside }),
      ...(monitoring ? monitoringCells(monitoring) : []),
    ]
    for (const cell of cells) people.set(JSON.stringify(cell), (people.get(JSON.stringify(cell)) ?? 0) + 1)
  }
  for (const [cell, number] of people) await countPeople(tx, consultationId, [JSON.parse(cell)], number)
}

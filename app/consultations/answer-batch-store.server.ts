import { randomInt, randomUUID } from 'node:crypto'
import type { Tx } from '../../db/connect.ts'
import type { Channel } from '../../db/tables/consultations.ts'
import { type LedgerEntry, recordAll } from '../ledger/ledger-store.server.ts'
import { referenceFor, referenceHash } from '../ledger/reference-code.ts'
import { bodyHash } from './answer-body.ts'
import { countPeople } from './answer-counter-store.server.ts'
import { type Answers, choseNone, sameRank } from './answers.ts'
import { codeList, type Monitoring, monitoringCells } from './monitoring.ts'
import { seedLimit } from './option-order.ts'
import { cellsOf, committed, placeOf } from './response-store.server.ts'

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
}

const rowsPerStatement = 500

/**
 * Writes many answers in the caller's transaction, in few statements: rows, picks, texts, equality answers in their own
 * store under random keys, counters, and one ledger commitment each, just as `submit` does for one. Somebody outside
 * the area is kept apart from those who are counted.
 */
export async function addAnswers(
  tx: Tx,
  secret: string,
  consultationId: string,
  batch: readonly BatchAnswer[],
): Promise<void> {
  const made = batch.map((one) => ({ ...one, id: randomUUID() as string, key: one.monitoring && randomUUID() }))
  const seqs = await recordAll(
    tx,
    made.map(
      ({ id, answers, receivedOn }): LedgerEntry => ({
        type: 'response',
        payload: { consultation: consultationId, response: id, ...committed(answers) },
        recordedOn: receivedOn,
      }),
    ),
  )
  const responses = made.map((one, i) => responseRow(secret, consultationId, one, seqs[i]!))
  const picks = made.flatMap(({ id, answers }) =>
    answers.picks.map((option_id, place) => ({ response_id: id, option_id, place: place + 1 })),
  )
  const texts = made.flatMap(({ id, answers, language }) =>
    [
      { response_id: id, kind: 'why' as const, language, body: answers.why },
      { response_id: id, kind: 'something_else' as const, language, body: answers.somethingElse },
    ].filter((text) => text.body),
  )
  // Sorted by their random keys: the order of rows on the disk tells nothing about whose they are.
  const monitoring = made
    .flatMap(({ key, monitoring: said }) => (key && said ? [monitoringRow(consultationId, key, said)] : []))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
  for (const rows of chunks(responses)) await tx.insertInto('response').values(rows).execute()
  for (const rows of chunks(picks)) await tx.insertInto('response_pick').values(rows).execute()
  for (const rows of chunks(texts)) await tx.insertInto('response_text').values(rows).execute()
  for (const rows of chunks(monitoring)) await tx.insertInto('monitoring_answer').values(rows).execute()
  await count(tx, consultationId, batch)
}

function responseRow(
  secret: string,
  consultationId: string,
  one: BatchAnswer & { id: string; key: string | null },
  ledgerSeq: number,
) {
  const { answers } = one
  const { district, forum } = placeOf(answers)
  const status: BatchAnswer['status'] | 'outside' =
    one.status === 'counted' && answers.area?.kind === 'outside' ? 'outside' : one.status
  return {
    id: one.id,
    consultation_id: consultationId,
    submission_key: one.submissionKey,
    body_hash: bodyHash(one.submissionKey, answers),
    reference_hash: referenceHash(secret, referenceFor(secret, one.submissionKey)),
    channel: one.channel,
    language: one.language,
    edition: one.edition,
    district_id: district,
    forum_id: forum,
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
    ledger_seq: ledgerSeq,
    received_on: one.receivedOn,
  }
}

const monitoringRow = (consultationId: string, key: string, said: Monitoring) => ({
  key,
  consultation_id: consultationId,
  age_band: said.ageBand,
  sex: said.sex,
  ethnic_group: said.ethnicGroup,
  ethnic_detail: said.ethnicDetail,
  disability: said.disability,
  code_list: codeList,
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

function* chunks<T>(rows: readonly T[]): Generator<T[]> {
  for (let i = 0; i < rows.length; i += rowsPerStatement) yield rows.slice(i, i + rowsPerStatement)
}

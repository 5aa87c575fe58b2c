import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { type Db, type Handle, isSqlite, type Tx, write } from '../../../db/connect.ts'
import { endOfDay, londonDay } from '../../engagement/london-day.ts'
import { publishRule } from '../../engagement/practice.ts'
import { practiceOf } from '../../engagement/practice-store.server.ts'
import { words } from '../../languages/words.server.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { type CheckpointKeeper, makeCheckpoint } from '../../ledger/checkpoint-store.server.ts'
import { sha256 } from '../../ledger/commitment.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { draftList, frozenTexts, type ListHeading, newestList } from '../../priorities/list-store.server.ts'
import { keepTrials } from '../../priorities/trial-store.server.ts'
import { endConfirming } from '../confirming/confirming-store.server.ts'
import { openBatchesOf } from '../paper/paper-store.server.ts'
import { type ComputedList, computeList, type ListWatch } from './compute-list.server.ts'
import { exclusionsOf, publishableCounts } from './exclusion.ts'
import {
  answerCounts,
  consultationOf,
  countsSinceClosing,
  type FreezeMaterial,
  freezeMaterial,
  rewordedContent,
} from './freeze-material-store.server.ts'
import {
  type AnalysisContent,
  type AnswerCounts,
  answersRoot,
  type ClosingContent,
  type FormAnalysisContent,
  frozenHash,
  frozenText,
} from './snapshot.ts'
import { type FormCounted, freezeWards } from './ward-figures-store.server.ts'

export type Stage = 'closing' | 'analysis' | 'reissue'

/** The newest snapshot of a stage, with its content as text; undefined before there is one. */
export const snapshotOf = (db: Handle, exerciseId: string, stage: Stage) =>
  db
    .selectFrom('snapshot')
    .selectAll()
    .where('exercise_id', '=', exerciseId)
    .where('stage', '=', stage)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()

interface NewSnapshot {
  exerciseId: string
  stage: Stage
  version: number
  parentId: string | null
  reason: string
  rows: number
  content: ClosingContent | AnalysisContent | FormAnalysisContent
  personId: string | null
}

/** Counts of every kind of answer: as readers are told them once the answers are frozen, since closing as they stand until then. */
export async function countsAsTold(db: Handle, exerciseId: string, consultationId: string): Promise<AnswerCounts> {
  const frozen = await snapshotOf(db, exerciseId, 'analysis')
  if (!frozen) return countsSinceClosing(db, exerciseId, consultationId)
  return (JSON.parse(frozen.content) as AnalysisContent | FormAnalysisContent).counts
}

/** Writes a snapshot with its entry in the ledger and a checkpoint over it. Returns its id. */
export async function saveSnapshot(tx: Tx, keeper: CheckpointKeeper, given: NewSnapshot, now: Date): Promise<string> {
  const id = randomUUID()
  const content = frozenText(given.content)
  const hash = frozenHash(content)
  const { exerciseId, stage, version, parentId, reason, rows, personId } = given
  await tx
    .insertInto('snapshot')
    .values({
      id,
      exercise_id: exerciseId,
      stage,
      version,
      parent_id: parentId,
      reason,
      rows,
      content,
      hash,
      created_by: personId,
      created_at: now.toISOString(),
    })
    .execute()
  await record(
    tx,
    `snapshot.${stage}`,
    { exercise: exerciseId, version, rows, hash, parent: parentId, reason },
    londonDay(now),
  )
  await makeCheckpoint(tx, keeper, stage, now)
  return id
}

/** Freezes what there is when an exercise closes. Nothing happens while it is open, or when it has been done already. */
export async function freezeClosing(tx: Tx, keeper: CheckpointKeeper, exerciseId: string, now: Date): Promise<boolean> {
  const consultation = await consultationOf(tx, exerciseId)
  if (!consultation?.published_at || !consultation.closes_on || endOfDay(consultation.closes_on) > now) return false
  if (await snapshotOf(tx, exerciseId, 'closing')) return false
  const commitments = await tx
    .selectFrom('response as r')
    .innerJoin('ledger as l', 'l.seq', 'r.ledger_seq')
    .select('l.commitment')
    .where('r.consultation_id', '=', consultation.id)
    .where('r.status', '=', 'counted')
    .execute()
  const counts = await answerCounts(tx, consultation.id)
  await endConfirming(tx, exerciseId, consultation.id)
  const content: ClosingContent = {
    format: 'folkmoot-closing/1',
    exercise: exerciseId,
    consultation: { id: consultation.id, version: consultation.version },
    closesOn: consultation.closes_on,
    counts: publishableCounts(counts, publishRule(await practiceOf(tx)).minCell),
    answersRoot: answersRoot(commitments.map((row) => row.commitment)),
  }
  const snapshot = {
    exerciseId,
    stage: 'closing' as const,
    version: 1,
    parentId: null,
    reason: 'closed',
    personId: null,
  }
  await saveSnapshot(tx, keeper, { ...snapshot, rows: counts.counted, content }, now)
  return true
}

/** Exercises whose closing day has passed and whose answers are not frozen yet. */
export const closingsDue = (db: Handle, now: Date) =>
  db
    .selectFrom('exercise as e')
    .select('e.id')
    .where('e.kind', '=', 'consultation')
    .where('e.published_at', 'is not', null)
    .where('e.asked_elsewhere', '=', 0)
    .where('e.closes_on', '<', londonDay(now))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('snapshot as s')
            .select('s.id')
            .whereRef('s.exercise_id', '=', 'e.id')
            .where('s.stage', '=', 'closing'),
        ),
      ),
    )
    .execute()

/** Freezes every exercise whose closing day has passed; safe to run twice and in several processes. */
export async function freezeClosings(db: Db, keeper: CheckpointKeeper, now: Date): Promise<void> {
  for (const { id } of await closingsDue(db, now)) await write(db, (tx) => freezeClosing(tx, keeper, id, now))
}

/** What stands in the way of freezing for the analysis. */
export type FreezeRefusal =
  | { kind: 'not_closed' | 'already' }
  /** Forms that are keyed and not signed would be in no figure. */
  | { kind: 'open_batches'; batches: string }

export type Frozen = { kind: 'frozen'; listId: string } | { kind: 'changed' | 'no_answers' | 'stopped' } | FreezeRefusal

export interface FreezeBy {
  exerciseId: string
  personId: string
  reason: string
}

/** Whoever freezes beside the server: told how far it is, able to stop it, and asked in the end whether it still counts. */
export interface FreezeWork extends ListWatch {
  compute?: typeof computeList
  /** Inside the transaction that writes the list; false leaves everything as it was. */
  finish?: (tx: Tx, now: Date) => Promise<boolean>
}

/**
 * The analysis freeze: reads answers and equality answers together, computes the list beside the server, and writes the
 * snapshot, a draft list and the end of the keys in one transaction, unless an answer has changed in between.
 */
export async function freezeAnalysis(
  db: Db,
  keeper: CheckpointKeeper,
  by: FreezeBy,
  now: Date,
  { compute = computeList, finish, ...watch }: FreezeWork = {},
): Promise<Frozen> {
  return freezeBeside(db, by.exerciseId, {
    read: (handle) => freezeMaterial(handle, by.exerciseId),
    compute: (input) => compute(input, watch),
    stillCounts: finish && ((tx) => finish(tx, now)),
    save: (tx, material, list) => saveAnalysis(tx, keeper, by, material, list, now),
  })
}

interface FrozenFrom {
  input: { rows: readonly unknown[] }
  digest: string
}

/** What one kind of freeze reads, computes and writes; the order and the refusals are the same for all. */
interface FreezeSteps<Material extends FrozenFrom, Result> {
  /** Asked before computing and again inside the transaction: a digest that differs means that an answer has changed. */
  read(db: Handle): Promise<Material | undefined>
  compute(input: Material['input']): Promise<Result>
  /** Inside the transaction; false leaves everything as it was. */
  stillCounts?: (tx: Tx) => Promise<boolean>
  /** Writes the analysis; returns the draft's id. */
  save(tx: Tx, material: Material, result: Result): Promise<string>
}

/** Computes beside the server and writes in one transaction, unless something stands in the way by then. */
export async function freezeBeside<Material extends FrozenFrom, Result>(
  db: Db,
  exerciseId: string,
  steps: FreezeSteps<Material, Result>,
): Promise<Frozen> {
  const refused = await freezeRefusal(db, exerciseId)
  if (refused) return refused
  const material = await steps.read(db)
  if (!material?.input.rows.length) return { kind: 'no_answers' }
  const result = await steps.compute(material.input)
  const frozen = await write(db, async (tx): Promise<Frozen> => {
    const late = await freezeRefusal(tx, exerciseId)
    if (late) return late
    const again = await steps.read(tx)
    if (again?.digest !== material.digest) return { kind: 'changed' }
    if (steps.stillCounts && !(await steps.stillCounts(tx))) return { kind: 'stopped' }
    return { kind: 'frozen', listId: await steps.save(tx, material, result) }
  })
  if (frozen.kind === 'frozen') await wipeTraces(db)
  return frozen
}

/** Asked when a freeze is asked for, when it begins, and in the transaction that writes it. */
export async function freezeRefusal(db: Handle, exerciseId: string): Promise<FreezeRefusal | undefined> {
  if (!(await snapshotOf(db, exerciseId, 'closing'))) return { kind: 'not_closed' }
  if (await snapshotOf(db, exerciseId, 'analysis')) return { kind: 'already' }
  const consultation = await consultationOf(db, exerciseId)
  const open = consultation ? await openBatchesOf(db, consultation.id) : []
  return open.length ? { kind: 'open_batches', batches: batchNames(open) } : undefined
}

/** How many batches a refusal names; the desk lists all of them. */
const namesTold = 5

const batchNames = (open: readonly { name: string }[]): string =>
  [...open.slice(0, namesTold).map(({ name }) => `“${name}”`), ...(open.length > namesTold ? ['…'] : [])].join(', ')

/** Writes the analysis and destroys the keys, all in the caller's transaction. Returns the draft list's id. */
export async function saveAnalysis(
  tx: Tx,
  keeper: CheckpointKeeper,
  by: FreezeBy,
  { about }: FreezeMaterial,
  { result, base, trials }: ComputedList,
  now: Date,
): Promise<string> {
  const content: AnalysisContent = { format: 'folkmoot-analysis/2', ...about, result: sha256(result) }
  const snapshotId = await saveAnalysisSnapshot(tx, keeper, by, { about, content, rows: base }, now)
  const listId = await draftList(tx, { exerciseId: by.exerciseId, snapshotId, result, note: '' }, now)
  await keepTrials(tx, listId, trials)
  return listId
}

/** The snapshot of an analysis with everything that goes with it, the end of the keys above all. Returns its id. */
export async function saveAnalysisSnapshot(
  tx: Tx,
  keeper: CheckpointKeeper,
  { exerciseId, personId, reason }: FreezeBy,
  {
    about,
    content,
    rows,
    form,
  }: {
    about: { consultation: { id: string } }
    content: AnalysisContent | FormAnalysisContent
    rows: number
    form?: FormCounted
  },
  now: Date,
): Promise<string> {
  const parentId = (await snapshotOf(tx, exerciseId, 'closing'))?.id ?? null
  const given = { exerciseId, stage: 'analysis', version: 1, parentId, reason, rows, content, personId } as const
  const snapshotId = await saveSnapshot(tx, keeper, given, now)
  await freezeWards(tx, { exerciseId, consultationId: about.consultation.id, form }, now)
  await destroyKeys(tx, about.consultation.id)
  await noteExclusions(tx, exerciseId, about.consultation.id)
  await logAct(tx, now, { personId, did: 'froze the analysis', objectKind: 'exercise', objectId: exerciseId })
  return snapshotId
}

/**
 * Drafts the next version of a published list, to correct its words with a note (rule P-9): the wording is read afresh,
 * the figures stay as they were frozen, because nothing they were made from can be joined again. Returns the draft's id,
 * or undefined while there is nothing published to correct or another draft is waiting.
 */
export async function reissue(
  tx: Tx,
  keeper: CheckpointKeeper,
  by: { exerciseId: string; personId: string; note: string },
  now: Date,
): Promise<string | undefined> {
  const before = await newestList(tx, by.exerciseId)
  if (!before?.published_at) return undefined
  const { result, content: frozen } = await frozenTexts(tx, before.id)
  const content = await rewordedContent(tx, JSON.parse(frozen) as AnalysisContent)
  const snapshotId = await saveReissue(tx, keeper, by, { before, content, did: 'drafted a corrected list' }, now)
  return draftList(tx, { exerciseId: by.exerciseId, snapshotId, result, note: by.note }, now)
}

/** The snapshot of a correction: the next version after what is published, from the same rows. Returns its id. */
export async function saveReissue(
  tx: Tx,
  keeper: CheckpointKeeper,
  { exerciseId, personId, note }: { exerciseId: string; personId: string; note: string },
  { before, content, did }: { before: ListHeading; content: AnalysisContent | FormAnalysisContent; did: string },
  now: Date,
): Promise<string> {
  const version = before.version + 1
  const { snapshotId: parentId, rows } = before
  const given = { exerciseId, stage: 'reissue', version, parentId, reason: note, rows, content, personId } as const
  const snapshotId = await saveSnapshot(tx, keeper, given, now)
  await logAct(tx, now, { personId, did, objectKind: 'exercise', objectId: exerciseId, detail: { version } })
  return snapshotId
}

/**
 * Cuts the only link between answers and equality answers (trust section 3): the answers forget their keys, and every
 * row on the other side gets a new random key and a new place, so that neither keys nor positions can be matched.
 */
async function destroyKeys(tx: Tx, consultationId: string): Promise<void> {
  await tx.updateTable('response').set({ monitoring_key: null }).where('consultation_id', '=', consultationId).execute()
  const rows = await tx
    .selectFrom('monitoring_answer')
    .selectAll()
    .where('consultation_id', '=', consultationId)
    .execute()
  await tx.deleteFrom('monitoring_answer').where('consultation_id', '=', consultationId).execute()
  const moved = rows.map((row) => ({ ...row, key: randomUUID() as string })).sort((a, b) => (a.key < b.key ? -1 : 1))
  for (let i = 0; i < moved.length; i += 500) {
    await tx
      .insertInto('monitoring_answer')
      .values(moved.slice(i, i + 500))
      .execute()
  }
}

/** The ledger of exclusions in whole numbers: the analysis tells of them as far as they may be published. */
async function noteExclusions(tx: Tx, exerciseId: string, consultationId: string): Promise<void> {
  const counts = await countsSinceClosing(tx, exerciseId, consultationId)
  const t = words('en', 'list')
  await tx.deleteFrom('exclusion').where('exercise_id', '=', exerciseId).execute()
  const rows = exclusionsOf(counts).map(({ code, people }) => ({
    exercise_id: exerciseId,
    code,
    reason: t(`exclusions.${code}`),
    people: people ?? 0,
  }))
  await tx.insertInto('exclusion').values(rows).execute()
}

/** Old rows also lie in logs and dead pages until the database is told to let go of them. */
async function wipeTraces(db: Db): Promise<void> {
  if (isSqlite(db)) await sql`pragma wal_checkpoint(truncate)`.execute(db)
  else await sql`vacuum full monitoring_answer`.execute(db)
}

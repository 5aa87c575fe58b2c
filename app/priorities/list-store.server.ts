import { randomUUID } from 'node:crypto'
import { expressionBuilder } from 'kysely'
import type { Handle, Tx } from '../../db/connect.ts'
import type { Schema } from '../../db/schema.ts'
import { londonDay } from '../engagement/london-day.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { type CheckpointKeeper, makeCheckpoint } from '../ledger/checkpoint-store.server.ts'
import { sha256 } from '../ledger/commitment.ts'
import { record } from '../ledger/ledger-store.server.ts'
import { dropTrials } from './trial-store.server.ts'

/** Where a result is published in versions: the list of the template, a form's results, or the themes of what people wrote. */
export type Published = 'priority_list' | 'form_result' | 'theme_report'

/**
 * Drafts the next version of an exercise's list from a snapshot; returns its id. `result` is the method's own JSON of a
 * `ChoiceList`, kept to the byte: the pack and the recount are made from it, and it never changes again.
 */
export async function draftList(
  tx: Tx,
  given: { exerciseId: string; snapshotId: string; result: string; note: string },
  now: Date,
  table: Published = 'priority_list',
): Promise<string> {
  const id = randomUUID()
  const { version } = await tx
    .selectFrom(table)
    .select((eb) => eb.fn.max('version').as('version'))
    .where('exercise_id', '=', given.exerciseId)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto(table)
    .values({
      id,
      exercise_id: given.exerciseId,
      snapshot_id: given.snapshotId,
      version: Number(version ?? 0) + 1,
      result: given.result,
      result_hash: sha256(given.result),
      note: given.note,
      first_publisher: null,
      second_publisher: null,
      published_at: null,
      created_at: now.toISOString(),
    })
    .execute()
  return id
}

/** Every version of an exercise's list, newest first, drafts included: for the desk. */
export const listVersions = (db: Handle, exerciseId: string, table: Published = 'priority_list') =>
  db
    .selectFrom(`${table} as l`)
    .leftJoin('person as one', 'one.id', 'l.first_publisher')
    .leftJoin('person as two', 'two.id', 'l.second_publisher')
    .select(['l.id', 'l.version', 'l.result_hash as hash', 'l.note', 'l.published_at as publishedAt'])
    .select([
      'l.first_publisher as firstId',
      'one.label as first',
      'two.label as second',
      'l.snapshot_id as snapshotId',
    ])
    .where('l.exercise_id', '=', exerciseId)
    .orderBy('l.version', 'desc')
    .execute()

/** One list of an exercise in full, published or not: for the desk. */
export const listOf = (db: Handle, exerciseId: string, listId: string, table: Published = 'priority_list') =>
  db.selectFrom(table).selectAll().where('exercise_id', '=', exerciseId).where('id', '=', listId).executeTakeFirst()

const headings = (db: Handle, table: Published) =>
  db
    .selectFrom(`${table} as l`)
    .innerJoin('exercise as e', 'e.id', 'l.exercise_id')
    .innerJoin('snapshot as s', 's.id', 'l.snapshot_id')
    .select(['l.id', 'l.version', 'l.result_hash', 'l.note', 'l.erased', 'l.published_at'])
    .select(['e.id as exerciseId', 'e.slug', 'e.decided_by', 'e.decision_on', 'e.opens_on', 'e.closes_on'])
    .select(['s.id as snapshotId', 's.hash as snapshotHash', 's.created_at as snapshotAt', 's.rows'])
    .orderBy('l.version', 'desc')
    .limit(1)

const published = (db: Handle, slug: string, version: number | undefined, table: Published) => {
  const any = headings(db, table).where('e.slug', '=', slug).where('l.published_at', 'is not', null)
  return version === undefined ? any : any.where('l.version', '=', version)
}

/** A published list by its exercise's address and version (the newest unless given), without what is frozen in it. */
export const publishedHeading = (db: Handle, slug: string, version?: number, table: Published = 'priority_list') =>
  published(db, slug, version, table).executeTakeFirst()

/** The same with its result and its snapshot's content, as they were frozen. */
export const publishedList = (db: Handle, slug: string, version?: number) =>
  published(db, slug, version, 'priority_list').select(['l.result', 's.content']).executeTakeFirst()

/** The newest list of an exercise, published or still a draft: for the desk. */
export const newestList = (db: Handle, exerciseId: string, table: Published = 'priority_list') =>
  headings(db, table).where('l.exercise_id', '=', exerciseId).executeTakeFirst()

export type ListHeading = NonNullable<Awaited<ReturnType<typeof publishedHeading>>>

/** What is frozen in a list: the method's result and the content of its snapshot, as JSON. */
export const frozenTexts = (db: Handle, listId: string, table: Published = 'priority_list') =>
  db
    .selectFrom(`${table} as l`)
    .innerJoin('snapshot as s', 's.id', 'l.snapshot_id')
    .select(['l.result', 's.content'])
    .where('l.id', '=', listId)
    .executeTakeFirstOrThrow()

/** Numbers of the published versions of an exercise's list, newest first. */
export async function publishedVersions(db: Handle, exerciseId: string, table: Published = 'priority_list') {
  return db
    .selectFrom(table)
    .select(['version', 'published_at as publishedAt', 'note', 'erased'])
    .where('exercise_id', '=', exerciseId)
    .where('published_at', 'is not', null)
    .orderBy('version', 'desc')
    .execute()
}

/** How many versions of its list and of its form's results an exercise has published, for a query that calls it `e`. */
export function publishedCounts() {
  const eb = expressionBuilder<Schema & { e: Schema['exercise'] }, 'e'>()
  const count = (table: 'priority_list' | 'form_result') =>
    eb
      .selectFrom(`${table} as p`)
      .select((sub) => sub.fn.countAll<number>().as('n'))
      .whereRef('p.exercise_id', '=', 'e.id')
      .where('p.published_at', 'is not', null)
  return [count('priority_list').as('lists'), count('form_result').as('forms')] as const
}

export type Signed = 'first' | 'published' | 'same_person' | 'already' | 'other_draft' | 'not_there'

/**
 * One person's signature under a list they have before them, named by its hash. The second, by somebody else, publishes
 * it: one person's two roles do not count. From then on it is frozen; a mistake is corrected by the next version.
 */
export async function signList(
  tx: Tx,
  keeper: CheckpointKeeper,
  by: { exerciseId: string; listId: string; hash: string; personId: string },
  now: Date,
  table: Published = 'priority_list',
): Promise<Signed> {
  const what = { priority_list: 'list', form_result: 'results', theme_report: 'themes' }[table]
  const list = await listOf(tx, by.exerciseId, by.listId, table)
  if (!list) return 'not_there'
  if (list.published_at) return 'already'
  if (list.result_hash !== by.hash) return 'other_draft'
  const object = { objectKind: table, objectId: list.id, detail: { version: list.version } }
  if (!list.first_publisher) {
    await tx.updateTable(table).set({ first_publisher: by.personId }).where('id', '=', list.id).execute()
    await logAct(tx, now, { personId: by.personId, did: `signed the ${what} as the first`, ...object })
    return 'first'
  }
  if (list.first_publisher === by.personId) return 'same_person'
  await tx
    .updateTable(table)
    .set({ second_publisher: by.personId, published_at: now.toISOString() })
    .where('id', '=', list.id)
    .execute()
  await dropTrials(tx, list.id)
  const snapshot = await tx
    .selectFrom('snapshot')
    .select('hash')
    .where('id', '=', list.snapshot_id)
    .executeTakeFirstOrThrow()
  const published = {
    exercise: by.exerciseId,
    version: list.version,
    result: list.result_hash,
    snapshot: snapshot.hash,
    note: list.note,
  }
  await record(tx, `${what}.published`, published, londonDay(now))
  await makeCheckpoint(tx, keeper, `${what} published`, now)
  await logAct(tx, now, { personId: by.personId, did: `published the ${what} as the second`, ...object })
  return 'published'
}

import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Handle, Tx } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { canonicalJson } from '../../ledger/canonical.ts'
import { sha256 } from '../../ledger/commitment.ts'
import { recruitmentOf } from '../commission/recruitment-store.server.ts'
import type { ChanceSummary } from '../lottery/chance-summary.ts'
import type { Message, Pool } from '../lottery/quota.ts'
import type { SelectionRule } from '../lottery/selection-input.ts'
import { poolOf } from '../registration/application-store.server.ts'

export type LotteryKind = 'trial' | 'draw'

/** What a lottery is made from, as it stands now. */
export interface LotteryMaterial {
  pool: Pool
  /** Per volunteer, the application's id. */
  ids: string[]
  incomplete: { externalId: string; criterion: string; value: string | null }[]
  seats: number
  onePerHousehold: boolean
  alternates: number
  /** Stands for all of it: another digest means that something has changed. */
  digest: string
}

export async function lotteryMaterial(db: Handle, jury: { id: string; seats: number }): Promise<LotteryMaterial> {
  const stored = await poolOf(db, jury.id)
  const recruitment = await recruitmentOf(db, jury.id)
  const rules = { seats: jury.seats, onePerHousehold: recruitment?.onePerHousehold ?? true }
  return {
    ...stored,
    ...rules,
    alternates: recruitment?.alternates ?? 6,
    digest: sha256(canonicalJson({ ...rules, ...plain(stored.pool) })),
  }
}

const plain = ({ categories, volunteers }: Pool) => ({
  categories: categories.map(({ name, values }) => ({ name, values: values.map((quota) => ({ ...quota })) })),
  volunteers: volunteers.map((volunteer) => ({ ...volunteer })),
})

const messages: z.ZodType<Message[]> = z.array(
  z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) }),
)

/** The lottery of a kind that is asked for, under way, or was made last. */
export async function lotteryOf(db: Handle, juryId: string, kind: LotteryKind) {
  const row = await db
    .selectFrom('jury_lottery')
    .select(['id', 'rule', 'state', 'stage', 'percent', 'asked_at as askedAt', 'finished_at as finishedAt'])
    .select(['pool_digest as poolDigest', 'errors', 'summary'])
    .where('jury_id', '=', juryId)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return (
    row && {
      ...row,
      errors: messages.parse(JSON.parse(row.errors)),
      summary: row.summary === null ? null : (JSON.parse(row.summary) as ChanceSummary),
    }
  )
}

/** Asks for a lottery; whatever of its kind there was before is gone, a run under way stops. */
export async function askLottery(
  tx: Tx,
  given: { juryId: string; kind: LotteryKind; rule: SelectionRule; panels: number; personId: string },
  now: Date,
): Promise<string> {
  const { juryId, kind, rule, panels, personId } = given
  const id = randomUUID()
  await tx.deleteFrom('jury_lottery').where('jury_id', '=', juryId).where('kind', '=', kind).execute()
  await tx
    .insertInto('jury_lottery')
    .values({
      id,
      jury_id: juryId,
      kind,
      rule,
      panels,
      asked_by: personId,
      asked_at: now.toISOString(),
      state: 'waiting',
      stage: null,
      held_by: null,
      held_until: null,
      pool_digest: null,
      errors: '[]',
      summary: null,
      finished_at: null,
      percent: 0,
      attempts: 0,
    })
    .execute()
  const did = kind === 'trial' ? 'tried a lottery' : 'asked for a lottery'
  await logAct(tx, now, { personId, did, objectKind: 'jury', objectId: juryId, detail: { rule } })
  return id
}

/** Stops a lottery that is asked for or under way: it leaves nothing. False when there was none. */
export async function stopLottery(
  tx: Tx,
  given: { juryId: string; kind: LotteryKind; personId: string },
  now: Date,
): Promise<boolean> {
  const { juryId, kind, personId } = given
  const { numDeletedRows } = await tx
    .deleteFrom('jury_lottery')
    .where('jury_id', '=', juryId)
    .where('kind', '=', kind)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirst()
  if (!Number(numDeletedRows)) return false
  await logAct(tx, now, { personId, did: 'stopped a lottery', objectKind: 'jury', objectId: juryId })
  return true
}

/** Takes what was made last off the page, for instance a failure that has been read. */
export async function clearLottery(tx: Tx, juryId: string, kind: LotteryKind): Promise<void> {
  await tx.deleteFrom('jury_lottery').where('jury_id', '=', juryId).where('kind', '=', kind).execute()
}

/** Seconds without a sign of life after which another process takes a lottery over, and how often that is tried. */
const PATIENCE = 30
const ATTEMPTS = 3

const later = (wall: Date) => new Date(wall.getTime() + PATIENCE * 1_000).toISOString()

/** The lottery to be made next, if any: one that waits, or one whose maker has given no sign of life. */
export const nextLottery = (db: Handle, wall: Date) =>
  db
    .selectFrom('jury_lottery as l')
    .innerJoin('jury as j', 'j.id', 'l.jury_id')
    .select(['l.id', 'l.jury_id as juryId', 'l.kind', 'l.rule', 'l.panels', 'l.attempts', 'j.seats'])
    .where((eb) =>
      eb.or([
        eb('l.state', '=', 'waiting'),
        eb.and([eb('l.state', '=', 'running'), eb('l.held_until', '<', wall.toISOString())]),
      ]),
    )
    .orderBy('l.asked_at')
    .orderBy('l.id')
    .limit(1)
    .executeTakeFirst()

/**
 * Gives the next lottery that waits, or whose process has died, to this holder. One that has been tried too often has
 * failed.
 *
 * @param wall this machine's own time: what is measured is whether a process lives, not when something was done.
 */
export async function claimLottery(tx: Tx, holder: string, wall: Date) {
  const row = await nextLottery(tx, wall)
  if (!row) return undefined
  if (row.attempts >= ATTEMPTS) {
    await failLottery(tx, row.id, [{ code: 'lottery-died', params: { count: row.attempts } }], wall)
    return undefined
  }
  await tx
    .updateTable('jury_lottery')
    .set({ state: 'running', held_by: holder, held_until: later(wall), attempts: row.attempts + 1, percent: 0 })
    .where('id', '=', row.id)
    .execute()
  return row
}

/** A sign of life, with how far it is. False when the lottery is no longer this holder's: then it is to stop. */
export async function tellProgress(
  db: Handle,
  given: { id: string; holder: string; stage: string | null; percent: number },
  wall: Date,
): Promise<boolean> {
  const { id, holder, stage, percent } = given
  const { numUpdatedRows } = await db
    .updateTable('jury_lottery')
    .set({ stage, percent, held_until: later(wall) })
    .where('id', '=', id)
    .where('held_by', '=', holder)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return Number(numUpdatedRows) === 1
}

/** Writes down what came of it. False when it was stopped or taken over meanwhile: then nothing is to be kept. */
export async function finishLottery(
  tx: Tx,
  given: { id: string; holder: string; digest: string } & ({ summary: ChanceSummary } | { errors: Message[] }),
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('jury_lottery')
    .set({
      state: 'summary' in given ? 'done' : 'failed',
      pool_digest: given.digest,
      summary: 'summary' in given ? JSON.stringify(given.summary) : null,
      errors: JSON.stringify('errors' in given ? given.errors : []),
      stage: null,
      held_by: null,
      held_until: null,
      finished_at: now.toISOString(),
    })
    .where('id', '=', given.id)
    .where('held_by', '=', given.holder)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return Number(numUpdatedRows) === 1
}

async function failLottery(tx: Tx, id: string, errors: Message[], now: Date): Promise<void> {
  await tx
    .updateTable('jury_lottery')
    .set({ state: 'failed', errors: JSON.stringify(errors), held_by: null, finished_at: now.toISOString() })
    .where('id', '=', id)
    .execute()
}

import type { Handle, Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { referenceHash } from '../../ledger/reference-code.ts'
import { cellsOf } from '../answering/response-store.server.ts'
import { type Cell, countPeople } from '../coverage/answer-counter-store.server.ts'
import { countMonitoring } from '../equality/monitoring-store.server.ts'
import type { GuardReason } from './guard.ts'
import { type HeldChoice, heldByReason } from './held-choice.ts'

const perStatement = 400

/** Answers that were held back and not taken back since, whatever was decided of them. */
const heldAnswers = (db: Handle, consultationId: string) =>
  db
    .selectFrom('quarantined_answer as q')
    .innerJoin('response as r', 'r.id', 'q.response_id')
    .where('r.consultation_id', '=', consultationId)
    .where('r.status', '!=', 'withdrawn')

/** How many are held for each reason: waiting, let in and left out. */
export async function quarantineOf(db: Handle, consultationId: string) {
  const rows = await heldAnswers(db, consultationId)
    .select((eb) => ['q.reason', 'q.decision', eb.fn.countAll<number>().as('people')] as const)
    .groupBy(['q.reason', 'q.decision'])
    .execute()
  return heldByReason(rows.map(({ people, ...row }) => ({ ...row, people: Number(people) })))
}

/** One answer that waits, by how it came and never by what it says. */
export interface HeldAnswer {
  id: string
  reason: GuardReason
  heldOn: string
  channel: string
  language: string
  excluded: boolean
}

/** Answers that an officer may still let in, the oldest day first and by their random ids within it, so many at most. */
export async function heldOneByOne(db: Handle, consultationId: string, most: number): Promise<HeldAnswer[]> {
  const rows = await heldAnswers(db, consultationId)
    .select(['r.id', 'q.reason', 'q.held_on', 'q.decision', 'r.channel', 'r.language'])
    .where('r.status', '=', 'quarantined')
    .orderBy('q.held_on')
    .orderBy('r.id')
    .limit(most)
    .execute()
  return rows.map(({ held_on, decision, ...row }) => ({
    ...row,
    heldOn: held_on,
    excluded: decision === 'excluded',
  }))
}

/** The id of the one answer behind a reference, if it is held here. */
export async function heldByReference(
  db: Handle,
  secret: string,
  consultationId: string,
  reference: string,
): Promise<string | undefined> {
  const row = await heldAnswers(db, consultationId)
    .select('r.id')
    .where('r.status', '=', 'quarantined')
    .where('r.reference_hash', '=', referenceHash(secret, reference))
    .executeTakeFirst()
  return row?.id
}

/** What was decided, by whom and why, the newest day first. */
export async function decisionsOf(db: Handle, consultationId: string) {
  const rows = await heldAnswers(db, consultationId)
    .innerJoin('person as p', 'p.id', 'q.decided_by')
    .select((eb) => [
      'q.reason',
      'q.decision',
      'q.decided_because',
      'q.decided_on',
      'p.label',
      eb.fn.countAll().as('n'),
    ])
    .groupBy(['q.reason', 'q.decision', 'q.decided_because', 'q.decided_on', 'p.label'])
    .orderBy('q.decided_on', 'desc')
    .orderBy('q.reason')
    .orderBy('q.decided_because')
    .execute()
  return rows.map(({ decided_because, decided_on, label, n, ...row }) => ({
    ...row,
    because: decided_because ?? '',
    on: decided_on ?? '',
    by: label,
    people: Number(n),
  }))
}

export interface QuarantineDecision {
  consultationId: string
  exerciseId: string
  personId: string
  decision: 'released' | 'excluded'
  because: string
  which: HeldChoice
}

/**
 * Lets held answers in, with their counters, or says that they stay out; both with an entry in the ledger. One that was
 * left out may be let in later, until the freeze; one that was let in stays in. Returns how many were decided.
 */
export async function decideQuarantine(tx: Tx, by: QuarantineDecision, now: Date): Promise<number> {
  const { consultationId, exerciseId, personId, decision, because, which } = by
  const day = londonDay(now)
  const rows = await meant(tx, by)
  if (!rows.length) return 0
  const change = { decision, decided_because: because, decided_by: personId, decided_on: day }
  for (let at = 0; at < rows.length; at += perStatement) {
    const part = rows.slice(at, at + perStatement)
    const ids = part.map(({ id }) => id)
    await tx.updateTable('quarantined_answer').set(change).where('response_id', 'in', ids).execute()
    if (decision === 'released') await letIn(tx, part)
  }
  if (decision === 'released') await intoCounters(tx, consultationId, rows)
  const entry = {
    exercise: exerciseId,
    reason: 'reason' in which ? which.reason : 'one by one',
    answers: rows.map(({ id }) => id).sort(),
    because,
  }
  await record(tx, `quarantine.${decision}`, entry, day)
  await logAct(tx, now, {
    personId,
    did: `quarantine.${decision}`,
    objectKind: 'exercise',
    objectId: exerciseId,
    detail: { reason: entry.reason, answers: rows.length },
  })
  return rows.length
}

/** The answers that a decision is about: those that wait, and for letting in those that were left out too. */
async function meant(tx: Tx, { consultationId, decision, which }: QuarantineDecision) {
  const open = heldAnswers(tx, consultationId)
    .select(['r.id', 'q.would_be', 'r.channel', 'r.language', 'r.district_id', 'r.forum_id', 'r.monitoring_key'])
    .where('r.status', '=', 'quarantined')
    .$if(decision === 'excluded' || 'reason' in which, (query) => query.where('q.decision', 'is', null))
  if ('reason' in which) return open.where('q.reason', '=', which.reason).execute()
  return which.ids.length ? open.where('r.id', 'in', which.ids).execute() : []
}

type Meant = Awaited<ReturnType<typeof meant>>

async function letIn(tx: Tx, part: Meant): Promise<void> {
  for (const status of ['counted', 'outside', 'organisation'] as const) {
    const ids = part.filter(({ would_be }) => would_be === status).map(({ id }) => id)
    if (ids.length) await tx.updateTable('response').set({ status }).where('id', 'in', ids).execute()
  }
}

/** Counters are of people: organisations are in none. */
async function intoCounters(tx: Tx, consultationId: string, rows: Meant): Promise<void> {
  const people = new Map<string, number>()
  const counting = rows.filter(({ would_be }) => would_be !== 'organisation')
  for (const { would_be, district_id: district, forum_id: forum, channel, language } of counting) {
    for (const cell of cellsOf({ channel, language, district, forum, outside: would_be === 'outside' })) {
      const name = JSON.stringify(cell)
      people.set(name, (people.get(name) ?? 0) + 1)
    }
  }
  for (const [cell, number] of people) await countPeople(tx, consultationId, [JSON.parse(cell) as Cell], number)
  for (const { monitoring_key } of counting) if (monitoring_key) await countMonitoring(tx, monitoring_key)
}

import type { Handle, Tx } from '../../db/connect.ts'
import { type HeldChoice, heldByReason } from '../consultations/guarding/held-choice.ts'
import { londonDay } from '../engagement/london-day.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { record } from '../ledger/ledger-store.server.ts'
import { referenceHash } from '../ledger/reference-code.ts'

/** Answers about a list's wording that the guard held back, whatever was decided of them. */
const heldAnswers = (db: Handle, checkBackId: string) =>
  db.selectFrom('check_back_answer as a').where('a.check_back_id', '=', checkBackId).where('a.held', 'is not', null)

/** How many are held for each reason: waiting, let in and left out. */
export async function heldReasons(db: Handle, checkBackId: string) {
  const rows = await heldAnswers(db, checkBackId)
    .select((eb) => ['a.held as reason', 'a.decision', eb.fn.countAll<number>().as('people')] as const)
    .groupBy(['a.held', 'a.decision'])
    .execute()
  return heldByReason(rows.map(({ people, ...row }) => ({ ...row, people: Number(people) })))
}

/** Answers that may still be let in, by how they came and never by what they say, so many at most. */
export async function heldSingly(db: Handle, checkBackId: string, most: number) {
  const rows = await heldAnswers(db, checkBackId)
    .select(['a.id', 'a.held', 'a.given_on', 'a.way', 'a.language', 'a.decision'])
    .where((eb) => eb.or([eb('a.decision', 'is', null), eb('a.decision', '=', 'excluded')]))
    .orderBy('a.given_on')
    .orderBy('a.id')
    .limit(most)
    .execute()
  return rows.map(({ id, held, given_on, way, language, decision }) => ({
    id,
    reason: held!,
    heldOn: given_on,
    way,
    language,
    excluded: decision === 'excluded',
  }))
}

/** The id of the one answer behind a reference, if it is held here and may be let in. */
export async function heldBehind(
  db: Handle,
  secret: string,
  checkBackId: string,
  reference: string,
): Promise<string | undefined> {
  const row = await heldAnswers(db, checkBackId)
    .select('a.id')
    .where('a.reference_hash', '=', referenceHash(secret, reference))
    .where((eb) => eb.or([eb('a.decision', 'is', null), eb('a.decision', '=', 'excluded')]))
    .executeTakeFirst()
  return row?.id
}

/** What was decided, by whom and why, the newest day first. */
export async function heldDecisions(db: Handle, checkBackId: string) {
  const rows = await heldAnswers(db, checkBackId)
    .innerJoin('person as p', 'p.id', 'a.decided_by')
    .select((eb) => ['a.held', 'a.decision', 'a.decided_because', 'a.decided_on', 'p.label', eb.fn.countAll().as('n')])
    .groupBy(['a.held', 'a.decision', 'a.decided_because', 'a.decided_on', 'p.label'])
    .orderBy('a.decided_on', 'desc')
    .orderBy('a.held')
    .orderBy('a.decided_because')
    .execute()
  return rows.map(({ held, decision, decided_because, decided_on, label, n }) => ({
    reason: held!,
    decision,
    because: decided_because ?? '',
    on: decided_on ?? '',
    by: label,
    people: Number(n),
  }))
}

/**
 * Lets held answers in or says that they stay out, both with an entry in the ledger. What was left out may be let in
 * until the counts are frozen. Null when they are; otherwise how many were decided.
 */
export async function decideHeld(
  tx: Tx,
  by: {
    checkBackId: string
    listId: string
    personId: string
    decision: 'released' | 'excluded'
    because: string
    which: HeldChoice
  },
  now: Date,
): Promise<number | null> {
  const { checkBackId, listId, personId, decision, because, which } = by
  const frozen = await tx
    .selectFrom('check_back')
    .select('id')
    .where('id', '=', checkBackId)
    .where('concluded_on', 'is not', null)
    .executeTakeFirst()
  if (frozen) return null
  const open = heldAnswers(tx, checkBackId)
    .select('a.id')
    .where((eb) => {
      const waits = eb('a.decision', 'is', null)
      return decision === 'excluded' || 'reason' in which ? waits : eb.or([waits, eb('a.decision', '=', 'excluded')])
    })
  const rows = await ('reason' in which
    ? open.where('a.held', '=', which.reason)
    : open.where('a.id', 'in', ['', ...which.ids])
  ).execute()
  if (!rows.length) return 0
  const day = londonDay(now)
  const ids = rows.map(({ id }) => id).sort()
  await tx
    .updateTable('check_back_answer')
    .set({ decision, decided_because: because, decided_by: personId, decided_on: day })
    .where('id', 'in', ids)
    .execute()
  const reason = 'reason' in which ? which.reason : 'one by one'
  await record(tx, `checkback.${decision}`, { list: listId, reason, answers: ids, because }, day)
  await logAct(tx, now, {
    personId,
    did: `checkback.${decision}`,
    objectKind: 'list',
    objectId: listId,
    detail: { reason, answers: ids.length },
  })
  return ids.length
}

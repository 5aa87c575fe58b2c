import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { inPayingOrder } from '../../juries/support/support.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import type { PaymentTerms } from './group-payment.ts'

const payments = (db: Handle) =>
  db
    .selectFrom('group_payment as p')
    .innerJoin('community_group as g', 'g.id', 'p.group_id')
    .innerJoin('organisation as o', 'o.id', 'p.payer_id')
    .select(['p.id', 'p.group_id as groupId', 'g.name as group', 'p.what', 'p.pence', 'p.due_on as dueOn'])
    .select(['p.payer_id as payerId', 'o.name as payer', 'p.paid_on as paidOn'])
    .orderBy('p.due_on')
    .orderBy('p.id')

/** What was corrected of a payment: how it stood before, why, who and when. */
export interface PaymentCorrection {
  paymentId: string
  was: PaymentTerms & { paidOn: string | null }
  reason: string
  by: string
  on: string
}

/** Every payment to the groups of a consultation, the longest overdue first and the paid ones last, with what was corrected. */
export async function groupPayments(db: Handle, consultationId: string) {
  const rows = await payments(db).where('g.consultation_id', '=', consultationId).execute()
  const corrected = await db
    .selectFrom('group_payment_correction as c')
    .innerJoin('person as b', 'b.id', 'c.corrected_by')
    .select(['c.payment_id', 'c.was', 'c.reason', 'b.label', 'c.corrected_at'])
    .where('c.payment_id', 'in', ['', ...rows.map(({ id }) => id)])
    .orderBy('c.corrected_at')
    .orderBy('c.id')
    .execute()
  const corrections = corrected.map((row): PaymentCorrection => {
    const { payment_id: paymentId, reason, label: by } = row
    return { paymentId, was: JSON.parse(row.was), reason, by, on: londonDay(new Date(row.corrected_at)) }
  })
  return inPayingOrder(rows.map((row) => ({ ...row, badge: row.group }))).map(({ badge: _, ...row }) => ({
    ...row,
    corrections: corrections.filter(({ paymentId }) => paymentId === row.id),
  }))
}
export type GroupPayment = Awaited<ReturnType<typeof groupPayments>>[number]

interface Act {
  personId: string
  now: Date
}

interface Noted {
  did: string
  payload: Record<string, string | number | null> & { payment: string }
}

async function note(tx: Tx, { did, payload }: Noted, { personId, now }: Act) {
  await record(tx, did, payload, londonDay(now))
  await logAct(tx, now, { personId, did, objectKind: 'group payment', objectId: payload.payment })
}

/** Writes down what was agreed with a group; undefined where the consultation has no such group. */
export async function agreePayment(
  tx: Tx,
  {
    consultationId,
    groupId,
    terms,
    id = randomUUID(),
  }: {
    consultationId: string
    groupId: string
    terms: PaymentTerms /** Only the demonstration names one. */
    id?: string
  },
  act: Act,
): Promise<string | undefined> {
  const group = await tx
    .selectFrom('community_group')
    .select('id')
    .where('id', '=', groupId)
    .where('consultation_id', '=', consultationId)
    .executeTakeFirst()
  if (!group) return undefined
  const { what, pence, dueOn, payerId } = terms
  await tx
    .insertInto('group_payment')
    .values({
      id,
      group_id: groupId,
      what,
      pence,
      due_on: dueOn,
      payer_id: payerId,
      agreed_by: act.personId,
      agreed_at: act.now.toISOString(),
    })
    .execute()
  await note(tx, { did: 'group.payment-agreed', payload: { payment: id, group: groupId, ...terms } }, act)
  return id
}

const open = async (tx: Tx, consultationId: string, id: string) =>
  payments(tx).where('g.consultation_id', '=', consultationId).where('p.id', '=', id).executeTakeFirst()

/** Notes that a payment was made on a day; false where there is none to make. */
export async function notePaid(
  tx: Tx,
  { consultationId, id, paidOn }: { consultationId: string; id: string; paidOn: string },
  act: Act,
): Promise<boolean> {
  const payment = await open(tx, consultationId, id)
  if (!payment || payment.paidOn || payment.pence === 0) return false
  await tx
    .updateTable('group_payment')
    .set({ paid_on: paidOn, paid_noted_by: act.personId })
    .where('id', '=', id)
    .execute()
  await note(tx, { did: 'group.payment-made', payload: { payment: id, pence: payment.pence, paidOn } }, act)
  return true
}

/** Corrects what stands of a payment, with the reason; how it stood before stays. False where there is none. */
export async function correctPayment(
  tx: Tx,
  given: { consultationId: string; id: string; terms: PaymentTerms; paidOn: string | null; reason: string },
  act: Act,
): Promise<boolean> {
  const { consultationId, id, terms, paidOn, reason } = given
  const before = await open(tx, consultationId, id)
  if (!before) return false
  const { what, pence, dueOn, payerId } = before
  const was = JSON.stringify({ what, pence, dueOn, payerId, paidOn: before.paidOn })
  const by = { corrected_by: act.personId, corrected_at: act.now.toISOString() }
  await tx
    .insertInto('group_payment_correction')
    .values({ id: randomUUID(), payment_id: id, was, reason, ...by })
    .execute()
  await tx
    .updateTable('group_payment')
    .set({ what: terms.what, pence: terms.pence, due_on: terms.dueOn, payer_id: terms.payerId, paid_on: paidOn })
    // Nobody noted a payment that is no more; the ledger keeps who did.
    .$if(paidOn === null, (correction) => correction.set({ paid_noted_by: null }))
    .where('id', '=', id)
    .execute()
  await note(tx, { did: 'group.payment-corrected', payload: { payment: id, ...terms, paidOn, reason } }, act)
  return true
}

/** Pence paid to the groups of each exercise, one sum an exercise; those that paid none are not there. */
export async function paidToGroups(db: Handle, exerciseIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('group_payment as p')
    .innerJoin('community_group as g', 'g.id', 'p.group_id')
    .innerJoin('consultation as c', 'c.id', 'g.consultation_id')
    .select((eb) => ['c.exercise_id as id', eb.fn.sum<number>('p.pence').as('pence')])
    .where('p.paid_on', 'is not', null)
    .where('c.exercise_id', 'in', ['', ...exerciseIds])
    .groupBy('c.exercise_id')
    .execute()
  return new Map(rows.map(({ id, pence }) => [id, Number(pence)]))
}

/** What an organisation's exercises still owe to groups, by exercise. */
export const owedToGroups = (db: Handle, organisationId: string) =>
  db
    .selectFrom('group_payment as p')
    .innerJoin('community_group as g', 'g.id', 'p.group_id')
    .innerJoin('consultation as c', 'c.id', 'g.consultation_id')
    .innerJoin('exercise as e', 'e.id', 'c.exercise_id')
    .select(['e.id as exerciseId', 'e.title', 'p.due_on as dueOn', 'p.paid_on as paidOn'])
    .where('p.paid_on', 'is', null)
    .where('p.pence', '>', 0)
    .where('e.run_by', '=', organisationId)
    .orderBy('e.id')
    .execute()

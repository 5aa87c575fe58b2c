import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { inPayingOrder, type PaymentKind, payBy } from './support.ts'
import { termsOf } from './terms-store.server.ts'

export interface Payment {
  id: string
  memberId: string
  badge: string
  kind: PaymentKind
  forOn: string
  dueOn: string
  pence: number
  method: 'pay' | 'voucher'
  paidOn: string | null
}

/** Every payment of a jury: late ones first, paid ones last. */
export async function paymentsOf(db: Handle, juryId: string): Promise<Payment[]> {
  const rows = await db
    .selectFrom('juror_payment as p')
    .innerJoin('jury_member as m', 'm.id', 'p.member_id')
    .select(['p.id', 'p.member_id as memberId', 'm.badge', 'p.kind', 'p.for_on as forOn', 'p.due_on as dueOn'])
    .select(['p.pence', 'p.method', 'p.paid_on as paidOn'])
    .where('m.jury_id', '=', juryId)
    .orderBy('p.due_on')
    .orderBy('m.badge')
    .orderBy('p.kind')
    .orderBy('p.id')
    .execute()
  return inPayingOrder(rows)
}

/** People who came to a day and have not said how they want to be paid: badge and days. */
export async function unchosenDays(db: Handle, juryId: string): Promise<{ badge: string; memberId: string }[]> {
  return db
    .selectFrom('juror_attendance as a')
    .innerJoin('jury_member as m', 'm.id', 'a.member_id')
    .leftJoin('juror as j', 'j.member_id', 'm.id')
    .select(['m.badge', 'm.id as memberId'])
    .distinct()
    .where('m.jury_id', '=', juryId)
    .where('a.present', '=', 1)
    .where('j.honorarium', 'is', null)
    .orderBy('m.badge')
    .execute()
}

/**
 * Brings a member's honoraria in line with the days they came and the choice they made: one for each day, none for
 * somebody who declines or has not chosen. What is paid stays as it was paid.
 */
export async function payHonoraria(tx: Tx, memberId: string): Promise<void> {
  const member = await tx
    .selectFrom('jury_member as m')
    .leftJoin('juror as j', 'j.member_id', 'm.id')
    .select(['m.jury_id', 'j.honorarium'])
    .where('m.id', '=', memberId)
    .executeTakeFirstOrThrow()
  const days = await tx
    .selectFrom('juror_attendance as a')
    .innerJoin('jury_session as s', 's.id', 'a.session_id')
    .select('s.on_date as day')
    .distinct()
    .where('a.member_id', '=', memberId)
    .where('a.present', '=', 1)
    .execute()
  const honoraria = () =>
    tx.selectFrom('juror_payment').where('member_id', '=', memberId).where('kind', '=', 'honorarium')
  const { honorarium } = member
  const owed = honorarium === 'pay' || honorarium === 'voucher' ? days.map(({ day }) => day) : []
  await tx
    .deleteFrom('juror_payment')
    .where('member_id', '=', memberId)
    .where('kind', '=', 'honorarium')
    .where('paid_on', 'is', null)
    .where('for_on', 'not in', owed.length ? owed : [''])
    .execute()
  if (honorarium !== 'pay' && honorarium !== 'voucher') return
  await tx
    .updateTable('juror_payment')
    .set({ method: honorarium })
    .where('member_id', '=', memberId)
    .where('kind', '=', 'honorarium')
    .where('paid_on', 'is', null)
    .execute()
  const there = new Set((await honoraria().select('for_on').execute()).map(({ for_on }) => for_on))
  const { dayPence } = await termsOf(tx, member.jury_id)
  for (const day of owed.filter((day) => !there.has(day)))
    await addPayment(tx, { memberId, kind: 'honorarium', forOn: day, pence: dayPence, method: honorarium })
}

/** Enters what a member is owed, to be paid within five working days. A second of the kind for the day replaces the first. */
export async function addPayment(
  tx: Tx,
  given: { memberId: string; kind: PaymentKind; forOn: string; pence: number; method: 'pay' | 'voucher'; id?: string },
): Promise<boolean> {
  const columns = { due_on: payBy(given.forOn), pence: given.pence, method: given.method }
  const before = await tx
    .selectFrom('juror_payment')
    .select(['id', 'paid_on'])
    .where('member_id', '=', given.memberId)
    .where('kind', '=', given.kind)
    .where('for_on', '=', given.forOn)
    .executeTakeFirst()
  if (before?.paid_on) return false
  if (before) await tx.updateTable('juror_payment').set(columns).where('id', '=', before.id).execute()
  else
    await tx
      .insertInto('juror_payment')
      .values({
        id: given.id ?? randomUUID(),
        member_id: given.memberId,
        kind: given.kind,
        for_on: given.forOn,
        ...columns,
        paid_on: null,
        paid_by: null,
      })
      .execute()
  return true
}

/** Marks payments of a jury as paid today; those paid already stay as they are. Returns how many were marked. */
export async function markPaid(
  tx: Tx,
  { juryId, ids, personId }: { juryId: string; ids: readonly string[]; personId: string },
  now: Date,
): Promise<number> {
  const open = (await paymentsOf(tx, juryId)).filter(({ id, paidOn }) => paidOn === null && ids.includes(id))
  if (!open.length) return 0
  await tx
    .updateTable('juror_payment')
    .set({ paid_on: londonDay(now), paid_by: personId })
    .where(
      'id',
      'in',
      open.map(({ id }) => id),
    )
    .execute()
  const detail = { payments: open.length, pence: open.reduce((sum, { pence }) => sum + pence, 0) }
  await logAct(tx, now, { personId, did: 'marked payments as made', objectKind: 'jury', objectId: juryId, detail })
  return open.length
}

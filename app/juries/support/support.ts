import { addWorkingDays } from '../../board/working-days.ts'
import type { NeedKind } from '../registration/application.ts'

export const honoraria = ['pay', 'voucher', 'decline'] as const
export const paymentKinds = ['honorarium', 'travel', 'care', 'other'] as const
export type PaymentKind = (typeof paymentKinds)[number]
/** What a manager enters by hand; honoraria follow from who came. */
export const expenseKinds = ['travel', 'care', 'other'] as const

/** Needs that are between juror and manager. All others are for those who work in the room, and only what is needed. */
const privateKinds: readonly string[] = ['childcare', 'care', 'transport'] satisfies NeedKind[]
export const isRoomKind = (kind: string): boolean => !privateKinds.includes(kind)

/** Needs that can tie somebody to a place: near a door, a loop, an interpreter. */
const seatKinds: readonly string[] = [
  'interpreter',
  'sign_language',
  'hearing_loop',
  'large_print',
  'step_free',
  'supporter',
  'equipment',
  'other',
] satisfies NeedKind[]
export const isSeatKind = (kind: string): boolean => seatKinds.includes(kind)

export const needStates = ['open', 'arranged', 'not_needed'] as const

/** Working days within which a juror is paid (journey 3.6). */
export const payWithin = 5

/** The last day on which a payment for this day is in time. */
export const payBy = (day: string): string => addWorkingDays(day, payWithin)

/** Late payments first, the longest late before the others, then what is due, then what is paid, newest first. */
export function inPayingOrder<T extends { dueOn: string; paidOn: string | null; badge: string }>(
  payments: readonly T[],
): T[] {
  return [...payments].sort((a, b) => {
    if ((a.paidOn === null) !== (b.paidOn === null)) return a.paidOn === null ? -1 : 1
    if (a.paidOn !== null && b.paidOn !== null && a.paidOn !== b.paidOn) return a.paidOn < b.paidOn ? 1 : -1
    return a.dueOn.localeCompare(b.dueOn) || a.badge.localeCompare(b.badge)
  })
}

/** Unpaid when the day by which it had to be paid is over. */
export const isLate = (payment: { dueOn: string; paidOn: string | null }, today: string): boolean =>
  payment.paidOn === null && payment.dueOn < today

/** Pence of a sum typed in pounds (`12`, `12.50`, `£1,200`), null for anything that is none or not above nothing. */
export function penceOf(typed: string): number | null {
  const text = typed.trim().replace(/^£\s*/, '').replaceAll(',', '')
  if (!/^\d{1,6}(\.\d{2})?$/.test(text)) return null
  const pence = Math.round(Number(text) * 100)
  return pence > 0 ? pence : null
}

/** Pounds as a form and a spreadsheet read them: `80.00`. */
export const poundsOf = (pence: number): string => `${Math.floor(pence / 100)}.${String(pence % 100).padStart(2, '0')}`

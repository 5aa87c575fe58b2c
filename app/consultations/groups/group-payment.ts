import { penceOf } from '../../juries/support/support.ts'

/** What is to be paid to a community group for asking its people, and by whom. */
export interface PaymentTerms {
  what: string
  pence: number
  dueOn: string
  payerId: string
}

export const whatLimit = 200
/** The least that says why something is corrected, and the most that is kept. */
export const correctionReason = { least: 10, most: 500 }

export type PaymentField = 'what' | 'pounds' | 'due' | 'payer' | 'reason' | 'paid'
export interface PaymentProblem {
  field: PaymentField
  key: string
}

interface GivenTerms {
  what: string
  pounds: string
  /** Null where what was typed is no day. */
  dueOn: string | null
  payer: string
}

/** What was typed of an agreement, or everything wrong with it. Nothing is owed only where an agreement is corrected. */
export function readTerms(
  { what, pounds, dueOn, payer }: GivenTerms,
  { payers, mayBeNothing = false }: { payers: readonly string[]; mayBeNothing?: boolean },
): { ok: true; value: PaymentTerms } | { ok: false; problems: PaymentProblem[] } {
  const problems: PaymentProblem[] = []
  const nothing = mayBeNothing && /^£?\s*0(\.00)?$/.test(pounds.trim())
  const pence = nothing ? 0 : penceOf(pounds)
  if (!what) problems.push({ field: 'what', key: 'what' })
  else if (what.length > whatLimit) problems.push({ field: 'what', key: 'what_long' })
  if (pence === null) problems.push({ field: 'pounds', key: mayBeNothing ? 'pounds_or_none' : 'pounds' })
  if (!dueOn) problems.push({ field: 'due', key: 'due' })
  if (!payers.includes(payer)) problems.push({ field: 'payer', key: 'payer' })
  if (problems.length || pence === null || !dueOn) return { ok: false, problems }
  return { ok: true, value: { what, pence, dueOn, payerId: payer } }
}

/** The day a payment was made: not to come. */
export function readPaidOn(typed: string | null, today: string): { day: string } | { problem: PaymentProblem } {
  if (!typed) return { problem: { field: 'paid', key: 'paid' } }
  return typed > today ? { problem: { field: 'paid', key: 'paid_future' } } : { day: typed }
}

/** Why something is corrected, or what is wrong with that. */
export function reasonProblem(reason: string): PaymentProblem | undefined {
  if (reason.length < correctionReason.least) return { field: 'reason', key: 'reason' }
  return reason.length > correctionReason.most ? { field: 'reason', key: 'reason_long' } : undefined
}

import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Why an answer is held back: the field that no person sees was filled in, it was sent faster than anybody reads, or very
 * many came from one network without their browsers working for it. Never for what it says.
 */
export const guardReasons = ['trap', 'fast', 'many'] as const
export type GuardReason = (typeof guardReasons)[number]

/** A field that people and screen readers do not meet. Its name is one that programs like to fill in. */
export const trapField = 'website'
/** When the server handed a form out, signed by it. */
export const beganField = 'began'

/** Keyed with the server's secret, so that nobody else can make one. 128 bits. */
export const signed = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('base64url').slice(0, 22)

export function signedBy(secret: string, text: string, signature: string): boolean {
  const own = Buffer.from(signed(secret, text))
  const given = Buffer.from(signature)
  return own.length === given.length && timingSafeEqual(own, given)
}

const beganText = (submissionKey: string, time: string) => `began ${submissionKey} ${time}`

/** What a form carries of the moment it was handed out; good for the one submission it was made for. */
export function beganMark(secret: string, submissionKey: string, now: Date): string {
  const time = now.getTime().toString(36)
  return `${time}.${signed(secret, beganText(submissionKey, time))}`
}

/** The moment in a mark; null where the server did not make it for this submission. */
export function beganAt(secret: string, submissionKey: string, mark: string): Date | null {
  const [time = '', signature = ''] = mark.split('.')
  return signedBy(secret, beganText(submissionKey, time), signature) ? new Date(Number.parseInt(time, 36)) : null
}

/** What is known of how an answer was sent. `leastSeconds` 0 leaves the time aside. */
export interface Sent {
  trap: string
  began: Date | null
  now: Date
  leastSeconds: number
  isOverBudget: boolean
  hasWorked: boolean
}

/** The first reason to hold an answer back; null for one that counts. */
export function suspicion({ trap, began, now, leastSeconds, isOverBudget, hasWorked }: Sent): GuardReason | null {
  if (trap !== '') return 'trap'
  if (leastSeconds > 0 && (!began || isFast(began, now, leastSeconds))) return 'fast'
  return isOverBudget && !hasWorked ? 'many' : null
}

/** A clock that was set back meanwhile makes nobody fast. */
function isFast(began: Date, now: Date, leastSeconds: number): boolean {
  const took = now.getTime() - began.getTime()
  return took >= 0 && took < leastSeconds * 1000
}

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

/** A little work that a browser does unseen before it sends. */
export const workField = 'work'

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

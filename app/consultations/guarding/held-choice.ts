import { z } from 'zod'
import { type GuardReason, guardReasons } from './guard.ts'

/** Which answers that are held back a decision is about: all that wait for one reason, or these. */
export type HeldChoice = { reason: GuardReason } | { ids: readonly string[] }

/** How many are held for each reason: waiting, let in and left out. */
export function heldByReason(held: readonly { reason: string | null; decision: string | null; people: number }[]) {
  const people = (reason: GuardReason, decision: string | null) =>
    held.find((one) => one.reason === reason && one.decision === decision)?.people ?? 0
  return guardReasons.map((reason) => ({
    reason,
    waiting: people(reason, null),
    released: people(reason, 'released'),
    excluded: people(reason, 'excluded'),
  }))
}

export const heldOutcomes = z.enum(['released', 'excluded'])
/** So many can be ticked one by one; more than that are decided by their reason. */
export const heldListedAtMost = 50

/**
 * Reads which answers somebody chose: by a reason, by what was ticked, or by the one behind a reference. Where the choice
 * is none it says which field lacks what.
 * @param behind the id of the answer behind the reference that was typed; undefined where there is none
 */
export function heldChoice(
  { which, held, because }: { which: string; held: readonly string[]; because: string },
  behind: string | undefined,
): { meant: HeldChoice } | { field: string; key: string } {
  const reason = guardReasons.find((code) => code === which)
  const ids = which === 'reference' ? (behind ? [behind] : []) : held
  if (!reason && which !== 'ticked' && which !== 'reference') return { field: 'which', key: 'which' }
  if (which === 'ticked' && !ids.length) return { field: 'held', key: 'none_ticked' }
  if (which === 'reference' && !ids.length) return { field: 'reference', key: 'reference' }
  if (because.length < 10) return { field: 'because', key: 'because' }
  return { meant: reason ? { reason } : { ids } }
}

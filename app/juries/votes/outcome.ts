import { type Counts, cast, consent, reaches, type Threshold, voting } from './vote.ts'

export type Outcome = 'recommendation' | 'majority' | 'not_adopted' | 'void'

/** What a vote was held under, fixed before it opened. */
export interface VoteRules {
  threshold: Threshold
  /** Jurors on the roll when it opened. */
  present: number
  /** Fewest ballots that make a vote of the jury (J-11). */
  quorum: number
}

/**
 * The outcome of one statement (J-17, J-18), by integers only. `void` goes back to discussion: too few ballots, or more
 * than a quarter of those present abstaining.
 */
export function outcomeOf(counts: Counts, rules: VoteRules): Outcome {
  if (voidReason(counts, rules)) return 'void'
  if (reaches(consent(counts), voting(counts), rules.threshold)) return 'recommendation'
  return 2 * consent(counts) > voting(counts) ? 'majority' : 'not_adopted'
}

/** Why a vote on a statement does not count; undefined when it does. */
export function voidReason(counts: Counts, { present, quorum }: VoteRules): 'quorum' | 'abstentions' | undefined {
  if (cast(counts) < quorum) return 'quorum'
  return 4 * counts.abstain > present || voting(counts) === 0 ? 'abstentions' : undefined
}

/** Half for and half against: not adopted, and worth one more discussion if the jury has the time. */
export const isTie = (counts: Counts): boolean => voting(counts) > 0 && 2 * consent(counts) === voting(counts)

/** The order of a report: recommendations, majority views, not adopted, void; most support first, then by number. */
export function inReportOrder<T extends { number: number; counts: Counts; outcome: Outcome }>(
  results: readonly T[],
): T[] {
  const order: Outcome[] = ['recommendation', 'majority', 'not_adopted', 'void']
  return [...results].sort(
    (a, b) =>
      order.indexOf(a.outcome) - order.indexOf(b.outcome) ||
      consent(b.counts) * voting(a.counts) - consent(a.counts) * voting(b.counts) ||
      a.number - b.number,
  )
}

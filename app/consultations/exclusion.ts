import type { AnswerCounts } from './snapshot.ts'

/** What was left out of a list, marked in it or counted apart, in the order a reader asks about it. */
const exclusionCodes = ['organisation', 'outside', 'late', 'withdrawn', 'unsent', 'duplicate', 'campaign'] as const
/** Told of only where there are any. */
const rareCodes = ['test', 'undone', 'blank', 'unclear', 'over', 'accepted'] as const
export type ExclusionCode = (typeof exclusionCodes)[number] | (typeof rareCodes)[number]

/** In no figure of the results: the rest is counted, or was never sent. */
const leftOutCodes: readonly ExclusionCode[] = [
  'organisation',
  'outside',
  'late',
  'withdrawn',
  'test',
  'undone',
  'blank',
  'unclear',
  'over',
]

interface Exclusion {
  code: ExclusionCode
  people: number
}

/** The ledger of exclusions: each code with its count. */
export const exclusionsOf = (counts: AnswerCounts): Exclusion[] => [
  ...exclusionCodes.map((code) => ({ code, people: counts[code] })),
  ...rareCodes.flatMap((code) => (counts[code] ? [{ code, people: counts[code] }] : [])),
]

/** How many answers are in no figure, and why, the largest reason first. */
export function leftOutOf(counts: AnswerCounts): { people: number; reasons: Exclusion[] } {
  const reasons = exclusionsOf(counts)
    .filter(({ code, people }) => people > 0 && leftOutCodes.includes(code))
    .sort((a, b) => b.people - a.people)
  return { people: reasons.reduce((sum, { people }) => sum + people, 0), reasons }
}

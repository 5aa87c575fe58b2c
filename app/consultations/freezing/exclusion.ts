import { guardReasons } from '../guarding/guard.ts'
import { notCountedCodes } from '../paper/paper-batch.ts'
import type { AnswerCounts } from './snapshot.ts'

/** What was left out of a list, marked in it or counted apart, in the order a reader asks about it. */
const exclusionCodes = ['organisation', 'outside', 'late', 'withdrawn', 'unsent', 'duplicate', 'campaign'] as const
/** Told of only where there are any. */
const rareCodes = [
  'test',
  'undone',
  'file_tests',
  'file_unfinished',
  'blank',
  'unclear',
  'over',
  'unsigned',
  ...notCountedCodes,
  'unclear_answers',
  'over_answers',
  'accepted',
  'panel',
  ...guardReasons,
  'quarantined',
  'released',
] as const
export type ExclusionCode = (typeof exclusionCodes)[number] | (typeof rareCodes)[number]

/** In no figure of the results: the rest is counted, or was never sent. */
export const leftOutCodes: readonly ExclusionCode[] = [
  'organisation',
  'outside',
  'late',
  'withdrawn',
  'test',
  'undone',
  'file_tests',
  'file_unfinished',
  'blank',
  'unclear',
  'over',
  'unsigned',
  ...notCountedCodes,
  ...guardReasons,
  'quarantined',
]

interface Exclusion {
  code: ExclusionCode
  /** Null: fewer than may be told (rule P-10). */
  people: number | null
}

/** The ledger of exclusions: each code with its count. */
export const exclusionsOf = (counts: AnswerCounts): Exclusion[] => [
  ...exclusionCodes.map((code) => ({ code, people: counts[code] })),
  ...rareCodes.flatMap((code) => {
    const people = counts[code]
    return people === undefined || people === 0 ? [] : [{ code, people }]
  }),
]

/** How many answers are in no figure, and why, the largest reason first; `few` where there are more that are too few to tell. */
export function leftOutOf(counts: AnswerCounts): {
  people: number
  reasons: { code: ExclusionCode; people: number }[]
  few: boolean
} {
  const left = exclusionsOf(counts).filter(({ code }) => leftOutCodes.includes(code))
  const reasons = left
    .flatMap(({ code, people }) => (people ? [{ code, people }] : []))
    .sort((a, b) => b.people - a.people)
  return {
    people: reasons.reduce((sum, { people }) => sum + people, 0),
    reasons,
    few: left.some(({ people }) => people === null),
  }
}

/**
 * Counts as they may be published: how many were held back is told reason by reason where each is of ten people or more,
 * together where one is not, and as "fewer than ten" where all together are not (rule P-10).
 */
export function publishableCounts(counts: AnswerCounts, minCell: number): AnswerCounts {
  const { trap = 0, fast = 0, many = 0, released, panel, ...others } = counts
  const each = { trap, fast, many }
  const told = (people: number) => (people < minCell ? null : people)
  const total = trap + fast + many
  const known = Object.entries(each).filter(([, people]) => people > 0)
  const held = known.some(([, people]) => people < minCell) ? { quarantined: told(total) } : Object.fromEntries(known)
  return {
    ...others,
    ...held,
    ...(released ? { released: told(released) } : {}),
    ...(panel ? { panel: told(panel) } : {}),
  }
}

import type { Standing } from './choice-list-contract.ts'

/** How an option stands against the list before: told apart only where its two ranges of places do not meet. */
export type Trend = 'higher' | 'lower' | 'same' | 'not_comparable'

type Placed = Pick<Standing, 'rankFrom' | 'rankTo'>

/** Places say the same in two lists only where these have as many options. */
export function trendOf(now: Placed, optionsNow: number, before: Placed, optionsBefore: number): Trend {
  if (optionsNow !== optionsBefore) return 'not_comparable'
  if (now.rankTo < before.rankFrom) return 'higher'
  if (now.rankFrom > before.rankTo) return 'lower'
  return 'same'
}

import type { WeakOrder } from './ballot.ts'
import { BallotError } from './ballot-error.ts'

// Every function here turns what one instrument recorded into weak orders. They judge what only the instrument knows
// (too many picks, a rank given twice); `ballot` and `pairwiseMatrix` judge whether the options exist.

/** Choose up to `limit`; with `ordered`, the first pick is wanted most. */
export function fromPicks(picks: readonly number[], limit: number, ordered: boolean): WeakOrder {
  if (picks.length === 0) throw new BallotError('empty-ballot', 'Nothing was picked.')
  if (new Set(picks).size < picks.length) throw new BallotError('duplicate-option', 'The same option was picked twice.')
  if (picks.length > limit) {
    throw new BallotError('too-many-picks', `${picks.length} options were picked; at most ${limit} may be.`)
  }
  return { groups: ordered ? picks.map((pick) => [pick]) : [picks] }
}

/**
 * Ranks written beside options (1 is best, null is unranked).
 * @param ties whether two options may share a rank
 */
export function fromRanks(ranks: readonly (number | null)[], ties: boolean): WeakOrder {
  const groups = groupBy(ranks, (rank) => {
    if (!Number.isInteger(rank) || rank < 1) throw new BallotError('bad-rating', `${rank} is not a rank.`)
    return rank
  })
  const shared = groups.find((group) => group.options.length > 1)
  if (shared !== undefined && !ties) {
    throw new BallotError('duplicate-rank', `Rank ${shared.value} was given to ${shared.options.length} options.`)
  }
  return { groups: groups.map((group) => group.options) }
}

/** Ratings (higher is more wanted, null is not rated): only the order inside one person's ratings is used. */
export function fromRatings(ratings: readonly (number | null)[], scale: readonly [number, number]): WeakOrder {
  const groups = groupBy(ratings, (rating) => {
    if (!Number.isFinite(rating) || rating < scale[0] || rating > scale[1]) {
      throw new BallotError('bad-rating', `${rating} lies outside the scale ${scale[0]} to ${scale[1]}.`)
    }
    return -rating
  })
  // An unrated option was not judged: nothing may be read into its absence, whatever the reading of unranked is.
  return { groups: groups.map((group) => group.options), seen: groups.flatMap((group) => group.options) }
}

/** One comparison of two options; null when they were called equal. */
export function fromPair(first: number, second: number, chosen: number | null): WeakOrder {
  if (first === second) throw new BallotError('duplicate-option', 'An option was compared with itself.')
  if (chosen === null) return { groups: [[first, second]], seen: [first, second] }
  if (chosen !== first && chosen !== second) {
    throw new BallotError('unknown-option', `Option ${chosen} was not one of the two.`)
  }
  return { groups: [[chosen], [chosen === first ? second : first]], seen: [first, second] }
}

/** One best-worst set: the best above the others, the worst below them. */
export function fromBestWorst(shown: readonly number[], best: number, worst: number): WeakOrder {
  if (best === worst) throw new BallotError('duplicate-option', 'Best and worst are the same option.')
  if (!shown.includes(best) || !shown.includes(worst)) {
    throw new BallotError('unknown-option', 'Best or worst was not among the options shown.')
  }
  const middle = shown.filter((option) => option !== best && option !== worst)
  return { groups: middle.length === 0 ? [[best], [worst]] : [[best], middle, [worst]], seen: shown }
}

/** A fixed-cost budget: what was bought is wanted more than what was not. */
export function fromPurchases(bought: readonly number[], costs: readonly number[], budget: number): WeakOrder {
  if (bought.length === 0) throw new BallotError('empty-ballot', 'Nothing was bought.')
  if (!(budget > 0) || costs.some((cost) => !(cost > 0))) {
    throw new BallotError('bad-budget', 'Costs and the budget must be greater than zero.')
  }
  const spent = bought.reduce((sum, option) => sum + (costs[option] ?? Number.NaN), 0)
  if (Number.isNaN(spent)) throw new BallotError('unknown-option', 'Something was bought that is not on the list.')
  if (spent > budget) throw new BallotError('bad-budget', `${spent} was spent of a budget of ${budget}.`)
  return { groups: [bought] }
}

/** Shares of a divisible budget: more money is wanted more; a share of nothing is a judgement too. */
export function fromShares(shares: readonly number[]): WeakOrder {
  if (!shares.some((share) => share > 0)) throw new BallotError('empty-ballot', 'No money was given to anything.')
  const groups = groupBy(shares, (share) => {
    if (!Number.isFinite(share) || share < 0) throw new BallotError('bad-budget', `${share} is not a share.`)
    return -share
  })
  return { groups: groups.map((group) => group.options) }
}

function groupBy(values: readonly (number | null)[], key: (value: number) => number) {
  const groups = new Map<number, number[]>()
  values.forEach((value, option) => {
    if (value === null) return
    const at = key(value)
    const group = groups.get(at)
    if (group === undefined) groups.set(at, [option])
    else group.push(option)
  })
  if (groups.size === 0) throw new BallotError('empty-ballot', 'Nothing was answered.')
  return [...groups].sort((a, b) => a[0] - b[0]).map(([value, options]) => ({ value, options }))
}

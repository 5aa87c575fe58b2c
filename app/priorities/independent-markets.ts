import { BallotError } from './ballot-error.ts'

/**
 * A divisible budget by independent markets (Freeman, Pennock, Peters and Wortman Vaughan, EC 2019): per item the
 * median of people's shares and of phantom votes that rise together until the medians add up to one. Nobody gains by
 * exaggerating, and single-minded people get exactly their proportion. With two items: the median with uniform
 * phantoms (Moulin 1980).
 * @param votes one list of shares per person, each adding up to 1
 * @param weights one per person, any unit; equal by default
 * @returns one share per item, adding up to 1
 * @throws BallotError `bad-budget` for shares that are negative or do not add up to 1, `no-ballots`, `bad-weight`
 */
export function independentMarkets(votes: readonly (readonly number[])[], weights?: readonly number[]): number[] {
  const { items, of } = readVotes(votes, weights)
  const total = of.reduce((sum, weight) => sum + weight, 0)
  const curves = Array.from({ length: items }, (_, item) => support(votes, of, total, item))
  const shares = (rise: number) =>
    curves.map((curve) => curve.reduce((most, { vote, share }) => Math.max(most, Math.min(vote, rise * share)), 0))
  const sum = (rise: number) => shares(rise).reduce((all, share) => all + share, 0)
  // The sum of medians rises with the phantoms, piecewise linearly: between two bends the answer is exact.
  const bends = [...new Set([0, ...curves.flatMap((curve) => bendsOf(curve))])].sort((a, b) => a - b)
  let low = 0
  let high = bends.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (sum(bends[middle]!) < 1) low = middle
    else high = middle
  }
  const [from, to] = [bends[low]!, bends[high]!]
  const [below, above] = [sum(from), sum(to)]
  const rise = above === below ? to : from + ((1 - below) / (above - below)) * (to - from)
  return shares(Math.min(rise, to))
}

/** Mean share per item: simple, and open to exaggeration. */
export function meanShares(votes: readonly (readonly number[])[], weights?: readonly number[]): number[] {
  const { items, of } = readVotes(votes, weights)
  const total = of.reduce((sum, weight) => sum + weight, 0)
  return Array.from({ length: items }, (_, item) =>
    votes.reduce((sum, vote, person) => sum + (vote[item]! * of[person]!) / total, 0),
  )
}

interface Level {
  readonly vote: number
  /** Share of weight that gives the item at least this. */
  readonly share: number
}

function support(votes: readonly (readonly number[])[], weights: readonly number[], total: number, item: number) {
  const order = votes.map((vote, person) => ({ vote: vote[item]!, weight: weights[person]! }))
  order.sort((a, b) => b.vote - a.vote)
  const levels: Level[] = []
  let sum = 0
  order.forEach(({ vote, weight }, i) => {
    sum += weight
    if (order[i + 1]?.vote !== vote && sum > 0) levels.push({ vote, share: sum / total })
  })
  return levels
}

/** Where an item's share changes its slope: a phantom passes a vote, or two levels trade places. */
function bendsOf(levels: readonly Level[]): number[] {
  return levels.flatMap(({ vote, share }, i) => {
    const before = levels[i - 1]
    return before === undefined ? [vote / share] : [vote / share, vote / before.share]
  })
}

function readVotes(votes: readonly (readonly number[])[], weights: readonly number[] = votes.map(() => 1)) {
  const items = votes[0]?.length ?? 0
  if (items === 0) throw new BallotError('no-ballots', 'Nobody has divided the budget.')
  for (const vote of votes) {
    const sum = vote.reduce((all, share) => all + share, 0)
    if (vote.length !== items || vote.some((share) => !(share >= 0)) || Math.abs(sum - 1) > 1e-9) {
      throw new BallotError('bad-budget', 'Each person’s shares must be zero or more and add up to the whole budget.')
    }
  }
  const wrong = weights.find((weight) => !Number.isFinite(weight) || weight < 0)
  if (wrong !== undefined) throw new BallotError('bad-weight', `A weight must be zero or more: ${wrong}.`)
  if (!weights.some((weight) => weight > 0)) throw new BallotError('no-ballots', 'All weights are zero.')
  return { items, of: weights }
}

import { BallotError } from './ballot-error.ts'
import { type Ranking, rankByScore } from './ranking.ts'
import { worthShares } from './worth.ts'

export interface BestWorstCounts {
  readonly shown: readonly number[]
  readonly best: readonly number[]
  readonly worst: readonly number[]
}

export interface BestWorstResult {
  /** (best - worst) / shown, from -1 to 1. */
  readonly scores: readonly number[]
  /** Log worth by the closed form ln((1 + score) / (1 - score)); infinite at a score of 1 or -1. */
  readonly utilities: readonly number[]
  /** Chance of being chosen best among all options; null where a utility is infinite. */
  readonly choiceShares: readonly number[] | null
  readonly ranking: Ranking
}

/**
 * Best-worst scaling from counts: the count score, fair when every option was shown equally often, and the closed-form
 * logit of Lipovetsky and Conklin (Journal of Choice Modelling 2014). For unbalanced displays turn the sets into
 * ballots (`fromBestWorst`) and use `plackettLuce`.
 * @throws BallotError `bad-weight` for counts that cannot be, `no-ballots` for an option never shown
 */
export function bestWorst({ shown, best, worst }: BestWorstCounts): BestWorstResult {
  if (shown.length === 0) throw new BallotError('no-options', 'There are no options.')
  const scores = shown.map((times, option) => {
    const [up, down] = [best[option] ?? Number.NaN, worst[option] ?? Number.NaN]
    if (!(times >= 0 && up >= 0 && down >= 0 && up + down <= times)) {
      throw new BallotError('bad-weight', `Option ${option} cannot be best ${up} and worst ${down} of ${times} times.`)
    }
    if (times === 0) throw new BallotError('no-ballots', `Option ${option} was never shown.`)
    return (up - down) / times
  })
  const utilities = scores.map((score) => Math.log((1 + score) / (1 - score)))
  return {
    scores,
    utilities,
    choiceShares: utilities.every(Number.isFinite) ? worthShares(utilities) : null,
    ranking: rankByScore(scores),
  }
}

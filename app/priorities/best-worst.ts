import { checkOrder } from './ballot.ts'
import { BallotError } from './ballot-error.ts'
import { comparisonGroups, DisconnectedError } from './comparison-graph.ts'
import { fromBestWorst } from './instruments.ts'
import { maximise } from './newton.ts'
import { type Choice, choiceLikelihood } from './plackett-luce-likelihood.ts'
import { type Ranking, rankByScore } from './ranking.ts'
import { relativeTo, type WorthEstimates, worthShares } from './worth.ts'

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
 * logit of Lipovetsky and Conklin (Journal of Choice Modelling 2014). For unbalanced displays use `bestWorstLogit`.
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

/** One set shown to one person: the best and the worst of it. */
export interface BestWorstSet {
  readonly shown: readonly number[]
  readonly best: number
  readonly worst: number
  /** People, or weight in any unit; one by default. */
  readonly weight?: number
}

/**
 * Best-worst logit for unbalanced displays: the best is chosen from the set as by worth, the worst from the rest as by
 * the inverse of worth (a ranking model on the best and on the reversed worst; Marley and Louviere 2005).
 * @param pseudo wins and losses of each option against an imaginary one; needed where somebody is always best
 * @throws BallotError for an unreadable set; DisconnectedError without a prior where no finite estimate exists
 */
export function bestWorstLogit(
  sets: readonly BestWorstSet[],
  size: number,
  { reference = 0, pseudo = 0 }: { readonly reference?: number; readonly pseudo?: number } = {},
): WorthEstimates {
  const [bests, worsts]: [Choice[], Choice[]] = [[], []]
  for (const { shown, best, worst, weight = 1 } of sets) {
    checkOrder(fromBestWorst(shown, best, worst), size)
    if (!(weight >= 0)) throw new BallotError('bad-weight', `A weight must be zero or more: ${weight}.`)
    bests.push({ chosen: [best], left: shown, weight })
    worsts.push({ chosen: [worst], left: shown.filter((option) => option !== best), weight })
  }
  if (sets.length === 0) throw new BallotError('no-ballots', 'No set was answered.')
  if (pseudo === 0) requireConnected(sets, size)
  const model = { options: size, tieOrders: [], parameters: size }
  const prior = Array.from({ length: pseudo > 0 ? size : 0 }, (_, option) =>
    [option, size].map((chosen) => ({ chosen: [chosen], left: [option, size], weight: pseudo })),
  ).flat()
  const both = (extra: readonly Choice[]) => {
    const bestOf = choiceLikelihood([...bests, ...extra], model)
    const worstOf = choiceLikelihood(worsts, model)
    return (at: Float64Array) => {
      const up = bestOf(at)
      const down = worstOf(at.map((worth) => -worth))
      return {
        value: up.value + down.value,
        gradient: up.gradient.map((slope, i) => slope - down.gradient[i]!),
        information: up.information.map((own, i) => own + down.information[i]!),
      }
    }
  }
  const found = maximise(size, both(prior), pseudo > 0 ? null : reference)
  const answers = both([])(found.at)
  const information = { answers: answers.information, withPrior: found.information }
  const { standardErrorOf: _, ...worths } = relativeTo(reference, [...found.at], information, size)
  return { reference, ...worths, logLikelihood: answers.value }
}

function requireConnected(sets: readonly BestWorstSet[], size: number): void {
  const won = new Set<number>()
  for (const { shown, best, worst } of sets) {
    for (const option of shown) {
      if (option !== best) won.add(best * size + option)
      if (option !== worst) won.add(option * size + worst)
    }
  }
  const groups = comparisonGroups(size, (a, b) => won.has(a * size + b))
  if (groups.length > 1) throw new DisconnectedError(groups)
}

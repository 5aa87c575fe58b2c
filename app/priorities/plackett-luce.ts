import { type Ballot, checkOrder, MILLIONTHS, type Unranked, unplaced } from './ballot.ts'
import { BallotError } from './ballot-error.ts'
import { comparisonGroups, DisconnectedError } from './comparison-graph.ts'
import { maximise } from './newton.ts'
import { isSmall, keyOf, members, type OptionSet, setOf, union, without } from './option-set.ts'
import { type Choice, choiceLikelihood } from './plackett-luce-likelihood.ts'
import { relativeTo, type WorthEstimates } from './worth.ts'

export interface PlackettLuceOptions {
  readonly reference?: number
  /** Weight of one pseudo-ranking won and one lost by each option against an imaginary one; 0 is none. */
  readonly pseudo?: number
  /**
   * Unranked options: `tied-last` keeps them among the alternatives at every stage and says nothing about their own
   * order; `no-preference` takes them out altogether.
   */
  readonly unranked?: Unranked
}

export interface PlackettLuceResult extends WorthEstimates {
  /** Log of the tie parameter by number of options tied; only orders that occur. */
  readonly logTies: ReadonlyMap<number, { readonly estimate: number; readonly standardError: number }>
}

/**
 * Plackett-Luce for partial rankings with ties (Luce 1959, Plackett 1975; Turner, van Etten, Firth and Kosmidis,
 * Computational Statistics 2020): at each stage a set S of the options left is chosen with chance proportional to
 * tie(|S|) × geometric mean of worths. The prior is that paper's pseudo-rankings.
 * @throws DisconnectedError without a prior where no finite estimate exists; BallotError for an unreadable ballot
 */
export function plackettLuce(
  ballots: Iterable<Ballot>,
  size: number,
  { reference = 0, pseudo = 0, unranked = 'no-preference' }: PlackettLuceOptions = {},
): PlackettLuceResult {
  const choices = stages(ballots, size, unranked)
  if (choices.length === 0) throw new BallotError('no-ballots', 'No ballot sets one option above another.')
  if (pseudo === 0) requireConnected(size, choices)
  const tieOrders = [...new Set(choices.map(({ chosen }) => chosen.length))]
    .filter((tied) => tied > 1)
    .sort((a, b) => a - b)
  const parameters = size + tieOrders.length
  const model = { options: size, tieOrders, parameters }
  const prior = pseudo > 0 ? pseudoChoices(size, pseudo) : []
  // Without a prior the scale has no origin, so the reference is held at zero; with one, the imaginary option is.
  const held = pseudo > 0 ? null : reference
  const found = maximise(parameters, choiceLikelihood([...choices, ...prior], model), held)
  const answers = choiceLikelihood(choices, model)(found.at)
  const information = { answers: answers.information, withPrior: found.information }
  const { standardErrorOf, ...worths } = relativeTo(reference, [...found.at.slice(0, size)], information, parameters)
  const ties = tieOrders.map((tied, i) => {
    const at = size + i
    return [tied, { estimate: found.at[at]!, standardError: standardErrorOf(at) }] as const
  })
  return { reference, ...worths, logLikelihood: answers.value, logTies: new Map(ties) }
}

/** One choice per stage of each ranking, equal stages together; weights in persons. */
function stages(ballots: Iterable<Ballot>, size: number, unranked: Unranked): Choice[] {
  const merged = new Map<number | string, { chosen: readonly number[]; left: OptionSet; weight: number }>()
  for (const ballot of ballots) {
    checkOrder(ballot, size)
    if (ballot.weight === 0) continue
    let left = setOf(ballot.groups.flat(), size)
    if (unranked === 'tied-last') left = union(left, setOf(unplaced(ballot, size), size))
    for (const chosen of ballot.groups) {
      if (chosen.length === 0) continue
      if (isSmall(left)) break
      const key = keyOf(chosen, left)
      const known = merged.get(key)
      if (known === undefined) merged.set(key, { chosen, left, weight: ballot.weight })
      else known.weight += ballot.weight
      left = without(left, chosen)
    }
  }
  return [...merged.values()].map(({ chosen, left, weight }) => ({
    chosen,
    left: members(left, size),
    weight: weight / MILLIONTHS,
  }))
}

/** The imaginary option has index `size` and worth one. */
function pseudoChoices(size: number, pseudo: number): Choice[] {
  return Array.from({ length: size }, (_, option) => [
    { chosen: [option], left: [option, size], weight: pseudo },
    { chosen: [size], left: [option, size], weight: pseudo },
  ]).flat()
}

function requireConnected(size: number, choices: readonly Choice[]): void {
  const won = new Uint8Array(size * size)
  for (const { chosen, left } of choices) {
    for (const a of chosen) for (const b of left) won[a * size + b] = 1
  }
  const groups = comparisonGroups(size, (a, b) => won[a * size + b] === 1)
  if (groups.length > 1) throw new DisconnectedError(groups)
}

import { BallotError } from './ballot-error.ts'
import { comparisonGroups, DisconnectedError } from './comparison-graph.ts'
import { type Curvature, maximise } from './newton.ts'
import { relativeTo, type WorthEstimates } from './worth.ts'

/** Outcomes between two options; `first` was shown first (or played at home). Counts may be weighted. */
export interface Comparison {
  readonly first: number
  readonly second: number
  readonly firstWins: number
  readonly secondWins: number
  readonly ties?: number
}

export interface BradleyTerryOptions {
  readonly reference?: number
  /** Estimate how much being first helps. */
  readonly orderEffect?: boolean
  /** Wins and losses of each option against an imaginary one, the weak prior; 0 is plain maximum likelihood. */
  readonly pseudo?: number
}

export interface Effect {
  readonly estimate: number
  readonly standardError: number
}

export interface BradleyTerryResult extends WorthEstimates {
  /** Log odds for the option shown first. */
  readonly orderEffect: Effect | null
  /** Log of Davidson's tie parameter. */
  readonly logTie: Effect | null
  /** Twice the log-likelihood lost against a separate estimate for every row; over `residualDf` degrees of freedom. */
  readonly residualDeviance: number
  readonly residualDf: number
}

/**
 * Bradley-Terry (1952) with Davidson's ties (1970) and the order effect of Davidson and Beaver (1977): the chances of
 * first, second and tie are as worth, worth / exp(order) and tie × √(product of worths).
 * @throws DisconnectedError without a prior where no finite estimate exists; BallotError for unusable counts
 */
export function bradleyTerry(
  size: number,
  comparisons: readonly Comparison[],
  { reference = 0, orderEffect = false, pseudo = 0 }: BradleyTerryOptions = {},
): BradleyTerryResult {
  check(size, comparisons)
  const withTies = comparisons.some(({ ties = 0 }) => ties > 0)
  if (pseudo === 0) requireConnected(size, comparisons)
  const order = orderEffect ? size : -1
  const tie = withTies ? size + +orderEffect : -1
  const parameters = size + +orderEffect + +withTies
  const rows = comparisons.map((row) => ({ ...row, withOrder: true }))
  const ghosts = pseudo > 0 ? Array.from({ length: size }, (_, option) => ghost(option, pseudo)) : []
  const evaluate = (at: Float64Array, data: readonly Row[]): Curvature => likelihood(at, data, parameters, order, tie)
  // Without a prior the scale has no origin, so the reference is held at zero; with one, the imaginary option is.
  const held = pseudo > 0 ? null : reference
  const found = maximise(parameters, (at) => evaluate(at, [...rows, ...ghosts]), held)
  const answers = evaluate(found.at, rows)
  const information = { answers: answers.information, withPrior: found.information }
  const { standardErrorOf, ...worths } = relativeTo(reference, [...found.at.slice(0, size)], information, parameters)
  const effect = (at: number): Effect | null =>
    at < 0 ? null : { estimate: found.at[at]!, standardError: standardErrorOf(at) }
  const free = comparisons.filter((row) => trials(row) > 0).length * (withTies ? 2 : 1)
  return {
    reference,
    ...worths,
    logLikelihood: answers.value,
    orderEffect: effect(order),
    logTie: effect(tie),
    residualDeviance: 2 * (saturated(comparisons) - answers.value),
    residualDf: free - (parameters - 1),
  }
}

interface Row extends Comparison {
  readonly withOrder: boolean
}

const trials = ({ firstWins, secondWins, ties = 0 }: Comparison): number => firstWins + secondWins + ties

/** The imaginary option has index -1 and log worth zero. */
const ghost = (option: number, pseudo: number): Row => ({
  first: option,
  second: -1,
  firstWins: pseudo,
  secondWins: pseudo,
  withOrder: false,
})

function check(size: number, comparisons: readonly Comparison[]): void {
  if (size < 2) throw new BallotError('no-options', 'A comparison needs at least two options.')
  if (!comparisons.some((row) => trials(row) > 0)) throw new BallotError('no-ballots', 'Nothing was compared.')
  for (const row of comparisons) {
    for (const option of [row.first, row.second]) {
      if (!Number.isInteger(option) || option < 0 || option >= size) {
        throw new BallotError('unknown-option', `There is no option ${option}; there are ${size}.`)
      }
    }
    if (row.first === row.second) throw new BallotError('duplicate-option', 'An option was compared with itself.')
    for (const count of [row.firstWins, row.secondWins, row.ties ?? 0]) {
      if (!Number.isFinite(count) || count < 0) throw new BallotError('bad-weight', `${count} is not a count of wins.`)
    }
  }
}

function requireConnected(size: number, comparisons: readonly Comparison[]): void {
  const won = new Set<number>()
  for (const { first, second, firstWins, secondWins, ties = 0 } of comparisons) {
    if (firstWins + ties > 0) won.add(first * size + second)
    if (secondWins + ties > 0) won.add(second * size + first)
  }
  const groups = comparisonGroups(size, (a, b) => won.has(a * size + b))
  if (groups.length > 1) throw new DisconnectedError(groups)
}

function likelihood(at: Float64Array, rows: readonly Row[], size: number, order: number, tie: number): Curvature {
  const gradient = new Float64Array(size)
  const information = new Float64Array(size * size)
  let value = 0
  for (const row of rows) {
    const total = trials(row)
    if (total === 0) continue
    const worth = (option: number): number => (option < 0 ? 0 : at[option]!)
    const [a, b] = [worth(row.first), worth(row.second)]
    const byOrder = order >= 0 && row.withOrder
    const outcomes: { count: number; score: number; features: [number, number][] }[] = [
      { count: row.firstWins, score: a, features: [[row.first, 1]] },
      {
        count: row.secondWins,
        score: b - (byOrder ? at[order]! : 0),
        features: [
          [row.second, 1],
          [byOrder ? order : -1, -1],
        ],
      },
    ]
    if (tie >= 0) {
      const features: [number, number][] = [
        [row.first, 0.5],
        [row.second, 0.5],
        [tie, 1],
      ]
      outcomes.push({ count: row.ties ?? 0, score: (a + b) / 2 + at[tie]!, features })
    }
    const top = Math.max(...outcomes.map(({ score }) => score))
    const scale = top + Math.log(outcomes.reduce((sum, { score }) => sum + Math.exp(score - top), 0))
    const mean = new Map<number, number>()
    for (const { count, score, features } of outcomes) {
      const chance = Math.exp(score - scale)
      if (count > 0) value += count * (score - scale)
      for (const [i, x] of features) {
        if (i < 0) continue
        gradient[i]! += (count - total * chance) * x
        mean.set(i, (mean.get(i) ?? 0) + chance * x)
        for (const [j, y] of features) if (j >= 0) information[i * size + j]! += total * chance * x * y
      }
    }
    for (const [i, x] of mean) for (const [j, y] of mean) information[i * size + j]! -= total * x * y
  }
  return { value, gradient, information }
}

function saturated(comparisons: readonly Comparison[]): number {
  return comparisons.reduce((sum, row) => {
    const counts = [row.firstWins, row.secondWins, row.ties ?? 0].filter((count) => count > 0)
    return sum + counts.reduce((inner, count) => inner + count * Math.log(count / trials(row)), 0)
  }, 0)
}

import { MILLIONTHS } from '../ballot.ts'
import { bestWorst } from '../best-worst.ts'
import { bradleyTerry, type Comparison } from '../bradley-terry.ts'
import { DisconnectedError } from '../comparison-graph.ts'
import { type PlackettLuceResult, plackettLuce } from '../plackett-luce.ts'
import { quasiStandardErrors } from '../quasi-variance.ts'
import { worthShares } from '../worth.ts'
import { type Answer, answer, decimals, type Handler, named, once } from './answer.ts'
import type { ReferenceCase } from './case.ts'
import { difference } from './compare.ts'

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b)

/** The reference option's own error is written 0, or null, or left out, as the source does. */
const zeroed = (errors: readonly (number | null)[]): number[] => errors.map((error) => error ?? 0)

function byWorth(items: readonly string[], values: readonly number[]): string[] {
  return [...items.keys()].sort((a, b) => values[b]! - values[a]!).map((i) => items[i]!)
}

/** Paired comparisons: Bradley-Terry, with ties or an order effect where the input has them. */
export const comparisons: Handler = {
  accepts: ({ input }) => ['pairwise-counts', 'pairwise-counts-ordered', 'pairwise-counts-ties'].includes(input.kind),
  open: ({ input }: ReferenceCase) => {
    const items = input.items as string[]
    const rows = input.rows as Record<string, string | number>[]
    const position = new Map(items.map((name, i) => [name, i]))
    const data = rows.map(
      (row): Comparison => ({
        first: position.get(String(row.a ?? row.first)) ?? -1,
        second: position.get(String(row.b ?? row.second)) ?? -1,
        firstWins: Number(row.a_wins ?? row.first_wins),
        secondWins: Number(row.b_wins ?? row.second_wins),
        ties: Number(row.ties ?? 0),
      }),
    )
    const orderEffect = input.kind === 'pairwise-counts-ordered'
    const reference = position.get(String(input.reference)) ?? 0
    const estimates = once(() => bradleyTerry(items.length, data, { reference, orderEffect }))
    const shares = once(() => worthShares(estimates().logWorth))
    return (key): Answer | undefined => {
      const { logWorth, standardErrors, logTie } = estimates()
      const errors = named(items, zeroed(standardErrors))
      const tie = logTie === null ? {} : { tie: Math.exp(logTie.estimate) }
      switch (key) {
        case 'log_ability':
        case 'log_worth':
          return answer(named(items, logWorth))
        case 'se':
          return answer(errors)
        case 'se_log':
          return answer(logTie === null ? errors : { ...errors, tie2: logTie.standardError })
        case 'quasi_se':
          return answer(named(items, quasiStandardErrors(estimates().covariance, items.length)))
        case 'order_effect': {
          const effect = estimates().orderEffect
          return answer(effect && { estimate: effect.estimate, se: effect.standardError })
        }
        case 'log_tie':
          return answer(logTie?.estimate)
        case 'tie':
          return answer(tie.tie)
        case 'worth_sum1':
          return answer(named(items, shares()))
        case 'davidson1970_published':
          return answer({ ...named(items, shares()), ...tie })
        case 'residual_deviance':
          return answer(estimates().residualDeviance)
        case 'residual_df':
          return answer(estimates().residualDf)
        case 'log_lik':
          return answer(estimates().logLikelihood)
        case 'order':
          return answer(byWorth(items, logWorth))
        case 'published_rounded_2dp_sorted':
          return answer(ascending(logWorth))
        case 'published_worth_sorted_3dp':
          return { got: ascending(shares()), tolerance: decimals(3) }
        case 'published_order_effect_3dp':
          return answer(estimates().orderEffect?.estimate)
        case 'published_se_about': {
          const known = standardErrors.filter((error) => error !== null)
          return { got: known.reduce((sum, error) => sum + error, 0) / known.length, tolerance: decimals(1) }
        }
        default:
          return undefined
      }
    }
  },
}

/** Best-worst counts. */
export const bestWorstCounts: Handler = {
  accepts: ({ input }) => input.kind === 'best-worst-counts',
  open: ({ input }: ReferenceCase) => {
    const items = input.items as string[]
    const read = { shown: input.shown as number[], best: input.best as number[], worst: input.worst as number[] }
    const result = once(() => bestWorst(read))
    return (key) => {
      if (key === 'utility') return answer(result().utilities)
      if (key === 'choice_probability_sum1') return answer(result().choiceShares)
      if (key === 'count_score_(best-worst)/shown') return answer(result().scores)
      return key === 'order'
        ? answer(
            result()
              .ranking.flat()
              .map((option) => items[option]!),
          )
        : undefined
    }
  },
}

/** Rank matrices (0 is unranked) and orderings: Plackett-Luce under `mle_<first n>`, `map_<n>_npseudo<w>`, `npseudo_<w>`. */
export const luceRankings: Handler = {
  accepts: ({ input }) => input.kind === 'rank-matrix' || input.kind === 'orderings',
  open: ({ input }: ReferenceCase) => {
    const items = input.items as string[]
    const reference = Math.max(0, items.indexOf(String(input.reference)))
    const orders = input.kind === 'orderings' ? readOrderings(input) : readRanks(input)
    const fits = new Map<string, PlackettLuceResult>()
    const estimates = (size: number, pseudo: number): PlackettLuceResult => {
      const key = `${size}|${pseudo}`
      const ballots = orders.map((groups) => ({
        groups: groups.map((group) => group.filter((option) => option < size)),
        weight: MILLIONTHS,
      }))
      const known = fits.get(key) ?? plackettLuce(ballots, size, { reference, pseudo })
      fits.set(key, known)
      return known
    }
    return (key) => {
      const whole = /^npseudo_([\d.]+)$/.exec(key)
      if (whole !== null) return wholeFit(items, estimates(items.length, Number(whole[1])))
      const asked = /^(?:mle_(\d+)|map_(\d+)_npseudo([\d.]+?))\.(log_worth|se|log_lik)$/.exec(key)
      if (asked !== null) {
        const size = Number(asked[1] ?? asked[2])
        return part(items.slice(0, size), estimates(size, Number(asked[3] ?? 0)), asked[4]!)
      }
      if (key !== 'published_2dp_first3_last3_by_average_place') return undefined
      // Published for the largest set on which plain estimates exist: those that share wins and losses with most others.
      const estimable = largestEstimable(items.length, (size) => estimates(size, 0))
      return subset(items, estimates(estimable, 0).logWorth)
    }
  },
}

function wholeFit(items: readonly string[], estimates: PlackettLuceResult): Answer {
  const ties = [...estimates.logTies].map(([tied, { estimate }]) => [`tie${tied}`, estimate])
  const tieErrors = [...estimates.logTies].map(([tied, { standardError }]) => [`tie${tied}`, standardError])
  const got = {
    coef: { ...named(items, estimates.logWorth), ...Object.fromEntries(ties) },
    se: { ...named(items, zeroed(estimates.standardErrors)), ...Object.fromEntries(tieErrors) },
    log_lik: estimates.logLikelihood,
  }
  return onlyAsked(got)
}

/** The case may list fewer of these; every one it lists is compared. */
function onlyAsked(got: Record<string, unknown>): Answer {
  return {
    got,
    match: (expected, tolerance) =>
      Object.entries(expected as object).every(
        ([key, value]) => key in got && difference(value, got[key], tolerance) === null,
      ),
  }
}

function subset(items: readonly string[], values: readonly number[]): Answer {
  return onlyAsked(Object.fromEntries(values.map((value, i) => [items[i]!, value])))
}

function part(items: readonly string[], estimates: PlackettLuceResult, what: string): Answer {
  if (what === 'log_lik') return answer(estimates.logLikelihood)
  return answer(named(items, what === 'se' ? estimates.standardErrors : estimates.logWorth))
}

function largestEstimable(size: number, estimated: (size: number) => unknown): number {
  try {
    estimated(size)
    return size
  } catch (error) {
    if (!(error instanceof DisconnectedError)) throw error
    const largest = error.groups.reduce(
      (most, group) => (group.length > most.length ? group : most),
      [] as readonly number[],
    )
    return largest.length
  }
}

function readOrderings(input: ReferenceCase['input']): number[][][] {
  const base = Number(input.item_index_base ?? 0)
  return (input.orderings as number[][]).map((order) => order.map((item) => [item - base]))
}

function readRanks(input: ReferenceCase['input']): number[][][] {
  return (input.ranks_0_means_unranked as number[][]).map((ranks) => {
    const used = [...new Set(ranks.filter((rank) => rank > 0))].sort((a, b) => a - b)
    return used.map((rank) => ranks.flatMap((own, option) => (own === rank ? [option] : [])))
  })
}

import { type Ballot, MILLIONTHS, readOrder, type Unranked } from '../ballot.ts'
import { borda } from '../borda.ts'
import { condorcetLoser, condorcetWinner, smithSet } from '../condorcet.ts'
import { copeland } from '../copeland.ts'
import { instantRunoff } from '../instant-runoff.ts'
import { kemeny } from '../kemeny.ts'
import { minimax } from '../minimax.ts'
import { pairwiseMatrix } from '../pairwise-matrix.ts'
import { plackettLuce } from '../plackett-luce.ts'
import { rankedPairs } from '../ranked-pairs.ts'
import type { Ranking } from '../ranking.ts'
import { schulze } from '../schulze.ts'
import { singleTransferableVote } from '../single-transferable-vote.ts'
import { type Answer, answer, type Handler, named, once } from './answer.ts'
import type { ReferenceCase } from './case.ts'

interface Input {
  readonly candidates: readonly string[]
  readonly unranked?: string
  readonly ballots: readonly { readonly count: number; readonly ranking: readonly (readonly string[])[] }[]
  readonly seats?: number
  readonly quota?: number
}

/** Rankings with counts and tie groups: every rule over ballots, by `<rule>.<variant>.<what>[.unranked-<reading>]`. */
export const rankings: Handler = {
  accepts: ({ input }) => input.kind === 'rankings',
  open: (one) => {
    const input = one.input as unknown as Input
    const ballots = readBallots(input)
    const readings = new Map<Unranked, (key: string) => Answer | undefined>()
    return (key) => {
      const suffix = /^(.*)\.unranked-(tied-last|no-preference)$/.exec(key)
      const reading = (suffix?.[2] ?? (input.unranked === 'tied-last' ? 'tied-last' : 'no-preference')) as Unranked
      const known = readings.get(reading) ?? underReading(one, input, ballots, reading)
      readings.set(reading, known)
      return known(suffix?.[1] ?? key)
    }
  },
}

function readBallots({ candidates, ballots }: Input): Ballot[] {
  const position = new Map(candidates.map((name, i) => [name, i]))
  return ballots.map(({ count, ranking }) => ({
    groups: ranking.map((group) => group.map((name) => position.get(name) ?? -1)),
    weight: count * MILLIONTHS,
  }))
}

function underReading(one: ReferenceCase, input: Input, ballots: readonly Ballot[], reading: Unranked) {
  const names = input.candidates
  const size = names.length
  const matrix = once(() => pairwiseMatrix(ballots, size, reading))
  const groups = (ranking: Ranking) => ranking.map((group) => group.map((option) => names[option]!))
  const list = (options: readonly number[]) => options.map((option) => names[option]!)
  const votes = (values: readonly number[]) =>
    named(
      names,
      values.map((value) => value / MILLIONTHS),
    )
  const table = (cells: ArrayLike<number>) => {
    const rows = names.map((a, i) => [
      a,
      Object.fromEntries(names.flatMap((b, j) => (i === j ? [] : [[b, cells[i * size + j]! / MILLIONTHS]]))),
    ])
    return Object.fromEntries(rows)
  }
  const runoff = once(() => instantRunoff(ballots, size))
  const transfer = once(() =>
    singleTransferableVote(ballots, size, input.seats ?? 1, input.quota && input.quota * MILLIONTHS),
  )
  const kemenys = once(() => kemeny(matrix()))
  const luce = worths(ballots, names, reading)
  return (key: string): Answer | undefined => {
    const parts = key.split('.')
    const what = parts.at(-1)
    const strength =
      parts[1] === 'winning' || (parts[0] !== 'ranked-pairs' && parts[1] !== 'margins') ? 'winning' : 'margins'
    const ranked = (ranking: Ranking) =>
      what === 'ranking' ? answer(groups(ranking)) : what === 'winners' ? setOf(list(ranking[0]!)) : undefined
    switch (parts[0]) {
      case 'pairwise':
        return answer(table(matrix().wins))
      case 'n_ballots':
        return answer(ballots.reduce((sum, { weight }) => sum + weight, 0) / MILLIONTHS)
      case 'distinct':
        return answer(distinct(ballots, names, reading))
      case 'condorcet-winner':
        return answer(nameOf(names, condorcetWinner(matrix())))
      case 'condorcet-loser':
        return answer(nameOf(names, condorcetLoser(matrix())))
      case 'smith-set':
        return setOf(list(smithSet(matrix())))
      case 'ranked-pairs':
        return ranked(rankedPairs(matrix(), strength).ranking)
      case 'schulze':
        return what === 'strengths'
          ? answer(table(schulze(matrix(), strength).paths))
          : ranked(schulze(matrix(), strength).ranking)
      case 'copeland':
        return what === 'balance'
          ? answer(named(names, copeland(matrix()).balance))
          : ranked(copeland(matrix()).ranking)
      case 'minimax': {
        const result = minimax(matrix(), parts[1] === 'opposition' ? 'opposition' : strength)
        return what === 'scores' ? answer(votes(result.scores)) : ranked(result.ranking)
      }
      case 'borda': {
        const top = parts[2] === 'top-is-n-minus-1' ? 'top-is-n-minus-1' : 'top-is-n'
        const result = borda(ballots, size, reading, top)
        return parts[1] === 'points' ? answer(votes(result.points)) : ranked(result.ranking)
      }
      case 'kemeny':
        return kemenyAnswer(what, kemenys(), names)
      case 'irv':
        return runoffAnswer(what, runoff(), names)
      case 'plackett-luce':
        return luce(parts)
      case 'stv':
      case 'elected':
      case 'rounds':
        return one.method.some((method) => method.startsWith('stv')) ? stvAnswer(what, transfer(), names) : undefined
      default:
        return undefined
    }
  }
}

const nameOf = (names: readonly string[], option: number | null) => (option === null ? null : names[option]!)

/** Members in any order. */
function setOf(members: readonly string[]): Answer {
  const sorted = [...members].sort()
  return { got: members, match: (expected) => Array.isArray(expected) && [...expected].sort().join() === sorted.join() }
}

function distinct(ballots: readonly Ballot[], names: readonly string[], reading: Unranked): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const ballot of ballots) {
    const order = readOrder(ballot, names.length, reading)
    const key = order.map((group) => group.map((option) => names[option]).join(' = ')).join(' > ')
    counts[key] = (counts[key] ?? 0) + ballot.weight / MILLIONTHS
  }
  return counts
}

function kemenyAnswer(what: string | undefined, result: ReturnType<typeof kemeny>, names: readonly string[]) {
  const orders = result.optima.map((order) => order.map((option) => names[option]!))
  const sorted = (list: unknown) =>
    JSON.stringify(Array.isArray(list) ? list.map((order) => JSON.stringify(order)).sort() : list)
  if (what === 'score') return answer(result.score / MILLIONTHS)
  if (what === 'n_optimal') return answer(Number(result.count))
  if (what === 'ranking') return answer(result.ranking.map((group) => group.map((option) => names[option]!)))
  if (what !== 'optimal-rankings') return undefined
  return { got: orders, match: (expected: unknown) => sorted(expected) === sorted(orders) }
}

function runoffAnswer(what: string | undefined, result: ReturnType<typeof instantRunoff>, names: readonly string[]) {
  if (what === 'winner') return answer(result.winners.length === 1 ? names[result.winners[0]!] : null)
  if (what === 'winners') return setOf(result.winners.map((option) => names[option]!))
  if (what === 'rounds') return answer(result.rounds.map(({ votes }) => countsOf(votes, names)))
  return undefined
}

function stvAnswer(
  what: string | undefined,
  result: ReturnType<typeof singleTransferableVote>,
  names: readonly string[],
) {
  const outcomes = result.outcomes.map((elected) => elected.map((option) => names[option]!))
  if (what === 'rounds') return answer(result.rounds.map(({ votes }) => countsOf(votes, names)))
  if (what !== 'elected') return undefined
  return outcomes.length === 1 ? answer(outcomes[0]) : answer(outcomes)
}

const countsOf = (votes: ReadonlyMap<number, number>, names: readonly string[]) =>
  Object.fromEntries([...votes].map(([option, count]) => [names[option]!, count / MILLIONTHS]))

/** `plackett-luce.mle.<what>` or `plackett-luce.npseudo<weight>.<what>`. */
function worths(ballots: readonly Ballot[], names: readonly string[], unranked: Unranked) {
  const fits = new Map<number, ReturnType<typeof plackettLuce>>()
  return (parts: readonly string[]): Answer | undefined => {
    const what = parts.at(-1)
    const pseudo = Number(/npseudo([\d.]+)/.exec(parts.slice(1, -1).join('.'))?.[1] ?? 0)
    const fit = fits.get(pseudo) ?? plackettLuce(ballots, names.length, { pseudo, unranked })
    fits.set(pseudo, fit)
    if (what === 'log_worth') return answer(named(names, fit.logWorth))
    if (what === 'se') return answer(named(names, fit.standardErrors))
    return what === 'log_lik' ? answer(fit.logLikelihood) : undefined
  }
}

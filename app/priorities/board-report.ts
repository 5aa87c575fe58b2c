import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { balancedList } from './balanced-list.ts'
import { BallotError } from './ballot-error.ts'
import type { BoardReport, BoardReportInput, BoardReportSettings, MethodOrder } from './board-report-contract.ts'
import { dealBlocks } from './bootstrap.ts'
import { combinedList } from './combined-list.ts'
import { fastTally } from './fast-tally.ts'
import { generator } from './generator.ts'
import { groupDisagreement } from './group-disagreement.ts'
import { headToHeadSums } from './head-to-head-estimate.ts'
import { type ListedOption, listedOptions, named } from './list-ranking.ts'
import { methodOrders } from './method-orders.ts'
import { outsideBands } from './outside-bands.ts'
import { approvalsOf, type PackedBallots, pickPeople } from './packed-ballots.ts'
import { blockMargins, reportedList } from './report-list.ts'
import { kish } from './weights.ts'

const boardReportMethod = 'board-report/1'

const boardReportDefaults: BoardReportSettings = {
  among: 3,
  replicates: 1000,
  blocks: 1000,
  draws: 20_000,
  confidencePerMille: 950,
  sweepDraws: 200,
  sweepTop: 5,
  minCell: 10,
}

/**
 * Everything a board is shown of one set of rankings, frozen: the list with bands and chances, weighted beside
 * unweighted, the order by other methods, the combined list over sources with its sweep, the balanced list with its
 * EJR+ verdicts, and where declared groups disagree. Pure: the same input gives the same bytes of JSON.
 * @throws BallotError without ballots, or when the parts do not belong together
 */
export function boardReport(input: BoardReportInput): BoardReport {
  const settings = { ...boardReportDefaults, ...input.settings }
  const { ballots, groups, sources, seed } = input
  check(input)
  const listed = listedOptions(input.options)
  const plain: PackedBallots = { ...ballots, weights: null }
  const dealt = dealBlocks({
    people: ballots.people,
    clusterOf: (person) => input.clusters?.[person] ?? null,
    blocks: settings.blocks,
    seed,
  })
  const part = (packed: PackedBallots) => {
    const matrix = fastTally(packed)
    const sums = headToHeadSums(packed, dealt, (person) => groups.of[person]!, groups.ids.length)
    const blocks = blockMargins(packed, dealt, false)
    const choices = approvalsOf(packed, settings.among)
    const list = reportedList({ matrix, sums: sums.all, blocks, listed }, settings, seed)
    return { sums, choices, list, orders: methodOrders(matrix, choices) }
  }
  const unweighted = part(plain)
  const weighted = ballots.weights ? part(ballots) : null
  const main = weighted ?? unweighted
  const ids = listed.map(({ id }) => id)
  return {
    method: { id: boardReportMethod, parameters: { ...settings, seed, unranked: input.unranked } },
    inputHash: inputHash(input),
    people: ballots.people,
    effective: ballots.weights ? Math.floor(kish([...ballots.weights]).ess) : ballots.people,
    unweighted: unweighted.list,
    weighted: weighted?.list ?? null,
    methods: unweighted.orders.map(({ method, ranking }, at): MethodOrder => {
      const own = weighted?.orders[at]?.ranking ?? null
      return {
        method,
        unweighted: named(ranking, listed),
        weighted: own && named(own, listed),
        outsideBand: outsideBands(own ?? ranking, main.list.bands, ids),
      }
    }),
    combined: combined(ballots, sources, listed, settings, seed),
    balanced: balanced(main.choices, listed),
    disagreement: {
      groups: groups.ids.map((id, group) => {
        const { people } = main.sums.groups[group]!
        return { id, people: people < settings.minCell ? null : people }
      }),
      options: groupDisagreement(main.sums.groups, settings.minCell, settings.confidencePerMille / 1000).map(
        (found) => ({
          id: listed[found.option]!.id,
          perMille: found.groups.map((cell) => cell && Math.round(cell.share * 1000)),
          standardErrorPerMille: found.groups.map((cell) => cell && Math.round(cell.standardError * 1000)),
          rangePerMille: Math.round(found.range * 1000),
          clear: found.clear,
        }),
      ),
    },
  }
}

/** SHA-256 over everything that decides the report: what a stored report is found again by. */
export function inputHash({ ballots, groups, sources, ...about }: BoardReportInput): string {
  const { columns, placed, weights, ...sizes } = ballots
  const names = { groups: groups.ids, sources: sources.ids, declared: sources.weights ?? null }
  const hash = sha256
    .create()
    .update(utf8ToBytes(JSON.stringify({ ...about, ...sizes, ...names, weighted: !!weights })))
  for (const values of [groups.of, sources.of, weights ?? []]) hash.update(bytesOf(values))
  return bytesToHex(hash.update(columns).update(placed).digest())
}

function bytesOf(values: ArrayLike<number>): Uint8Array {
  const numbers = Float64Array.from(values)
  return new Uint8Array(numbers.buffer)
}

function check({ options, ballots, clusters, groups, sources }: BoardReportInput): void {
  if (ballots.people === 0) throw new BallotError('no-ballots', 'There is no ballot to report on.')
  if (options.length !== ballots.size) {
    throw new BallotError(
      'unknown-option',
      `The ballots have ${ballots.size} options and the question ${options.length}.`,
    )
  }
  const lengths = [clusters?.length ?? ballots.people, groups.of.length, sources.of.length]
  if (lengths.some((length) => length !== ballots.people)) {
    throw new BallotError('no-ballots', 'Clusters, groups and sources must say something about everybody.')
  }
}

function combined(
  ballots: PackedBallots,
  { ids, of, weights }: BoardReportInput['sources'],
  listed: readonly ListedOption[],
  { sweepDraws, sweepTop }: BoardReportSettings,
  seed: number,
): BoardReport['combined'] {
  const members = ids.map((_, source) => Int32Array.from(of).map((own, person) => (own === source ? person : -1)))
  const people = members.map((own) => own.filter((person) => person >= 0))
  const found = combinedList(
    ids.map((id, source) => ({
      id,
      weight: weights?.[source] ?? 1,
      matrix: fastTally(pickPeople(ballots, people[source]!)),
    })),
    generator(seed),
    sweepDraws,
    sweepTop,
  )
  const { sweep } = found
  return {
    sources: found.bySource.map(({ id, weight, ranking }, source) => ({
      id,
      people: people[source]!.length,
      weight,
      order: named(ranking, listed),
    })),
    order: named(found.ranking, listed),
    sweep: {
      draws: sweep.draws,
      top: sweep.top,
      options: listed.map(({ id }, option) => ({
        id,
        inTopPerMille: Math.round((1000 * sweep.inTop[option]!) / sweep.draws),
        bestPlace: sweep.bestPlace[option]!,
        worstPlace: sweep.worstPlace[option]!,
      })),
    },
  }
}

function balanced(
  choices: Parameters<typeof balancedList>[0],
  listed: readonly ListedOption[],
): BoardReport['balanced'] {
  const { ranking, prefixes } = balancedList(choices, listed.length)
  const ids = (options: readonly number[]) => options.map((option) => listed[option]!.id)
  return {
    order: ranking && named(ranking, listed),
    prefixes: prefixes.map(({ balanced, majority, leftOut, leftOutByMajority, ...shares }) => ({
      ...shares,
      balanced: balanced && ids(balanced),
      majority: ids(majority),
      proportional: leftOut && leftOut.length === 0,
      majorityProportional: leftOutByMajority.length === 0,
    })),
  }
}

import type { Beside, BesideView, Preferences } from './choice-beside-contract.ts'
import type { Ranking } from './choice-list-contract.ts'
import { groupsApart, shareBetween } from './group-intervals.ts'
import { listBalanced } from './list-balanced.ts'
import { besidePairs } from './list-beside.ts'
import { combinedOf } from './list-sources.ts'
import { variants } from './list-variants.ts'
import { withoutMatrices } from './pack.ts'
import type { PackedRow } from './pack-ballots.ts'
import type { Pack, PackBeside } from './pack-reader.ts'
import { countedPreferences, weightedPreferences } from './preferences.ts'

type Differ = (what: string, counted: unknown, published: unknown) => string[]
type Lists = { unweighted: Ranking; weighted: Ranking | null }
type Which = 'unweighted' | 'weighted'
const both = ['unweighted', 'weighted'] as const

/**
 * Recounts what stands beside a list: from head-to-heads the order by every method and the combined list, from cuts how
 * far groups lie apart; with ballots (levels 2 and 3) the head-to-heads themselves, the balanced list and the list
 * without campaigns and repeats. What a pack cannot prove it names.
 */
export function recountBeside(pack: Pack, lists: Lists, differ: Differ): { lines: string[]; differences: string[] } {
  const { beside, parameters, options } = pack
  const published = pack.result.beside
  if (!beside || !published) return { lines: [], differences: differ('beside the list', beside !== null, !!published) }
  const views = Object.fromEntries(both.map((which) => [which, viewOf(pack, beside, which, lists)])) as Views
  const combining = {
    seed: parameters.seed,
    sweepDraws: parameters.sweepDraws ?? 0,
    sweepTop: parameters.sweepTop ?? 0,
  }
  const combined = combinedOf(beside.sources, lists.weighted ?? lists.unweighted, options, combining)
  const shown = withoutMatrices({ ...(views as Beside), combined }) as Published
  const ballots = pack.ballots ? fromBallots(pack, beside, lists, differ) : null
  const told = published as unknown as Published
  return {
    lines: [
      ...both.flatMap((which) => viewLines(which, shown[which], told[which], ballots !== null)),
      ...combinedLines(combined),
      ...apartLines(pack),
      `outside this pack: ${outside(pack, ballots !== null)}`,
    ],
    differences: [
      ...both.flatMap((which) =>
        ['headToHeadPerMille', 'methods'].flatMap((part) =>
          differ(`${which} ${part}`, shown[which]?.[part] ?? null, told[which]?.[part] ?? null),
        ),
      ),
      ...differ('combined list', shown.combined, told.combined),
      ...cutDifferences(pack, differ),
      ...(ballots ?? []),
    ],
  }
}

/** What no stranger can recount from a pack: answers that were held back are in none. */
const outside = ({ result }: Pack, counted: boolean) =>
  [
    'who answered',
    ...(counted ? [] : ['the balanced list', 'the list without campaigns and repeats']),
    ...(result.variants.some(({ name }) => name === 'with-held') ? ['the list with what was held back'] : []),
  ].join(', ')

type Views = Record<Which, Omit<BesideView, 'balanced'> | null>
type Published = Record<
  Which,
  (Record<string, unknown> & Pick<BesideView, 'methods' | 'balanced' | 'headToHeadPerMille'>) | null
> & {
  combined: unknown
}

function viewOf({ counts, options }: Pack, beside: PackBeside, which: Which, lists: Lists): Views[Which] {
  const list = lists[which]
  const preferences = beside[which]
  if (!list || !preferences) return null
  const given = counts.map(({ pointsSixths }, option) => ({
    pointsSixths,
    weightedPointsSixthsMillionths: beside.weightedPoints[option]!,
  }))
  return besidePairs(preferences, which, given, list, options)
}

const chain = (order: readonly (readonly string[])[] | null) =>
  order ? order.map((place) => place.join('=')).join(' > ') : 'none'

function viewLines(which: Which, view: Published[Which], told: Published[Which], counted: boolean): string[] {
  if (!view) return []
  const outside = (ids: readonly string[]) => (ids.length ? ` outside ${ids.join(' ')}` : '')
  return [
    `${which} head-to-heads ${view.headToHeadPerMille.map((share) => share ?? 'none').join(' ')}`,
    ...view.methods.map(({ method, order, outside: ids }) => `${which} by ${method} ${chain(order)}${outside(ids)}`),
    ...(counted && told ? [`${which} balanced ${chain(told.balanced.order)}`] : []),
  ]
}

function combinedLines(combined: Beside['combined']): string[] {
  if (!combined) return []
  const { sources, order, sweep } = combined
  return [
    ...sources.map(
      ({ id, weight, people, order: own }) => `source ${id} weight ${weight} people ${people ?? '*'} ${chain(own)}`,
    ),
    `combined ${chain(order)}`,
    `combined first ${sweep.top} of ${sweep.draws} ${sweep.options.map((o) => `${o.inTopPerMille}:${o.bestPlace}-${o.worstPlace}`).join(' ')}`,
  ]
}

const apartOf = ({ result, options, parameters }: Pack) =>
  groupsApart(
    result.crossTabs,
    options.map(({ id }) => id),
    parameters.confidencePerMille,
  )

function apartLines(pack: Pack): string[] {
  const apart = apartOf(pack)
  return pack.result.crossTabs.map(({ dimension }, at) => {
    const own = apart[at]!.map(({ id, rangePercent, clear }) => `${id}=${rangePercent}${clear ? '!' : ''}`)
    return ['apart', dimension, ...own].join(' ')
  })
}

function cutDifferences(pack: Pack, differ: Differ): string[] {
  const apart = apartOf(pack)
  return pack.result.crossTabs.flatMap(({ dimension, groups, apart: published }, at) => [
    ...groups.flatMap(({ id, base, counts, effective, between }) => {
      const counted = counts.map((count, option) => {
        const people = effective?.[option]
        return base && count !== null && typeof people === 'number'
          ? shareBetween(Math.min(base, count), base, people)
          : null
      })
      return differ(`${dimension} ${id} ranges`, counted, between)
    }),
    ...differ(`${dimension} apart`, apart[at], published),
  ])
}

/** Head-to-heads, the balanced list and the list without campaigns and repeats, from a row for each person. */
function fromBallots(pack: Pack, beside: PackBeside, lists: Lists, differ: Differ): string[] {
  const { parameters, options, result } = pack
  const rows = pack.ballots!.rows
  const { minCell, picksMax, seed, draws, confidencePerMille, unranked = 'tied-last' } = parameters
  const weights = rows.every((row) => row.weight !== null) ? rows.map((row) => row.weight!) : null
  const picks = rows.map((row) => row.picks)
  const size = options.length
  const effective = weights ? effectiveOf(weights) : 0
  const counted: Record<Which, Preferences | null> = {
    unweighted: countedPreferences(rows, size, unranked),
    weighted: weights && lists.weighted && weightedPreferences(rows, size, unranked, weights, { effective, minCell }),
  }
  return [
    ...both.flatMap((which) => differ(`${which} head-to-heads in the ballots`, counted[which], beside[which])),
    ...both.flatMap((which) => {
      const own = which === 'unweighted' ? null : weights
      const list = lists[which] ? listBalanced(picks, own, options, parameters) : null
      return differ(`${which} balanced list`, list, result.beside?.[which]?.balanced ?? null)
    }),
    ...differ(
      'the list without campaigns and repeats',
      variants({ rows: rows.map(asRespondent), picksMax }, options, lists.weighted ? weights : null, lists, {
        seed,
        draws,
        confidencePerMille,
        minCell,
      }),
      result.variants.filter(({ name }) => name !== 'with-held'),
    ),
  ]
}

function effectiveOf(weights: readonly number[]): number {
  const sum = weights.reduce((total, weight) => total + BigInt(weight), 0n)
  const squares = weights.reduce((total, weight) => total + BigInt(weight) ** 2n, 0n)
  return squares === 0n ? 0 : Number((sum * sum) / squares)
}

const asRespondent = ({ picks, same, none, cluster, flaggedDuplicate }: PackedRow) => ({
  picks,
  same,
  none,
  cluster,
  flaggedDuplicate: flaggedDuplicate ?? false,
})

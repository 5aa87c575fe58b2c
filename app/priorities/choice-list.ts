import type { ChoiceList, ChoiceListInput, ChoiceListSettings, OptionResult } from './choice-list-contract.ts'
import { usualDimensions } from './dimensions.ts'
import { oneToSeven } from './disclosure.ts'
import { groupsApart } from './group-intervals.ts'
import { PriorityInputError } from './input-error.ts'
import { besideList } from './list-beside.ts'
import { coverage, groupingsOf } from './list-coverage.ts'
import { crossTab } from './list-cross-tabs.ts'
import { listedOptions, rankingOf } from './list-ranking.ts'
import { variants, withHeld } from './list-variants.ts'
import { coarsenMoments, publishMoments } from './moments.ts'
import { tallyOf } from './tally.ts'
import { weigh } from './weighting.ts'

export type * from './choice-list-contract.ts'

const choiceListMethod = 'share-bands/2'

/** Every method whose lists can be read and recounted. */
export const knownListMethods: readonly string[] = ['share-bands/1', choiceListMethod]

const sweep = { sweepDraws: 200, sweepTop: 5 }

/** Told as each part of the work begins, in this order, so that a long one can say how far it is. */
export const listStages = ['weights', 'counts', 'bands', 'groups', 'variants', 'methods'] as const
export type ListStage = (typeof listStages)[number]
export type ListWatch = (stage: ListStage) => void

export const choiceListDefaults: ChoiceListSettings = {
  capLowPerMille: 300,
  capHighPerMille: 4000,
  minCell: 10,
  minBasePct: 30,
  roundTo: 5,
  deffLimitPerMille: 2500,
  nEffLimit: 100,
  draws: 20_000,
  confidencePerMille: 950,
}

function checkedSettings(given: Partial<ChoiceListSettings> | undefined): ChoiceListSettings {
  const { smallNumbers, ...own } = given ?? {}
  if (smallNumbers !== undefined && smallNumbers !== oneToSeven.smallNumbers)
    throw new PriorityInputError('setting', `smallNumbers is ${smallNumbers}`, { name: 'smallNumbers' })
  const figures: Omit<ChoiceListSettings, 'smallNumbers'> = { ...choiceListDefaults, ...own }
  for (const [name, value] of Object.entries(figures)) {
    if (!Number.isSafeInteger(value) || value < 0)
      throw new PriorityInputError('setting', `${name} is ${value}`, { name })
  }
  const settings: ChoiceListSettings = smallNumbers ? { ...figures, ...oneToSeven } : figures
  const { capLowPerMille, capHighPerMille, draws, confidencePerMille } = settings
  if (!(capLowPerMille < 1000 && capHighPerMille > 1000))
    throw new PriorityInputError('setting', 'The cap must enclose 1', { name: 'cap' })
  if (draws < 100) {
    throw new PriorityInputError('setting', 'Rank sets need at least 100 draws', { name: 'draws' })
  }
  if (confidencePerMille <= 0 || confidencePerMille >= 1000) {
    throw new PriorityInputError('setting', 'Confidence lies between 0 and 1,000', { name: 'confidencePerMille' })
  }
  return settings
}

function checkOptions(input: ChoiceListInput): void {
  const ids = input.options.map((option) => option.id)
  if (new Set(ids).size !== ids.length) throw new PriorityInputError('option-id-twice', 'Two options have the same id')
  if (input.rows.length === 0) throw new PriorityInputError('no-answers', 'Nobody has answered')
}

/**
 * The frozen list of one "choose up to N, then put them in order" question: shares first (rule L-2), unweighted and
 * raked (L-3), in bands by the simultaneous paired test (method 1.5), with who answered, districts and groups under
 * disclosure control (P-10), and the exact sums from which a stranger can recount it. The same input gives the same
 * bytes. There is never a margin of error in it (L-4).
 * @throws PriorityInputError naming the answer or setting that is wrong
 */
export function choiceList(input: ChoiceListInput, watch: ListWatch = () => {}): ChoiceList {
  const settings = checkedSettings(input.settings)
  checkOptions(input)
  const { rows, picksMax, seed, unranked = 'tied-last' } = input
  watch('weights')
  const { weights, report } = weigh(rows, input.population, settings, input.weightBy)
  watch('counts')
  const tally = tallyOf(rows, input.options.length, picksMax, weights ?? undefined)
  const listed = listedOptions(input.options)
  const ranked = { draws: settings.draws, confidencePerMille: settings.confidencePerMille, seed }
  const moments = {
    unweighted: publishMoments(tally.unweighted),
    weighted: weights ? coarsenMoments(tally.weighted, tally.pairs, tally.base, settings.minCell) : null,
  }
  watch('bands')
  const unweighted = rankingOf(moments.unweighted, tally.base, listed, ranked)
  const weighted = moments.weighted ? rankingOf(moments.weighted, tally.base, listed, ranked) : null
  watch('groups')
  const groupings = groupingsOf(input)
  const answered = coverage(input, groupings, settings)
  const small = (people: number) => people > 0 && people < settings.minCell
  const options: OptionResult[] = listed.map(({ id }, option) => {
    const among = tally.pairs[option]![option]!
    const parts = [...tally.positions[option]!, tally.same[option]!]
    return {
      id,
      among,
      positions: tally.positions[option]!,
      same: tally.same[option]!,
      pointsSixths: tally.points[option]!,
      unweighted: unweighted.standings[option]!,
      weighted: weighted?.standings[option] ?? null,
      weightedAmongMillionths: weights && !small(among) ? Number(tally.weighted.sums[option]!) : null,
      weightedPointsSixthsMillionths: weights && !parts.some(small) ? String(tally.weightedPoints[option]!) : null,
    }
  })
  const by = input.weightBy ? { weightBy: input.weightBy } : {}
  const ids = listed.map((option) => option.id)
  const picks = rows.map((row) => row.picks)
  const clusters = rows.map((row) => row.cluster)
  const cuts = [
    ...usualDimensions.map((dimension) => ({ dimension, grouping: groupings[dimension] })),
    ...groupings.further,
  ]
  const tabs = cuts.map(({ dimension, grouping }) => crossTab(dimension, grouping, picks, ids, settings, clusters))
  const apart = groupsApart(tabs, ids, settings.confidencePerMille)
  const main = { unweighted: unweighted.ranking, weighted: weighted?.ranking ?? null }
  watch('variants')
  const recounting = { ...ranked, minCell: settings.minCell }
  const others = [variants, withHeld].flatMap((made) => made(input, listed, weights, main, recounting))
  watch('methods')
  const given = { rows, weights, listed, options, settings, unranked, effectiveSample: report.effectiveSample }
  const beside = besideList(input, main, given, { seed, ...sweep })
  return {
    method: { id: choiceListMethod, parameters: { ...settings, picksMax, seed, unranked, ...sweep, ...by } },
    base: tally.base,
    none: tally.none,
    options,
    ...main,
    weights: report,
    ...answered,
    crossTabs: tabs.map((tab, at) => ({ ...tab, apart: apart[at]! })),
    pairs: tally.pairs,
    moments,
    variants: others,
    beside,
  }
}

import { MILLIONTHS, type Unranked } from './ballot.ts'
import type { Beside, BesideView, Preferences } from './choice-beside-contract.ts'
import type { ChoiceListInput, ChoiceListSettings, OptionResult, Ranking, Respondent } from './choice-list-contract.ts'
import { listBalanced } from './list-balanced.ts'
import { listMethods } from './list-methods.ts'
import type { ListedOption } from './list-ranking.ts'
import { type CombinedSettings, combinedOf, publishedSources } from './list-sources.ts'
import { countedPreferences, headToHeadPerMille, matrixOf, weightedPreferences } from './preferences.ts'

type Given = {
  readonly rows: readonly Respondent[]
  readonly weights: readonly number[] | null
  readonly listed: readonly ListedOption[]
  readonly options: readonly OptionResult[]
  readonly settings: ChoiceListSettings
  readonly unranked: Unranked
  readonly effectiveSample: number | null
}

/** What stands beside a list: other methods, the balanced list, and the combined list over declared sources. */
export function besideList(
  input: Pick<ChoiceListInput, 'sources' | 'picksMax'>,
  main: { unweighted: Ranking; weighted: Ranking | null },
  { rows, weights, listed, options, settings, unranked, effectiveSample }: Given,
  combining: CombinedSettings,
): Beside {
  const size = listed.length
  const { minCell } = settings
  const picks = rows.map((row) => row.picks)
  const plain = countedPreferences(rows, size, unranked)
  const sources = publishedSources(input.sources ?? [], size, input.picksMax, unranked, minCell)
  return {
    unweighted: {
      ...besidePairs(plain, 'unweighted', options, main.unweighted, listed),
      balanced: listBalanced(picks, null, listed, settings),
    },
    weighted:
      weights && main.weighted
        ? {
            ...besidePairs(
              weightedPreferences(rows, size, unranked, weights, {
                effective: effectiveSample ?? rows.length,
                minCell,
              }),
              'weighted',
              options,
              main.weighted,
              listed,
            ),
            balanced: listBalanced(picks, weights, listed, settings),
          }
        : null,
    combined: combinedOf(sources, main.weighted ?? main.unweighted, listed, combining),
  }
}

/** What of it anybody can count again from published figures: head-to-heads and the order by every method. */
export function besidePairs(
  preferences: Preferences,
  which: 'unweighted' | 'weighted',
  options: readonly Pick<OptionResult, 'pointsSixths' | 'weightedPointsSixthsMillionths'>[],
  list: Ranking,
  listed: readonly ListedOption[],
): Omit<BesideView, 'balanced'> {
  const matrix = matrixOf(preferences, which === 'weighted' ? 1 : MILLIONTHS)
  const big = (value: number | string | null) => (value === null ? null : BigInt(value))
  const points = options.map((option) =>
    which === 'weighted' ? big(option.weightedPointsSixthsMillionths) : BigInt(option.pointsSixths),
  )
  return {
    preferences,
    headToHeadPerMille: headToHeadPerMille(matrix),
    methods: listMethods({ order: list.order, points }, matrix, list, listed),
  }
}

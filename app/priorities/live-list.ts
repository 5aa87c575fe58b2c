import type { ChoiceOption } from './choice-list-contract.ts'
import { listedOptions, type Ranked, rankingOf } from './list-ranking.ts'
import { publishMoments } from './moments.ts'
import type { Tally } from './tally.ts'

/**
 * A quarter of the redraws that a frozen list takes, the first ones of the same seed: the critical value then wobbles
 * by about 0.03, which is nothing beside what the next ballots may change, and the list is there within milliseconds.
 */
export const LIVE_DRAWS = 5000

/**
 * The list of a running tally, whatever the number of ballots in it. Weights are fixed or none: raking runs at the
 * freeze, and a live list is shown only to those who may see one before the close.
 */
export function liveList(
  tally: Tally,
  options: readonly ChoiceOption[],
  settings: { readonly confidencePerMille: number; readonly seed: number; readonly weighted?: boolean },
): Ranked {
  const moments = publishMoments(settings.weighted ? tally.weighted : tally.unweighted)
  return rankingOf(moments, tally.base, listedOptions(options), { ...settings, draws: LIVE_DRAWS })
}

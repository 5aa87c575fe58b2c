import { type BalancedPrefix, balancedList, choicesOf } from './balanced-list.ts'
import type { Balanced } from './choice-beside-contract.ts'
import { type ListedOption, named } from './list-ranking.ts'

/** What may be said of a share of people: from how many on, and on what base. */
type Threshold = { readonly minCell: number; readonly minBasePct: number }

/**
 * The balanced list of one weighting with its EJR+ verdicts, as published. How many people have none of their choices
 * on it is told in whole per cent, and not at all where they, or all others, are fewer than `minCell` (rule P-10).
 * @param weights millionths, or null
 */
export function listBalanced(
  picks: readonly (readonly number[])[],
  weights: readonly number[] | null,
  listed: readonly ListedOption[],
  threshold: Threshold,
): Balanced {
  const found = balancedList(choicesOf(picks, weights), listed.length)
  const ids = (options: readonly number[]) => options.map((option) => listed[option]!.id)
  const told = (among: readonly number[] | null, perMille: number | null) =>
    among && perMille !== null && tellable(picks, among, threshold) ? Math.floor((perMille + 5) / 10) : null
  return {
    order: found.ranking && named(found.ranking, listed),
    prefixes: found.prefixes.map((prefix: BalancedPrefix) => ({
      length: prefix.length,
      balanced: prefix.balanced && ids(prefix.balanced),
      majority: ids(prefix.majority),
      proportional: prefix.leftOut && prefix.leftOut.length === 0,
      majorityProportional: prefix.leftOutByMajority.length === 0,
      nonePercent: told(prefix.balanced, prefix.nonePerMille),
      nonePercentByMajority: told(prefix.majority, prefix.nonePerMilleByMajority),
    })),
  }
}

function tellable(picks: readonly (readonly number[])[], among: readonly number[], { minCell, minBasePct }: Threshold) {
  const chosen = new Set(among)
  const none = picks.filter((own) => !own.some((option) => chosen.has(option))).length
  const few = (people: number) => people > 0 && people < minCell
  return picks.length >= minBasePct && !few(none) && !few(picks.length - none)
}

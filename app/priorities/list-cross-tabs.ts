import type { ChoiceListSettings, CrossTab, Dimension } from './choice-list-contract.ts'
import { roundTo, suppress } from './disclosure.ts'
import { type ClusterPart, effectivePeople, shareBetween } from './group-intervals.ts'
import type { Grouping } from './list-coverage.ts'

/** Options in the first three places by count, everybody tied for the third included. */
function firstThree(counts: readonly number[]): number[] {
  const third = [...counts].sort((a, b) => b - a)[Math.min(2, counts.length - 1)] ?? 0
  return counts.flatMap((count, option) => (count >= third && count > 0 ? [option] : []))
}

function sameSet(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((option) => b.includes(option))
}

/** Per option the clusters that have at least `minCell` people in a group. */
function clusterParts(
  clusters: readonly (string | null)[],
  groupOf: readonly number[],
  group: number,
  picks: readonly (readonly number[])[],
  { options, minCell }: { options: number; minCell: number },
): ClusterPart[][] {
  const found = new Map<string, { people: number; chose: Map<number, number> }>()
  clusters.forEach((cluster, person) => {
    if (cluster === null || groupOf[person] !== group) return
    const own = found.get(cluster) ?? { people: 0, chose: new Map<number, number>() }
    own.people++
    for (const option of picks[person]!) own.chose.set(option, (own.chose.get(option) ?? 0) + 1)
    found.set(cluster, own)
  })
  const large = [...found.values()].filter(({ people }) => people >= minCell)
  // In an order of their own, so that sums of decimals do not depend on who came first.
  return Array.from({ length: options }, (_, option) =>
    large
      .map(({ people, chose }) => ({ people, chose: chose.get(option) ?? 0 }))
      .sort((a, b) => b.people - a.people || b.chose - a.chose),
  )
}

/**
 * Options by the groups of one characteristic: cells under the threshold hidden with what would reveal them, counts
 * rounded where the characteristic is protected or the rule for small numbers says so, percentages from the published counts on a sufficient base (P-10),
 * and the note that a group's first three differ from everybody's (L-13).
 */
export function crossTab(
  dimension: Dimension,
  grouping: Grouping,
  picks: readonly (readonly number[])[],
  ids: readonly string[],
  settings: ChoiceListSettings,
  clusters: readonly (string | null)[],
): CrossTab {
  const rounded = dimension !== 'district' || settings.smallNumbers !== undefined
  const bases = grouping.ids.map(() => 0)
  const counts = grouping.ids.map(() => ids.map(() => 0))
  picks.forEach((chosen, row) => {
    const group = grouping.groupOf[row]!
    bases[group]! += 1
    for (const option of chosen) counts[group]![option]! += 1
  })
  const { hidden } = suppress({
    counts,
    threshold: settings.minCell,
    width: settings.minCell,
    hideZero: settings.smallNumbers === undefined,
    hideRows: grouping.hidden,
    fixedTotals: true,
  })
  const shown = (count: number) => (rounded ? roundTo(count, settings.roundTo) : count)
  const all = firstThree(ids.map((_, option) => counts.reduce((sum, line) => sum + line[option]!, 0)))
  const groups = grouping.ids.map((id, group) => {
    const open = (option: number) => !hidden[group]![option]
    const line = counts[group]!
    const base = grouping.hidden[group] ? null : shown(bases[group]!)
    const enough = base !== null && bases[group]! >= settings.minBasePct
    const three = firstThree(line)
    const parts = clusterParts(clusters, grouping.groupOf, group, picks, {
      options: ids.length,
      minCell: settings.minCell,
    })
    const percents = line.map((count, option) =>
      open(option) && enough && base > 0 ? Math.min(100, Math.floor((200 * shown(count) + base) / (2 * base))) : null,
    )
    const effective = percents.map((percent, option) =>
      percent === null
        ? null
        : effectivePeople(Math.min(base!, shown(line[option]!)), base!, parts[option]!, settings.minCell),
    )
    const topThree = enough && three.length > 0 && three.every(open) ? three : null
    return {
      id,
      base,
      counts: line.map((count, option) => (open(option) ? shown(count) : null)),
      percents,
      effective,
      between: effective.map((people, option) =>
        people === null ? null : shareBetween(Math.min(base!, shown(line[option]!)), base!, people),
      ),
      topThree: topThree?.map((option) => ids[option]!) ?? null,
      differsFromAll: topThree !== null && !sameSet(topThree, all),
    }
  })
  const hiddenCells = groups.reduce((sum, group) => sum + group.counts.filter((count) => count === null).length, 0)
  return { dimension, rounded, groups, hiddenCells }
}

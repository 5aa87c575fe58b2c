import type { CrossTab } from './choice-list-contract.ts'
import { normalQuantile } from './normal.ts'
import { wilsonInterval } from './statements.ts'

type Group = CrossTab['groups'][number]

/** Campaign, table or import batch inside one group: its people, and those of them who chose the option. */
export type ClusterPart = { readonly people: number; readonly chose: number }

/**
 * How many people who answer for themselves tell as much about a group's share as these, who partly answered together:
 * clusters are taken whole, as everywhere in a list. Fewer than `minCell` of a cluster on either side of an option are
 * counted as none, so that no small number can be worked out (rule P-10); the result is in steps of five.
 * @param count, base as published
 * @param clusters those of at least `minCell` people
 */
export function effectivePeople(count: number, base: number, clusters: readonly ClusterPart[], minCell: number) {
  const share = count / base
  if (clusters.length === 0 || count === 0 || count >= base) return base
  let [alone, aloneChose, spread] = [base, count, 0]
  for (const { people, chose } of clusters) {
    const together = chose < minCell ? 0 : people - chose < minCell ? people : chose
    alone -= people
    aloneChose -= together
    spread += (together - share * people) ** 2
  }
  alone = Math.max(0, alone)
  aloneChose = Math.min(alone, Math.max(0, aloneChose))
  spread += aloneChose * (1 - share) ** 2 + (alone - aloneChose) * share ** 2
  const evened = (base * base * share * (1 - share)) / spread
  return evened >= base ? base : Math.max(5, Math.floor(evened / 5) * 5)
}

/** Whole per cent that a share may wobble between (Wilson 1927, 95 %), wide enough to hold the exact ends. */
export function shareBetween(count: number, base: number, effective: number): [number, number] {
  const [low, high] = wilsonInterval((count / base) * effective, effective)!
  return [Math.floor(100 * low), Math.ceil(100 * high)]
}

type Shown = { share: number; percent: number; variance: number }

/** An option in a group that may be shown beside others; groups of those who did not say are none. */
function shownIn(group: Group, option: number): Shown | null {
  const [count, percent, effective] = [group.counts[option], group.percents[option], group.effective?.[option]]
  if (group.id === 'not-stated' || group.base === null || group.base === 0) return null
  if (typeof count !== 'number' || typeof percent !== 'number' || typeof effective !== 'number') return null
  const share = count / group.base
  // Two of each added, so that a group in which nobody, or everybody, chose an option is not taken as certain.
  const gentle = (share * effective + 2) / (effective + 4)
  return { share, percent, variance: (gentle * (1 - gentle)) / (effective + 4) }
}

/**
 * Per characteristic, how far its groups lie apart on each option, the widest first, from published figures alone. A
 * difference is clear by Bonferroni's rule over every comparison that could have been made on the whole page, so that
 * the more groups there are, the more it takes.
 * @returns in the order of the cross-tabs; options shown in fewer than two groups are left out
 */
export function groupsApart(tabs: readonly CrossTab[], ids: readonly string[], confidencePerMille: number) {
  const shown = tabs.map(({ groups }) =>
    ids.map((_, option) => groups.flatMap((group) => shownIn(group, option) ?? [])).map((own) => [...own]),
  )
  const pairs = shown.flat().reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0)
  const critical = normalQuantile(1 - (1 - confidencePerMille / 1000) / (2 * Math.max(1, pairs)))
  return shown.map((options) =>
    options
      .flatMap((own, option) => {
        if (own.length < 2) return []
        const ordered = [...own].sort((a, b) => a.share - b.share)
        const [low, high] = [ordered[0]!, ordered.at(-1)!]
        const percents = own.map(({ percent }) => percent)
        const error = Math.sqrt(low.variance + high.variance)
        return [
          {
            option,
            id: ids[option]!,
            rangePercent: Math.max(...percents) - Math.min(...percents),
            clear: high.share - low.share > critical * error,
          },
        ]
      })
      .sort((a, b) => b.rangePercent - a.rangePercent || a.option - b.option)
      .map(({ id, rangePercent, clear }) => ({ id, rangePercent, clear })),
  )
}

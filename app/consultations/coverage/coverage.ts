import { sectors } from '../../board/seat.ts'
import { furtherGroupNames, furtherGroups } from '../equality/characteristics.ts'
import { asks, type EqualityChoice } from '../equality/equality-choice.ts'
import { ageBands, ethnicGroups, sexes } from '../equality/monitoring.ts'
import { plain } from '../imports/file-trouble.ts'

/** A counter of people, as `coverage_counter` holds it. */
export interface Counter {
  dimension: string
  category: string
  people: number
}

/** How many live here, by the census, in one group of a dimension. */
export interface Target {
  dimension: string
  category: string
  people: number
}

export interface CoverageRow {
  category: string
  /** Null when fewer than `minCell` have said so; characteristics of people are rounded down, places are exact. */
  people: number | null
  /** Of those who said, per mille; null when hidden. */
  sharePerMille: number | null
  /** The share of the answers that an officer wants, or else of those who live here, per mille; null where there is neither. */
  targetPerMille: number | null
  /** How many more of the answers so far would have to be this group's; null when hidden or without a target. */
  short: number | null
  /** Less than half of the share wanted; of a hidden group only where even the most that it may have would be. */
  behind: boolean
}

/** Shares of the answers that an officer has set, per mille, by `groupKey`. */
export type Wanted = ReadonlyMap<string, number>
export const groupKey = (dimension: string, category: string): string => `${dimension}|${category}`

/** The dimensions in which an officer may say who should be heard. */
const targetDimensions = ['district', 'sector', 'age_band', 'sex', 'ethnic_group', ...furtherGroupNames] as const
export type TargetDimension = (typeof targetDimensions)[number]

/** What is called otherwise in the counters than among the characteristics. */
const characteristicNames = { age_band: 'age', ethnic_group: 'ethnicity' } as const

/** Those of them that an exercise can count by: the place and the kinds of organisations always, a characteristic where it is asked. */
export const dimensionsAsked = (choice: EqualityChoice): TargetDimension[] =>
  targetDimensions.filter((dimension) => {
    if (dimension === 'district' || dimension === 'sector') return true
    return asks(
      choice,
      dimension === 'age_band' || dimension === 'ethnic_group' ? characteristicNames[dimension] : dimension,
    )
  })

/** A warning is over when a group has this share of its target, per mille: a little more than what raises it. */
const overAt = 600

/**
 * Which groups an officer is warned of now, and which warnings are over. A group is warned of once until it has caught
 * up, so that one answer more or less does not send another message.
 */
export function alertsOf(
  rows: readonly (CoverageRow & { dimension: string })[],
  standing: ReadonlySet<string>,
): { raised: (CoverageRow & { dimension: string })[]; cleared: string[] } {
  const keyOf = (row: { dimension: string; category: string }) => groupKey(row.dimension, row.category)
  const caughtUp = rows.filter(
    ({ sharePerMille, targetPerMille }) =>
      sharePerMille !== null && targetPerMille !== null && sharePerMille * 1000 >= targetPerMille * overAt,
  )
  return {
    raised: rows.filter((row) => row.behind && !standing.has(keyOf(row))),
    cleared: caughtUp.map(keyOf).filter((key) => standing.has(key)),
  }
}

/** All groups of what stands in the counters about the person, not the place: shown from the start, only in the round. */
const groupsOf: Readonly<Record<string, readonly string[]>> = {
  age_band: ageBands,
  sex: sexes,
  ethnic_group: ethnicGroups,
  ...furtherGroups,
}

/**
 * The counters to show when some are shown already. A characteristic moves as a whole, and only when so many more (or
 * fewer) have told it that what has changed between two looks is never about one person (P-10). Places always move.
 * @returns what to show, and which characteristics have moved
 */
export function shownCounters(
  now: readonly Counter[],
  shown: readonly Counter[],
  leastMove: number,
): { counters: Counter[]; moved: string[] } {
  const changes = (dimension: string) => {
    const by = new Map<string, number>()
    const add = (counters: readonly Counter[], sign: 1 | -1) => {
      for (const { category, people } of counters.filter((counter) => counter.dimension === dimension))
        by.set(category, (by.get(category) ?? 0) + sign * people)
    }
    add(now, 1)
    add(shown, -1)
    return [...by.values()].reduce((total, change) => total + Math.abs(change), 0)
  }
  const moved = Object.keys(groupsOf).filter((dimension) => changes(dimension) >= leastMove)
  const stay = (dimension: string) => Object.hasOwn(groupsOf, dimension) && !moved.includes(dimension)
  return {
    counters: [...now.filter(({ dimension }) => !stay(dimension)), ...shown.filter(({ dimension }) => stay(dimension))],
    moved,
  }
}

/**
 * Who has answered so far against who lives here, for one dimension. Never what they chose: no result by option exists
 * before closing. Small groups are hidden, and characteristics of people rounded, so that two looks at the page do not
 * tell about the one person who answered in between (P-10).
 */
export function coverageOf(
  counters: readonly Counter[],
  targets: readonly Target[],
  dimension: string,
  rule: { minCell: number; roundTo: number },
  set: Wanted = new Map(),
): CoverageRow[] {
  const counted = counters.filter((counter) => counter.dimension === dimension)
  const wanted = targets.filter((target) => target.dimension === dimension)
  const groups = groupsOf[dimension]
  // Shares of an exact base would tell whether one more has answered.
  const base = groups ? rounded(sum(counted), rule.roundTo) : sum(counted)
  const residents = sharesIn(targets, dimension)
  const named = [...set.keys()].filter((key) => key.startsWith(groupKey(dimension, '')))
  const categories = [
    ...new Set([
      ...(groups ?? []),
      ...[...wanted, ...counted].map((row) => row.category),
      ...named.map((key) => key.slice(groupKey(dimension, '').length)),
    ]),
  ]
  return categories.map((category) => {
    const exact = counted.find((counter) => counter.category === category)?.people ?? 0
    const targetPerMille = set.get(groupKey(dimension, category)) ?? residents[category] ?? null
    const hidden = groups !== undefined && exact < rule.minCell
    const people = groups ? rounded(exact, rule.roundTo) : exact
    const sharePerMille = base ? Math.round((1000 * people) / base) : 0
    // That it is behind must not tell how many of a hidden group there are.
    const atMost = hidden && base ? Math.round((1000 * (rule.minCell - 1)) / base) : sharePerMille
    return {
      category,
      people: hidden ? null : people,
      sharePerMille: hidden ? null : sharePerMille,
      targetPerMille,
      short: hidden || targetPerMille === null ? null : Math.max(0, Math.ceil((base * targetPerMille) / 1000) - people),
      behind: base >= minBase && targetPerMille !== null && atMost * 2 < targetPerMille,
    }
  })
}

const rounded = (people: number, to: number) => people - (people % to)

/** How large each group of one dimension is among those who live here, per mille by category; empty without a census. */
export function sharesIn(targets: readonly Target[], dimension: string): Record<string, number> {
  const wanted = targets.filter((target) => target.dimension === dimension)
  const everybody = sum(wanted)
  if (!everybody) return {}
  return Object.fromEntries(wanted.map(({ category, people }) => [category, Math.round((1000 * people) / everybody)]))
}

/** Kind of an organisation that is not among the partners: nobody has said what it is. */
export const unknownSector = 'not-a-partner'

/** Answers of organisations by kind: what a partner of this name is, whatever stands between the letters. */
export function organisationCounters(
  names: readonly (string | null)[],
  partners: readonly { name: string; sector: string }[],
): Counter[] {
  const sectorOf = new Map(partners.map(({ name, sector }) => [plain(name), sector]))
  const heard = names.map((name) => sectorOf.get(plain(name ?? '')) ?? unknownSector)
  return [...sectors, unknownSector].flatMap((category) => {
    const people = heard.filter((sector) => sector === category).length
    return people ? [{ dimension: 'sector', category, people }] : []
  })
}

/** Before so many have answered a share says little. */
const minBase = 30

const sum = (rows: readonly { people: number }[]) => rows.reduce((total, row) => total + row.people, 0)

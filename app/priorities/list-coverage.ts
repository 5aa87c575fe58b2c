import type { ChoiceListInput, ChoiceListSettings, Coverage, Respondent, TwoWayCut } from './choice-list-contract.ts'
import type { FurtherDimension, usualDimensions } from './dimensions.ts'
import { roundTo, type SmallRule, suppress, suppressLine } from './disclosure.ts'
import { perMille } from './share-estimate.ts'

const notStated = 'not-stated'

/** Groups of one characteristic in reading order, `not-stated` last and only where somebody did not say. */
export type Grouping = { ids: string[]; groupOf: number[]; hidden: boolean[] }

function groupingOf(values: readonly (string | null)[], known: readonly string[]): Grouping {
  const met = [...new Set(values)].filter((value): value is string => value !== null && !known.includes(value))
  const ids = [...known, ...met.sort((a, b) => (a < b ? -1 : 1)), ...(values.includes(null) ? [notStated] : [])]
  const place = new Map(ids.map((id, at) => [id, at]))
  return { ids, groupOf: values.map((value) => place.get(value ?? notStated)!), hidden: ids.map(() => false) }
}

export type Groupings = Record<(typeof usualDimensions)[number] | 'channel', Grouping> & {
  /** In the order in which they were named. */
  further: { dimension: FurtherDimension; grouping: Grouping }[]
}

/** @returns one grouping per characteristic, with the groups whose own size is not publishable marked hidden */
export function groupingsOf(input: ChoiceListInput): Groupings {
  const { rows, population, groupOrder } = input
  const column = (pick: (row: Respondent) => string | null) => rows.map(pick)
  const census = (ids: string[]) => [...new Set(ids)]
  return {
    district: groupingOf(
      column((row) => row.district),
      input.districts.map((district) => district.id),
    ),
    ageBand: groupingOf(
      column((row) => row.ageBand),
      groupOrder?.ageBand ?? census(population.ageSex.map((cell) => cell.ageBand)),
    ),
    sex: groupingOf(
      column((row) => row.sex),
      groupOrder?.sex ?? census(population.ageSex.map((cell) => cell.sex)),
    ),
    ethnicGroup: groupingOf(
      column((row) => row.ethnicGroup),
      groupOrder?.ethnicGroup ?? census(population.ethnicGroup.map((cell) => cell.id)),
    ),
    channel: groupingOf(
      column((row) => row.channel),
      groupOrder?.channel ?? [],
    ),
    further: (input.further ?? []).map(({ dimension, groups }) => ({
      dimension,
      grouping: groupingOf(
        column((row) => row[dimension] ?? null),
        groups,
      ),
    })),
  }
}

function crossCounts(a: Grouping, b: Grouping): number[][] {
  const counts = a.ids.map(() => b.ids.map(() => 0))
  a.groupOf.forEach((group, row) => {
    counts[group]![b.groupOf[row]!]! += 1
  })
  return counts
}

/**
 * A two-way count table as published. A range as wide as the threshold also keeps the hidden cells of a line, taken
 * together, from being a number under it.
 */
function twoWayCut(a: Grouping, b: Grouping, rule: SmallRule): TwoWayCut {
  const counts = crossCounts(a, b)
  const { minCell, smallNumbers } = rule
  const { hidden } = suppress({ counts, threshold: minCell, width: minCell, hideZero: smallNumbers === undefined })
  const show = (count: number, row: number, column: number) => (hidden[row]![column] ? null : shown(count, rule))
  const sum = (line: readonly number[]) => line.reduce((total, count) => total + count, 0)
  return {
    rows: a.ids,
    columns: b.ids,
    counts: counts.map((line, row) => line.map((count, column) => show(count, row, column))),
    rowTotals: counts.map((line, row) => show(sum(line), row, b.ids.length)),
    columnTotals: b.ids.map((_, column) => show(sum(counts.map((line) => line[column]!)), a.ids.length, column)),
    total: sum(counts.map(sum)),
  }
}

const shown = (count: number, rule: SmallRule) => (rule.smallNumbers ? roundTo(count, rule.roundTo) : count)

type CensusLine = Map<string, number>

/**
 * How many did not say, as published; null where that is hidden. Shares are worked out from published figures alone: a
 * hidden count could otherwise be read from the shares of the others.
 */
function silentIn(ids: readonly string[], people: readonly (number | null)[]): number | null {
  const at = ids.indexOf(notStated)
  return at < 0 ? 0 : people[at]!
}

/** Those who left out one of two things, or both. */
function silentInEither({ rows, columns, counts, rowTotals, columnTotals }: TwoWayCut): number | null {
  const row = silentIn(rows, rowTotals)
  const column = silentIn(columns, columnTotals)
  const line = counts[rows.indexOf(notStated)]
  const both = line ? silentIn(columns, line) : 0
  return row === null || column === null || both === null ? null : row + column - both
}

function coverageOf(
  margin: Coverage['margin'],
  ids: string[],
  people: (number | null)[],
  base: number,
  census: CensusLine,
  silent: number | null | undefined,
): Coverage {
  const everybody = [...census.values()].reduce((sum, value) => sum + value, 0)
  const said = base - (silent ?? 0)
  return {
    margin,
    ...(silent === undefined ? {} : { of: said }),
    groups: ids.map((id, at) => {
      const count = people[at]!
      const inCensus = census.get(id)
      const whole = id.split('|').includes(notStated) ? base : said
      return {
        id,
        people: count,
        sharePerMille: count === null ? null : whole > 0 ? Math.min(1000, perMille(count, whole)) : 0,
        censusPerMille: inCensus === undefined ? null : perMille(inCensus, everybody),
        reportable: count !== null,
      }
    }),
  }
}

/** A characteristic that is published in a line of its own: groups too small are hidden, with what would reveal them. */
function lineCoverage(
  margin: Coverage['margin'],
  grouping: Grouping,
  census: CensusLine,
  settings: ChoiceListSettings,
  ofSaid: boolean,
): Coverage {
  const { minCell, smallNumbers } = settings
  const sizes = grouping.ids.map(() => 0)
  for (const group of grouping.groupOf) sizes[group]! += 1
  grouping.hidden = suppressLine(sizes, minCell, minCell, smallNumbers === undefined)
  const people = sizes.map((size, at) => (grouping.hidden[at] ? null : shown(size, settings)))
  const silent = ofSaid ? silentIn(grouping.ids, people) : undefined
  return coverageOf(margin, grouping.ids, people, grouping.groupOf.length, census, silent)
}

function addTo(line: CensusLine, id: string, people: number): CensusLine {
  return line.set(id, (line.get(id) ?? 0) + people)
}

/**
 * Who answered against the census, and the district by channel cut. Marks in `groupings` the groups that are not
 * reportable, so that every other table of the release hides the same ones.
 */
export function coverage(
  input: ChoiceListInput,
  groupings: Groupings,
  settings: ChoiceListSettings,
): { coverage: Coverage[]; districtByChannel: TwoWayCut } {
  const { district, ageBand, sex, ethnicGroup, channel } = groupings
  const base = input.rows.length
  const ageSex = twoWayCut(ageBand, sex, settings)
  const districtByChannel = twoWayCut(district, channel, settings)
  ageBand.hidden = ageSex.rowTotals.map((total) => total === null)
  sex.hidden = ageSex.columnTotals.map((total) => total === null)
  district.hidden = districtByChannel.rowTotals.map((total) => total === null)
  const line = () => new Map<string, number>()
  const cells = input.population.ageSex
  const ages = cells.reduce((census, cell) => addTo(census, cell.ageBand, cell.people), line())
  const sexes = cells.reduce((census, cell) => addTo(census, cell.sex, cell.people), line())
  const both = cells.reduce((census, cell) => addTo(census, `${cell.ageBand}|${cell.sex}`, cell.people), line())
  const censusOf = (cells: readonly { id: string; people: number }[]) =>
    cells.reduce((census, cell) => addTo(census, cell.id, cell.people), line())
  const ofSaid = input.comparedBy === 'said'
  const silent = (ids: readonly string[], totals: readonly (number | null)[]) =>
    ofSaid ? silentIn(ids, totals) : undefined
  const districtTotals = districtByChannel.rowTotals
  const pairs = ageBand.ids.flatMap((age) => sex.ids.map((own) => `${age}|${own}`))
  return {
    coverage: [
      coverageOf(
        'district',
        district.ids,
        districtTotals,
        base,
        censusOf(input.population.district),
        silent(district.ids, districtTotals),
      ),
      coverageOf('ageBand', ageBand.ids, ageSex.rowTotals, base, ages, silent(ageBand.ids, ageSex.rowTotals)),
      coverageOf('sex', sex.ids, ageSex.columnTotals, base, sexes, silent(sex.ids, ageSex.columnTotals)),
      coverageOf('ageSex', pairs, ageSex.counts.flat(), base, both, ofSaid ? silentInEither(ageSex) : undefined),
      lineCoverage('ethnicGroup', ethnicGroup, censusOf(input.population.ethnicGroup), settings, ofSaid),
      ...groupings.further.map(({ dimension, grouping }) =>
        lineCoverage(
          dimension,
          grouping,
          censusOf(input.further?.find((cut) => cut.dimension === dimension)?.census ?? []),
          settings,
          ofSaid,
        ),
      ),
    ],
    districtByChannel,
  }
}

import { suppressLine } from '../../priorities/disclosure.ts'
import type { ResultRule } from './result.ts'
import { shownLine } from './result-disclosure.ts'

export const areaLevels = ['ward', 'division', 'district'] as const
export type AreaLevel = (typeof areaLevels)[number]

/** People who live in the same areas, as far as they are known, and how many of them said each item of a line. */
export interface AreaCounts {
  areas: Readonly<Record<AreaLevel, string | null>>
  people: number
  /** By item; in a partition the last counts those who said none of the items. */
  said: readonly number[]
}

/** One area on its level. */
export interface Area {
  level: AreaLevel
  id: string
  people: number
  said: number[]
}

interface Line {
  items: number
  partition: boolean
}

/** A cell that is hidden for what is published elsewhere. */
type HiddenElsewhere = (area: Pick<Area, 'level' | 'id'>, item: number) => boolean

/** The areas of each level, with everybody in them. */
export function areasIn(counts: readonly AreaCounts[]): Area[] {
  const found = new Map<string, Area>()
  for (const { areas, people, said } of counts) {
    for (const level of areaLevels) {
      const id = areas[level]
      if (id === null) continue
      const area = found.get(`${level} ${id}`) ?? { level, id, people: 0, said: said.map(() => 0) }
      area.people += people
      said.forEach((of, item) => {
        area.said[item]! += of
      })
      found.set(`${level} ${id}`, area)
    }
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

/**
 * Which items of a line may be told of which areas: none of an area with few answers, none that few people said, none
 * that would give such a one away with its line, with an area around it or with everybody (docs/decisions/0020). Exact
 * counts come back; they are rounded before anything is kept.
 */
export function toldCells(
  counts: readonly AreaCounts[],
  line: Line,
  rule: Pick<ResultRule, 'minCell' | 'minBasePct'>,
  hiddenElsewhere: HiddenElsewhere = () => false,
): Map<Area, (number | null)[]> {
  const everywhere = hiddenOfAll(counts, line, rule.minCell)
  const areas = areasIn(counts)
  const shown = new Map(
    areas.map((area) => [
      area,
      openIn(area, line, rule).map((open, item) => open && !everywhere[item] && !hiddenElsewhere(area, item)),
    ]),
  )
  for (let item = 0; item < line.items; item++) hideDifferences(counts, { areas, shown, item, least: rule.minCell })
  return new Map(
    areas.map((area) => [
      area,
      Array.from({ length: line.items }, (_, item) => (shown.get(area)![item] ? area.said[item]! : null)),
    ]),
  )
}

/** The cells of one area that stand for themselves: large enough, and hiding the small ones of their line well. */
function openIn({ people, said }: Area, { items, partition }: Line, rule: Pick<ResultRule, 'minCell' | 'minBasePct'>) {
  if (people < Math.max(rule.minBasePct, rule.minCell)) return said.map(() => false)
  const hidden = partition ? suppressLine(said, rule.minCell, rule.minCell, false) : said.map(() => false)
  return said.map((count, item) => item < items && count >= rule.minCell && !hidden[item])
}

/** Items that the published tables hide of everybody. */
function hiddenOfAll(counts: readonly AreaCounts[], { items, partition }: Line, minCell: number): boolean[] {
  const people = counts.reduce((sum, one) => sum + one.people, 0)
  const totals = Array.from({ length: partition ? items + 1 : items }, (_, item) =>
    counts.reduce((sum, { said }) => sum + (said[item] ?? 0), 0),
  )
  if (partition) return shownLine(totals, minCell).map((count) => count === null)
  return totals.map((total) => shownLine([total, people - total], minCell)[0] === null)
}

interface Differences {
  areas: readonly Area[]
  shown: ReadonlyMap<Area, boolean[]>
  item: number
  least: number
}

/**
 * An area taken from one around it must not leave a few: either nobody is left over who said this, or enough. Where few
 * would be, the larger goes if it is told here alone, the smallest that was taken away if the larger is published.
 */
function hideDifferences(counts: readonly AreaCounts[], { areas, shown, item, least }: Differences): void {
  const told = (level: AreaLevel, id: string | null) =>
    areas.some((area) => area.level === level && area.id === id && shown.get(area)![item])
  const smallest = (levels: readonly AreaLevel[], within: readonly AreaCounts[]) =>
    areas
      .filter(({ level, id }) => levels.includes(level) && within.some((one) => one.areas[level] === id))
      .filter((area) => shown.get(area)![item])
      .sort((a, b) => a.said[item]! - b.said[item]!)[0]
  const inside = (area: Area) => counts.filter((one) => one.areas[area.level] === area.id)
  const taken: [levels: readonly AreaLevel[], within: readonly AreaCounts[], whole?: Area][] = [
    ...areas
      .filter(({ level }) => level === 'division')
      .map((area) => [['ward'], inside(area), area] as [readonly AreaLevel[], AreaCounts[], Area]),
    ...areas
      .filter(({ level }) => level === 'district')
      .flatMap((area) =>
        ([['ward'], ['division'], ['ward', 'division']] as const).map(
          (levels) => [levels, inside(area)] as [readonly AreaLevel[], AreaCounts[]],
        ),
      ),
    [['district'], counts],
  ]
  const giving = () => {
    for (const [levels, within, whole] of taken) {
      if (whole && !shown.get(whole)![item]) continue
      const left = within.reduce(
        (sum, { areas: of, said }) => (levels.some((level) => told(level, of[level])) ? sum : sum + said[item]!),
        0,
      )
      const gives = left > 0 && left < least ? (whole ?? smallest(levels, within)) : undefined
      if (gives) return gives
    }
    return undefined
  }
  for (let area = giving(); area; area = giving()) shown.get(area)![item] = false
}

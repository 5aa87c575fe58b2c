import { roundTo } from '../../priorities/disclosure.ts'
import type { KindName } from '../kinds/kinds.ts'
import { type AreaLine, areaLinesOf, areaScaleOf, labelTexts } from './area-lines.ts'
import { type Area, type AreaCounts, areaLevels, areasIn, toldCells } from './area-told.ts'
import type { FormResults, Item, Label, QuestionResult } from './result.ts'
import { answered, type HeldRow, heldRows } from './results.ts'
import type { FormResultsInput } from './results-input.ts'

/** A practice may publish counts of districts as they are; those of a ward never. */
export const leastRounding = 5

/** What may be told of one question by ward, division and district: rounded numbers of people and nothing else. */
export interface AreaQuestion {
  id: string
  kind: KindName
  /** Text ids, as in the labels. */
  title: string
  unit?: string | null
  scale?: { from: number; to: number; low: string; high: string }
  lines: { label: Label | null; items: Item[] }[]
  areas: {
    id: string
    /** About how many answered it. */
    people: number
    /** What they said, by line; null where too few answered for that to be told. */
    told: { item: string; people: number }[][] | null
  }[]
}

/** The ids of everything that is said of a question in the form's own words. */
export const textsOfQuestion = ({ title, unit, scale, lines }: AreaQuestion): string[] => [
  title,
  ...(unit ? [unit] : []),
  ...(scale ? [scale.low, scale.high] : []),
  ...lines.flatMap(({ label, items }) => [...labelTexts(label), ...items.flatMap((item) => labelTexts(item.label))]),
]

/** The ward and the division of an answer, where a postcode told them. */
export type SeatsOfAnswer = ReadonlyMap<string, { ward: string | null; division: string | null }>

/**
 * What the people of each area said to each question of a form, from its counted answers. Pure. Nothing in it is of fewer
 * than `minCell` people, nor left over when what is published of one area is taken from another.
 */
export function areaFigures(input: FormResultsInput, results: FormResults, seats: SeatsOfAnswer): AreaQuestion[] {
  const held = heldRows(input)
  return input.form.questions.flatMap(({ id, kind, title, config }) => {
    const lines = areaLinesOf(kind, config, Number(input.closesOn.slice(0, 4)))
    const result = results.questions.find((one) => one.id === id)
    if (!lines.length || !result || result.participation.answered === null) return []
    const saying = answered(id, held)
    const { areas, told } = questionFigures(lines, saying, { id, result, seats, input })
    if (!areas.length) return []
    return {
      id,
      kind,
      title,
      ...areaScaleOf(kind, config),
      lines: lines.map(({ label, items }) => ({ label, items })),
      areas: areas.map((area) => ({ id: area.id, people: area.people, told: told(area.id) })),
    }
  })
}

interface Figures {
  id: string
  result: QuestionResult
  seats: SeatsOfAnswer
  input: FormResultsInput
}

function questionFigures(lines: readonly AreaLine[], saying: readonly HeldRow[], given: Figures) {
  const { rule } = given.input
  const step = Math.max(leastRounding, rule.roundTo)
  const counted = lines.map((line) => ({ line, counts: countsOf(line, saying, given) }))
  const areas = areasIn(counted[0]!.counts).filter(({ people }) => people >= rule.minCell)
  const cells = counted.map(({ line, counts }, at) => {
    const form = { items: line.items.length, partition: line.partition }
    const told = toldCells(counts, form, rule, hiddenIn(given.result, line, at))
    return new Map([...told].map(([area, own]) => [area.id, own]))
  })
  const enough = new Set(areas.flatMap(({ id, people }) => (people >= rule.minBasePct ? [id] : [])))
  const told = (areaId: string): AreaQuestion['areas'][number]['told'] =>
    enough.has(areaId)
      ? lines.map(({ items }, at) =>
          items.flatMap(({ id }, i) => {
            const people = cells[at]!.get(areaId)?.[i] ?? null
            return people === null ? [] : [{ item: id, people: roundTo(people, step) }]
          }),
        )
      : null
  return { areas: areas.map(({ id, people }) => ({ id, people: roundTo(people, step) })), told }
}

/** People by the areas they live in: there are far fewer of those than of people. */
function countsOf(line: AreaLine, saying: readonly HeldRow[], { id, seats }: Figures): AreaCounts[] {
  const found = new Map<string, { areas: AreaCounts['areas']; people: number; said: number[] }>()
  for (const row of saying) {
    const { ward = null, division = null } = seats.get(row.id) ?? {}
    const areas = { ward, division, district: row.district ?? null }
    const key = areaLevels.map((level) => areas[level] ?? '').join(' ')
    const own = found.get(key) ?? { areas, people: 0, said: Array(line.items.length + 1).fill(0) as number[] }
    own.people += 1
    for (const item of line.of(row.answers[id]!.value)) own.said[item]! += 1
    found.set(key, own)
  }
  return [...found.values()]
}

/** Kinds whose published table hides by its columns too. */
const closedKinds: readonly KindName[] = ['rank', 'best-worst']

/** What the published results hide: of a district in its cut, of everybody in a table whose columns add up. */
function hiddenIn({ kind, tables, cuts }: QuestionResult, line: AreaLine, at: number) {
  const cut = at === 0 ? cuts.find(({ dimension }) => dimension === 'district') : undefined
  const closed = closedKinds.includes(kind as KindName) ? tables[0] : undefined
  return ({ level, id }: Pick<Area, 'level' | 'id'>, item: number): boolean => {
    if (closed && closed.counts[item]?.[0] === null) return true
    if (level !== 'district' || !cut) return false
    const group = cut.groups.find((one) => one.id === id)
    const place = cut.items.findIndex((one) => one.id === line.items[item]!.id)
    return !group || place < 0 || group.counts[place] === null
  }
}

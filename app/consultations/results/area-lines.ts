import type { ConfigOf, KindName, ValueOf } from '../kinds/kinds.ts'
import { verdicts } from '../kinds/statements.ts'
import type { Item, Label } from './result.ts'
import { measuresOf } from './result-counting.ts'

/** One thing that is counted by area: how many people said each item. */
export interface AreaLine {
  /** What the line is about where a question has several. */
  label: Label | null
  items: Item[]
  /** One answer says exactly one item, or something that is no item (its index is the number of items). */
  partition: boolean
  of(value: unknown): readonly number[]
}

const item = ({ id, title }: { id: string; title: string }): Item => ({ id, label: { text: title } })

/**
 * Kinds whose cuts by group say nothing that a sheet could: told in numbers of people all the same, because a rounded
 * number of people is all that is ever told of an area.
 */
const ownLines: { [K in KindName]?: (config: ConfigOf<K>) => AreaLine[] } = {
  rank: ({ options }) => [
    chosen<'rank'>(options.map(item), ({ places }) => places.flatMap(([id, place]) => (place === 1 ? [id] : []))),
  ],
  matrix: ({ rows, columns }) => {
    const items = columns.map(item)
    return rows.map((row) => ({
      label: { text: row.title },
      items,
      partition: true,
      of: (value) =>
        (value as ValueOf<'matrix'>).rows.flatMap(([id, said]) => (id === row.id ? [placeOf(items, said)] : [])),
    }))
  },
  statements: ({ statements, added }) => {
    const items = verdicts.map(([id]): Item => ({ id, label: { words: id } }))
    return [...statements, ...added].map(({ id, title }) => ({
      label: { text: title },
      items,
      partition: true,
      of: (value) => {
        const vote = (value as ValueOf<'statements'>).votes.find(([own]) => own === id)?.[1]
        return [vote === undefined ? items.length : verdicts.findIndex(([, own]) => own === vote)]
      },
    }))
  },
  paired: ({ options }) => [
    chosen<'paired'>(options.map(item), ({ pairs }) => pairs.flatMap(([, , one]) => (one === null ? [] : [one]))),
  ],
  'best-worst': ({ options }) => [chosen<'best-worst'>(options.map(item), ({ sets }) => sets.map(({ best }) => best))],
  points: ({ options }) => [
    chosen<'points'>(options.map(item), ({ points }) => {
      const most = Math.max(...points.map(([, given]) => given))
      return points.flatMap(([id, given]) => (given === most && given > 0 ? [id] : []))
    }),
  ],
}

/** What somebody wrote, when or exactly where is told of no area. */
const untold: readonly KindName[] = ['text', 'date', 'map']

/** The lines of a question that are told by area; none of a kind that is not. */
export function areaLinesOf(kind: KindName, config: unknown, closedIn: number): AreaLine[] {
  if (untold.includes(kind)) return []
  const own = ownLines[kind] as ((config: unknown) => AreaLine[]) | undefined
  if (own) return own(config)
  const { cut } = measuresOf(kind, config, closedIn)
  return cut ? [{ label: null, ...cut }] : []
}

/** The words that a question needs beside its items: what a figure counts, or the ends of a scale. */
export function areaScaleOf(kind: KindName, config: unknown) {
  if (kind === 'number') return { unit: (config as ConfigOf<'number'>).unit }
  if (kind !== 'rate') return {}
  const { from, to, low, high } = config as ConfigOf<'rate'>
  return { scale: { from, to, low, high } }
}

/** The texts that an item or a line is called by. */
export const labelTexts = (label: Label | null): string[] => (label && 'text' in label ? [label.text] : [])

const placeOf = (items: readonly Item[], id: string) => {
  const at = items.findIndex((one) => one.id === id)
  return at < 0 ? items.length : at
}

/** Any number of items, each once by one person however often it came up. */
function chosen<K extends KindName>(items: Item[], of: (value: ValueOf<K>) => readonly string[]): AreaLine {
  return {
    label: null,
    items,
    partition: false,
    of: (value) =>
      [...new Set(of(value as ValueOf<K>))].map((id) => placeOf(items, id)).filter((at) => at < items.length),
  }
}

import { type Given, unsure } from '../kinds/kind.ts'
import type { ConfigOf, KindName, ValueOf } from '../kinds/kinds.ts'

/** What stands in one cell; null where there is nothing. */
export type Cell = string | number | null

/** A kind of question as columns: a first one of the question's own name, and further ones for the parts of an answer. */
interface Shape<C, V> {
  /** Names of the further columns; none where the first one holds the whole answer. */
  parts(config: C): string[]
  /** What an answer says: the first column's cell, then one for each part. */
  cells(config: C): (value: V) => Cell[]
  /** Whether respondents could also write in it. */
  words(config: C): boolean
}

const never = () => false
const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id)
const numbered = (most: number) => Array.from({ length: most }, (_, i) => i + 1)
/** Pairs as they are kept, by the first of each. */
const looked = <T extends Cell>(wanted: readonly string[], pairs: readonly (readonly [string, T])[]): Cell[] => {
  const known = new Map(pairs)
  return wanted.map((id) => known.get(id) ?? null)
}
const ticked = (wanted: readonly string[], chosen: readonly string[]) =>
  wanted.map((id) => (chosen.includes(id) ? 1 : 0))

/** Of a degree: a pin says which street, never which door. */
const pinDecimals = 3
const degrees = (millionths: number) => Number((millionths / 1e6).toFixed(pinDecimals))

const one = <V>(of: (value: V) => Cell, words = false): Shape<never, V> => ({
  parts: () => [],
  cells: () => (value) => [of(value)],
  words: () => words,
})

const shapes: { [K in KindName]: Shape<ConfigOf<K>, ValueOf<K>> } = {
  one: { ...one<ValueOf<'one'>>(({ option }) => option), words: ({ other }) => other },
  many: {
    parts: ({ options, other }) => [...ids(options), ...(other ? ['other'] : [])],
    cells({ options, other }) {
      const own = ids(options)
      return (said) => [
        said.none ? 'none' : 'given',
        ...ticked(own, said.options),
        ...(other ? [said.other ? 1 : 0] : []),
      ]
    },
    words: ({ other }) => other,
  },
  order: {
    parts: ({ most }) => numbered(most).map(String),
    cells: ({ most }) => {
      const places = numbered(most)
      return (said) => [
        said.none ? 'none' : said.same ? 'same' : 'given',
        ...places.map((place) => said.options[place - 1] ?? null),
      ]
    },
    words: never,
  },
  rank: {
    parts: ({ options }) => ids(options),
    cells: ({ options }) => {
      const own = ids(options)
      return ({ places }) => ['given', ...looked(own, places)]
    },
    words: never,
  },
  rate: one<ValueOf<'rate'>>(({ points }) => points),
  matrix: {
    parts: ({ rows }) => ids(rows),
    cells: ({ rows }) => {
      const own = ids(rows)
      return (said) => ['given', ...looked(own, said.rows)]
    },
    words: never,
  },
  statements: {
    parts: ({ statements, added }) => ids([...statements, ...added]),
    cells: ({ statements, added }) => {
      const own = ids([...statements, ...added])
      return ({ votes }) => ['given', ...looked(own, votes)]
    },
    words: never,
  },
  paired: {
    parts: ({ pairs }) => numbered(pairs).map(String),
    cells: ({ pairs }) => {
      const places = numbered(pairs)
      return (said) => ['given', ...places.map((place) => pairWords(said.pairs[place - 1]))]
    },
    words: never,
  },
  'best-worst': {
    parts: ({ sets }) => numbered(sets).flatMap((set) => [`${set}.shown`, `${set}.best`, `${set}.worst`]),
    cells: ({ sets }) => {
      const places = numbered(sets)
      return (said) => [
        'given',
        ...places.flatMap((place): Cell[] => {
          const set = said.sets[place - 1]
          return set ? [set.shown.join(' '), set.best, set.worst] : [null, null, null]
        }),
      ]
    },
    words: never,
  },
  points: {
    parts: ({ options }) => ids(options),
    cells: ({ options }) => {
      const own = ids(options)
      return ({ points }) => ['given', ...looked(own, points)]
    },
    words: never,
  },
  spend: {
    parts: ({ options }) => ids(options),
    cells: ({ options }) => {
      const own = ids(options)
      return ({ bought, none }) => [none ? 'none' : 'given', ...ticked(own, bought)]
    },
    words: never,
  },
  number: one<ValueOf<'number'>>(({ number }) => Number(number)),
  date: one<ValueOf<'date'>>(({ day }) => day),
  text: one<ValueOf<'text'>>(() => 'written', true),
  map: {
    parts: ({ pin }) => (pin ? ['east', 'north'] : []),
    cells:
      ({ pin: takesPin }) =>
      ({ place, pin }) => [
        place ?? 'described',
        ...(takesPin ? (pin ? [degrees(pin[0]), degrees(pin[1])] : [null, null]) : []),
      ],
    words: () => true,
  },
}

/** `chosen > other`, or `left = right` where both matter the same. */
function pairWords(pair: ValueOf<'paired'>['pairs'][number] | undefined): Cell {
  if (!pair) return null
  const [left, right, chosen] = pair
  return chosen === null ? `${left} = ${right}` : `${chosen} > ${chosen === left ? right : left}`
}

/** The shape of a kind. It expects what the kind's own schemas have passed, so the caller need not know which it is. */
const shapeOf = (kind: KindName) => shapes[kind] as Shape<unknown, unknown>

/** A question as a file needs it: `config` holds what all its versions offered together. */
export interface FileQuestion {
  id: string
  key: string
  kind: KindName
  config: unknown
}

export const partsOf = ({ kind, config }: FileQuestion): string[] => shapeOf(kind).parts(config)
export const takesWords = ({ kind, config }: FileQuestion): boolean => shapeOf(kind).words(config)

/** Reads one answer to a question as it is stored; nothing where it was left out or not asked. */
export function cellReader({ kind, config }: FileQuestion): (stored: string | undefined) => Cell[] {
  const cells = shapeOf(kind).cells(config)
  const others: Cell[] = partsOf({ kind, config } as FileQuestion).map(() => null)
  return (stored) => {
    if (stored === undefined) return [null, ...others]
    const value: Given['value'] = JSON.parse(stored)
    return value === unsure ? [unsure, ...others] : cells(value)
  }
}

type Config = Record<string, unknown>

/** What several versions of a question offered together, the newest first: every option, the longest of lists. */
export function together(configs: readonly Config[]): Config {
  const newest = configs[0] ?? {}
  return Object.fromEntries(
    Object.entries(newest).map(([name, own]) => {
      const all = configs.map((config) => config[name] ?? own)
      if (Array.isArray(own)) {
        const items = (all as { id: string }[][]).flat()
        return [name, items.filter(({ id }, i) => items.findIndex((other) => other.id === id) === i)]
      }
      if (typeof own === 'boolean') return [name, all.includes(true)]
      return [name, typeof own === 'number' ? Math.max(...(all as number[])) : own]
    }),
  )
}

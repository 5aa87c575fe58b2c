import type { Choice } from '../kinds/kind.ts'
import type { ConfigOf, KindName, ValueOf } from '../kinds/kinds.ts'
import { verdicts } from '../kinds/statements.ts'
import type { Item, Label } from './result.ts'

type Cell = readonly [row: number, column: number]

/** One table of a question: which cells one answer counts in. */
export interface Counting<V> {
  id: string
  rows: Item[]
  columns: Item[]
  cells(value: V): readonly Cell[]
  head: string
  /** The columns' totals are known, because everybody fills each column. */
  closed: boolean
  /** How often one person may count in one row. */
  perPerson: number
}

/** What the fixed cuts show: items of which one answer says exactly one (`partition`), or any number. */
export interface Cutting<V> {
  items: Item[]
  partition: boolean
  of(value: V): readonly number[]
}

export interface Measures<V> {
  tables: Counting<V>[]
  cut: Cutting<V> | null
  figures: { kind: 'means'; items: Item[]; of(value: V): number[] } | { kind: 'quartiles'; of(value: V): number } | null
}

const item = (id: string, label: Label): Item => ({ id, label })
const word = (id: string, values?: Record<string, number>): Item => item(id, { words: id, ...(values && { values }) })
const choice = ({ id, title }: Choice): Item => item(id, { text: title })
const at = (items: readonly { id: string }[], id: string) => items.findIndex((one) => one.id === id)

const table = <V>(given: Pick<Counting<V>, 'rows' | 'columns' | 'cells' | 'head'> & Partial<Counting<V>>) => ({
  id: 'counts',
  closed: false,
  perPerson: 1,
  ...given,
})

/** The only row of a table that asks about one thing. */
const everybody = [word('all')]
const plainItems = (values: readonly string[]) => values.map((value) => item(value, { plain: value }))

/** Each option chosen or not. */
function chosenTable<V>(rows: Item[], chose: (value: V) => readonly string[]): Measures<V> {
  return {
    tables: [
      table({
        rows,
        columns: [word('chosen'), word('not_chosen')],
        head: 'chosen',
        cells: (value) => {
          const own = chose(value)
          return rows.map(({ id }, row): Cell => [row, own.includes(id) ? 0 : 1])
        },
      }),
    ],
    cut: { items: rows, partition: false, of: (value) => chose(value).map((id) => at(rows, id)) },
    figures: null,
  }
}

/** One row in which everybody says one thing; `coarse` gives the cuts fewer columns. */
function oneOf<V>(
  columns: Item[],
  of: (value: V) => number,
  coarse: { items: Item[]; of(column: number): number } | null = { items: columns, of: (column) => column },
): Measures<V> {
  return {
    tables: [table({ rows: everybody, columns, head: '', cells: (value) => [[0, of(value)]] })],
    cut: coarse && { items: coarse.items, partition: true, of: (value) => [coarse.of(of(value))] },
    figures: null,
  }
}

/** At most so many bands for a figure between two limits, and as many for a scale in a cut. */
const bandsMost = 6
const coarseMost = 3

/** Whole bands of equal width from `from` to `to`: their items, and the band of a number. */
function bandsOf(from: number, to: number, most: number) {
  const width = Math.max(1, Math.ceil((to - from + 1) / most))
  const starts = Array.from({ length: Math.ceil((to - from + 1) / width) }, (_, i) => from + i * width)
  const items = starts.map((start) => {
    const end = Math.min(to, start + width - 1)
    return item(`${start}-${end}`, { plain: start === end ? `${start}` : `${start}–${end}` })
  })
  return { items, of: (value: number) => Math.min(starts.length - 1, Math.floor((value - from) / width)) }
}

/** The years that are told apart: the last few; what is earlier stands together. */
const yearsMost = 5

/** How each kind of question is counted. `closedIn` is the year of the closing day. */
const measures: { [K in KindName]: (config: ConfigOf<K>, closedIn: number) => Measures<ValueOf<K>> } = {
  one: ({ options, other }) => {
    const items = [...options.map(choice), ...(other ? [word('other')] : [])]
    return oneOf(items, ({ option }) => at(items, option))
  },
  many: ({ options, other, none }) => {
    const rows = [...options.map(choice), ...(other ? [word('other')] : []), ...(none ? [word('none')] : [])]
    return chosenTable(rows, (value) => [
      ...value.options,
      ...(value.other ? ['other'] : []),
      ...(value.none ? ['none'] : []),
    ])
  },
  order: ({ options, most }) => {
    const rows = options.map(choice)
    const columns = [word('first'), word('later'), word('not_chosen')]
    return {
      tables: [
        table({
          id: 'among',
          rows: [...rows, word('none')],
          columns: [word('among', { most }), word('not_chosen')],
          head: 'among',
          cells: (value) => [
            ...rows.map(({ id }, row): Cell => [row, value.options.includes(id) ? 0 : 1]),
            [rows.length, value.none ? 0 : 1],
          ],
        }),
        table({
          id: 'places',
          rows,
          columns,
          head: 'first',
          cells: (value) =>
            rows.map(({ id }, row): Cell => {
              const place = value.options.indexOf(id)
              return [row, place < 0 ? 2 : place === 0 && !value.same ? 0 : 1]
            }),
        }),
      ],
      cut: { items: rows, partition: false, of: (value) => value.options.map((id) => at(rows, id)) },
      figures: null,
    }
  },
  rank: ({ options, ties }) => {
    const rows = options.map(choice)
    return {
      tables: [
        table({
          rows,
          columns: options.map((_, i) => item(`place-${i + 1}`, { words: 'place', values: { place: i + 1 } })),
          head: 'place-1',
          closed: !ties,
          cells: ({ places }) => places.map(([id, place]): Cell => [at(rows, id), place - 1]),
        }),
      ],
      cut: ties
        ? null
        : { items: rows, partition: true, of: ({ places }) => [at(rows, places.find(([, place]) => place === 1)![0])] },
      figures: null,
    }
  },
  rate: ({ from, to }) => {
    const columns = plainItems(Array.from({ length: to - from + 1 }, (_, i) => String(from + i)))
    const bands = bandsOf(from, to, coarseMost)
    return {
      ...oneOf(columns, ({ points }) => points - from, { items: bands.items, of: (column) => bands.of(column + from) }),
      figures: { kind: 'means', items: everybody, of: ({ points }) => [points] },
    }
  },
  matrix: ({ rows, columns }) => {
    const items = rows.map(choice)
    const said = [...columns.map(choice), word('unsure')]
    return {
      tables: [
        table({
          rows: items,
          columns: said,
          head: said[columns.length - 1]!.id,
          cells: (value) => value.rows.map(([row, column]): Cell => [at(items, row), at(said, column)]),
        }),
      ],
      cut: null,
      figures: null,
    }
  },
  statements: (config) => {
    const all = [...config.statements, ...config.added]
    const rows = all.map(choice)
    const columns = [...verdicts.map(([id]) => word(id)), word('not_judged')]
    return {
      tables: [
        table({
          rows,
          columns,
          head: 'agree',
          cells: ({ votes }) =>
            rows.map(({ id }, row): Cell => {
              const vote = votes.find(([own]) => own === id)?.[1]
              return [row, vote === undefined ? verdicts.length : verdicts.findIndex(([, own]) => own === vote)]
            }),
        }),
      ],
      cut: null,
      figures: null,
    }
  },
  paired: ({ options }) => {
    const pairs = options.flatMap((a, i) => options.slice(i + 1).map((b) => [a, b] as const))
    const rows = pairs.map(([a, b]) => item(`${a.id}:${b.id}`, { text: a.title, against: b.title }))
    return {
      tables: [
        table({
          id: 'pairs',
          rows,
          columns: [word('one_rather'), word('other_rather'), word('neither')],
          head: 'one_rather',
          cells: (value) =>
            value.pairs.map(([left, right, chosen]): Cell => {
              const row = pairs.findIndex(([a, b]) => [a.id, b.id].includes(left) && [a.id, b.id].includes(right))
              return [row, chosen === null ? 2 : chosen === pairs[row]![0].id ? 0 : 1]
            }),
        }),
      ],
      cut: null,
      figures: null,
    }
  },
  'best-worst': ({ options, sets, size }) => {
    const rows = options.map(choice)
    return {
      tables: [
        table({
          rows,
          columns: [word('most'), word('least'), word('between')],
          head: 'most',
          closed: true,
          perPerson: Math.ceil((sets * size) / options.length),
          cells: (value) =>
            value.sets.flatMap(({ shown, best, worst }) =>
              shown.map((id): Cell => [at(rows, id), id === best ? 0 : id === worst ? 1 : 2]),
            ),
        }),
      ],
      cut: null,
      figures: null,
    }
  },
  points: ({ options }) => {
    const rows = options.map(choice)
    const given = (value: ValueOf<'points'>, id: string) => value.points.find(([own]) => own === id)?.[1] ?? 0
    return {
      tables: [
        table({
          rows,
          columns: [word('some'), word('no_points')],
          head: 'some',
          cells: (value) => rows.map(({ id }, row): Cell => [row, given(value, id) > 0 ? 0 : 1]),
        }),
      ],
      cut: null,
      figures: { kind: 'means', items: rows, of: (value) => rows.map(({ id }) => given(value, id)) },
    }
  },
  spend: ({ options }) =>
    chosenTable([...options.map(choice), word('none')], ({ bought, none }) => (none ? ['none'] : bought)),
  number: ({ least, most }) => {
    const bands = bandsOf(least, Math.floor(most), bandsMost)
    return {
      ...oneOf(bands.items, ({ number }) => bands.of(Number(number))),
      figures: { kind: 'quartiles', of: ({ number }) => Number(number) },
    }
  },
  date: (_, closedIn) => {
    const years = Array.from({ length: yearsMost }, (__, i) => closedIn - i)
    const columns = [
      ...years.map((year) => item(String(year), { plain: String(year) })),
      word('earlier', { year: years.at(-1)! }),
      word('later_year', { year: closedIn }),
    ]
    return oneOf(
      columns,
      ({ day }) => {
        const year = Number(day.slice(0, 4))
        return year > closedIn ? yearsMost + 1 : Math.min(yearsMost, closedIn - year)
      },
      null,
    )
  },
  text: () => ({ tables: [], cut: null, figures: null }),
  map: ({ places }) => {
    const columns = [...places.map(({ id, name }) => item(id, { name })), word('outside_area'), word('described_only')]
    return oneOf(
      columns,
      ({ place }) => {
        const found = place === null ? -1 : at(columns, place)
        return found >= 0 ? found : place === null ? columns.length - 1 : columns.length - 2
      },
      null,
    )
  },
}

/** How a question is counted; the methods expect values that its kind has passed. */
export const measuresOf = (kind: KindName, config: unknown, closedIn: number): Measures<unknown> =>
  (measures[kind] as (config: unknown, closedIn: number) => Measures<unknown>)(config, closedIn)

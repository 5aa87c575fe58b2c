import { describe, expect, test } from 'vitest'
import type { FormQuestion } from '../../app/consultations/form.ts'
import { type KindName, kindNamed } from '../../app/consultations/kinds/kinds.ts'
import { areaFigures } from '../../app/consultations/results/area-figures.ts'
import { type AreaCounts, toldCells } from '../../app/consultations/results/area-told.ts'
import { formResults } from '../../app/consultations/results/results.ts'
import type { FormResultsInput, FormRow } from '../../app/consultations/results/results-input.ts'

const rule = { minCell: 10, minBasePct: 30, roundTo: 1 }
const partition = { items: 2, partition: true }

/** How many people of one ward said each of two things, or neither. */
const ward = (id: string | null, said: number[], division: string | null = 'v', district: string | null = 'd') => ({
  areas: { ward: id, division, district },
  people: said.reduce((sum, of) => sum + of, 0),
  said,
})

const told = (counts: AreaCounts[], line = partition) =>
  Object.fromEntries([...toldCells(counts, line, rule)].map(([{ id }, cells]) => [id, cells]))

describe('what may be told of an area', () => {
  test('is nothing of one that few answered from, and no answer that few gave', () => {
    const cells = told([
      ward('a', [20, 9, 0]),
      ward('b', [40, 30, 20]),
      ward('c', [30, 0, 30]),
      ward(null, [50, 50, 0]),
    ])
    expect(cells.a).toEqual([null, null])
    expect(cells.b).toEqual([40, 30])
    // Nobody said it: that hides nothing and needs no hiding.
    expect(cells.c).toEqual([30, null])
  })

  test('hides a second answer with a small one, where the rest of the line would give it away', () => {
    const three = { items: 3, partition: true }
    expect(told([ward('a', [30, 12, 4, 0])], three).a).toEqual([30, null, null])
    expect(told([ward('a', [30, 4, 0, 0])], three).a).toEqual([null, null, null])
    // Of any number of things each stands for itself.
    expect(told([ward('a', [30, 12, 4, 0])], { items: 3, partition: false }).a).toEqual([30, 12, null])
  })

  test('leaves nobody or enough when areas are taken from one around them', () => {
    // The division less the ward that is told would leave nine people of the other.
    const cells = told([ward('a', [40, 40, 0]), ward('b', [9, 40, 0]), ward(null, [30, 30, 0], null)])
    expect(cells.b).toEqual([null, null])
    expect(cells.v![0]).toBeNull()
    // The second answer of the small ward went with its first, which protects it: forty people may be left.
    expect(cells.v![1]).toBe(80)
    expect(cells.a).toEqual([40, 40])
    expect(cells.d).toEqual([79, 110])
  })

  test('hides the smallest where a district less its wards would leave a few', () => {
    const cells = told([
      ward('a', [60, 60, 0]),
      ward('b', [35, 50, 0]),
      ward('c', [4, 60, 0]),
      ward(null, [60, 60, 0], null, 'e'),
    ])
    expect(cells.a![0]).toBe(60)
    expect(cells.b![0]).toBeNull()
  })

  test('holds for any people at all: no difference of published areas is of one to nine of them', () => {
    let state = 7
    const below = (n: number) => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0
      return Math.floor((state / 2 ** 32) * n)
    }
    let few = 0
    for (let run = 0; run < 300; run++) {
      const counts = ['d', 'e'].flatMap((district) =>
        ['v', 'w', null].flatMap((division) =>
          ['1', '2', null].map((id) =>
            ward(
              id && division && `${district}${division}${id}`,
              [below(45), below(25), below(12)],
              division && `${district}${division}`,
              district,
            ),
          ),
        ),
      )
      const cells = toldCells(counts, partition, rule)
      const shown = (level: 'ward' | 'division' | 'district', id: string | null, item: number) =>
        [...cells].some(([area, own]) => area.level === level && area.id === id && own[item] !== null)
      for (let item = 0; item < 2; item++) {
        const left = (within: typeof counts, levels: readonly ('ward' | 'division' | 'district')[]) =>
          within
            .filter(({ areas }) => !levels.some((level) => shown(level, areas[level], item)))
            .reduce((sum, { said }) => sum + said[item]!, 0)
        const taken = [
          left(counts, ['district']),
          ...['d', 'e'].flatMap((id) => {
            const within = counts.filter(({ areas }) => areas.district === id)
            return [left(within, ['ward']), left(within, ['division']), left(within, ['ward', 'division'])]
          }),
          ...['dv', 'dw', 'ev', 'ew'].flatMap((id) =>
            shown('division', id, item)
              ? [
                  left(
                    counts.filter(({ areas }) => areas.division === id),
                    ['ward'],
                  ),
                ]
              : [],
          ),
        ]
        few += taken.filter(
          (people) => people > 0 && people < 10 && [...cells.values()].some((own) => own[item]),
        ).length
      }
    }
    // Where every area of a district is hidden there is nothing that could be taken from it but the district itself.
    expect(few).toBe(0)
  })
})

const choice = (id: string) => ({ id, title: `t-${id}` })
const choices = (...ids: string[]) => ids.map(choice)

/** Every kind that is told, what is asked, what the people of the large ward say, and what is told of it. */
const kinds: [KindName, Record<string, unknown>, (i: number) => unknown, [string | null, [string, number][]][]][] = [
  [
    'one',
    { options: choices('a', 'b', 'c') },
    (i) => ({ option: i < 30 ? 'a' : 'b' }),
    [
      [
        null,
        [
          ['a', 30],
          ['b', 15],
        ],
      ],
    ],
  ],
  [
    'many',
    { options: choices('a', 'b', 'c') },
    (i) => ({ options: i < 3 ? ['a', 'c'] : ['a'], none: false, other: false }),
    [[null, [['a', 45]]]],
  ],
  [
    'order',
    { options: choices('a', 'b', 'c'), most: 2 },
    (i) => ({ options: i < 20 ? ['a', 'b'] : ['b'], same: false, none: false }),
    [
      [
        null,
        [
          ['a', 20],
          ['b', 45],
        ],
      ],
    ],
  ],
  [
    'rank',
    { options: choices('a', 'b', 'c') },
    (i) => ({
      places: (i < 25 ? ['a', 'b', 'c'] : ['b', 'a', 'c']).map((id, at) => [id, at + 1]),
    }),
    [
      [
        null,
        [
          ['a', 25],
          ['b', 20],
        ],
      ],
    ],
  ],
  [
    'rate',
    { from: 1, to: 6, low: 't-low', high: 't-high' },
    (i) => ({ points: i < 22 ? 2 : 5 }),
    [
      [
        null,
        [
          ['1-2', 20],
          ['5-6', 25],
        ],
      ],
    ],
  ],
  [
    'number',
    { least: 0, most: 59, unit: 't-unit' },
    (i) => ({ number: i < 22 ? '2' : '15' }),
    [
      [
        null,
        [
          ['0-9', 20],
          ['10-19', 25],
        ],
      ],
    ],
  ],
  [
    'matrix',
    { rows: choices('r', 's'), columns: choices('a', 'b') },
    (i) => ({
      rows: [
        ['r', i < 22 ? 'a' : 'b'],
        ['s', i < 3 ? 'a' : 'b'],
      ],
    }),
    [
      [
        't-r',
        [
          ['a', 20],
          ['b', 25],
        ],
      ],
      // Three said the other: so neither is told.
      ['t-s', []],
    ],
  ],
  [
    'statements',
    { statements: choices('r', 's') },
    (i) => ({
      votes: i < 15 ? [['r', 1]] : [['r', i < 30 ? -1 : 0]],
      added: false,
    }),
    [
      [
        't-r',
        [
          ['agree', 15],
          ['disagree', 15],
          ['pass', 15],
        ],
      ],
      ['t-s', []],
    ],
  ],
  [
    'paired',
    { options: choices('a', 'b', 'c'), pairs: 2 },
    (i) => ({
      pairs: [
        ['a', 'b', i < 40 ? 'a' : null],
        ['a', 'c', 'a'],
      ],
    }),
    [[null, [['a', 45]]]],
  ],
  [
    'best-worst',
    { options: choices('a', 'b', 'c', 'e'), sets: 2, size: 4 },
    (i) => ({
      sets: [0, 1].map(() => ({
        shown: ['a', 'b', 'c', 'e'],
        best: i < 30 ? 'a' : 'b',
        worst: 'e',
      })),
    }),
    [
      [
        null,
        [
          ['a', 30],
          ['b', 15],
        ],
      ],
    ],
  ],
  [
    'points',
    { options: choices('a', 'b'), total: 100 },
    (i) => ({
      points: [
        ['a', i < 30 ? 60 : 50],
        ['b', i < 30 ? 40 : 50],
      ],
    }),
    [
      [
        null,
        [
          ['a', 45],
          ['b', 15],
        ],
      ],
    ],
  ],
  [
    'spend',
    { options: ['a', 'b'].map((id) => ({ ...choice(id), cost: 10 })), budget: 20 },
    (i) => (i < 33 ? { bought: ['a'], none: false } : { bought: [], none: true }),
    [
      [
        null,
        [
          ['a', 35],
          ['none', 10],
        ],
      ],
    ],
  ],
  ['text', { long: false, limit: 100 }, () => ({ written: true }), []],
  ['date', {}, () => ({ day: '2026-01-01' }), []],
]

/** Forty-five in a ward, twenty in another, and two hundred elsewhere in the district, who all say the same. */
function given(kind: KindName, config: Record<string, unknown>, says: (i: number) => unknown) {
  const question: FormQuestion = {
    ...{ id: 'q', key: 'q', kind, page: 1, title: 't-q', hint: null, section: null },
    ...{ required: false, unsure: false, onlyIf: null, ownedBy: null },
    config: kindNamed(kind).config.parse(config),
  }
  const row = (i: number, from: string): FormRow => ({
    ...{ id: `${from}-${i}`, version: 1, together: null, district: 'd', ageBand: null, sex: null, ethnicGroup: null },
    answers: { q: { value: says(from === 'large' ? i : i % 45), text: '' } },
  })
  const many = (n: number, from: string) => Array.from({ length: n }, (_, i) => row(i, from))
  const rows = [...many(45, 'large'), ...many(20, 'small'), ...many(225, 'else')]
  const input: FormResultsInput = {
    form: { consultationId: 'c', version: 1, questions: [question] },
    askedIn: { q: [1] },
    rows,
    groups: { district: ['d'] },
    titles: {},
    closesOn: '2026-10-28',
    rule,
    seed: 1,
  }
  const seats = new Map(
    rows.flatMap(({ id }) => {
      const [from] = id.split('-')
      return from === 'else' ? [] : [[id, { ward: from!, division: null }] as const]
    }),
  )
  return areaFigures(input, formResults(input), seats)
}

test.each(kinds)('a question of the kind %s is told in rounded numbers of people', (kind, config, says, lines) => {
  const [figures] = given(kind, config, says)
  if (!lines.length) return expect(figures).toBeUndefined()
  const area = (id: string) => figures!.areas.find((one) => one.id === id)
  expect(area('large')?.people).toBe(45)
  expect(
    figures!.lines.map(({ label }, at) => [
      label && 'text' in label ? label.text : null,
      area('large')!.told![at]!.map(({ item, people }) => [item, people]),
    ]),
  ).toEqual(lines)
  // Twenty answered: how many is told, and not what they said.
  expect(area('small')).toEqual({ id: 'small', people: 20, told: null })
  expect(area('d')?.people).toBe(290)
  const numbers = figures!.areas.flatMap(({ people, told: all }) => [
    people,
    ...(all ?? []).flat().map((one) => one.people),
  ])
  expect(numbers.filter((people) => people < 10 || people % 5)).toEqual([])
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readQuestions, typedOf } from '../../app/consultations/building/form-reading.ts'
import { askedOf, type FormQuestion } from '../../app/consultations/form.ts'
import { setsFor } from '../../app/consultations/kinds/best-worst.ts'
import { unsure } from '../../app/consultations/kinds/kind.ts'
import { type KindName, kindNamed } from '../../app/consultations/kinds/kinds.ts'
import { plainNumber } from '../../app/consultations/kinds/number.ts'
import { cleaned } from '../../app/consultations/kinds/own-words.ts'
import { pairsFor } from '../../app/consultations/kinds/paired.ts'
import { shownStatements } from '../../app/consultations/kinds/statements.ts'

const option = (id: string) => ({ id, title: `text ${id}` })
const abcd = ['a', 'b', 'c', 'd'].map(option)

/** A question of a kind with a configuration as an officer's form would give it. */
function asking(kind: KindName, config: unknown, given: Partial<FormQuestion> = {}): FormQuestion {
  return {
    id: `c-q-${kind}`,
    key: kind,
    kind,
    page: 1,
    title: 'title',
    hint: null,
    section: null,
    required: true,
    unsure: false,
    config: kindNamed(kind).config.parse(config),
    onlyIf: null,
    ownedBy: null,
    ...given,
  }
}
const read = (question: FormQuestion, sent: Record<string, string[]>) => {
  const { answers, troubles } = readQuestions([question], sent, 7, '2026-11-28')
  return { given: answers[question.id], keys: troubles.map(({ field, key }) => `${field} ${key}`) }
}

const one = asking('one', { options: abcd, other: true })
const many = asking('many', { options: abcd, other: true, most: 2 })
const order = asking('order', { options: abcd, most: 3 })
const rank = asking('rank', { options: abcd })
const rate = asking('rate', { from: 0, to: 10, low: 'l', high: 'h' })
const matrix = asking('matrix', { rows: abcd, columns: ['x', 'y', 'z'].map(option), scale: true }, { unsure: true })
const number = asking('number', { least: 0, most: 60, decimals: 1 })
const date = asking('date', { earliest: '2000-01-01', latest: '2030-12-31' })
const past = asking('date', { latest: 'today' })
const coming = asking('date', { earliest: 'today' })
const text = asking('text', { long: true, limit: 20 })

const statements = asking('statements', { statements: abcd, most: 4, add: true })
const paired = asking('paired', { options: abcd, pairs: 3 })
const pairs = pairsFor(paired.config as never, askedOf(paired, 7).seed)
const ends = asking('best-worst', { options: abcd, sets: 2, size: 3 })
const sets = setsFor(ends.config as never, askedOf(ends, 7).seed)
const points = asking('points', { options: abcd, total: 100 })
const priced = abcd.map((one, i) => ({ ...one, cost: 10 * (i + 1) }))
const spend = asking('spend', { options: priced, budget: 60 })
const places = ['north', 'south'].map((id, i) => ({ id, name: id, within: null, column: i + 1, row: 1 }))
const map = asking('map', { level: 'forum', pin: true, bounded: true, places })

/** One good answer of every kind, as it is sent and as it is kept. */
const good: [FormQuestion, Record<string, string[]>, unknown, string][] = [
  [one, { 'q-one': ['b'] }, { option: 'b' }, ''],
  [one, { 'q-one': ['other'], 'q-one-other': [' Trams\n now '] }, { option: 'other' }, 'Trams now'],
  [many, { 'q-many': ['c', 'a'] }, { options: ['a', 'c'], none: false, other: false }, ''],
  [many, { 'q-many-none': ['yes'] }, { options: [], none: true, other: false }, ''],
  [
    many,
    { 'q-many': ['a', 'other'], 'q-many-other': ['Trams'] },
    { options: ['a'], none: false, other: true },
    'Trams',
  ],
  [order, { 'q-order-1': ['c'], 'q-order-2': ['a'] }, { options: ['c', 'a'], same: false, none: false }, ''],
  [
    order,
    { 'q-order-1': ['c'], 'q-order-3': ['a'], 'q-order-same': ['yes'] },
    { options: ['c', 'a'], same: true, none: false },
    '',
  ],
  [
    rank,
    { 'q-rank-a': ['2'], 'q-rank-b': ['1'], 'q-rank-c': ['4'], 'q-rank-d': ['3'] },
    {
      places: [
        ['a', 2],
        ['b', 1],
        ['c', 4],
        ['d', 3],
      ],
    },
    '',
  ],
  [rate, { 'q-rate': ['0'] }, { points: 0 }, ''],
  [
    matrix,
    { 'q-matrix-a': ['x'], 'q-matrix-b': ['z'], 'q-matrix-c': ['unsure'], 'q-matrix-d': ['x'] },
    {
      rows: [
        ['a', 'x'],
        ['b', 'z'],
        ['c', 'unsure'],
        ['d', 'x'],
      ],
    },
    '',
  ],
  [number, { 'q-number': ['7,5'] }, { number: '7.5' }, ''],
  [date, { 'q-date-day': ['3'], 'q-date-month': ['11'], 'q-date-year': ['2026'] }, { day: '2026-11-03' }, ''],
  [text, { 'q-text': ['  One\r\ntwo\u0000  '] }, { written: true }, 'One\ntwo'],
  [
    statements,
    {
      'q-statements-a': ['agree'],
      'q-statements-c': ['disagree'],
      'q-statements-d': ['pass'],
      'q-statements-own': ['More benches.'],
    },
    {
      votes: [
        ['a', 1],
        ['c', -1],
        ['d', 0],
      ],
      added: true,
    },
    'More benches.',
  ],
  [
    paired,
    { 'q-paired-1': [pairs[0]![1]], 'q-paired-2': ['equal'], 'q-paired-3': [pairs[2]![0]] },
    {
      pairs: [
        [...pairs[0]!, pairs[0]![1]],
        [...pairs[1]!, null],
        [...pairs[2]!, pairs[2]![0]],
      ],
    },
    '',
  ],
  [
    ends,
    Object.fromEntries(
      sets.flatMap((set, k) => [
        [`q-best-worst-${k + 1}-best`, [set[0]!]],
        [`q-best-worst-${k + 1}-worst`, [set[2]!]],
      ]),
    ),
    { sets: sets.map((shown) => ({ shown, best: shown[0], worst: shown[2] })) },
    '',
  ],
  [
    points,
    { 'q-points-a': ['60'], 'q-points-c': ['40'] },
    {
      points: [
        ['a', 60],
        ['b', 0],
        ['c', 40],
        ['d', 0],
      ],
    },
    '',
  ],
  [spend, { 'q-spend': ['d', 'b'] }, { bought: ['b', 'd'], none: false }, ''],
  [spend, { 'q-spend-none': ['yes'] }, { bought: [], none: true }, ''],
  [map, { 'q-map': ['south'], 'q-map-pin': ['-1131000,52636000'] }, { place: 'south', pin: [-1131000, 52636000] }, ''],
  [map, { 'q-map': ['outside'], 'q-map-words': ['The city'] }, { place: 'outside', pin: null }, 'The city'],
  [map, { 'q-map-words': ['By the old mill'] }, { place: null, pin: null }, 'By the old mill'],
  [past, { 'q-date-day': ['28'], 'q-date-month': ['11'], 'q-date-year': ['2026'] }, { day: '2026-11-28' }, ''],
  [coming, { 'q-date-day': ['28'], 'q-date-month': ['11'], 'q-date-year': ['2026'] }, { day: '2026-11-28' }, ''],
]

describe('every way to ask', () => {
  test.each(good.map((row) => [row[0].kind, JSON.stringify(row[2]), row] as const))(
    '%s keeps %s, and shows it again as it was',
    (_, __, row) => {
      const [question, sent, value, words] = row
      const { given, keys } = read(question, sent)
      expect(keys).toEqual([])
      expect(given).toEqual({ value, text: words })
      const kind = kindNamed(question.kind)
      expect(kind.value.parse(given!.value)).toEqual(value)
      expect(kind.fits(value, question.config)).toBe(true)
      expect(read(question, typedOf(question, given, 7)).given).toEqual(given)
    },
  )

  const all = [one, many, order, rank, rate, matrix, statements, paired, ends, points, spend, number, date, text, map]
  test.each(all.map((q) => [q.kind, q] as const))(
    '%s says what is missing where it is required, and takes nothing where it is not',
    (_, question) => {
      const { keys } = read(question, {})
      expect(keys).toEqual([
        `${kindNamed(question.kind).field(askedOf(question, 7))} required.${question.kind}${question.unsure ? '_unsure' : ''}`,
      ])
      expect(read({ ...question, required: false }, {})).toEqual({ given: undefined, keys: [] })
    },
  )

  test.each(all.filter((q) => ![matrix, statements, paired, ends].includes(q)).map((q) => [q.kind, q] as const))(
    '%s takes "I am not sure" where it is offered, and shows it again',
    (_, question) => {
      const offered = { ...question, unsure: true }
      const alone = ['one', 'rate', 'map'].includes(question.kind)
        ? { [`q-${question.kind}`]: [unsure] }
        : { [`q-${question.kind}-unsure`]: ['yes'] }
      const { given } = read(offered, alone)
      expect(given).toEqual({ value: unsure, text: '' })
      if (['one', 'rate', 'map'].includes(question.kind))
        expect(typedOf(offered, given, 7)).toMatchObject({ [`q-${question.kind}`]: [unsure] })
      else expect(typedOf(offered, given, 7)).toMatchObject({ [`q-${question.kind}-unsure`]: ['yes'] })
      expect(read(question, alone).given?.value).not.toBe(unsure)
    },
  )

  test.each(all.map((q) => [q.kind, q] as const))(
    '%s never fails on what a stranger posts, and keeps only what fits',
    (_, question) => {
      const names = [
        '',
        '-1',
        '-2',
        '-3',
        '-a',
        '-b',
        '-c',
        '-d',
        '-none',
        '-same',
        '-unsure',
        '-other',
        '-day',
        '-month',
        '-year',
      ]
      const posted = fc.dictionary(
        fc.constantFrom(...names.map((n) => `q-${question.kind}${n}`), '__proto__'),
        fc.array(
          fc.oneof(
            fc.constantFrom('a', 'b', 'x', '1', '2', '3', '4', 'other', 'unsure', 'yes', '2026', '12'),
            fc.string(),
          ),
          { maxLength: 3 },
        ),
      )
      fc.assert(
        fc.property(posted, (sent) => {
          const { given, keys } = read(question, sent)
          if (!given) expect(keys.length).toBeGreaterThan(0)
          else if (given.value !== unsure) {
            const value = kindNamed(question.kind).value.parse(given.value)
            expect(kindNamed(question.kind).fits(value, question.config)).toBe(true)
          }
        }),
      )
    },
  )
})

describe('what is wrong is named', () => {
  test.each([
    [one, { 'q-one': ['z'] }, 'q-one unknown'],
    [one, { 'q-one': ['a'], 'q-one-other': ['Trams'] }, 'q-one other_and_choice'],
    [one, { 'q-one': ['other'] }, 'q-one-other say_what'],
    [one, { 'q-one-other': ['x'.repeat(201)] }, 'q-one-other too_long'],
    [many, { 'q-many': ['a', 'b', 'c'] }, 'q-many too_many'],
    [many, { 'q-many': ['a', 'b'], 'q-many-other': ['Trams'] }, 'q-many too_many'],
    [many, { 'q-many': ['a'], 'q-many-none': ['yes'] }, 'q-many none_and_more'],
    [many, { 'q-many': ['other'] }, 'q-many-other say_what'],
    [order, { 'q-order-1': ['a'], 'q-order-2': ['a'] }, 'q-order-2 chosen_twice'],
    [order, { 'q-order-1': ['z'] }, 'q-order-1 unknown'],
    [order, { 'q-order-1': ['a'], 'q-order-none': ['yes'] }, 'q-order-1 none_and_more'],
    [rate, { 'q-rate': ['11'] }, 'q-rate unknown'],
    [number, { 'q-number': ['lots'] }, 'q-number not_a_number'],
    [number, { 'q-number': ['61'] }, 'q-number number_range'],
    [number, { 'q-number': ['1.25'] }, 'q-number too_many_decimals'],
    [date, { 'q-date-day': ['31'], 'q-date-month': ['2'], 'q-date-year': ['2026'] }, 'q-date-day date'],
    [date, { 'q-date-day': ['31'], 'q-date-month': ['12'], 'q-date-year': ['1999'] }, 'q-date-day date_early'],
    [date, { 'q-date-day': ['1'], 'q-date-month': ['1'], 'q-date-year': ['2031'] }, 'q-date-day date_late'],
    [past, { 'q-date-day': ['29'], 'q-date-month': ['11'], 'q-date-year': ['2026'] }, 'q-date-day date_late'],
    [coming, { 'q-date-day': ['27'], 'q-date-month': ['11'], 'q-date-year': ['2026'] }, 'q-date-day date_early'],
    [text, { 'q-text': ['x'.repeat(21)] }, 'q-text too_long'],
    [statements, { 'q-statements-own': ['Mine'] }, 'q-statements-own judge_first'],
    [statements, { 'q-statements-a': ['agree'], 'q-statements-own': ['x'.repeat(141)] }, 'q-statements-own too_long'],
    [statements, { 'q-statements-a': ['perhaps'] }, 'q-statements-a unknown'],
    [points, { 'q-points-a': ['60'] }, 'q-points-a points_left'],
    [points, { 'q-points-a': ['60'], 'q-points-b': ['60'] }, 'q-points-a points_over'],
    [points, { 'q-points-a': ['-5'], 'q-points-b': ['5'] }, 'q-points-a points'],
    [spend, { 'q-spend': ['d', 'c'] }, 'q-spend over_budget'],
    [map, { 'q-map': ['atlantis'] }, 'q-map unknown_place'],
    [map, { 'q-map-words': ['x'.repeat(201)] }, 'q-map-words too_long'],
  ] as [FormQuestion, Record<string, string[]>, string][])('%#', (question, sent, expected) => {
    expect(read(question, sent)).toEqual({ given: undefined, keys: [expected] })
  })

  test('in a ranking each wrong place is named at its own list', () => {
    const sent = { 'q-rank-a': ['1'], 'q-rank-b': ['1'], 'q-rank-c': ['9'], 'q-rank-d': [''] }
    expect(read(rank, sent).keys).toEqual(['q-rank-b place_twice', 'q-rank-c place_each', 'q-rank-d place_each'])
    const shared = asking('rank', { options: abcd, ties: true })
    expect(read(shared, { ...sent, 'q-rank-c': ['2'], 'q-rank-d': ['2'] }).keys).toEqual([])
  })

  test('in a matrix each empty row is named', () => {
    const sent = { 'q-matrix-a': ['x'], 'q-matrix-b': ['nothing'] }
    expect(read(matrix, sent).keys).toEqual([
      'q-matrix-b unknown',
      'q-matrix-c each_row_unsure',
      'q-matrix-d each_row_unsure',
    ])
  })
})

describe('ballots', () => {
  const ballots = (question: FormQuestion, sent: Record<string, string[]>) => {
    const { given } = read(question, sent)
    return kindNamed(question.kind).ballots(given!.value, question.config)
  }
  test.each([
    [one, good[0]![1], [{ groups: [[1]] }]],
    [one, good[1]![1], []],
    [many, good[2]![1], [{ groups: [[0, 2]] }]],
    [many, good[3]![1], []],
    [order, good[5]![1], [{ groups: [[2], [0]] }]],
    [order, good[6]![1], [{ groups: [[2, 0]] }]],
    [rank, good[7]![1], [{ groups: [[1], [0], [3], [2]] }]],
    [rate, good[8]![1], []],
    [matrix, good[9]![1], [{ groups: [[1], [0, 3]], seen: [1, 0, 3] }]],
    [number, good[10]![1], []],
    [statements, good[13]![1], []],
    [points, good[16]![1], [{ groups: [[0], [2], [1, 3]] }]],
    [spend, good[17]![1], [{ groups: [[1, 3]] }]],
    [spend, good[18]![1], []],
    [map, good[19]![1], []],
  ] as [FormQuestion, Record<string, string[]>, unknown[]][])(
    '%# are what the answer says, and no more',
    (question, sent, expected) => {
      expect(ballots(question, sent)).toEqual(expected)
    },
  )

  test('a matrix that is no scale puts nothing in order', () => {
    const plain = asking('matrix', { rows: abcd, columns: ['x', 'y'].map(option) })
    expect(kindNamed('matrix').rankable(plain.config)).toEqual([])
    expect(ballots(plain, Object.fromEntries(abcd.map(({ id }) => [`q-matrix-${id}`, ['x']])))).toEqual([])
  })
})

describe('what one person is shown', () => {
  test('pairs differ, stand on either side, and every option comes as often as every other', () => {
    const options = 'abcdef'.split('').map(option)
    const shown = new Map<string, number>()
    let first = 0
    for (let seed = 0; seed < 200; seed++) {
      const own = pairsFor({ options, pairs: 6 } as never, seed)
      expect(new Set(own.map((pair) => [...pair].sort().join())).size).toBe(6)
      for (const id of own.flat()) shown.set(id, (shown.get(id) ?? 0) + 1)
      if (own[0]![0] < own[0]![1]) first++
    }
    expect([...shown.values()].every((n) => n > 340 && n < 460)).toBe(true)
    expect(first).toBeGreaterThan(60)
    expect(first).toBeLessThan(140)
    expect(pairsFor({ options: options.slice(0, 3), pairs: 15 } as never, 1)).toHaveLength(3)
  })

  test('groups hold every option equally often where the numbers allow it', () => {
    const options = 'abcdefgh'.split('').map(option)
    for (let seed = 0; seed < 50; seed++) {
      const own = setsFor({ options, sets: 4, size: 4 } as never, seed)
      const times = options.map(({ id }) => own.flat().filter((one) => one === id).length)
      expect(times).toEqual(times.map(() => 2))
      expect(own.every((set) => new Set(set).size === 4)).toBe(true)
    }
  })

  test('a statement that is added later only slips in, and what was judged stays', () => {
    const config = {
      statements: abcd.map((one) => ({ ...one, example: null, priority: null })),
      added: [],
      most: 3,
      add: true,
    }
    const before = shownStatements(config, 5).map(({ id }) => id)
    const after = shownStatements(
      { ...config, added: [{ ...abcd[0]!, id: 'new', example: null, priority: null }] } as never,
      5,
      before,
    )
    expect(after.map(({ id }) => id).filter((id) => id !== 'new')).toEqual(before)
  })
})

describe('configurations', () => {
  const keys = (kind: KindName, config: unknown) =>
    kindNamed(kind)
      .config.safeParse(config)
      .error?.issues.map((i) => i.message)
  test('three hundred options are too many, one is too few, and none stands twice', () => {
    const options = Array.from({ length: 300 }, (_, i) => option(`o${i}`))
    for (const kind of ['one', 'many', 'order', 'rank'] as const)
      expect(keys(kind, { options })).toContain('too_many_options')
    expect(keys('one', { options: [option('a')] })).toEqual(['too_few_options'])
    expect(keys('one', { options: [option('a'), option('a')] })).toEqual(['option_twice'])
    expect(keys('order', { options: abcd, most: 4 })).toEqual(['most_options'])
    expect(keys('rate', { from: 1, to: 1, low: '', high: '' })).toBeDefined()
    expect(keys('number', { least: 5, most: 5 })).toEqual(['range'])
    expect(keys('date', { earliest: '2026-02-02', latest: '2026-01-01' })).toEqual(['range'])
  })
})

describe('the order of options', () => {
  test('is one respondent’s own, the same on every visit, and another for the next question', () => {
    const of = (id: string, seed: number) => askedOf({ ...rank, id }, seed).seed
    expect(of('a', 5)).toBe(of('a', 5))
    expect(new Set([of('a', 5), of('b', 5), of('a', 6)]).size).toBe(3)
    expect(of('a', 2 ** 31 - 1)).toBeLessThan(2 ** 31)
  })
})

test('numbers are read as people write them', () => {
  const written = ['12', ' 1,200 ', '1 200', '12,5', '012', '-0', '۱۲', '٣٫٥', '0.50', '']
  expect(written.map(plainNumber)).toEqual(['12', '1200', '1200', '12.5', '12', '0', '12', '3.5', '0.5', undefined])
  for (const wrong of ['1e5', '--1', '1.2.3', '১২', 'Infinity', '1,20,0', '12345678901'])
    expect(plainNumber(wrong)).toBeUndefined()
})

test('control characters go, letters of every script and line ends stay', () => {
  expect(cleaned('\u0000a\u0007b\u001b[31m\u2028ગુજરાતી\r\nپنجابی\u200f\u007f ')).toBe('ab[31m\nગુજરાતી\nپنجابی\u200f')
  // Marks that keep a phrase in its direction stay; those that turn letters about would make text read as what it is not.
  expect(cleaned('gut \u202ereversed\u202c \u2067اردو\u2069')).toBe('gut reversed\u202c \u2067اردو\u2069')
})

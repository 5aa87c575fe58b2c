import { describe, expect, test } from 'vitest'
import {
  cellReader,
  type FileQuestion,
  partsOf,
  takesWords,
  together,
} from '../../app/consultations/answer-file/answer-cells.ts'
import { codebookRows } from '../../app/consultations/answer-file/answer-codebook.ts'
import { columnsOf, type FileAbout, lineWriter } from '../../app/consultations/answer-file/answer-file.ts'
import { type KindName, kindNamed, kindNames } from '../../app/consultations/kinds/kinds.ts'
import { words } from '../../app/languages/words.server.ts'

const option = (id: string) => ({ id, title: `text ${id}` })
const abc = ['a', 'b', 'c'].map(option)
const abcd = [...abc, option('d')]
const places = ['north', 'south'].map((id, i) => ({ id, name: `The ${id}`, within: null, column: i + 1, row: 1 }))

/** One answer of every kind as it is stored, and what it is in cells; the first stands under the question's own key. */
const kinds: Record<KindName, [config: object, stored: unknown, cells: unknown[]]> = {
  one: [{ options: abc, other: true }, { option: 'b' }, ['b']],
  many: [{ options: abc, other: true }, { options: ['a', 'c'], none: false, other: true }, ['given', 1, 0, 1, 1]],
  order: [{ options: abcd, most: 3 }, { options: ['c', 'a'], same: true, none: false }, ['same', 'c', 'a', null]],
  rank: [
    { options: abc },
    {
      places: [
        ['b', 1],
        ['a', 2],
        ['c', 3],
      ],
    },
    ['given', 2, 1, 3],
  ],
  rate: [{ from: 0, to: 10, low: 'l', high: 'h' }, { points: 0 }, [0]],
  matrix: [
    { rows: abc, columns: ['x', 'y'].map(option) },
    {
      rows: [
        ['a', 'x'],
        ['b', 'unsure'],
        ['c', 'y'],
      ],
    },
    ['given', 'x', 'unsure', 'y'],
  ],
  statements: [
    { statements: abc },
    {
      votes: [
        ['a', -1],
        ['c', 0],
      ],
      added: false,
    },
    ['given', -1, null, 0],
  ],
  paired: [
    { options: abc, pairs: 3 },
    {
      pairs: [
        ['a', 'b', 'b'],
        ['b', 'c', null],
      ],
    },
    ['given', 'b > a', 'b = c', null],
  ],
  'best-worst': [
    { options: abcd, sets: 2, size: 3 },
    { sets: [{ shown: ['a', 'b', 'd'], best: 'd', worst: 'a' }] },
    ['given', 'a b d', 'd', 'a', null, null, null],
  ],
  points: [
    { options: abc, total: 100 },
    {
      points: [
        ['a', 60],
        ['b', 40],
        ['c', 0],
      ],
    },
    ['given', 60, 40, 0],
  ],
  spend: [
    { options: abc.map((one) => ({ ...one, cost: 10 })), budget: 20 },
    { bought: ['c'], none: false },
    ['given', 0, 0, 1],
  ],
  number: [{ least: -10, most: 60, decimals: 1 }, { number: '-2.5' }, [-2.5]],
  date: [{}, { day: '2026-10-02' }, ['2026-10-02']],
  text: [{ long: true, limit: 20 }, { written: true }, ['written']],
  map: [
    { level: 'forum', pin: true, bounded: true, places },
    { place: 'north', pin: [-1_130_456, 52_640_789] },
    ['north', -1.13, 52.641],
  ],
}
const question = (kind: KindName): FileQuestion => ({
  id: `id-${kind}`,
  key: kind,
  kind,
  config: kindNamed(kind).config.parse(kinds[kind][0]),
})

describe('an answer as cells', () => {
  test.each(kindNames)('%s: every part has its column, and nothing said is nothing', (kind) => {
    const read = cellReader(question(kind))
    const [, stored, cells] = kinds[kind]
    expect(kindNamed(kind).value.safeParse(stored).success).toBe(true)
    expect(read(JSON.stringify(stored))).toEqual(cells)
    expect(partsOf(question(kind))).toHaveLength(cells.length - 1)
    expect(read(undefined)).toEqual(cells.map(() => null))
    expect(read('"unsure"')).toEqual(['unsure', ...cells.slice(1).map(() => null)])
  })

  test('a column stands for whatever any version of the question offered', () => {
    const merged = together([
      { options: [option('a'), option('c')], most: 2, other: false, unit: null },
      { options: [option('a'), option('b')], most: 3, other: true, unit: 'x' },
    ])
    expect(merged).toEqual({ options: ['a', 'c', 'b'].map(option), most: 3, other: true, unit: null })
  })
})

const about: FileAbout = {
  plan: {
    consultationId: 'c',
    template: 'form',
    picksMax: 0,
    level: 'letter',
    areas: {},
    samples: {},
    questions: kindNames.map(question),
  },
  questions: kindNames.map((kind) => ({
    ...question(kind),
    title: `title ${kind}`,
    texts: [],
    ownedBy: null,
    versions: [1, 3],
  })),
  unseen: 0,
  options: [],
  versions: [
    { version: 1, note: '', publishedAt: '2026-10-01T09:00:00Z' },
    { version: 3, note: 'The parks have been decided.', publishedAt: '2026-10-09T23:30:00Z' },
  ],
  titles: Object.fromEntries(
    [...abcd, option('x'), option('y')].map(({ title }) => [title, `Words of ${title}`] as const),
  ),
  areas: [{ code: 'E07', name: 'North', level: 'district' }],
}

test('the codebook gives every column and every code of it in words', () => {
  const rows = codebookRows(about, words('en', 'answer-file'), words('en', 'priorities'))
  const columns = rows.filter(([, what]) => what === 'column').map(([name]) => name)
  expect(columns).toEqual(columnsOf(about.plan))
  expect(new Set(columnsOf(about.plan)).size).toBe(columnsOf(about.plan).length)
  expect(rows.filter((row) => row.length !== 4 || !row[3] || /^codebook\.|undefined/.test(row[3]))).toEqual([])
  expect(rows).toContainEqual(['one', 'code', 'b', 'Words of text b'])
  expect(rows).toContainEqual(['matrix.*', 'code', 'y', 'Words of text y'])
  expect(rows).toContainEqual(['map', 'code', 'north', 'The north'])
  expect(rows).toContainEqual(['district_code', 'code', 'E07', 'North'])
  expect(rows.find(([name]) => name === 'one')![3]).toContain('versions 1, 3')
  // Why a version differs stands where its number does; its day is London's.
  expect(rows).toContainEqual(['form_version', 'code', '1', 'As it stood when it opened'])
  expect(rows).toContainEqual(['form_version', 'code', '3', 'As changed on 2026-10-10: The parks have been decided.'])
  const withWords = kindNames.filter((kind) => takesWords(question(kind)))
  expect(withWords).toEqual(['one', 'many', 'text', 'map'])
})

test('no cell of a line is a formula, and a line of JSON leaves out what is empty', () => {
  const cells = ['=1+1', -1, null, 'a "b", c\nd', '+44']
  const names = ['p', 'q', 'r', 's', 't']
  expect(lineWriter('csv', names)(cells)).toBe(`'=1+1,-1,,"a ""b"", c\nd",'+44\r\n`)
  expect(JSON.parse(lineWriter('jsonl', names)(cells))).toEqual({ p: '=1+1', q: -1, s: 'a "b", c\nd', t: '+44' })
})

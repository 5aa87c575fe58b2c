import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { FormQuestion } from '../../app/consultations/form.ts'
import { readBudgetVote } from '../../app/consultations/imports/pabulib-file.ts'
import { readPolis } from '../../app/consultations/imports/polis-files.ts'
import { readRankings } from '../../app/consultations/imports/preflib-file.ts'
import { type KindName, kindNamed } from '../../app/consultations/kinds/kinds.ts'
import { workbook } from '../../app/consultations/pages/results/workbook.server.ts'
import { type OpenData, openDataFiles, openDataTexts } from '../../app/consultations/results/open-data.ts'
import { patternsOf } from '../../app/consultations/results/result-patterns.ts'
import { formResults } from '../../app/consultations/results/results.ts'
import { resultSheets } from '../../app/consultations/results/workbook.ts'
import { parseCsv } from '../../app/priorities/csv-text.ts'
import { hashOf, rootOf } from '../../app/priorities/pack.ts'

const rule = { minCell: 10, minBasePct: 30, roundTo: 5 }
const option = (id: string) => ({ id, title: `title-${id}` })
const abc = ['a', 'b', 'c'].map(option)

function asked(kind: KindName, config: unknown): FormQuestion {
  const read = kindNamed(kind).config.parse(config)
  const rest = {
    page: 1,
    title: `title-${kind}`,
    hint: null,
    section: null,
    required: false,
    onlyIf: null,
    ownedBy: null,
  }
  return { id: `q-${kind}`, key: kind, kind, unsure: true, config: read, ...rest }
}

const published = new Date('2026-11-20T10:00:00Z')
const times = <T>(many: number, value: T): T[] => Array.from({ length: many }, () => value)
const places = (...ids: string[]) => ({ places: abc.map(({ id }) => [id, ids.indexOf(id) + 1]) })
const rank = asked('rank', { options: abc })
const spend = asked('spend', { options: abc.map((one, i) => ({ ...one, cost: 40 + 10 * i })), budget: 100 })
const statements = asked('statements', { statements: abc })

function dataOf(question: FormQuestion, values: unknown[]): OpenData {
  const results = formResults({
    form: { consultationId: 'c', version: 1, questions: [question] },
    askedIn: { [question.id]: [1] },
    rows: values.map((value, i) => ({
      id: String(i),
      version: 1,
      answers: { [question.id]: { value, text: '' } },
      district: null,
      ageBand: null,
      sex: null,
      ethnicGroup: null,
      together: null,
    })),
    groups: { district: [], ageBand: [], sex: [], ethnicGroup: [] },
    titles: {},
    closesOn: '2026-10-28',
    rule,
    seed: 1,
  })
  return {
    themes: null,
    organisations: [],
    residents: {},
    leftOut: [{ code: 'late', people: null, words: 'Came after closing' }],
    results,
    questions: [question],
    titles: { 'title-a': '=A', 'title-rank': 'Order' },
    label: (label) => ('text' in label ? (label.text === 'title-a' ? '=A' : label.text) : 'words'),
    group: (_, id) => id,
    method: 'How it was made.',
    about: {
      title: 'Parks',
      opened: '2026-10-01',
      closed: '2026-10-28',
      published: '2026-11-20T10:00:00Z',
      version: '1',
      note: '',
      code: 'code',
      snapshot: 'snapshot',
      result: 'result',
    },
    url: 'https://example.org/results',
  }
}

const filesOf = (question: FormQuestion, values: unknown[]) => openDataFiles(dataOf(question, values))

describe('whole answers leave only where nobody can be told by them (trust 4.4, level 3)', () => {
  test('not of fewer than 500 people', () => {
    expect(patternsOf(rank, times(499, places('a', 'b', 'c')), rule)).toBeNull()
  })

  test('not those that fewer than ten gave alike, nor a remainder of fewer than ten', () => {
    const values = [
      ...times(480, places('a', 'b', 'c')),
      ...times(12, places('b', 'a', 'c')),
      ...times(8, places('b', 'c', 'a')),
    ]
    const { rows, leftOut } = patternsOf(rank, values, rule)!
    expect(rows).toEqual([{ answer: [['a'], ['b'], ['c']], people: 480 }])
    expect(leftOut).toBe(20)
  })

  test('not where the counts of everybody beside them would tell what few of the rest said', () => {
    const values = [
      ...times(300, places('a', 'b', 'c')),
      ...times(150, places('b', 'a', 'c')),
      ...times(60, places('c', 'a', 'b')),
      ...times(9, places('a', 'c', 'b')),
      ...times(8, places('b', 'c', 'a')),
    ]
    // Were three kinds kept, seventeen would be left, of whom nine put A first and eight B.
    const { rows, leftOut } = patternsOf(rank, values, rule)!
    const first = (of: typeof values, option: string) =>
      of.filter(({ places: own }) => own.some(([id, place]) => id === option && place === 1)).length
    const keptFirst = (option: string) =>
      rows.filter(({ answer }) => answer[0]![0] === option).reduce((sum, { people }) => sum + people, 0)
    for (const option of ['a', 'b', 'c']) {
      const rest = first(values, option) - keptFirst(option)
      expect(rest === 0 || rest >= 10, `${option}: ${rest}`).toBe(true)
    }
    expect(leftOut + rows.reduce((sum, { people }) => sum + people, 0)).toBe(values.length)
  })

  test('not of kinds that no other program reads', () => {
    expect(patternsOf(asked('text', { long: true, limit: 100 }), times(600, { written: true }), rule)).toBeNull()
  })
})

describe('the open data of a form', () => {
  test('rankings come back from PrefLib as they went out', () => {
    const files = filesOf(rank, [...times(400, places('a', 'b', 'c')), ...times(150, places('c', 'a', 'b'))])
    const read = readRankings(files['preflib/rank.soc']!)
    expect(read).toMatchObject({
      ok: true,
      value: {
        title: 'Order',
        orders: [
          { people: 400, groups: [[0], [1], [2]] },
          { people: 150, groups: [[2], [0], [1]] },
        ],
      },
    })
  })

  test('a budget comes back from pabulib with its costs and who bought what', () => {
    const files = filesOf(spend, [
      ...times(400, { bought: ['a', 'b'], none: false }),
      ...times(150, { bought: ['c'], none: false }),
    ])
    const read = readBudgetVote(files['pabulib/spend.pb']!)
    expect(read.ok && read.value).toMatchObject({ budget: 100, voteType: 'approval' })
    expect(read.ok && read.value.projects.map(({ id, cost }) => [id, cost])).toEqual([
      ['a', 40],
      ['b', 50],
      ['c', 60],
    ])
    expect(read.ok && read.value.voters.filter(({ projects }) => projects.join() === 'a,b')).toHaveLength(400)
  })

  test('statements come back from Polis with agree as +1', () => {
    const votes = (a: number, b: number) => ({
      votes: [
        ['a', a],
        ['b', b],
      ],
      added: false,
    })
    const files = filesOf(statements, [...times(400, votes(1, -1)), ...times(150, votes(0, 1))])
    const read = readPolis(files['polis/statements/comments.csv']!, files['polis/statements/votes.csv']!)
    const of = (statement: string, vote: number) =>
      read.ok && read.value.votes.filter((one) => one.statement === statement && one.vote === vote).length
    expect([of('0', 1), of('0', 0), of('1', -1), of('1', 1)]).toEqual([400, 150, 400, 150])
    const [, first] = parseCsv(files['polis/statements/comments.csv']!)
    expect(first!.slice(4, 6)).toEqual(['400', '0'])
  })

  test('every file has its hash, and all together one', () => {
    const files = filesOf(rank, times(60, places('a', 'b', 'c')))
    const { 'hashes.json': hashes, ...rest } = files
    const { files: own, root } = JSON.parse(hashes!)
    expect(Object.keys(rest).sort()).toEqual([
      'codebook.csv',
      'counts.csv',
      'cuts.csv',
      'left-out.csv',
      'method.txt',
      'results.json',
      'who-answered.csv',
    ])
    for (const [name, text] of Object.entries(rest)) expect(own[name]).toBe(hashOf(text))
    expect(root).toBe(rootOf(rest))
    expect(Object.keys(own)).not.toContain('preflib/rank.soc')
  })

  test('who answered stands beside the census, as shares of those who said, with what was left out', () => {
    const data = dataOf(rank, times(60, places('a', 'b', 'c')))
    const sex = [
      { id: 'female', people: 35 },
      { id: 'male', people: 15 },
      { id: 'other', people: null },
      { id: 'not-stated', people: 10 },
    ]
    const own = {
      ...data,
      results: { ...data.results, groups: { sex } },
      residents: { sex: { female: 512, male: 488 } },
    }
    const files = openDataTexts(own)
    expect(parseCsv(files['who-answered.csv']!).slice(1)).toEqual([
      ['sex', 'female', '35', '70', '51'],
      ['sex', 'male', '15', '30', '49'],
      ['sex', 'other', '*', '*', ''],
      ['sex', 'not-stated', '10', '', ''],
    ])
    expect(parseCsv(files['left-out.csv']!)).toEqual([
      ['code', 'answers'],
      ['late', '*'],
    ])
    expect(JSON.parse(files['results.json']!)).toMatchObject({ residents: own.residents, leftOut: { late: null } })
    const sheet = (name: string) => resultSheets(own).find((one) => one.name === name)!.rows
    expect(sheet('Who answered')[1]).toEqual(['sex', 'female', 35, 70, 51])
    expect(sheet('Left out')[1]).toEqual(['late', 'Came after closing', '*'])
  })

  test('no cell is a formula, and what is hidden is a star', () => {
    const files = filesOf(asked('one', { options: abc }), [
      ...times(40, { option: 'a' }),
      ...times(3, { option: 'b' }),
      ...times(20, { option: 'c' }),
    ])
    const counts = parseCsv(files['counts.csv']!).filter(([, table]) => table === 'counts')
    expect(counts.map((row) => row[4])).toEqual(['40', '*', '*'])
    expect(filesOf(rank, times(60, places('a', 'b', 'c')))['codebook.csv']).not.toMatch(/(^|,)=/m)
  })
})

describe('the same figures as a workbook', () => {
  const one = asked('one', { options: abc })
  const said = [...times(40, { option: 'a' }), ...times(3, { option: 'b' }), ...times(20, { option: 'c' })]
  const sheetsOf = (question: FormQuestion, values: unknown[]) =>
    Object.fromEntries(resultSheets(dataOf(question, values)).map(({ name, rows }) => [name, rows]))

  test('hide what the other files hide and say what they say', () => {
    const { Results, Groups, Method } = sheetsOf(one, said)
    const counts = Results!.filter(([, , table]) => table === 'counts')
    expect(counts.map((row) => row.slice(5))).toEqual([
      [40, 63, 63],
      ['*', 63, '*'],
      ['*', 63, '*'],
    ])
    const csv = parseCsv(filesOf(one, said)['counts.csv']!).filter(([, table]) => table === 'counts')
    expect(counts.map((row) => String(row[5]))).toEqual(csv.map((row) => row[4]))
    const cuts = parseCsv(filesOf(one, said)['cuts.csv']!)
    expect(Groups!.map((row) => String(row[6]))).toEqual(['People', ...cuts.slice(1).map((row) => row[5])])
    expect(Method).toContainEqual(['result', 'result'])
    const order = sheetsOf(rank, times(60, places('a', 'b', 'c'))).Results!.filter(([, , table]) =>
      String(table).startsWith('order'),
    )
    expect(order.map((row) => row.slice(3))).toEqual([
      ['=A', '', 1, 60, 100],
      ['b', '', 2, 60, 50],
      ['c', '', 3, 60, 0],
    ])
  })

  test('no cell of it is a formula, every sheet is there, and the same sheets give the same bytes', async () => {
    const sheets = resultSheets(dataOf(one, said))
    const [first, second] = [await workbook(sheets, published), await workbook(sheets, published)]
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true)
    const parts = Object.entries(unzipSync(first)).map(([name, bytes]) => [name, strFromU8(bytes)] as const)
    const pages = parts.filter(([name]) => /worksheets\/[^/]+\.xml$/.test(name))
    expect(pages).toHaveLength(6)
    for (const [, xml] of pages) expect(xml).not.toMatch(/<f[ >]/)
    // The words that look like one are there, as words.
    expect(parts.map(([, xml]) => xml).join('')).toContain('=A')
    expect(parts.find(([name]) => name.endsWith('workbook.xml'))![1]).toMatch(
      /Results.*Groups.*Who answered.*Left out.*Code book.*Method/s,
    )
  })
})

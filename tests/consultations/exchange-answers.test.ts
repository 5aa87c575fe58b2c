import { describe, expect, test } from 'vitest'
import type { FormQuestion } from '../../app/consultations/form.ts'
import { type ExchangeFiles, readExchange } from '../../app/consultations/imports/exchange-answers.ts'
import { type KindName, kindNamed } from '../../app/consultations/kinds/kinds.ts'

const names = { a: 'Buses in the evening', b: 'Homes, for everybody', c: 'Parks' }
const titles = Object.fromEntries(Object.entries(names).map(([id, name]) => [`title-${id}`, name]))
const options = Object.keys(names).map((id) => ({ id, title: `title-${id}` }))
const asked = (kind: KindName, config: unknown): Pick<FormQuestion, 'kind' | 'config'> => ({
  kind,
  config: kindNamed(kind).config.parse(config),
})
const bytes = (text: string) => new TextEncoder().encode(text)
const read = (question: ReturnType<typeof asked>, main: string | Uint8Array, more: Partial<ExchangeFiles> = {}) =>
  readExchange(question, titles, {
    main: typeof main === 'string' ? bytes(main) : main,
    votes: null,
    sign: 'counts',
    ...more,
  })
const said = (found: ReturnType<typeof read>) => {
  if (!found.ok) throw new Error(JSON.stringify(found.troubles))
  return found.value.people.map(({ row, value }) => [row, value])
}
const wrong = (found: ReturnType<typeof read>) =>
  found.ok ? [] : found.troubles.map(({ file, row, column, key }) => [file, row, column, key].filter(Boolean))

const head = `# NUMBER ALTERNATIVES: 3
# ALTERNATIVE NAME 1: parks
# ALTERNATIVE NAME 2: Buses in the evening
# ALTERNATIVE NAME 3: Homes for everybody
`

describe('a PrefLib file as answers to a ranking', () => {
  const order = asked('order', { options, most: 2 })
  const rank = asked('rank', { options, ties: false })

  test('gives one answer to each person, by the names of the options and not their numbers', () => {
    expect(said(read(order, `${head}2: 1,3\n1: {2,3}\n1: 2,{1,3}\n`))).toEqual([
      ['5.1', { options: ['c', 'b'], same: false, none: false }],
      ['5.2', { options: ['c', 'b'], same: false, none: false }],
      ['6.1', { options: ['a', 'b'], same: true, none: false }],
      // What nobody ranked stands level at the end of a complete order.
      ['7.1', { options: ['a'], same: false, none: false }],
    ])
    expect(said(read(rank, `${head}1: 2,1,3\n`))).toEqual([
      [
        '5.1',
        {
          places: [
            ['a', 1],
            ['b', 3],
            ['c', 2],
          ],
        },
      ],
    ])
  })

  test('a file without names numbers the options as the question does', () => {
    expect(said(read(order, '# NUMBER ALTERNATIVES: 3\n1: 3,1\n'))[0]![1]).toMatchObject({ options: ['c', 'a'] })
  })

  test('names every row that the question would not take, and takes nothing', () => {
    expect(wrong(read(order, `${head}1: 1,2,3\n-4: 1\n`))).toEqual([[6, 'order_count']])
    expect(wrong(read(order, `${head}1: 1,2,3\n1: 2\n`))).toEqual([[5, 'too_many_chosen']])
    expect(
      wrong(read(asked('order', { options: [...options, { id: 'd', title: 'd' }], most: 3 }), `${head}1: 1,{2,3}\n`)),
    ).toEqual([[5, 'partly_level']])
    expect(wrong(read(rank, `${head}1: 1,2\n1: 1,{2,3}\n`))).toEqual([
      [5, 'not_all_ranked'],
      [6, 'no_ties'],
    ])
    expect(
      wrong(read(rank, `${head.replace('parks', 'Trams').replace('Homes for', 'Buses in the evening')}1: 1,2,3\n`)),
    ).toEqual([
      [2, 'ALTERNATIVE NAME 1', 'not_an_option'],
      [4, 'ALTERNATIVE NAME 3', 'not_an_option'],
    ])
  })

  test('three hundred options are three hundred lines of a file and one clear sentence', () => {
    const many = Array.from({ length: 300 }, (_, i) => `# ALTERNATIVE NAME ${i + 1}: Option ${i + 1}`).join('\n')
    const found = wrong(read(order, `# NUMBER ALTERNATIVES: 300\n${many}\n1: 1,2\n`))
    expect(found[0]).toEqual([1, 'too_many_alternatives'])
    expect(found).toHaveLength(301)
  })

  test('another encoding, a spreadsheet and a file too large are refused in words', () => {
    expect(wrong(read(order, Uint8Array.from([0x23, 0xe9, 0x0a])))).toEqual([[1, 'not_utf8']])
    expect(wrong(read(order, Uint8Array.from([0x50, 0x4b, 3, 4])))).toEqual([[1, 'spreadsheet']])
    expect(wrong(read(order, `${head}50001: 1\n`))).toEqual([[1, 'over_limit']])
  })
})

describe('a pabulib file as answers to a budget', () => {
  const spend = asked('spend', {
    options: options.map((one, i) => ({ ...one, cost: [400, 700, 300][i] })),
    budget: 1000,
  })
  const file = `META
key;value
budget;1000
vote_type;approval
PROJECTS
project_id;cost;name
1;300;Parks
2;700;Homes, for everybody
c;400;Buses in the evening
VOTES
voter_id;vote
v1;2,1
v2;
`

  test('gives what each person would buy, in the order of the question', () => {
    expect(said(read(spend, file))).toEqual([
      ['v1', { bought: ['b', 'c'], none: false }],
      ['v2', { bought: [], none: true }],
    ])
  })

  test('names another budget, other costs, unknown projects, and what nobody could afford', () => {
    const found = read(
      spend,
      file
        .replace('budget;1000', 'budget;900')
        .replace('1;300;Parks', '1;200;Parks')
        .replace('c;400;Buses in the evening', '4;400;Trams')
        .replace('v1;2,1', 'v1;9'),
    )
    expect(wrong(found)).toEqual([[12, 'vote', 'unknown_project']])
    const readable = file.replace('budget;1000', 'budget;900').replace('1;300;Parks', '1;200;Parks')
    expect(
      wrong(read(spend, readable.replace('c;400;Buses in the evening', '4;400;Trams').replace('2,1', '1,2'))),
    ).toEqual([
      [2, 'budget', 'other_budget'],
      [7, 'cost', 'other_cost'],
      [9, 'name', 'not_an_option'],
    ])
    expect(wrong(read(spend, file.replace('v1;2,1', 'v1;2,c')))).toEqual([[12, 'vote', 'over_budget']])
    expect(wrong(read(spend, file.replace('approval', 'cumulative')))).toEqual([[2, 'vote_type', 'not_approval']])
    expect(wrong(read(spend, file.replace('1;300', '1;-300')))).toEqual([[7, 'cost', 'cost']])
  })
})

describe('a Polis export as answers to statements', () => {
  const statements = asked('statements', { statements: options })
  const comments = (agrees = '2,0') => `comment-id,agrees,disagrees,moderated,comment-body
0,${agrees},1,Parks
1,1,1,0,"Buses in the evening"
2,0,0,-1,Something rude
`
  const votes = (agree: 1 | -1) =>
    bytes(`timestamp,comment-id,voter-id,vote
1,0,p,${agree}
2,0,q,${agree}
3,1,p,${-agree}
4,1,q,${agree}
5,2,q,${agree}
`)
  const right = [
    [
      'p',
      {
        votes: [
          ['a', -1],
          ['c', 1],
        ],
        added: false,
      },
    ],
    [
      'q',
      {
        votes: [
          ['a', 1],
          ['c', 1],
        ],
        added: false,
      },
    ],
  ]

  test('reads agree as agree whichever number says it, by the counts of the statements', () => {
    expect(said(read(statements, comments(), { votes: votes(1) }))).toEqual(right)
    expect(said(read(statements, comments(), { votes: votes(-1) }))).toEqual(right)
    const found = read(statements, comments(), { votes: votes(-1) })
    expect(found.ok && found.value.notes).toEqual([
      { key: 'sign_told', values: { sign: -1 } },
      { key: 'refused_statements', values: { count: 1 } },
    ])
  })

  test('asks where the counts cannot tell, and does not take a word against them', () => {
    const silent = 'comment-id,moderated,comment-body\n0,1,Parks\n1,0,Buses in the evening\n2,-1,x\n'
    expect(wrong(read(statements, silent, { votes: votes(1) }))).toEqual([['votes.csv', 1, 'vote', 'sign_unclear']])
    expect(said(read(statements, silent, { votes: votes(-1), sign: 'minus' }))).toEqual(right)
    expect(wrong(read(statements, comments(), { votes: votes(-1), sign: 'one' }))).toEqual([
      ['votes.csv', 1, 'vote', 'sign_differs'],
    ])
  })

  test('names what is wrong by file, row and column', () => {
    expect(wrong(read(statements, comments()))).toEqual([['votes.csv', 1, 'votes_missing']])
    expect(wrong(read(statements, comments().replace('1,Parks', '1,Trams'), { votes: votes(1) }))).toEqual([
      ['comments.csv', 2, 'comment-body', 'not_a_statement'],
    ])
    expect(wrong(read(statements, comments().replace('1,1,1', '0,1,1'), { votes: votes(1) }))).toEqual([
      ['comments.csv', 3, 'comment-id', 'statement_twice'],
      ['votes.csv', 4, 'comment-id', 'unknown_statement'],
      ['votes.csv', 5, 'comment-id', 'unknown_statement'],
    ])
  })
})

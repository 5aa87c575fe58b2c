import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aboutLabels } from '../../app/consultations/imports/about-labels.ts'
import type { FileTrouble, ReadFile } from '../../app/consultations/imports/file-trouble.ts'
import { importColumns, readRows } from '../../app/consultations/imports/import.ts'
import { type BudgetVote, readBudgetVote, writeBudgetVote } from '../../app/consultations/imports/pabulib-file.ts'
import { polisRows, readPolis } from '../../app/consultations/imports/polis-files.ts'
import { kindOf, type Rankings, readRankings, writeRankings } from '../../app/consultations/imports/preflib-file.ts'
import { ownRows, proposedMapping, readSurvey } from '../../app/consultations/imports/survey-file.ts'
import { words } from '../../app/languages/words.server.ts'
import { csvText } from '../../app/priorities/csv-text.ts'

const good = <T>(read: ReadFile<T>): T => {
  if (!read.ok) throw new Error(JSON.stringify(read.troubles))
  return read.value
}
const keysOf = (read: ReadFile<unknown>): [number, string][] =>
  read.ok ? [] : read.troubles.map(({ row, key }: FileTrouble) => [row, key])
const bytes = (text: string) => new TextEncoder().encode(text)

describe('rankings in PrefLib’s form', () => {
  const former = '3\n1,Buses\n2,Homes\n3,Parks\n5,5,2\n3,1,{2,3}\n2,3,1\n'
  const present = '# TITLE: What first?\n# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: Buses\n3: 1,{2,3}\n2: 3,1\n'

  test('are read from both heads', () => {
    const orders = [
      { people: 3, groups: [[0], [1, 2]] },
      { people: 2, groups: [[2], [0]] },
    ]
    expect(good(readRankings(former))).toEqual({
      title: '',
      alternatives: ['Buses', 'Homes', 'Parks'],
      orders,
      rows: { alternatives: [2, 3, 4], orders: [6, 7] },
    })
    expect(good(readRankings(present))).toMatchObject({
      title: 'What first?',
      alternatives: ['Buses', '2', '3'],
      orders,
      rows: { alternatives: [3, 1, 1], orders: [4, 5] },
    })
  })

  test('name every wrong row', () => {
    const wrong = `${present}x: 1\n1: 4,1,1\n1:\n`
    expect(keysOf(readRankings(wrong))).toEqual([
      [6, 'order_count'],
      [7, 'unknown_alternative'],
      [7, 'alternative_twice'],
      [8, 'order_empty'],
    ])
    expect(keysOf(readRankings('nonsense'))).toEqual([[1, 'alternatives']])
    expect(keysOf(readRankings('2\n1,A\nB\n'))).toEqual([[3, 'alternative_name']])
    expect(keysOf(readRankings('# NUMBER ALTERNATIVES: 2\n'))).toEqual([[2, 'no_orders']])
  })

  test('survive being written and read, whatever the ties and gaps', () => {
    const rankings = fc
      .array(fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 1 }), { minLength: 1 })
      .map((picks): Rankings => {
        const orders = picks.map((order) => ({
          people: 1,
          groups: [order.slice(0, 2), ...order.slice(2).map((a) => [a])],
        }))
        return { title: 'A: title', alternatives: ['a', 'b', 'c', 'd', 'e', 'f'], orders }
      })
    const counted = ({ orders }: Rankings) => {
      const counts = new Map<string, number>()
      for (const { people, groups } of orders) {
        const key = JSON.stringify(groups)
        counts.set(key, (counts.get(key) ?? 0) + people)
      }
      return [...counts].sort()
    }
    fc.assert(
      fc.property(rankings, (given) => {
        const again = good(readRankings(writeRankings(given, '2026-01-01')))
        expect(counted(again)).toEqual(counted(given))
        expect(kindOf(again)).toBe(kindOf(given))
      }),
    )
  })
})

describe('budgets in pabulib’s form', () => {
  const file = `META
key;value
description;A park and a path
num_projects;2
num_votes;2
budget;1000,50
vote_type;approval
rule;greedy
PROJECTS
project_id;cost;name
7;400;A path; wide
8;900;A "park"
VOTES
voter_id;age;vote
1;30;7,8
2;;8
`

  test('are read with costs, votes and the amount in the file’s own writing', () => {
    const read = good(readBudgetVote(file))
    expect(read.budget).toBe(1000.5)
    expect(read.voteType).toBe('approval')
    expect(read.projects.map(({ id, cost }) => [id, cost])).toEqual([
      ['7', 400],
      ['8', 900],
    ])
    expect(read.voters.map(({ projects }) => projects)).toEqual([['7', '8'], ['8']])
  })

  test('name every wrong row and column', () => {
    const wrong = file
      .replace('num_votes;2', 'num_votes;3')
      .replace('8;900', '7;-1')
      .replace('2;;8', '1;;9,9')
      .replace('1000,50', 'lots')
    const found = readBudgetVote(wrong)
    expect(found.ok ? [] : found.troubles.map(({ row, column, key }) => [row, column, key])).toEqual([
      [2, '', 'budget'],
      [12, 'project_id', 'project_twice'],
      [12, 'cost', 'cost'],
      [15, 'vote', 'unknown_project'],
      [16, 'voter_id', 'voter_twice'],
      [16, 'vote', 'unknown_project'],
      [16, 'vote', 'unknown_project'],
      [16, 'vote', 'project_twice'],
      [2, '', 'count_differs'],
    ])
    expect(keysOf(readBudgetVote('META\nkey;value\n'))).toEqual([
      [1, 'section_missing'],
      [1, 'section_missing'],
    ])
    expect(keysOf(readBudgetVote('key;value\n'))).toEqual([[1, 'before_sections']])
  })

  test('survive being written and read', () => {
    const vote: BudgetVote = {
      meta: { description: 'Two; things', rule: 'equalshares' },
      budget: 1000,
      voteType: 'cumulative',
      projects: [
        { id: 'p1', cost: 400, name: 'A "park"; small' },
        { id: 'p2', cost: 300.5, name: 'Path' },
      ],
      voters: [
        { id: '1', projects: ['p1', 'p2'], points: [3, 1] },
        { id: '2', projects: ['p2'], points: [4] },
      ],
    }
    const again = good(readBudgetVote(writeBudgetVote(vote)))
    expect(again).toMatchObject({ budget: 1000, voteType: 'cumulative', projects: vote.projects, voters: vote.voters })
  })
})

describe('conversations in Polis’s form', () => {
  const comments = `timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1500000000,x,0,5,1,1,1,"Buses, please"
1500000000000,x,1,6,0,0,-1,No
`
  const votes = `timestamp,datetime,comment-id,voter-id,vote
1500000100,x,0,5,1
1500000200,x,0,6,-1
1500000300,x,0,5,-1
1500000050,x,1,5,0
`

  test('keep the last vote and the sign of an export, seconds or milliseconds', () => {
    const read = good(readPolis(comments, votes))
    expect(read.statements.map(({ at, moderated }) => [at, moderated])).toEqual([
      [1_500_000_000_000, 1],
      [1_500_000_000_000, -1],
    ])
    expect(read.votes.map(({ statement, person, vote }) => [statement, person, vote]).sort()).toEqual([
      ['0', '5', -1],
      ['0', '6', -1],
      ['1', '5', 0],
    ])
  })

  test('name what is wrong by row and column', () => {
    const found = readPolis(comments, votes.replace('0,6,-1', '9,6,2'))
    expect(found.ok ? [] : found.troubles.map(({ row, column, key }) => [row, column, key])).toEqual([
      [3, 'vote', 'vote'],
      [3, 'comment-id', 'unknown_statement'],
    ])
    expect(keysOf(readPolis('a,b\n', votes))).toEqual([
      [1, 'column_missing'],
      [1, 'column_missing'],
    ])
  })

  test('are written with agree as +1, disagree as a bare -1, and nobody’s own number', () => {
    const conversation = good(readPolis(comments, votes))
    const files = polisRows(conversation, { topic: 'Buses', url: 'https://example.org', day: '2026-01-01' })
    const voteFile = csvText(files['votes.csv']!)
    expect(voteFile).toContain(',0,0,-1\r\n')
    const again = good(readPolis(csvText(files['comments.csv']!), voteFile))
    expect(again.votes.map(({ statement, vote }) => [statement, vote])).toEqual([
      ['0', -1],
      ['0', -1],
      ['1', 0],
    ])
    expect(files['participant-votes.csv']![1]).toEqual([0, '', 1, 2, 0, 1, -1, 0])
  })
})

describe('exports of survey tools', () => {
  const codes = {
    picksMax: 3,
    options: [
      { id: 'a', title: 'Buses in the evening, at weekends and in villages', codes: ['1'] },
      { id: 'b', title: 'Homes local people can afford', codes: ['2'] },
      { id: 'c', title: 'Buses', codes: ['3'] },
      { id: 'd', title: 'Parks', codes: ['4'] },
    ],
    areas: [
      { area: { kind: 'district' as const, district: 'd1', forum: null }, name: 'Blaby', codes: ['E1', 'Blaby'] },
    ],
  }
  const load = (file: string) => {
    const table = good(readSurvey(bytes(file)))
    const mapping = proposedMapping(table, codes)
    const columns = importColumns(codes)
    const labels = aboutLabels((area) => words('en', area))
    const lines = table.rows.map(({ line }) => line)
    return { table, mapping, read: readRows([columns, ...ownRows(table, mapping, codes, labels)], codes, lines) }
  }

  test('Qualtrics: three rows of heads, a rank per option', () => {
    const file = `StartDate,ResponseId,Q1,Q2_1,Q2_2,Q2_3,Q2_4,Q3
Start Date,Response ID,Where do you live?,"Put first - Buses in the evening, at weekends and in villages",Put first - Homes local people can afford,Put first - Buses for all,Put first - Parks,How old are you? Age
"{""ImportId"":""startDate""}","{""ImportId"":""_recordId""}",a,b,c,d,e,f
2026-01-01,R_1,Blaby,2,1,3,4,30 to 44
2026-01-01,R_2,,4,3,2,1,Prefer not to say
`
    const { table, mapping, read } = load(file)
    expect(table.tool).toBe('qualtrics')
    expect(mapping).toMatchObject({ rowId: 1, area: 2, form: 'per_option', about: { age_band: 7 } })
    if (!read.ok) throw new Error(JSON.stringify(read.errors))
    expect(
      read.rows.map(({ rowId, answers, monitoring }) => [
        rowId,
        answers.picks,
        answers.order,
        monitoring?.ageBand ?? null,
      ]),
    ).toEqual([
      ['R_1', ['b', 'a', 'c'], 'places', '30-44'],
      ['R_2', ['d', 'c', 'b'], 'places', null],
    ])
  })

  test('Citizen Space: one cell with several choices, commas inside them', () => {
    const file = `Response ID,Response Status,District,Which matter most?
ANON-1,Submitted,Blaby,"Buses in the evening, at weekends and in villages, Parks"
ANON-2,Submitted,Leeds,"Buses, Homes local people can afford"
ANON-3,Submitted,,None of these
`
    const { table, mapping, read } = load(file)
    expect(table.tool).toBe('citizen-space')
    expect(mapping).toMatchObject({ rowId: 0, area: 2, form: 'joined', picks: [3] })
    expect(read.ok ? [] : read.errors.map(({ line, column, key }) => [line, column, key])).toEqual([
      [3, 'area', 'unknown_area'],
    ])
    const mended = load(file.replace('Leeds', 'Blaby')).read
    if (!mended.ok) throw new Error(JSON.stringify(mended.errors))
    expect(mended.rows.map(({ answers }) => [answers.picks, answers.order, answers.none])).toEqual([
      [['a', 'd'], 'same', false],
      [['c', 'b'], 'same', false],
      [[], null, true],
    ])
  })

  test('a column for each place, and a choice nobody offered is named at its row', () => {
    const file = `id;area;first;second\n1;Blaby;Parks;Buses\n2;Blaby;Buses;Trams\n`
    const { read, mapping } = load(file)
    expect(mapping).toMatchObject({ form: 'places', picks: [2, 3] })
    expect(read.ok ? [] : read.errors.map(({ line, column, key }) => [line, column, key])).toEqual([
      [3, 'pick_2', 'unknown_option'],
    ])
  })

  test('Citizen Space: a second row of heads is told by its want of a number, and never where an answer lacks one too', () => {
    const file = (second: string, last: string) =>
      bytes(`Response ID,Submitted,What first?,,Where?\n${second}\nANON-1,2026,1,,Blaby\n${last}\n`)
    const table = good(readSurvey(file(',,Buses,Parks,', 'ANON-2,2026,,1,Melton')))
    expect(table.columns.map(({ name }) => name)).toEqual([
      'Response ID',
      'Submitted',
      'What first?: Buses',
      'What first?: Parks',
      'Where?',
    ])
    expect(table.rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [3, 'ANON-1'],
      [4, 'ANON-2'],
    ])
    // With a number of its own it is an answer; where another row has none either, nobody can tell.
    for (const unsure of [file('ANON-0,2026,1,,', 'ANON-2,2026,,1,'), file(',,Buses,Parks,', ',2026,,1,Melton')])
      expect(good(readSurvey(unsure)).rows.map(({ line }) => line)).toEqual([2, 3, 4])
  })

  test('Qualtrics: tries by its makers and what was not finished are left aside, in both of its forms', () => {
    const three = `Status,Finished,ResponseId,Q1
Response Type,Finished,Response ID,What first?
"{""ImportId"":""status""}","{""ImportId"":""finished""}","{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}"
IP Address,True,R_1,Parks
Survey Preview,True,R_2,Parks
IP Address,False,R_3,
0,1,R_4,Parks
2,1,R_5,Parks
`
    const table = good(readSurvey(bytes(three)))
    expect(table.rows.map(({ line, cells }) => [line, cells[2]])).toEqual([
      [4, 'R_1'],
      [7, 'R_4'],
    ])
    expect(table.apart).toEqual({ tests: 2, unfinished: 1 })
    const former = 'V1,V8,V10,Q1\nResponseID,Status,Finished,What first?\nR_1,0,1,Parks\nR_2,1,1,Parks\n'
    expect(good(readSurvey(bytes(former)))).toMatchObject({
      tool: 'qualtrics',
      columns: [{ question: 'ResponseID' }, {}, {}, { question: 'What first?' }],
      rows: [{ line: 3, cells: ['R_1', '0', '1', 'Parks'] }],
      apart: { tests: 1, unfinished: 0 },
    })
    expect(keysOf(readSurvey(bytes(former.replace('R_1,0', 'R_1,1'))))).toEqual([[5, 'no_rows']])
  })

  test('a question may hold any mark and a line break; rows are numbered as a spreadsheet numbers them', () => {
    const file =
      'Response ID,Submitted,"What; first; of\tall,\nplease?"\r\n\r\nANON-1,2026,"Parks\nand more"\r\nANON-2,2026,Parks\r\n'
    const { columns, rows } = good(readSurvey(bytes(file)))
    expect(columns.map(({ name }) => name)).toEqual(['Response ID', 'Submitted', 'What; first; of\tall,\nplease?'])
    expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [3, 'ANON-1'],
      [4, 'ANON-2'],
    ])
  })

  test('UTF-16 with its byte-order mark is read, as survey tools write tables with tabs', () => {
    const little = Buffer.from('\ufeffResponse ID\tSubmitted\tWhat first?\r\nANON-1\t2026\tCafé\r\n', 'utf16le')
    const big = Buffer.from(little).swap16()
    for (const utf16 of [little, big]) {
      const { columns, rows } = good(readSurvey(new Uint8Array(utf16)))
      expect(columns[0]!.name).toBe('Response ID')
      expect(rows[0]!.cells[2]).toBe('Café')
    }
    expect(keysOf(readSurvey(new Uint8Array(little.subarray(2))))).toEqual([[1, 'not_utf8']])
  })

  test('a spreadsheet, another encoding and an empty file are refused in words', () => {
    expect(keysOf(readSurvey(Uint8Array.from([0x50, 0x4b, 3, 4])))).toEqual([[1, 'spreadsheet']])
    expect(keysOf(readSurvey(Uint8Array.from([0x41, 0xff, 0x0a])))).toEqual([[1, 'not_utf8']])
    expect(keysOf(readSurvey(bytes('  \n')))).toEqual([[1, 'empty']])
    expect(keysOf(readSurvey(bytes('a,b,c\n')))).toEqual([[2, 'no_rows']])
  })
})

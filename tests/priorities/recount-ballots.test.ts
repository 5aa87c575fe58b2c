import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type ChoiceListInput, choiceList } from '../../app/priorities/choice-list.ts'
import { hashOf, type PackFiles, packFiles, rootOf } from '../../app/priorities/pack.ts'
import { ballotPackFiles } from '../../app/priorities/pack-ballots.ts'
import { recount } from '../../app/priorities/recount.ts'
import { modelInput, modelRows } from '../support/model-respondents.ts'

const about = { question: 'What matters most where you live?' }
const answers = modelRows().map((row, at) => ({
  ...row,
  cluster: at % 40 === 0 ? `table ${at % 7}` : null,
  flaggedDuplicate: at % 90 === 3,
}))
const input = { ...modelInput(answers), settings: { draws: 1000 } }
const list = choiceList(input)
const files = ballotPackFiles(input, list, about, 2, ['district', 'sex'])

/** As a forger would, with the hashes that fit. */
function rehashed(changed: PackFiles): PackFiles {
  const { 'hashes.json': _, ...content } = changed
  const hashes = Object.fromEntries(Object.entries(content).map(([name, text]) => [name, hashOf(text)]))
  return { ...content, 'hashes.json': JSON.stringify({ files: hashes, root: rootOf(content) }) }
}

/** The n-th ballot row changed; 0 is the header. */
function withRow(n: number, change: (row: string) => string[]): PackFiles {
  const rows = files['ballots.csv']!.split('\r\n')
  const next = change(rows[n]!)
  expect(next).not.toEqual([rows[n]])
  return rehashed({ ...files, 'ballots.csv': [...rows.slice(0, n), ...next, ...rows.slice(n + 1)].join('\r\n') })
}

const cell = (at: number, value: string) => (row: string) => [row.split(',').with(at, value).join(',')]

describe('a pack of level 2', () => {
  it('holds a row for each person, in an order that says nothing of who came when', () => {
    const rows = files['ballots.csv']!.trimEnd().split('\r\n')
    expect(rows.length - 1).toBe(answers.length)
    expect(rows[0]).toBe('place_1,place_2,place_3,same,none,weight_millionths,district,sex,repeat,cluster')
    expect([...rows.slice(1)].sort()).toEqual(rows.slice(1))
    const other = { ...input, rows: [...answers].reverse() }
    expect(ballotPackFiles(other, choiceList(other), about, 2, ['district', 'sex'])).toEqual(files)
  })

  it('recounts to the same list as level 1, from the ballots', () => {
    const report = recount(files)
    expect(report.differences).toEqual([])
    expect(report.lines).toContain(`level 2 ballots ${answers.length}`)
    const sums = recount(packFiles(list, input.options, about)).lines
    const common = (lines: string[]) => lines.filter((line) => !/^(level|root|outside|\w+ balanced)/.test(line))
    expect(common(report.lines)).toEqual(common(sums))
    expect(report.lines.filter((line) => /balanced/.test(line))).toHaveLength(2)
    expect(sums).toContainEqual(expect.stringMatching(/^outside this pack: .*the balanced list/))
  })

  it('recounts lists without weights, with cells too small to publish, and with every kind of answer', () => {
    for (const [people, weightedToo] of [
      [40, false],
      [700, true],
    ] as const) {
      const rows = modelRows(5, people).map((row, at) => ({
        ...row,
        picks: at % 9 === 0 ? [] : row.picks.slice(0, 1 + (at % 3)),
        none: at % 9 === 0,
        same: at % 4 === 0,
        cluster: at % 11 === 0 ? `c${at % 3}` : null,
      }))
      const asked: ChoiceListInput = { ...input, rows }
      const own = choiceList(asked)
      expect(own.weighted !== null).toBe(weightedToo)
      expect(recount(ballotPackFiles(asked, own, about, 2)).differences).toEqual([])
    }
  })

  it.each([
    ['a pick changed', withRow(5, cell(0, 'P12')), /in the ballots/],
    ['a weight changed', withRow(5, cell(5, '1000000')), /weighted total of the ballots/],
    ['somebody left out', withRow(7, () => []), /^ballots: recounted 3011, published 3012/],
    ['somebody counted twice', withRow(7, (row) => [row, row]), /^ballots: recounted 3013/],
    ['somebody put into a cluster', withRow(5, (row) => [`${row}1`]), /unweighted squares of the ballots/],
    ['somebody moved to another district', withRow(5, cell(6, 'E07000078')), /^district E0700/],
    ['an option that does not exist', withRow(5, cell(0, 'P99')), /line 6: there is no option P99/],
    ['an option twice', withRow(5, (row) => [row.split(',').with(0, row.split(',')[1]!).join(',')]), /Answer 5/],
    ['a weight that is none', withRow(5, cell(5, '-1')), /line 6: "-1" is not a weight/],
    ['a weight left out', withRow(5, cell(5, '')), /weighted sums of the ballots/],
    ['a mark that is none', withRow(5, cell(3, 'yes')), /line 6: same is neither/],
    ['a hole before the last place', withRow(5, cell(0, '')), /line 6: a place before the last is empty/],
    ['a cell too many', withRow(5, (row) => [`${row},x`]), /line 6: it has another number of cells/],
    ['a column renamed', withRow(0, (row) => [row.replace('same', 'equal')]), /line 1: there is no column same/],
    [
      'the ballots said to be level 1',
      rehashed({ ...files, 'rules.json': files['rules.json']!.replace('"level": 2', '"level": 1') }),
      /ballots\.csv does not belong/,
    ],
    [
      'a level that does not exist',
      rehashed({ ...files, 'rules.json': files['rules.json']!.replace('"level": 2', '"level": 4') }),
      /level 1, 2 or 3/,
    ],
    [
      'no ballots',
      (() => {
        const { 'ballots.csv': _, ...rest } = files
        return rehashed(rest)
      })(),
      /ballots\.csv: the file is missing/,
    ],
  ])('finds %s, and names it', (_, pack, difference) => {
    const { ok, differences } = recount(pack)
    expect(ok).toBe(false)
    expect(differences[0]).toMatch(difference)
  })

  it('finds a changed row by its hash alone', () => {
    const changed = { ...files, 'ballots.csv': `${files['ballots.csv']} ` }
    expect(recount(changed).ok).toBe(false)
  })

  it('takes at most two seconds of one processor, and ends with the exit codes of level 1', () => {
    const before = process.cpuUsage()
    recount(files)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(2000)
    expect(run(files).status).toBe(0)
    const forged = run(withRow(5, cell(5, '1000000')))
    expect(forged.status).toBe(1)
    expect(forged.stdout).toMatch(/First difference: weighted total of the ballots/)
  })
})

describe('the second implementation, in plain Python', () => {
  const python = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0)
  const second = (pack: PackFiles) => {
    write(pack)
    return spawnSync(python!, ['-B', 'tests/reference/recount.py', folder], { encoding: 'utf8' })
  }

  it.skipIf(!python)('counts the same ballots to the same bytes, and finds the same forgeries', () => {
    expect(run(files).stdout.split('as a second program prints it:\n')[1]).toBe(second(files).stdout)
    for (const forged of [withRow(5, cell(5, '1000000')), withRow(7, () => [])]) {
      expect(second(forged).status).toBe(1)
    }
  })
})

const folder = mkdtempSync(join(tmpdir(), 'ballots-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(pack: PackFiles): void {
  for (const [name, text] of Object.entries(pack)) writeFileSync(join(folder, name), text)
}

function run(pack: PackFiles) {
  write(pack)
  return spawnSync(process.execPath, ['app/priorities/recount-command.ts', folder], { encoding: 'utf8' })
}

describe('a pack of level 3', () => {
  /** Everybody answers in one of a few ways, so that each row is shared by many. */
  function survey(people: number, ways: number): ChoiceListInput {
    const rows = modelRows(2, people).map((row, at) => ({ ...row, picks: [at % ways, (at % ways) + 1] }))
    return { ...input, rows, population: { ageSex: [], district: [], ethnicGroup: [] } }
  }
  const open = (asked: ChoiceListInput, columns: Parameters<typeof ballotPackFiles>[4] = []) =>
    ballotPackFiles(asked, choiceList(asked), about, 3, columns)

  it('is written and recounted where 500 people and every row ten times are there', () => {
    const pack = open(survey(500, 8))
    expect(recount(pack).differences).toEqual([])
    expect(recount(pack).lines).toContain('level 3 ballots 500')
  })

  it('is not written under 500 people, nor with a row that fewer than ten share', () => {
    expect(() => open(survey(499, 8))).toThrow(expect.objectContaining({ code: 'too-few-for-rows' }))
    const rare = survey(500, 8)
    rare.rows[3] = { ...rare.rows[3]!, picks: [11, 0, 5] }
    expect(() => open(rare)).toThrow(expect.objectContaining({ code: 'rows-too-rare', details: { people: 1 } }))
    // Eight ways in eight districts leave fewer than ten to a row, and weights alone name a combination.
    expect(() => open(survey(500, 8), ['district'])).toThrow(expect.objectContaining({ code: 'rows-too-rare' }))
    expect(() => open({ ...survey(500, 8), population: input.population })).toThrow(
      expect.objectContaining({ code: 'rows-too-rare' }),
    )
  })

  it('is found unsafe in the recount when somebody wrote it all the same', () => {
    const level3 = rehashed({ ...files, 'rules.json': files['rules.json']!.replace('"level": 2', '"level": 3') })
    expect(recount(level3).differences[0]).toMatch(/Fewer than 10 people share/)
  })
})

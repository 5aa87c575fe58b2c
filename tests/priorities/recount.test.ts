import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChoiceListInput, type ChoiceOption, choiceList } from '../../app/priorities/choice-list.ts'
import { csvCell, csvText, parseCsv } from '../../app/priorities/csv-text.ts'
import { generator } from '../../app/priorities/generator.ts'
import { hashOf, type PackFiles, packFiles, rootOf } from '../../app/priorities/pack.ts'
import { ballotPackFiles } from '../../app/priorities/pack-ballots.ts'
import { recount } from '../../app/priorities/recount.ts'
import { modelInput, modelRows } from '../support/model-respondents.ts'

const input = modelInput()
const list = choiceList(input)
const about = { question: 'What matters most where you live?', snapshot: 'abc' }
const files = packFiles(list, input.options, about)
const said = 'The recount equals what was published.'
const folder = mkdtempSync(join(tmpdir(), 'pack-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Changes one file and, as a forger would, the hashes with it. */
function forged(name: string, change: (text: string) => string, withHashes = true): PackFiles {
  const { 'hashes.json': hashes, ...content } = { ...files, [name]: change(files[name]!) }
  expect(content[name]).not.toBe(files[name])
  if (!withHashes) return { ...content, 'hashes.json': hashes! }
  const stated = Object.fromEntries(
    Object.keys(JSON.parse(hashes!).files).map((file) => [file, hashOf(content[file]!)]),
  )
  return { ...content, 'hashes.json': JSON.stringify({ files: stated, root: rootOf(content) }) }
}

function replaced(from: string | RegExp, to: string): (text: string) => string {
  return (text) => text.replace(from, to)
}

function written(name: string, pack: PackFiles): string {
  const path = join(folder, name)
  mkdirSync(path, { recursive: true })
  for (const [file, text] of Object.entries(pack)) writeFileSync(join(path, file), text)
  return path
}

describe('the pack', () => {
  it('holds counts, matrices and sums, never a row per person, and the same bytes each time', () => {
    expect(Object.keys(files).sort()).toEqual(
      [
        ...['counts.csv', 'cuts.csv', 'hashes.json', 'matrix.csv', 'preferences.csv'],
        ...['result.json', 'rules.json', 'sources.csv', 'weighted.csv'],
      ].sort(),
    )
    expect(packFiles(choiceList(input), input.options, about)).toEqual(files)
    const tables = Object.entries(files).filter(([name]) => name.endsWith('.csv'))
    const longest = Math.max(...tables.map(([, text]) => text.split('\n').length))
    expect(longest).toBeLessThan(input.rows.length)
  })

  it('lets a spreadsheet recount the unweighted list', () => {
    const rows = parseCsv(files['counts.csv']!)
    const base = Number(rows.find((row) => row[0] === '_base')![2])
    const options = rows.slice(1).filter((row) => !row[0]!.startsWith('_'))
    const shares = options.map((row) => Math.round((1000 * Number(row[2])) / base))
    expect(shares).toEqual(list.options.map((option) => option.unweighted.sharePerMille))
  })

  it('prints hidden cells as stars', () => {
    expect(files['cuts.csv']).toMatch(/ethnicGroup,Black,\*,P03,\*,\*/)
  })
})

describe('recounting in one’s own program', () => {
  it('prints the same bands and the same root', () => {
    const report = recount(files)
    expect(report.differences).toEqual([])
    expect(report.ok).toBe(true)
    expect(report.lines.at(-1)).toBe(`root ${JSON.parse(files['hashes.json']!).root}`)
    expect(report.lines).toContainEqual(expect.stringMatching(/^weighted B P02 share=290 rank=2 placed 2-7 /))
  })

  it('tells the list by its titles too, whatever a stranger wrote into them', () => {
    const first = input.options.find(({ id }) => id === list.unweighted.bands[0]!.ids[0])!
    expect(recount(files).list.find((line) => line.startsWith('  A'))).toContain(first.title)
    const odd = forged('rules.json', replaced(first.title, '\\u001b[2JGone'))
    expect(recount(odd).list.join('')).toContain('[2JGone')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal would obey them
    expect(recount(odd).list.join('')).not.toMatch(/[\u0000-\u001f]/)
  })

  it('takes at most two seconds of one processor', () => {
    // Processor time, because other tests share the machine.
    const before = process.cpuUsage()
    recount(files)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(2000)
  })

  it.each([
    [
      'a count',
      'counts.csv',
      replaced('P02,Less anti-social behaviour,870', 'P02,Less anti-social behaviour,871'),
      /P02 places/,
    ],
    ['a place', 'counts.csv', replaced(',870,264,281,', ',870,265,280,'), /P02 points/],
    ['the points', 'counts.csv', replaced('10074', '99999'), /P02 points/],
    ['the base', 'counts.csv', replaced('_base,,3012', '_base,,3013'), /people/],
    ['a pair', 'matrix.csv', (text: string) => text.replace(/^(P01,\d+,)\d+/m, '$1999'), /matrix row/],
    ['a weighted sum', 'weighted.csv', replaced(/(weighted,sum,P08,,)\d+/, '$1999000000'), /weighted/],
    ['a band', 'result.json', replaced('"letter": "B"', '"letter": "C"'), /unweighted bands/],
    ['a share', 'result.json', replaced('"sharePerMille": 289', '"sharePerMille": 389'), /unweighted P02/],
    ['a place in a rank set', 'result.json', replaced('"rankTo": 5', '"rankTo": 4'), /unweighted P01/],
    ['the critical value', 'result.json', replaced(/("criticalMillionths": )\d+/, '$13000000'), /critical value/],
    ['the seed', 'rules.json', replaced('20260931', '20260932'), /critical value|unweighted/],
    [
      'a hidden cell made visible',
      'result.json',
      replaced(/("id": "Black",\s+"base": null,\s+"counts": \[\s+)null/, '$13'),
      /under 10/,
    ],
  ])('finds %s changed, and names it', (_, name, change, difference) => {
    const report = recount(forged(name, change))
    expect(report.ok).toBe(false)
    expect(report.differences[0]).toMatch(difference)
  })

  it('finds a changed byte by the hashes alone', () => {
    const report = recount(forged('rules.json', replaced('where you live', 'where I live'), false))
    expect(report.ok).toBe(false)
    expect(report.differences[0]).toMatch(/^rules\.json has hash/)
  })

  it.each([
    [
      'a missing file',
      () => {
        const { 'matrix.csv': _, ...rest } = files
        return rest
      },
      /matrix\.csv/,
    ],
    ['broken JSON', () => ({ ...files, 'rules.json': '{' }), /rules\.json/],
    ['no number', () => forged('weighted.csv', replaced(/(unweighted,total,,,)\d+/, '$1many')), /whole number/],
    ['an extra file', () => ({ ...files, 'more.csv': 'x' }), /more\.csv does not belong/],
    ['nothing at all', () => ({}), /missing/],
  ])('reports %s instead of failing', (_, pack, difference) => {
    const report = recount(pack())
    expect(report.ok).toBe(false)
    expect(report.differences.join('\n')).toMatch(difference)
  })
})

describe('npm run recount', () => {
  const run = (path: string) =>
    spawnSync(process.execPath, ['app/priorities/recount-command.ts', path], { encoding: 'utf8' })

  it('reads a folder or a zip and says so', () => {
    const path = written('whole', files)
    const done = run(path)
    expect([done.status, done.stdout.trim().split('\n').at(-1)]).toEqual([0, said])
    const zip = join(folder, 'pack.zip')
    const bytes = Object.entries(files).map(([name, text]) => [`list/${name}`, new TextEncoder().encode(text)])
    writeFileSync(zip, zipSync(Object.fromEntries(bytes)))
    expect(run(zip).stdout).toBe(done.stdout)
  })

  it('ends with 1 and the first difference, and with 2 for what is no pack', () => {
    const done = run(written('forged', forged('counts.csv', replaced('870', '871'))))
    expect(done.status).toBe(1)
    expect(done.stdout).toMatch(/First difference: P02/)
    expect(run(join(folder, 'nowhere')).status).toBe(2)
  })
})

describe('the second implementation, in plain Python', () => {
  const python = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0)
  const packs = Number(process.env.RECOUNT_PACKS ?? 40)
  const outputs: string[] = []
  const paths: string[] = []

  beforeAll(() => {
    for (let seed = 1; seed <= packs; seed++) {
      const { pack } = generated(seed)
      paths.push(written(`pack ${seed}`, pack))
      const { lines, differences } = recount(pack)
      expect(differences).toEqual([])
      outputs.push([...lines, said, ''].join('\n'))
    }
  }, 36_000_000)

  it.skipIf(!python)(
    'prints the same bytes for generated packs and for the demonstration',
    () => {
      const all = [...paths, written('demonstration', files)]
      const expected = [...outputs, [...recount(files).lines, said, ''].join('\n')]
      const printed = execFileSync(python!, ['-B', 'tests/reference/recount.py', ...all], {
        encoding: 'utf8',
        maxBuffer: 2 ** 30,
      })
      expect(printed).toBe(expected.join(''))
    },
    36_000_000,
  )

  it('finds a small number shown under the other common rule, in either program', () => {
    const asked = { ...input, settings: { draws: 200, smallNumbers: 'one-to-seven' as const } }
    const pack = packFiles(choiceList(asked), input.options, about)
    expect(recount(pack).differences).toEqual([])
    const shown = (text: string) =>
      text.replace(/("rounded": true,\s+"groups": \[\s+\{\s+"id": "[^"]+",\s+"base": \d+,\s+"counts": \[\s+)\d+/, '$17')
    const changed = { ...pack, 'result.json': shown(pack['result.json']!) }
    expect(changed['result.json']).not.toBe(pack['result.json'])
    expect(recount(changed).differences[0]).toMatch(/: 7 should be hidden or rounded/)
    const unruled = { ...pack, 'rules.json': pack['rules.json']!.replace('"minCell": 8', '"minCell": 2') }
    expect(recount(unruled).differences.join()).toMatch(/the rule for small numbers/)
    for (const forgery of [changed, unruled]) {
      const path = written('forged small number', forgery)
      if (python) expect(spawnSync(python, ['-B', 'tests/reference/recount.py', path]).status).toBe(1)
    }
  })

  it.skipIf(!python)('also finds a forged band', () => {
    const small = generated(3).pack
    const path = written('forged band', {
      ...small,
      'result.json': small['result.json']!.replace('"letter": "A"', '"letter": "B"'),
    })
    const done = spawnSync(python!, ['-B', 'tests/reference/recount.py', path], { encoding: 'utf8' })
    expect(done.status).toBe(1)
    expect(done.stdout).toMatch(/The recount differs/)
  })
})

/**
 * Consultations of every shape: few or many people, ties, campaigns, repeats, nobody choosing, unweighted or weighted,
 * with other sources or none, either reading of what is unranked, either rule for small numbers, cut by a further
 * characteristic or not, with ballots (and what they say of themselves) or without.
 */
function generated(seed: number): { pack: PackFiles } {
  const random = generator(seed)
  const size = 1 + random.below(9)
  const options: ChoiceOption[] = Array.from({ length: size }, (_, at) => ({
    id: `o${at}`,
    title: random
      .shuffle(['=cmd', 'Żabka, "zoo"', 'école', 'Buses', 'homes', 'ਘਰ', '-1+2', '@here'])
      .slice(0, 2)
      .join(' '),
  }))
  const picksMax = 1 + random.below(4)
  const tied = random.below(5) === 0
  const choose = (at: number) => {
    const chosen = random.below(Math.min(picksMax, size) + 1)
    const order = random.shuffle(options.map((_, option) => option))
    // Early options are liked more, unless the world is tied.
    return tied ? [at % size] : order.sort((a, b) => random.below(a + 2) - random.below(b + 2)).slice(0, chosen)
  }
  const rows = modelRows(seed, 1 + random.below(random.below(2) ? 600 : 40)).map((row, at) => {
    const picks = choose(at)
    const cluster = random.below(6) === 0 ? `c${random.below(3)}` : null
    const flaggedDuplicate = random.below(12) === 0
    const religion = ['christian', 'sikh', 'no-religion', null][((at * 7) % 9) >> 1] ?? null
    return { ...row, picks, none: picks.length === 0, same: random.below(4) === 0, cluster, flaggedDuplicate, religion }
  })
  const further = [{ dimension: 'religion' as const, groups: ['no-religion', 'christian', 'sikh'], census: [] }]
  const sources = Array.from({ length: random.below(4) }, (_, at) => ({
    id: ['residents', 'a jury, "ours"', '=forum'][at]!,
    weight: random.below(4),
    choices:
      at === 0 ? rows : Array.from({ length: random.below(30) }, (_, i) => ({ picks: choose(i), same: i % 5 === 0 })),
  }))
  const settings = {
    draws: 100 + random.below(200),
    confidencePerMille: 900 + random.below(90),
    ...(seed % 3 === 0 && { smallNumbers: 'one-to-seven' as const }),
  }
  const unranked = random.below(3) === 0 ? ('no-preference' as const) : ('tied-last' as const)
  const asked: ChoiceListInput = {
    ...modelInput(rows),
    ...{ options, picksMax, settings, sources, unranked, seed: random.word() },
    ...(seed % 2 === 0 && { further }),
  }
  const about = { question: `Question ${seed}` }
  const list = choiceList(asked)
  const columns = (['district', 'sex', 'ethnicGroup', 'religion'] as const).filter((_, at) => (seed >> at) % 2 === 0)
  return { pack: random.below(2) ? packFiles(list, options, about) : ballotPackFiles(asked, list, about, 2, columns) }
}

describe('comma-separated values', () => {
  it('escape what a spreadsheet would run, in any cell, and read back as written', () => {
    const cells = [
      '=1+1',
      '+1',
      '-1',
      '@x',
      '\tx',
      '\rx',
      '\0x',
      '＝1',
      '＠x',
      'plain',
      'a,b',
      'a "b"',
      'a\nb',
      "'quoted",
      '',
    ]
    for (const cell of cells.slice(0, 9)) expect(csvCell(cell).replace(/^"/, '').startsWith("'")).toBe(true)
    expect(parseCsv(csvText([cells, cells]))).toEqual([cells, cells])
    expect(parseCsv('a,b\n1,2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })
})

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hashOf } from '../../../app/juries/draw/public-draw.ts'
import { select } from '../../../app/juries/lottery/selection.ts'
import { selectInWorker } from '../../../app/juries/lottery/selection-task.ts'
import { generator } from '../../../app/priorities/generator.ts'
import { poolOf } from './small-pools.ts'

const random = generator(3)
const pool = poolOf(
  [
    [
      [5, 7],
      [5, 7],
    ],
    [
      [3, 5],
      [3, 5],
      [3, 5],
    ],
  ],
  Array.from({ length: 60 }, () => [random.below(2), random.below(3)]),
)
const input = { pool, seats: 12, rule: 'leximin' as const, onePerHousehold: false, panels: 200, seed: 1 }

test('a worker gives the very result of the thread itself, and tells how far it is', async () => {
  const seen = new Set<string>()
  const outcome = await selectInWorker(input, { onProgress: (stage, part) => seen.add(`${stage} ${part >= 1}`) })
  expect(outcome).toEqual(await select(input))
  expect(seen).toContain('lottery true')
})

test('a cancelled selection ends with the reason and gives nothing', async () => {
  const cancel = new AbortController()
  const work = selectInWorker(
    { ...input, panels: 50_000 },
    { signal: cancel.signal, onProgress: () => cancel.abort(new Error('enough')) },
  )
  await expect(work).rejects.toThrow('enough')
  await expect(selectInWorker(input, { signal: cancel.signal })).rejects.toThrow('enough')
})

const run = (...args: string[]) =>
  spawnSync(process.execPath, ['app/juries/draw/draw-command.ts', ...args], { encoding: 'utf8' })

test('the command draws from two files, and what it writes verifies until it is altered', () => {
  const folder = mkdtempSync(join(tmpdir(), 'draw-'))
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const targets = file('categories.csv', 'feature,value,min,max\ngender,male,2,4\ngender,female,2,4\n')
  const rows = [...Array(20).keys()].map((v) => `p${v},${v % 2 ? 'male' : 'female'},Street ${v >> 1}`)
  const people = file('respondents.csv', ['unique_id,gender,street', ...rows].join('\n'))
  const out = join(folder, 'out')
  const options = ['--seats', '6', '--panels', '50', '--household', 'street', '--out', out]
  const drawn = run('select', targets, people, ...options)
  expect(drawn.stderr).not.toMatch(/Error/)
  expect(drawn.status).toBe(0)
  const lines = (name: string): string[] =>
    readFileSync(join(`${out}-private`, name), 'utf8')
      .trim()
      .split('\n')
  expect(lines('selected.csv')).toHaveLength(7)
  expect([...lines('selected.csv').slice(1), ...lines('remaining.csv').slice(1)].sort()).toEqual([...rows].sort())
  // What is published holds no name and no salt, and the rest is for its owner alone.
  expect(readdirSync(out).filter((name) => !name.endsWith('.json'))).toEqual([])
  expect(readdirSync(out)).toHaveLength(7)
  expect(statSync(join(`${out}-private`, 'salt.txt')).mode & 0o077).toBe(0)

  expect(run('verify', out)).toMatchObject({ status: 0, stdout: expect.stringContaining('as announced') })
  const quotas = join(out, 'targets.json')
  writeFileSync(quotas, readFileSync(quotas, 'utf8').replace('"max":4', '"max":5'))
  expect(run('verify', out)).toMatchObject({ status: 1, stdout: expect.stringContaining('quotas (targets.json)') })
})

test('the command announces, and concludes with what was thrown before witnesses', () => {
  const folder = mkdtempSync(join(tmpdir(), 'draw-'))
  const [targets, people, out] = [join(folder, 'c.csv'), join(folder, 'r.csv'), join(folder, 'out')]
  writeFileSync(targets, 'category,name,min,max\narea,north,1,3\narea,south,1,3\n')
  writeFileSync(
    people,
    ['id,area', ...[...Array(9).keys()].map((v) => `p${v},${v % 2 ? 'north' : 'south'}`)].join('\n'),
  )
  const secrets = ['one', 'two', 'three']
  const announce = ['--announce', 'dice:10', '--witnesses', secrets.map(hashOf).join(',')]
  expect(run('select', targets, people, '--seats', '4', '--panels', '20', '--out', out, ...announce).status).toBe(0)
  const dice = ['--dice', '1,2,3,4,5,6,6,5,4,3', '--secrets']
  expect(run('conclude', out, targets, people, ...dice, 'one,two,four').stderr).toContain('secret of witness 3')
  const fewer = join(folder, 'fewer.csv')
  writeFileSync(fewer, readFileSync(people, 'utf8').split('\n').slice(0, -1).join('\n'))
  expect(run('conclude', out, targets, fewer, ...dice, secrets.join(','))).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('8 people and targets are not those that were announced'),
  })
  expect(run('conclude', out, targets, people, ...dice, secrets.join(',')).status).toBe(0)
  expect(run('verify', out).status).toBe(0)
  // Neither may throw again what is decided, nor lay another draw over it.
  const again = ['--dice', '6,6,6,6,6,6,6,6,6,6', '--secrets', secrets.join(',')]
  expect(run('conclude', out, targets, people, ...again)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('decided already'),
  })
  expect(run('select', targets, people, '--seats', '4', '--out', out)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('There is a draw in'),
  })
  expect(run('verify', out).status).toBe(0)
})

test('the command refuses bad files in words with their place, and never throws', () => {
  const folder = mkdtempSync(join(tmpdir(), 'draw-'))
  const bad = join(folder, 'bad.csv')
  writeFileSync(bad, 'feature,value,min,max\ngender,male,x,4\n')
  // What is wrong with either file is told at once, whether it cannot be read or says what it should not.
  const targetsWrong = `In ${bad}:\n  Row 2, min: “x” is not a number.\n`
  const twice = join(folder, 'twice.csv')
  writeFileSync(twice, 'unique_id,gender\np1,male\n,female\np1,female\n')
  const refused = run('select', bad, twice, '--seats', '2', '--out', folder)
  expect(refused.status).toBe(1)
  expect(refused.stderr).toContain(`${targetsWrong}In ${twice}:\n  Row 3, unique_id: `)
  expect(refused.stderr).toContain('\n  Row 4, unique_id: ')
  const gone = join(folder, 'gone.csv')
  const goneToo = join(folder, 'gone-too.csv')
  const notThere = (file: string) => `The file ${file} is not there, or cannot be read.\n`
  expect(run('select', bad, gone, '--seats', '2').stderr).toBe(`${targetsWrong}${notThere(gone)}`)
  expect(run('select', gone, goneToo, '--seats', '2')).toMatchObject({
    status: 2,
    stderr: `${notThere(gone)}${notThere(goneToo)}`,
  })
  expect(run('select', bad, bad, '--seats', '2', '--out', bad).stderr).toBe(
    `${bad} is a file. Name a folder with --out.\n`,
  )
  for (const seats of ['2.5', 'two', '0'])
    expect(run('select', bad, bad, '--seats', seats).stderr).toContain('must be a whole number of at least 1')
  expect(run('select', bad, bad, '--seats', '2', '--panels', 'x').stderr).toContain('number of panels')
  for (const place of [gone, bad]) {
    expect(run('verify', place)).toMatchObject({ status: 2, stderr: expect.stringContaining('There is no draw in') })
  }
  expect(run('verify', folder).status).toBe(2)
  expect(run().stderr).toContain('Usage')
})

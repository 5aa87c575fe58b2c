import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { MILLIONTHS } from '../../app/priorities/ballot.ts'
import type { BoardReportInput } from '../../app/priorities/board-report-contract.ts'
import { dealBlocks, resampleBlocks } from '../../app/priorities/bootstrap.ts'
import { equalShares } from '../../app/priorities/equal-shares.ts'
import { fastTally } from '../../app/priorities/fast-tally.ts'
import { generator } from '../../app/priorities/generator.ts'
import { listedOptions, rankingOf } from '../../app/priorities/list-ranking.ts'
import { LIVE_DRAWS, liveList } from '../../app/priorities/live-list.ts'
import { publishMoments } from '../../app/priorities/moments.ts'
import { opinionGroups } from '../../app/priorities/opinion-groups.ts'
import { packOrders } from '../../app/priorities/packed-ballots.ts'
import { addBallot, pairWins, pairwiseMatrix } from '../../app/priorities/pairwise-matrix.ts'
import { plackettLuce } from '../../app/priorities/plackett-luce.ts'
import { rankedPairs } from '../../app/priorities/ranked-pairs.ts'
import { rememberedReports } from '../../app/priorities/remembered-report.ts'
import { blockMargins, rankedAgain } from '../../app/priorities/report-list.ts'
import { groupInformedConsensus, voteCounts } from '../../app/priorities/statements.ts'
import { addChoice, emptyTally } from '../../app/priorities/tally.ts'
import { rake } from '../../app/priorities/weights.ts'
import { modelInput } from '../support/model-respondents.ts'
import { madeBudget, madeConversation, madeLuceOrders, madeMargins, madeOrders } from './priority-worlds.ts'

const PEOPLE = 100_000
const OPTIONS = 30

/** The figures of `methods/priorities.md` section 5 for what is not installed here, in milliseconds. */
const recorded = { tally: 15.8, bootstrap: 18_400, raking: 33, statements: 2870, luce: 3700, shares: 1590 }

interface Numpy {
  numpy: string
  columns: number
  pairs: number
  wins: number[]
  bootstrapPerThousand: number
  bootstrapMeasured: number
  raking: number
  rakingPasses: number
  directions: number
}

/** Milliseconds of processor time (all threads), because other work shares the machine; the best of a few. */
function best<T>(repeats: number, work: () => T): { ms: number; wall: number; result: T } {
  let [ms, wall] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  let result!: T
  for (let i = 0; i < repeats; i++) {
    const cpu = process.cpuUsage()
    const started = performance.now()
    result = work()
    wall = Math.min(wall, performance.now() - started)
    const { user, system } = process.cpuUsage(cpu)
    ms = Math.min(ms, (user + system) / 1000)
  }
  return { ms, wall, result }
}

type Line = [what: string, ms: number, beside: string, reference: number | null, target: number | null, note?: string]

function print(title: string, lines: readonly Line[]): void {
  console.log(`\n${title} (load ${loadavg()[0]!.toFixed(2)})`)
  const cells = lines.map(([what, ms, beside, reference, target, note = '']) => [
    what,
    ms < 10 ? ms.toFixed(2) : ms.toFixed(0),
    beside,
    reference === null ? '–' : reference < 10 ? reference.toFixed(2) : reference.toFixed(0),
    reference === null ? '–' : (ms / reference).toFixed(3),
    target === null ? '–' : `≤ ${target}`,
    note,
  ])
  const rows = [['what', 'CPU ms', 'beside', 'ms', 'ratio', 'target', ''], ...cells]
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  for (const row of rows)
    console.log(
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
}

/** The priority engine's workloads, beside numpy where Python has it, one read of the same bytes, and recorded times. */
export async function priorities(): Promise<void> {
  const orders = madeOrders(PEOPLE, OPTIONS, 1)
  const margins = madeMargins(PEOPLE, 2)
  const conversation = madeConversation(2031, 896, 3)
  const numpy = numpyTimes(orders, margins, conversation)
  console.log(
    numpy
      ? `numpy ${numpy.numpy} on one thread, processor time; its bootstrap measured on ${numpy.bootstrapMeasured} replicates and multiplied`
      : 'Python with numpy is not installed: ratios are to the recorded times of another machine.',
  )
  tallies(orders, numpy)
  bootstrap(orders, numpy)
  fits(margins, conversation, numpy)
  report(orders)
  oneMore()
  memory()
}

function numpyTimes(
  orders: Uint8Array,
  { columns, margins }: ReturnType<typeof madeMargins>,
  conversation: ReturnType<typeof madeConversation>,
): Numpy | null {
  const python = ['python3', 'python'].find((name) => spawnSync(name, ['-c', 'import numpy']).status === 0)
  if (!python) return null
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-numpy-'))
  const votes = new Int8Array(conversation.people.length * conversation.statements).fill(2)
  conversation.people.forEach((own, person) => {
    for (const [statement, vote] of own) votes[person * conversation.statements + statement] = vote
  })
  writeFileSync(join(folder, 'orders.bin'), orders)
  writeFileSync(join(folder, 'categories.bin'), columns)
  writeFileSync(join(folder, 'margins.json'), JSON.stringify(margins))
  writeFileSync(join(folder, 'votes.bin'), votes)
  const done = spawnSync(python, ['tests/bench/numpy-baselines.py', folder, String(PEOPLE), String(OPTIONS)], {
    encoding: 'utf8',
    env: { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' },
  })
  rmSync(folder, { recursive: true })
  if (done.status !== 0) throw new Error(`numpy: ${done.stderr}`)
  return JSON.parse(done.stdout)
}

function oneRead(bytes: Uint8Array): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
  let sum = 0
  for (let i = 0; i < words.length; i++) sum = (sum + words[i]!) | 0
  return sum
}

function tallies(orders: Uint8Array, numpy: Numpy | null): void {
  const random = generator(4)
  const weights = Float64Array.from({ length: PEOPLE }, () => 300_000 + random.below(3_700_000))
  const read = best(30, () => oneRead(orders))
  const fast = best(20, () => fastTally(packOrders(orders, OPTIONS)))
  const packed = packOrders(orders, OPTIONS)
  const counted = best(20, () => fastTally(packed))
  const weighed = best(8, () => fastTally(packOrders(orders, OPTIONS, weights)))
  const mixed = best(5, () => fastTally({ ...packed, strict: false }))
  const wins = [pairWins(fast.result, 0, 1), pairWins(fast.result, 3, 7), pairWins(fast.result, OPTIONS - 1, 0)]
  if (numpy && wins.some((won, i) => won !== numpy.wins[i]! * MILLIONTHS)) throw new Error('numpy counts otherwise')
  const few = Array.from({ length: 2000 }, (_, person) => ({
    groups: Array.from(orders.subarray(person * OPTIONS, (person + 1) * OPTIONS), (option) => [option]),
    weight: MILLIONTHS,
  }))
  const plain = best(2, () => pairwiseMatrix(few, OPTIONS, 'tied-last'))
  const whole = numpy ? numpy.columns + numpy.pairs : recorded.tally
  const name = numpy ? 'numpy, best of six ways' : 'numpy, recorded'
  print('Pairwise tally of 100,000 rankings of 30 options', [
    ['one read of the ballots', read.ms, '–', null, null, `${(orders.length / read.ms / 1e6).toFixed(1)} GB/s`],
    ['end to end from orders', fast.ms, name, whole, 1, 'floor 2.5'],
    ['end to end from orders', fast.ms, 'one read', read.ms, null],
    ['of that counting', counted.ms, 'numpy counting', numpy?.pairs ?? 4.4, null],
    ['with a weight each', weighed.ms, name, whole, null, 'numpy without weights'],
    ['with ties or gaps', mixed.ms, name, whole, null, 'numpy without ties'],
    ['plain matrix (2,000 people × 50)', plain.ms * 50, name, whole, null],
  ])
}

function bootstrap(orders: Uint8Array, numpy: Numpy | null): void {
  const packed = packOrders(orders, OPTIONS)
  const alone = best(3, () => {
    const dealt = dealBlocks({ people: PEOPLE, clusterOf: () => null, seed: 1 })
    const blocks = blockMargins(packed, dealt, false)
    return { blocks, chances: rankedAgain(blocks, OPTIONS, [1, 3, 5], 1000, 2) }
  })
  const { blocks } = alone.result
  const sums = new Float64Array(blocks.size)
  const squares = new Float64Array(blocks.size)
  resampleBlocks(blocks, 1000, 3, (margins) => {
    for (let i = 0; i < margins.length; i++) {
      sums[i]! += margins[i]!
      squares[i]! += margins[i]! ** 2
    }
  })
  const matrix = fastTally(packed)
  let [pair, spread, theory] = [0, 0, 0]
  for (let a = 0; a < OPTIONS; a++) {
    for (let b = a + 1; b < OPTIONS; b++, pair++) {
      const p = pairWins(matrix, a, b) / MILLIONTHS / PEOPLE
      // A margin is twice the count less everybody, so its spread is twice the count's.
      spread += Math.sqrt(squares[pair]! / 1000 - (sums[pair]! / 1000) ** 2) / 2 / MILLIONTHS / blocks.size
      theory += Math.sqrt(PEOPLE * p * (1 - p)) / blocks.size
    }
  }
  const reference = numpy?.bootstrapPerThousand ?? recorded.bootstrap
  print('Blocked bootstrap of the same rankings: 1,000 replicates, each ranked again by ranked pairs', [
    ['1,000 blocks', alone.ms, numpy ? 'full bootstrap, numpy' : 'full bootstrap, recorded', reference, 0.1],
    ['1,000 blocks', alone.ms, 'full bootstrap, recorded', recorded.bootstrap, null],
  ])
  console.log(
    `Mean standard deviation of a pair's count ${spread.toFixed(1)}, by theory ${theory.toFixed(1)}: ${(100 * (spread / theory - 1)).toFixed(1)} % (target within 5 %)`,
  )
}

function fits(
  { columns, margins }: ReturnType<typeof madeMargins>,
  conversation: ReturnType<typeof madeConversation>,
  numpy: Numpy | null,
): void {
  const categories = Array.from({ length: PEOPLE }, (_, person) =>
    margins.map((_, margin) => String(columns[margin * PEOPLE + person])),
  )
  const targets = margins.map((margin) => Object.fromEntries(margin.map((people, group) => [String(group), people])))
  const raked = best(4, () => rake({ categories, margins: targets, tolerance: 1e-9, maxPasses: 200 }))
  if (!raked.result.ok) throw new Error(`raking was refused: ${JSON.stringify(raked.result.refusal)}`)
  const statements = best(3, () => {
    const { best: groups, counted } = opinionGroups(conversation, new Set())
    const members = Array.from({ length: groups?.k ?? 0 }, (_, k) => counted.filter((__, i) => groups!.group[i] === k))
    return groupInformedConsensus(members.map((own) => voteCounts(conversation, own)))
  })
  const rankings = madeLuceOrders(5000, 10, generator(5)).map((order) => ({
    groups: order.map((option) => [option]),
    weight: MILLIONTHS,
  }))
  const luce = best(4, () => plackettLuce(rankings, 10))
  const question = madeBudget(6)
  const shares = best(6, () => equalShares(question, { completion: 'last-feasible' }))
  const cast = conversation.people.reduce((sum, own) => sum + own.length, 0)
  print('Fits', [
    [
      'raking 100,000 × 6 to 1e-9',
      raked.ms,
      numpy ? `numpy, same margins, ${numpy.rakingPasses} passes` : 'numpy, recorded',
      numpy?.raking ?? recorded.raking,
      1,
      `${raked.result.passes} passes`,
    ],
    ['statements 2,031 × 896', statements.ms, 'red-dwarf, recorded', recorded.statements, 0.1, `${cast} votes`],
    ['statements 2,031 × 896', statements.ms, 'numpy, directions alone', numpy?.directions ?? 750, null],
    ['Plackett-Luce 5,000 × 10', luce.ms, 'R PlackettLuce, recorded', recorded.luce, 0.02, 'with standard errors'],
    [
      'Equal Shares 6,586 × 64',
      shares.ms,
      'pabutools, recorded',
      recorded.shares,
      0.1,
      `${shares.result.increment} steps of add-1`,
    ],
  ])
}

function report(orders: Uint8Array): void {
  const random = generator(7)
  const weights = Float64Array.from(
    { length: PEOPLE },
    () => [310_000, 820_000, 1_100_000, 2_345_678][random.below(4)]!,
  )
  const input = (seed: number): BoardReportInput => ({
    options: Array.from({ length: OPTIONS }, (_, option) => ({ id: `o${option}`, title: `Option ${option}` })),
    ballots: packOrders(orders, OPTIONS, weights),
    unranked: 'tied-last',
    groups: { ids: ['a', 'b', 'c', 'd', 'e', 'f'], of: Uint8Array.from({ length: PEOPLE }, (_, i) => i % 6) },
    sources: { ids: ['survey', 'jury'], of: Uint8Array.from({ length: PEOPLE }, (_, i) => +(i % 50 === 0)) },
    seed,
  })
  const reports = rememberedReports()
  let seed = 0
  const cold = best(3, () => reports(input(seed++)))
  const warm = input(0)
  const cached = best(5, () => JSON.stringify(reports(warm)))
  const methods = cold.result.methods.length
  const size = `${(JSON.stringify(cold.result).length / 1024).toFixed(0)} kB of JSON`
  print(
    `Board report: 100,000 people, 30 options, 6 groups, ${methods} methods, weighted and unweighted, without charts`,
    [
      ['cold', cold.ms, 'target', 3000, 1, `${(cold.wall / 1000).toFixed(2)} s by the clock; ${size}`],
      ['the same input again', cached.ms, 'target', 50, 1, `${cached.wall.toFixed(0)} ms by the clock`],
    ],
  )
}

function oneMore(): void {
  const { rows, options } = modelInput()
  const listed = listedOptions(options)
  const lines: Line[] = []
  for (const people of [1000, 1_000_000]) {
    const tally = emptyTally(options.length, 3)
    for (let i = 0; i < people; i++) addChoice(tally, rows[i % rows.length]!)
    let next = 0
    const added = best(300, () => {
      for (let i = 0; i < 10; i++) addChoice(tally, rows[next++ % rows.length]!)
    })
    const settings = { confidencePerMille: 950, seed: 1 }
    const list = best(100, () => {
      addChoice(tally, rows[next++ % rows.length]!)
      return liveList(tally, options, settings)
    })
    const frozen = best(40, () =>
      rankingOf(publishMoments(tally.unweighted), tally.base, listed, { ...settings, draws: 20_000 }),
    )
    const name = people.toLocaleString('en-GB')
    lines.push([`choice into ${name}`, added.ms / 10, 'target', 5, 1])
    lines.push([
      `  with its live list (${LIVE_DRAWS.toLocaleString('en-GB')} redraws)`,
      list.ms,
      'target',
      5,
      1,
      `${list.wall.toFixed(2)} ms by the clock`,
    ])
    lines.push(['  as at the freeze (20,000 redraws)', frozen.ms, '–', null, null])
  }
  const random = generator(9)
  const ranking = () => ({
    groups: random.shuffle(Array.from({ length: OPTIONS }, (_, o) => o)).map((option) => [option]),
    weight: MILLIONTHS,
  })
  const matrix = pairwiseMatrix(Array.from({ length: 1000 }, ranking), OPTIONS, 'tied-last')
  const ranked = best(50, () => {
    addBallot(matrix, ranking(), 'tied-last')
    return rankedPairs(matrix)
  })
  lines.push(['ranking of 30 and its ranked pairs', ranked.ms, 'target', 5, 1])
  print('One more ballot: 12 options', lines)
}

/** In a process of its own, so that nothing else is in its memory. */
function memory(): void {
  const done = spawnSync(process.execPath, ['--max-semi-space-size=4', 'tests/bench/priority-memory.ts'], {
    encoding: 'utf8',
  })
  if (done.status !== 0) throw new Error(done.stderr)
  const { answers, packed, before, tally, report } = JSON.parse(done.stdout) as Record<string, number>
  const allowed = (4 * answers!) / 2 ** 20 + 50
  const mb = (value: number) => `${value.toFixed(0)} MB`
  console.log(`\nMemory for 100,000 × 30 = ${answers} answers (load ${loadavg()[0]!.toFixed(2)})`)
  console.log(
    `packed ${(packed! / answers!).toFixed(2)} bytes an answer; process ${mb(before!)} before, tally ${mb(tally! - before!)} more at its peak, whole weighted report ${mb(report! - before!)} more; allowed 4 bytes an answer + 50 MB = ${mb(allowed)}`,
  )
}

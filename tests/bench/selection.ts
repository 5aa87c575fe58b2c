import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { QUICKNET } from '../../app/juries/draw/drand.ts'
import { announce, anonymised, commit } from '../../app/juries/draw/draw-pack.ts'
import { verifyDraw } from '../../app/juries/draw/draw-verify.ts'
import { chooseAlternates, dropOutScenarios, expectedDeviation } from '../../app/juries/lottery/alternates.ts'
import type { Selection, SelectionRule } from '../../app/juries/lottery/selection.ts'
import { selectInWorker } from '../../app/juries/lottery/selection-task.ts'
import { planFigures, planTables } from '../../app/juries/tables/table-plan.ts'
import { generator } from '../../app/priorities/generator.ts'
import { freshDemo } from '../support/fresh-demo.ts'
import globalSetup from '../support/global-setup.ts'
import { startServer } from '../support/server.ts'
import { type Figures, printTable, timed } from './measure.ts'
import { type BenchPool, madePool, referencePools } from './selection-pools.ts'
import { Visitor } from './visitor.ts'

const PANELS = 1_000

function print(title: string, lines: string[][]): void {
  console.log(`\n${title} (load ${loadavg()[0]!.toFixed(2)}, ${availableParallelism()} cores)`)
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  for (const line of lines) console.log(line.map((text, i) => text.padEnd(widths[i]!)).join('  '))
}

/** Draws of the reference pools and of made ones in a worker, their verification, alternates, tables, and a page beside. */
export async function selection(): Promise<void> {
  const made = [
    await madePool(150, 22, [2, 4, 3, 5], 1),
    await madePool(360, 30, [2, 4, 3, 5, 4, 6, 3], 2),
    await madePool(500, 75, [2, 4, 3, 5], 3),
    await madePool(750, 112, [2, 4, 3, 5], 4),
    await madePool(2_000, 200, [2, 2], 5),
    await madePool(2_000, 60, [2, 4, 3, 5], 7, 1_200),
    await madePool(20_000, 24, [7, 4, 2, 5, 2, 3], 6),
  ]
  const pools = [...made, ...referencePools()]
  await draws(pools)
  alternates(pools.find(({ seats }) => seats === 24) ?? pools[0]!)
  tables()
  await pageBeside(
    pools
      .filter(({ pool }) => pool.volunteers.length <= 2_000)
      .reduce((a, b) =>
        b.pool.volunteers.length * b.pool.categories.length > a.pool.volunteers.length * a.pool.categories.length
          ? b
          : a,
      ),
  )
}

async function draw(
  { pool, seats, onePerHousehold }: BenchPool,
  rule: SelectionRule,
): Promise<{ seconds: number; selection: Selection }> {
  const started = performance.now()
  const outcome = await selectInWorker({ pool, seats, rule, onePerHousehold, panels: PANELS, seed: 1 })
  if (!outcome.ok) throw new Error(outcome.errors.map(({ code }) => code).join())
  return { seconds: (performance.now() - started) / 1_000, selection: outcome.selection }
}

async function draws(pools: readonly BenchPool[]): Promise<void> {
  const lines = [
    [
      'pool',
      'rule',
      'seconds',
      'lowest',
      'bound',
      'lottery',
      'at least',
      'from target',
      'certified',
      'panels',
      'verify s',
    ],
  ]
  for (const pool of pools) {
    for (const rule of ['leximin', 'maximin'] as const) {
      const { seconds, selection: drawn } = await draw(pool, rule)
      const lowest = Math.min(...drawn.targets)
      const away = Math.max(...drawn.chances.map((chance, v) => Math.abs(chance - drawn.targets[v]!)))
      const known = rule === 'leximin' ? pool.certified : null
      lines.push([
        pool.name,
        rule,
        seconds.toFixed(2),
        lowest.toFixed(6),
        drawn.bound!.value.toFixed(6),
        Math.min(...drawn.chances).toFixed(3),
        ((Math.floor(PANELS * lowest + 1e-6) - 1) / PANELS).toFixed(3),
        away.toFixed(5),
        known ? Math.max(...known.map((chance, v) => Math.abs(chance - drawn.targets[v]!))).toExponential(1) : '–',
        String(new Set(drawn.panels.map((panel) => panel.join())).size),
        rule === 'leximin' ? verifySeconds(pool, drawn).toFixed(2) : '–',
      ])
    }
  }
  print('Draws in a worker, lotteries of 1,000 panels', lines)
}

function verifySeconds({ pool, seats, onePerHousehold }: BenchPool, drawn: Selection): number {
  const input = { pool, seats, rule: 'leximin' as const, onePerHousehold, panels: PANELS }
  const order = anonymised(pool, 'a salt for the bench')
  const place = new Map(order.order.map((v, i) => [v, i]))
  const weights = drawn.bound!.certificate.weights
  const renumbered: Selection = {
    ...drawn,
    panels: drawn.panels.map((panel) => panel.map((v) => place.get(v)!)),
    chances: order.order.map((v) => drawn.chances[v]!),
    targets: order.order.map((v) => drawn.targets[v]!),
    bound: {
      ...drawn.bound!,
      certificate: { ...drawn.bound!.certificate, weights: order.order.map((v) => weights[v]!) },
    },
  }
  const { seed } = commit({ ...input, pool: order.pool })
  const pack = announce({ ...input, pool: order.pool }, renumbered, {
    kind: 'drand',
    publicKey: QUICKNET.publicKey,
    round: 1 + (seed % 1_000),
  })
  const started = performance.now()
  const { altered } = verifyDraw(pack)
  // A proof by cases names people by number and is not renumbered here; everything else must hold.
  const serious = altered.filter(({ code }) => !('people' in drawn.bound!.certificate.proof) || !code.includes('bound'))
  if (serious.length > 0) throw new Error(JSON.stringify(serious))
  return (performance.now() - started) / 1_000
}

function alternates({ name, pool, seats }: BenchPool): void {
  const random = generator(7)
  const panel = random.shuffle([...pool.volunteers.keys()]).slice(0, seats)
  const dropOut = pool.volunteers.map(({ values }) => 0.07 * (values[1] === 0 ? 2 : 1) * (values[2] === 0 ? 1.5 : 1))
  const input = { pool, panel, count: Math.round(seats / 4), onePerHousehold: false, dropOut }
  const started = performance.now()
  const chosen = chooseAlternates(input, generator(1))
  const seconds = (performance.now() - started) / 1_000
  const unseen = dropOutScenarios(input, 1_000, generator(2))
  const rest = [...pool.volunteers.keys()].filter((v) => !panel.includes(v))
  const byChance = Array.from({ length: 20 }, () =>
    expectedDeviation(input, random.shuffle(rest).slice(0, input.count), unseen),
  )
  print(`Alternates for ${name}: expected deviation from the quotas after drop-out`, [
    ['chosen', 'by chance (mean of 20)', 'none', 'seconds'],
    [
      expectedDeviation(input, chosen.alternates, unseen).toFixed(3),
      (byChance.reduce((sum, one) => sum + one, 0) / byChance.length).toFixed(3),
      expectedDeviation(input, [], unseen).toFixed(3),
      seconds.toFixed(2),
    ],
  ])
}

function tables(): void {
  const lines = [
    ['people, tables × size', 'rounds', 'fields', 'pairs', 'of', 'target', 'repeated', 'uneven', 'seconds', 'of CPU'],
  ]
  const shares = [
    [0.5, 0.5],
    [0.2, 0.3, 0.3, 0.2],
    [0.3, 0.3, 0.4],
    [0.8, 0.1, 0.1],
    [0.15, 0.25, 0.3, 0.3],
  ]
  // Rooms of the same shares, drawn by chance, differ: the more values divide evenly among the tables, the harder.
  const rooms = [
    ...[3, 6].flatMap((rounds) => [0, 2].map((fields) => ({ rounds, fields, seed: 5 }))),
    ...[3, 6].flatMap((rounds) => [5, 6, 7].map((seed) => ({ rounds, fields: 5, seed }))),
  ]
  for (const { rounds, fields, seed } of rooms) {
    const random = generator(seed)
    const value = (parts: readonly number[]): string => {
      const drawn = random.uniform()
      const reached = parts.map((_, i) => parts.slice(0, i + 1).reduce((sum, part) => sum + part, 0))
      return String(reached.findIndex((upTo, i) => drawn < upTo || i === parts.length - 1))
    }
    const people = Array.from({ length: 48 }, (_, p) => ({ id: `p${p}`, fields: shares.slice(0, fields).map(value) }))
    const input = { people, tables: 8, rounds, fixed: [{ person: 3, table: 2 }] }
    const started = performance.now()
    const cpu = process.cpuUsage()
    const { pairs, repeated, unevenness } = planFigures(input, planTables(input, generator(1)))
    const seconds = ((performance.now() - started) / 1_000).toFixed(2)
    const cpuSeconds = (process.cpuUsage(cpu).user / 1_000_000).toFixed(2)
    lines.push([
      `48, 8 × 6, room ${seed}`,
      // Method section 3.6; docs/decisions/0015 says what is in reach with five fields over six rounds.
      ...[rounds, fields, pairs, rounds * 120, fields === 5 && rounds === 6 ? 660 : rounds * 120].map(String),
      ...[repeated, unevenness].map(String),
      seconds,
      cpuSeconds,
    ])
  }
  print('Table plans', lines)
}

/** The p99 of a public page while the largest pool is drawn in a worker of another process and while nothing is. */
async function pageBeside(pool: BenchPool): Promise<void> {
  await globalSetup()
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-bench-'))
  await freshDemo(join(folder, 'site.sqlite'))
  const server = await startServer(`sqlite:${join(folder, 'site.sqlite')}`)
  const visitors = Array.from({ length: 4 }, () => new Visitor(server.origin))
  const ask = async (n: number): Promise<void> => {
    const { status } = await visitors[n % 4]!.get('/en/consultations')
    if (status !== 200) throw new Error(`the page answered ${status}`)
  }
  try {
    await timed(200, 4, ask)
    const rows: [string, Figures, string][] = [
      ['page, nothing else', await timed(600, 4, ask, server.process.pid), 'baseline'],
    ]
    const cancel = new AbortController()
    const drawing = selectInWorker(
      { pool: pool.pool, seats: pool.seats, rule: 'leximin', onePerHousehold: false, panels: PANELS, seed: 2 },
      { signal: cancel.signal },
    ).catch(() => undefined)
    rows.push([`page while ${pool.name} is drawn`, await timed(600, 4, ask, server.process.pid), 'p99 ≤ 2 × baseline'])
    cancel.abort()
    await drawing
    printTable('A public page beside a draw', rows)
  } finally {
    for (const visitor of visitors) visitor.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

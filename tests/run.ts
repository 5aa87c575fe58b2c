import { spawn } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { browserPath } from './support/browser.ts'
import { failedInPlaywright, failedInVitest } from './support/failed.ts'

/** Runs everything there is to know whether the product is right, says what it does, and ends `N passed, N failed`. */
interface Step {
  words: string
  command: string[]
  /** Reads the step's own report; a step without one counts as a single check. */
  report?: 'vitest' | 'playwright'
  /** Where its report is, unless under the reporter's own name. */
  file?: string
  env?: Record<string, string>
  quick: boolean
}

const reports = '.cache/reports'
/** Servers, commands and workers start again and again: a third of that is to compile the same files. */
const ours = { REPORTS: reports, NODE_COMPILE_CACHE: resolve('.cache/compiled') }
const steps: Step[] = [
  {
    words: 'Types',
    // By its path: the compiler that the other tools read types with brings a command of the same name.
    command: ['node', 'node_modules/typescript-seven/bin/tsc', '--noEmit', '--singleThreaded'],
    quick: true,
  },
  { words: 'Lint and format', command: ['biome', 'check', '.'], quick: true },
  { words: 'Layers', command: ['depcruise', 'app', 'db', 'tests', '--config', '.dependency-cruiser.cjs'], quick: true },
  { words: 'Nothing unused', command: ['knip'], quick: true },
  { words: 'Build', command: ['node', 'app/server/prepare.mjs', 'build'], quick: false },
  {
    words: 'Rules, stores, components and reference cases',
    command: [
      'vitest',
      'run',
      '--config',
      'remix.config.js',
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${reports}/vitest.json`,
    ],
    report: 'vitest',
    quick: true,
  },
  {
    words:
      'Priority rules: 500 runs of each property, 100 packs by two programs, 200 runs of each simulated world (the full numbers: npm run bench -- properties)',
    command: [
      'vitest',
      'run',
      'tests/priorities',
      '--config',
      'remix.config.js',
      '--testTimeout=3600000',
      '--hookTimeout=3600000',
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${reports}/properties.json`,
    ],
    report: 'vitest',
    file: 'properties',
    env: { PROPERTY_RUNS: '500', RECOUNT_PACKS: '100', COVERAGE_RUNS: '200' },
    quick: false,
  },
  {
    words: 'Journeys, faults and attacks in a real browser',
    command: ['playwright', 'test', '--config', 'tests/playwright.config.ts'],
    report: 'playwright',
    quick: false,
  },
]

const quick = process.argv.includes('check')
/** With `stores`: only the tests that run on whatever database there is, for a real PostgreSQL server. */
const only = process.argv.includes('stores')
  ? globSync('tests/**/*.test.ts').filter((file) => /databases\.ts|TEST_POSTGRES_URL/.test(readFileSync(file, 'utf8')))
  : undefined

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
let passed = 0
let failed = 0
/** Told again at the end: of a long run's output often only the end is kept. */
const failures: string[] = []
const wanted = steps.filter((s) => (quick ? s.quick : true)).filter((s) => !only || (s.report === 'vitest' && !s.env))
// The compiler keeps one core busy for over a minute: what else reads the source alone goes beside it.
const beside = wanted.filter((s) => !s.report)
await Promise.all([see(beside.slice(0, 1)), see(beside.slice(1))])
await see(wanted.filter((s) => s.report))
for (const failure of failures) console.log(`\nFAILED ${failure}`)
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed ? 1 : 0)

async function see(some: Step[]): Promise<void> {
  for (const step of some) {
    const started = Date.now()
    if (step.report) console.log(`\n== ${step.words}`)
    if (step.report === 'playwright') process.env.CHROMIUM = browserPath()
    // The priority rules have a step of their own in the full run.
    const without = step.report === 'vitest' && !step.env && !quick && !only ? ['--exclude', 'tests/priorities/**'] : []
    const code = await run([...step.command, ...without, ...(only ?? [])], step.env)
    const [good, bad] = count(step, code)
    if (bad) failures.push(...named(step))
    passed += good
    failed += bad
    console.log(`== ${step.words}: ${good} passed, ${bad} failed in ${((Date.now() - started) / 1000).toFixed(0)} s`)
  }
}

function run([command, ...args]: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command!, args, { stdio: 'inherit', env: { ...process.env, ...ours, ...env } })
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

/** A step whose report is missing or says that nothing ran has failed: silence is not success. */
function count(step: Step, code: number): [number, number] {
  if (!step.report) return code === 0 ? [1, 0] : [0, 1]
  try {
    const report = JSON.parse(readFileSync(`${reports}/${step.file ?? step.report}.json`, 'utf8'))
    const [good, bad] =
      step.report === 'vitest'
        ? [report.numPassedTests, report.numFailedTests]
        : [report.stats.expected + report.stats.flaky, report.stats.unexpected]
    return good === 0 || (code !== 0 && bad === 0) ? [good, bad + 1] : [good, bad]
  } catch {
    return [0, 1]
  }
}

/** Which tests of a step failed, and what each said. */
function named(step: Step): string[] {
  try {
    const report = JSON.parse(readFileSync(`${reports}/${step.file ?? step.report}.json`, 'utf8'))
    const found = step.report === 'vitest' ? failedInVitest(report) : failedInPlaywright(report)
    return found.length ? found : [step.words]
  } catch {
    return [step.words]
  }
}

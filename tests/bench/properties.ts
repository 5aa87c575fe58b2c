import { spawnSync } from 'node:child_process'

/** The full numbers of the priority engine's properties, coverage simulation and second implementation. */
const fullNumbers = { PROPERTY_RUNS: '10000', RECOUNT_PACKS: '1000', COVERAGE_RUNS: '2000' }

export async function properties(): Promise<void> {
  const vitest = [
    'run',
    'tests/priorities',
    '--config',
    'remix.config.js',
    '--testTimeout=3600000',
    '--hookTimeout=3600000',
  ]
  const done = spawnSync('vitest', vitest, { stdio: 'inherit', env: { ...process.env, ...fullNumbers } })
  if (done.status !== 0) throw new Error('a property does not hold at its full number')
}

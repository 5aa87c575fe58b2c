import { coverageOf, worlds } from './rank-set-coverage.ts'

/** Simulates how often the 95 % rank sets hold: `node app/priorities/rank-set-coverage-command.ts [runs]`. */
const runs = Number(process.argv[2] ?? 2000)
const draws = 4000

console.log(`${'world'.padEnd(28)}${'runs'.padStart(6)}${'covered'.padStart(10)}${'false first'.padStart(13)}`)
for (const [at, world] of worlds.entries()) {
  const { covered, falseWinners } = coverageOf(world, runs, draws, at + 1)
  const percent = (count: number) => `${((100 * count) / runs).toFixed(1)} %`
  console.log(
    `${world.name.padEnd(28)}${String(runs).padStart(6)}${percent(covered).padStart(10)}${percent(falseWinners).padStart(13)}`,
  )
}

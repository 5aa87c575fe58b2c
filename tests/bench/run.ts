import { exporting } from './export.ts'
import { freezing } from './freezing.ts'
import { growth, results } from './growth.ts'
import { intake } from './intake.ts'
import { page } from './page.ts'
import { priorities } from './priorities.ts'
import { properties } from './properties.ts'
import { races } from './races.ts'
import { selection } from './selection.ts'
import { surge } from './surge.ts'

/** The workloads by name. Each prints a table and can be read beside its baselines of the same run. */
const workloads: Record<string, () => Promise<void>> = {
  intake,
  surge,
  results,
  growth,
  export: exporting,
  races,
  freezing,
  page,
  priorities,
  properties,
  selection,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !workloads[name])
if (!wanted.length || unknown.length) {
  console.error(`npm run bench -- <workload>, one or more of: ${Object.keys(workloads).join(', ')}`)
  process.exit(1)
}
for (const name of wanted) await workloads[name]!()

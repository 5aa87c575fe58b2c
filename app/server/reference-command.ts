import { existsSync, statSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { isSelectionReference, selectionReference } from '../juries/lottery/selection-reference.ts'
import { findCases } from '../priorities/reference/case.ts'
import { runCase } from '../priorities/reference/run.ts'

// npm run reference -- <folder> [part of a name]: every case in the folder and below it, of lists and of draws.
const [given, only = ''] = process.argv.slice(2)
if (given === undefined || !existsSync(given) || !statSync(given).isDirectory()) {
  console.error('Usage: npm run reference -- <folder with cases> [part of a name]')
  process.exit(2)
}
const root = resolve(given)
let passed = 0
let failed = 0

function tell(name: string, failures: readonly string[], figures = ''): void {
  if (failures.length) failed++
  else passed++
  if (failures.length) console.log(`FAILED ${name}: ${failures.join('; ')}`)
  else if (figures) console.log(`passed ${name} (${figures})`)
}

const { cases, others } = findCases(root)
for (const one of cases) {
  if (!one.id.includes(only)) continue
  const { id, failures } = 'fault' in one ? { id: one.id, failures: [one.fault] } : runCase(one)
  tell(id, failures)
}
// A folder of pools answers for the pools below it, so only the topmost of such folders are asked.
const pools = others.map((folder) => folder.path).filter(isSelectionReference)
for (const folder of pools.filter((path) => !pools.some((above) => path.startsWith(above + sep)))) {
  for await (const { name, failures, figures } of selectionReference(folder, only)) {
    tell(`${relative(root, folder) || '.'}/${name}`, failures, figures)
  }
}
if (passed + failed === 0) tell(given, ['holds no case of a form known here'])
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0

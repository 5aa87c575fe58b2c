import { isSelectionReference, selectionReference } from './selection-reference.ts'

const [folder, only] = process.argv.slice(2)
if (!folder || !isSelectionReference(folder)) {
  console.error('Usage: node app/juries/selection-reference-command.ts <folder of selection cases> [part of a name]')
  process.exit(2)
}
let passed = 0
let failed = 0
for await (const { name, failures, figures } of selectionReference(folder, only)) {
  if (failures.length === 0) passed++
  else failed++
  console.log(`${failures.length === 0 ? 'passed' : 'FAILED'}  ${name}${figures ? `  (${figures})` : ''}`)
  for (const failure of failures) console.log(`        ${failure}`)
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1

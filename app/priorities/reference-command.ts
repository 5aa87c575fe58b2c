import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { runFolder } from './reference/run.ts'

// npm run reference -- <folder>: every case below the folder against the methods; exit code 1 when any differs.
const folder = process.argv[2]
if (folder === undefined || !existsSync(folder) || !statSync(folder).isDirectory()) {
  console.error('Usage: npm run reference -- <folder with cases>')
  process.exit(2)
}

const results = await runFolder(resolve(folder))
const failed = results.filter(({ failures }) => failures.length > 0)
for (const { id, failures } of failed) console.log(`FAILED ${id}: ${failures.join('; ')}`)
console.log(`${results.length - failed.length} passed, ${failed.length} failed`)
process.exitCode = failed.length > 0 || results.length === 0 ? 1 : 0

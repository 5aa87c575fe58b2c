import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { unzipSync } from 'fflate'
import type { PackFiles } from './pack.ts'
import { recount } from './recount.ts'

/** `npm run recount -- <folder or pack.zip>`: recomputes a published list and says whether it is the published one. */

const listed = /\.(json|csv)$/

function readFolder(path: string): PackFiles {
  const names = readdirSync(path).filter((name) => listed.test(name))
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(path, name), 'utf8')]))
}

function readZip(path: string): PackFiles {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const entries = Object.entries(unzipSync(readFileSync(path))).filter(([name]) => listed.test(name))
  return Object.fromEntries(entries.map(([name, bytes]) => [basename(name), decoder.decode(bytes)]))
}

function main(path: string | undefined): number {
  if (!path) {
    console.error('Say which pack: npm run recount -- <folder or pack.zip>')
    return 2
  }
  let files: PackFiles
  try {
    files = statSync(path).isDirectory() ? readFolder(path) : readZip(path)
  } catch (error) {
    console.error(`${path} cannot be read: ${error instanceof Error ? error.message : error}`)
    return 2
  }
  const { ok, lines, list, differences } = recount(files)
  for (const line of list) console.log(line)
  if (list.length) console.log('\nTo the last figure, as a second program prints it:')
  for (const line of lines) console.log(line)
  if (ok) {
    console.log('The recount equals what was published.')
    return 0
  }
  console.log(`First difference: ${differences[0]}`)
  for (const difference of differences.slice(1, 20)) console.log(`Also: ${difference}`)
  if (differences.length > 20) console.log(`And ${differences.length - 20} more.`)
  return 1
}

process.exitCode = main(process.argv[2])

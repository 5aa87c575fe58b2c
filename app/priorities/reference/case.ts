import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A published or constructed case: an input, and what a method must answer. */
export interface ReferenceCase {
  readonly id: string
  readonly method: readonly string[]
  readonly input: Readonly<Record<string, unknown>> & { readonly kind: string }
  readonly expected: Readonly<Record<string, unknown>>
  readonly tolerance: Readonly<Record<string, unknown>>
}

/** A folder that holds something other than cases, such as a pool to select from. */
export interface OtherFolder {
  readonly path: string
  readonly files: readonly string[]
}

export interface Found {
  readonly cases: readonly (ReferenceCase | { readonly id: string; readonly fault: string })[]
  readonly others: readonly OtherFolder[]
}

/** Every case in a folder and below it, in order of path; files of another kind are named with their folder. */
export function findCases(root: string): Found {
  const cases: Found['cases'][number][] = []
  const others: OtherFolder[] = []
  const walk = (folder: string): void => {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
    const strange: string[] = []
    for (const entry of entries) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) {
        walk(path)
      } else if (entry.name === 'INDEX.json') {
        cases.push(...missingFiles(folder, path))
      } else if (entry.name.endsWith('.json')) {
        const read = readCase(path)
        if (read === null) strange.push(entry.name)
        else cases.push(read)
      }
    }
    if (strange.length > 0) others.push({ path: folder, files: entries.map(({ name }) => name) })
  }
  walk(root)
  return { cases, others }
}

function readCase(path: string): Found['cases'][number] | null {
  let data: Record<string, unknown>
  try {
    data = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    return { id: path, fault: `not readable as JSON: ${error instanceof Error ? error.message : error}` }
  }
  if (typeof data !== 'object' || data === null || !('input' in data) || !('expected' in data)) return null
  const { input, expected, method, tolerance } = data
  const id = typeof data.id === 'string' ? data.id : path
  if (!isRecord(input) || typeof input.kind !== 'string' || !isRecord(expected)) {
    return { id, fault: 'has no input.kind or no expected values' }
  }
  const methods = Array.isArray(method) ? method.map(String) : method === undefined ? [] : [String(method)]
  const tolerances = isRecord(tolerance) ? tolerance : { default: tolerance }
  return { id, method: methods, input: input as ReferenceCase['input'], expected, tolerance: tolerances }
}

function missingFiles(folder: string, index: string): Found['cases'][number][] {
  const { cases } = JSON.parse(readFileSync(index, 'utf8')) as { cases?: { id: string; file: string }[] }
  return (cases ?? []).flatMap(({ id, file }) => {
    try {
      readFileSync(join(folder, file))
      return []
    } catch {
      return [{ id, fault: `INDEX.json names ${file}, which is not there` }]
    }
  })
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

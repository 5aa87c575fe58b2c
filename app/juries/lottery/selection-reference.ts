import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkCategoriesCase, checkPeopleCase } from './reference-csv-cases.ts'
import { checkInfeasible, checkPool, checkWorked } from './reference-pools.ts'

/** One case put to the project: what differs from the expected answer, nothing if it passed. */
export interface ReferenceCase {
  name: string
  failures: string[]
  /** Figures worth printing beside a passed case. */
  figures?: string
}

const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'))

/** Whether a folder holds selection cases in the reference form, itself or in its sub-folders. */
export function isSelectionReference(folder: string): boolean {
  const files = ['worked_examples.json', 'csv_cases.json', 'infeasible.json', 'instance.json']
  return files.some((file) => existsSync(join(folder, file))) || poolFolders(folder).length > 0
}

const isPool = (folder: string): boolean =>
  ['categories.csv', 'respondents.csv', 'expected.json'].every((file) => existsSync(join(folder, file)))

function poolFolders(folder: string): string[] {
  if (isPool(folder)) return [folder]
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isPool(join(folder, entry.name)))
    .map((entry) => join(folder, entry.name))
    .sort()
}

/**
 * Runs every selection case of a folder: worked examples, CSV cases, infeasible quotas and pools, small pools first.
 *
 * @param only a part of the name, to run fewer cases.
 */
export async function* selectionReference(folder: string, only = ''): AsyncGenerator<ReferenceCase> {
  const wanted = (name: string): boolean => name.includes(only)
  const at = (file: string) => join(folder, file)
  if (existsSync(at('csv_cases.json'))) {
    for (const entry of json(at('csv_cases.json'))) {
      const name = `csv/${entry.name}`
      if (wanted(name))
        yield { name, failures: entry.features_csv ? checkPeopleCase(entry) : checkCategoriesCase(entry) }
    }
  }
  if (existsSync(at('worked_examples.json'))) {
    const examples = json(at('worked_examples.json'))
    for (const id of Object.keys(examples)) {
      const name = `worked/${id}`
      if (wanted(name)) yield { name, failures: await checkWorked(examples, id) }
    }
  }
  if (existsSync(at('infeasible.json'))) {
    for (const entry of json(at('infeasible.json'))) {
      const name = `infeasible/${entry.name}`
      if (wanted(name)) yield { name, failures: await checkInfeasible(entry) }
    }
  }
  const size = (path: string): number => readFileSync(join(path, 'respondents.csv')).length
  for (const path of poolFolders(folder).sort((a, b) => size(a) - size(b))) {
    const name = `pool/${path.split(/[\\/]/).at(-1)}`
    if (wanted(name)) yield { name, ...(await checkPool(path)) }
  }
}

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ChoiceList, ChoiceListInput } from '../priorities/choice-list-contract.ts'

/** The list of an input, computed in a worker thread from the method's own source. Rejects with the method's error. */
export function computeList(input: ChoiceListInput): Promise<ChoiceList> {
  return new Promise((done, failed) => {
    const worker = new Worker(resolve('app/consultations/choice-list-worker.ts'), { workerData: input })
    worker.once('message', done)
    worker.once('error', failed)
    worker.once('exit', (code) => failed(new Error(`the list's worker ended with ${code}`)))
  })
}

let version: string | undefined

/** Which code counted: the program's version and a hash over the source of the method, so that a change shows. */
export function codeVersion(): string {
  if (version) return version
  const folder = resolve('app/priorities')
  const hash = createHash('sha256')
  for (const name of readdirSync(folder).sort()) {
    if (name.endsWith('.ts') && !name.endsWith('.server.ts'))
      hash.update(`${name}\n`).update(readFileSync(resolve(folder, name)))
  }
  const program: { version: string } = JSON.parse(readFileSync(resolve('package.json'), 'utf8'))
  version = `folkmoot ${program.version}, method ${hash.digest('hex').slice(0, 12)}`
  return version
}

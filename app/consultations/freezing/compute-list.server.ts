import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ChoiceList, ChoiceListInput } from '../../priorities/choice-list-contract.ts'
import type { Trial } from '../../priorities/list-trials.ts'
import type { ListReport } from './choice-list-worker.ts'

/** What comes out of the worker: the list as its own JSON, how many it rests on, and what other parameters make of it. */
export interface ComputedList {
  result: string
  base: number
  trials: Trial[]
}

/** A list that was computed without trying other parameters. */
export const computed = (list: ChoiceList): ComputedList => ({
  result: JSON.stringify(list),
  base: list.base,
  trials: [],
})

export interface ListWatch {
  /** Ends the thread at once; the promise then rejects with the signal's reason. */
  signal?: AbortSignal
  onProgress?: (progress: { stage: string; done: number; total: number }) => void
}

/** The list of an input, computed in a worker thread from the method's own source. Rejects with the method's error. */
export function computeList(input: ChoiceListInput, { signal, onProgress }: ListWatch = {}): Promise<ComputedList> {
  return new Promise((done, failed) => {
    signal?.throwIfAborted()
    const worker = new Worker(resolve('app/consultations/freezing/choice-list-worker.ts'), { workerData: input })
    signal?.addEventListener('abort', () => void worker.terminate(), { once: true })
    worker.on('message', (report: ListReport) => (report.kind === 'done' ? done(report) : onProgress?.(report)))
    worker.once('error', failed)
    worker.once('exit', (code) =>
      failed(signal?.aborted ? signal.reason : new Error(`the list's worker ended with ${code}`)),
    )
  })
}

const versions = new Map<string, string>()

/** Which code counted: the program's version and a hash over the source of the method, so that a change shows. */
export function codeVersion(folders: readonly string[] = ['app/priorities']): string {
  const known = versions.get(folders.join())
  if (known) return known
  const hash = createHash('sha256')
  for (const folder of folders.map((name) => resolve(name))) {
    for (const name of readdirSync(folder).sort()) {
      if (name.endsWith('.ts') && !name.endsWith('.server.ts'))
        hash.update(`${name}\n`).update(readFileSync(resolve(folder, name)))
    }
  }
  const program: { version: string } = JSON.parse(readFileSync(resolve('package.json'), 'utf8'))
  const version = `folkmoot ${program.version}, method ${hash.digest('hex').slice(0, 12)}`
  versions.set(folders.join(), version)
  return version
}

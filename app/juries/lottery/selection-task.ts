import { Worker } from 'node:worker_threads'
import type { SelectionInput, SelectionOutcome, SelectionWatch } from './selection.ts'
import type { SelectionReport } from './selection-worker.ts'

/**
 * Runs a selection in a worker thread, so that no page waits for it. Cancelling asks the worker to stop at its next
 * panel and, should it be inside a long computation, ends it after a second; either way the promise rejects with the
 * signal's reason and nothing is left half done.
 *
 * @param worker where the worker's file is; a bundled server passes its own.
 */
export async function selectInWorker(
  input: SelectionInput,
  { signal, onProgress }: SelectionWatch = {},
  worker: URL = new URL('./selection-worker.ts', import.meta.url),
): Promise<SelectionOutcome> {
  signal?.throwIfAborted()
  return new Promise((resolve, reject) => {
    const thread = new Worker(worker, { workerData: input })
    let ending: ReturnType<typeof setTimeout> | undefined
    const cancel = (): void => {
      thread.postMessage('cancel')
      ending = setTimeout(() => thread.terminate(), 1_000)
    }
    const settle = (finish: () => void): void => {
      clearTimeout(ending)
      signal?.removeEventListener('abort', cancel)
      finish()
    }
    signal?.addEventListener('abort', cancel, { once: true })
    thread.on('message', (report: SelectionReport) => {
      if (report.kind === 'progress')
        onProgress?.(report.stage as Parameters<NonNullable<typeof onProgress>>[0], report.part)
      else if (report.kind === 'outcome') settle(() => resolve(report.outcome))
      else if (report.kind === 'fault') settle(() => reject(new Error(report.message)))
    })
    thread.on('error', (error) => settle(() => reject(error)))
    thread.on('exit', () =>
      settle(() => reject(signal?.aborted ? signal.reason : new Error('The selection ended without an outcome'))),
    )
  })
}

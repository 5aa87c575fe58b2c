import { parentPort, workerData } from 'node:worker_threads'
import { type SelectionInput, type SelectionOutcome, select } from './selection.ts'

/** What the worker tells: progress between 0 and 1 in a stage, and at the end the outcome, a cancellation or a fault. */
export type SelectionReport =
  | { kind: 'progress'; stage: string; part: number }
  | { kind: 'outcome'; outcome: SelectionOutcome }
  | { kind: 'cancelled' }
  | { kind: 'fault'; message: string }

// The worker is started by `selection-task.ts` with the input as its data; any message to it cancels.
if (parentPort) {
  const port = parentPort
  const cancel = new AbortController()
  port.once('message', () => cancel.abort())
  const tell = (report: SelectionReport): void => port.postMessage(report)
  try {
    const onProgress = (stage: string, part: number): void => tell({ kind: 'progress', stage, part })
    const outcome = await select(workerData as SelectionInput, { signal: cancel.signal, onProgress })
    tell({ kind: 'outcome', outcome })
  } catch (error) {
    if (cancel.signal.aborted) tell({ kind: 'cancelled' })
    else tell({ kind: 'fault', message: error instanceof Error ? error.message : String(error) })
  }
  port.close()
}

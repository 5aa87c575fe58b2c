import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'

/**
 * What a worker's file makes of its data, in a thread of its own, so that no request waits for it. A signal ends the
 * thread at once; the promise then rejects with the signal's reason.
 */
export function besideServer<T>(file: string, data: unknown, signal?: AbortSignal): Promise<T> {
  return new Promise((done, failed) => {
    signal?.throwIfAborted()
    const worker = new Worker(resolve(file), { workerData: data })
    signal?.addEventListener('abort', () => void worker.terminate(), { once: true })
    worker.once('message', done)
    worker.once('error', failed)
    worker.once('exit', (code) => failed(signal?.aborted ? signal.reason : new Error(`${file} ended with ${code}`)))
  })
}

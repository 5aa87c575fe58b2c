import { resolve } from 'node:path'
import { type ResourceLimits, Worker } from 'node:worker_threads'

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

/** How long a reader may pause before its file is given up, in milliseconds. */
const patience = 120_000

/**
 * Bytes that a worker's file makes of its data while they are read, so that no page waits for them and they are never all
 * in memory at once. The worker sends a part for every message and null at the end. A reader that goes away ends it.
 *
 * @param limits of the thread's memory; one that comes to its end ends the file unfinished, which whoever reads is told.
 */
export function streamBeside(file: string, data: unknown, limits?: ResourceLimits): ReadableStream<Uint8Array> {
  const worker = new Worker(resolve(file), { workerData: data, ...(limits && { resourceLimits: limits }) })
  let timer: ReturnType<typeof setTimeout> | undefined
  let settle = () => {}
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        worker.on('message', (part: Uint8Array | null) => {
          if (part) {
            controller.enqueue(part)
            timer = setTimeout(() => void worker.terminate(), patience)
          } else controller.close()
          settle()
        })
        // Of a stream that has ended both make nothing.
        worker.once('error', (error) => controller.error(error))
        worker.once('exit', () => {
          controller.error(new Error(`${file} ended before its end`))
          settle()
        })
      },
      pull() {
        clearTimeout(timer)
        return new Promise<void>((done) => {
          settle = done
          worker.postMessage('more')
        })
      },
      async cancel() {
        clearTimeout(timer)
        await worker.terminate()
      },
    },
    { highWaterMark: 0 },
  )
}

import { resolve } from 'node:path'
import { type ResourceLimits, Worker } from 'node:worker_threads'
import { type Turn, turns } from './turns.ts'

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

/** Each file is a thread with memory of its own: more than these at once would slow down every page. */
const files = turns(2)

/** How many files are made or wait before one that is asked for now begins. */
export const filesBefore = files.before

/**
 * Bytes that a worker's file makes of its data while they are read, so that no page waits for them and they are never all
 * in memory at once. The worker sends a part for every message and null at the end. A reader that goes away ends it.
 * Two are made at once; others begin in the order in which their readers came.
 *
 * @param limits of the thread's memory; one that comes to its end ends the file unfinished, which whoever reads is told.
 */
export function streamBeside(file: string, data: unknown, limits?: ResourceLimits): ReadableStream<Uint8Array> {
  let turn: Turn | undefined
  let worker: Worker | undefined
  let gone = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let settle = () => {}

  const begin = (controller: ReadableStreamDefaultController<Uint8Array>): Worker => {
    const begun = new Worker(resolve(file), { workerData: data, ...(limits && { resourceLimits: limits }) })
    begun.on('message', (part: Uint8Array | null) => {
      if (gone) return
      if (part) {
        controller.enqueue(part)
        timer = setTimeout(() => void begun.terminate(), patience)
      } else {
        controller.close()
        void begun.terminate()
      }
      settle()
    })
    // Of a stream that has ended both make nothing.
    begun.once('error', (error) => controller.error(error))
    begun.once('exit', () => {
      clearTimeout(timer)
      turn?.leave()
      controller.error(new Error(`${file} ended before its end`))
      settle()
    })
    return begun
  }

  return new ReadableStream<Uint8Array>(
    {
      // Nothing begins before somebody reads: an answer without its body (HEAD) holds no place.
      async pull(controller) {
        if (!worker) {
          turn = files.take()
          await turn.come
          if (gone) return
          worker = begin(controller)
        }
        clearTimeout(timer)
        await new Promise<void>((done) => {
          settle = done
          worker?.postMessage('more')
        })
      },
      async cancel() {
        gone = true
        clearTimeout(timer)
        await worker?.terminate()
        turn?.leave()
      },
    },
    { highWaterMark: 0 },
  )
}

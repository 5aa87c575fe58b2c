import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { LettersTask } from './letters-worker.ts'

/** How long a reader may pause before the letters are given up, in milliseconds. */
const patience = 120_000

/**
 * Letters as a stream of bytes, made in a worker while they are read, so that no page waits for them and they are never
 * all in memory at once. A reader that goes away ends the work.
 */
export function lettersInWorker(task: LettersTask): ReadableStream<Uint8Array> {
  const worker = new Worker(resolve('app/juries/letters-worker.ts'), { workerData: task })
  let timer: ReturnType<typeof setTimeout> | undefined
  const giveUp = () => void worker.terminate()
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        clearTimeout(timer)
        return new Promise<void>((done, failed) => {
          const settle = (finish: () => void) => {
            worker.off('message', onMessage)
            worker.off('error', onError)
            finish()
          }
          const onMessage = (chunk: Uint8Array | null) =>
            settle(() => {
              if (chunk) {
                controller.enqueue(chunk)
                timer = setTimeout(giveUp, patience)
              } else controller.close()
              done()
            })
          const onError = (error: Error) => settle(() => failed(error))
          worker.once('message', onMessage)
          worker.once('error', onError)
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

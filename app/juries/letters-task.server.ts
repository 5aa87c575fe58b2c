import { streamBeside } from '../server/beside-server.ts'
import type { LettersTask } from './letters-worker.ts'

/** Letters as a stream of bytes, made in a worker while they are read. */
export const lettersInWorker = (task: LettersTask): ReadableStream<Uint8Array> =>
  streamBeside('app/juries/letters-worker.ts', task)

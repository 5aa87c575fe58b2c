import { streamBeside } from '../../server/beside-server.ts'
import type { LettersTask } from './letters-worker.ts'

/**
 * Megabytes of the thread: a document of 500 letters needs 50 while it is made. Left alone it leaves rubbish lying for
 * three times as much before it clears up.
 */
const limits = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 384 }

/** Letters as a stream of bytes, made in a worker while they are read. */
export const lettersInWorker = (task: LettersTask): ReadableStream<Uint8Array> =>
  streamBeside('app/juries/letters/letters-worker.ts', task, limits)

import { parentPort, workerData } from 'node:worker_threads'
import { generator } from '../../priorities/generator.ts'
import type { AlternatesInput } from './alternates.ts'
import { moreAlternates } from './more-alternates.ts'

export interface MoreAlternatesTask {
  input: AlternatesInput
  there: number[]
  seed: number
}

/** Chooses alternates beside the server, so that no other page waits. */
function choose({ input, there, seed }: MoreAlternatesTask): number[] {
  return moreAlternates(input, there, generator(seed))
}

parentPort?.postMessage(choose(workerData as MoreAlternatesTask))

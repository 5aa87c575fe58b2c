import { parentPort, workerData } from 'node:worker_threads'
import { generator } from '../../priorities/generator.ts'
import { type AlternatesInput, chooseAlternates } from './alternates.ts'

const { input, seed } = workerData as { input: AlternatesInput; seed: number }

/** Chooses alternates beside the server, so that no request waits for it. */
parentPort?.postMessage(chooseAlternates(input, generator(seed)).alternates)

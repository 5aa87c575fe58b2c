import { parentPort, workerData } from 'node:worker_threads'
import { choiceList } from '../priorities/choice-list.ts'

/** Computes a list beside the server, so that no request waits for it. */
parentPort?.postMessage(choiceList(workerData))

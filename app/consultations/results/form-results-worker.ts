import { parentPort, workerData } from 'node:worker_threads'
import { formResults } from './results.ts'

/** Computes a form's results beside the server, so that no request waits for them. */
parentPort?.postMessage(formResults(workerData))

import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { PlanFigures, TablePlan } from './table-input.ts'
import type { SeatingTask } from './table-plan-worker.ts'

/** A table plan computed in a worker thread from its own source. Rejects with the mathematics' error. */
export function seatInWorker(task: SeatingTask): Promise<{ plan: TablePlan; figures: PlanFigures }> {
  return new Promise((done, failed) => {
    const worker = new Worker(resolve('app/juries/table-plan-worker.ts'), { workerData: task })
    worker.once('message', done)
    worker.once('error', failed)
    worker.once('exit', (code) => failed(new Error(`the table plan's worker ended with ${code}`)))
  })
}

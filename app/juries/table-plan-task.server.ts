import { availableParallelism } from 'node:os'
import { besideServer } from '../server/beside-server.ts'
import type { SeatingTask } from './table-plan-worker.ts'
import { bestFound, type FoundPlan, isIdeal, searchSeeds } from './table-searches.ts'

const inThread = (task: SeatingTask): Promise<FoundPlan> => besideServer('app/juries/table-plan-worker.ts', task)

/**
 * A table plan computed in worker threads from its own source. A whole plan is the best of several searches, as many at
 * once as there are cores; which it is depends on the task alone. Rejects with the mathematics' error.
 */
export async function seatInWorker(task: SeatingTask, threads = availableParallelism()): Promise<FoundPlan> {
  if (task.kind === 'change') return inThread(task)
  const seeds = searchSeeds(task.seed)
  const found: FoundPlan[] = []
  // After a plan that no search can better, only those with an earlier seed still count.
  let end = seeds.length
  let next = 0
  const search = async () => {
    while (next < end) {
      const at = next++
      found[at] = await inThread({ ...task, seed: seeds[at]! })
      if (isIdeal(found[at])) end = Math.min(end, at + 1)
    }
  }
  await Promise.all(Array.from({ length: Math.min(threads, seeds.length) }, search))
  return bestFound(found.slice(0, end))
}

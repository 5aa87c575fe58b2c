import { parentPort, workerData } from 'node:worker_threads'
import { generator } from '../../priorities/generator.ts'
import { changePlan } from './table-change.ts'
import type { TablePlan, TablePlanInput } from './table-input.ts'
import { planFigures, planTables } from './table-plan.ts'

/** A plan from nothing, or the least change of one there is, from a round on. */
export type SeatingTask =
  | { kind: 'plan'; input: TablePlanInput; seed: number }
  | { kind: 'change'; input: TablePlanInput; plan: TablePlan; fromRound: number }

/** Seats people beside the server, so that no page waits. Started by `table-plan-task.server.ts` with the task as its data. */
function seat(task: SeatingTask) {
  const plan =
    task.kind === 'plan'
      ? planTables(task.input, generator(task.seed))
      : changePlan(task.input, task.plan, task.fromRound).plan
  return { plan, figures: planFigures(task.input, plan) }
}

parentPort?.postMessage(seat(workerData as SeatingTask))

import { besideServer } from '../../server/beside-server.ts'
import type { PlanFigures, TablePlan } from './table-input.ts'
import type { SeatingTask } from './table-plan-worker.ts'

/** A table plan computed in a worker thread from its own source. Rejects with the mathematics' error. */
export const seatInWorker = (task: SeatingTask): Promise<{ plan: TablePlan; figures: PlanFigures }> =>
  besideServer('app/juries/tables/table-plan-worker.ts', task)

import type { Generator } from '../../priorities/generator.ts'
import type { TablePlan, TablePlanInput } from './table-input.ts'
import { TableState } from './table-state.ts'

/** In steps of a count from its share: warm enough to leave a dead end, cool enough to arrive. */
const HEAT = 0.45

/**
 * Swaps people, round by round, until every table holds the floor or ceiling of every value's share and nobody sits with
 * whom they must not. Whom people meet in other rounds does not count here.
 *
 * @param free per round, who may move.
 * @param swaps how many swaps to try in a round; where no even round is found, the most even one passed is taken.
 */
export function evenedTables(
  { people, tables, apart }: TablePlanInput,
  plan: TablePlan,
  free: readonly (readonly number[])[],
  random: Generator,
  swaps: number,
): TablePlan {
  return plan.map((round, r) => {
    const movable = free[r]!
    const state = new TableState({ people, tables, rounds: 1, apart }, [round])
    let best = [round]
    let least = state.cost
    for (let swap = 0; swap < swaps && movable.length > 1 && !state.isEven; swap++) {
      const a = movable[random.below(movable.length)]!
      const b = movable[random.below(movable.length)]!
      if (!state.swapWithin(-HEAT * Math.log(1 - random.uniform()), 0, a, b, 1) || state.cost >= least) continue
      least = state.cost
      best = state.plan()
    }
    return best[0]!
  })
}

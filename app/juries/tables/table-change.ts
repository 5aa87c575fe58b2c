import { planErrors, type TablePlan, type TablePlanInput } from './table-plan.ts'
import { TableState } from './table-state.ts'

export interface PlanChange {
  plan: TablePlan
  /** People who were seated before and now sit elsewhere, per round. */
  moved: { round: number; person: number; from: number; to: number }[]
}

type Round = (number | null)[]

/** A shift of one person to a table, or of two who change places. */
type Step = { person: number; to: number }[]

const MOST_STEPS = 12

/**
 * Mends a plan after a late change with as few moves as possible: leavers go, newcomers take the seats left, and others
 * move only where a table would be over-full, a fixed place be taken or people be together who must not. Among equally
 * few moves the one that keeps people meeting others is taken. Rounds before `fromRound` are past and stay.
 *
 * @param plan the former plan for the same people in the same order; people added since stand at the end of `input.people`.
 */
export function changePlan(input: TablePlanInput, plan: TablePlan, fromRound = 0): PlanChange {
  const errors = planErrors(input)
  if (errors.length > 0) throw new RangeError(`Tables cannot be planned: ${errors.join(', ')}`)
  const mended: TablePlan = plan.map((round) => input.people.map((_, person) => round[person] ?? null))
  for (let round = fromRound; round < input.rounds; round++) mended[round] = mendRound(input, mended, round)
  const moved = mended.flatMap((round, r) =>
    round.flatMap((to, person) => {
      const from = plan[r]?.[person] ?? null
      return from !== null && to !== null && from !== to ? [{ round: r, person, from, to }] : []
    }),
  )
  return { plan: mended, moved }
}

function mendRound(input: TablePlanInput, plan: TablePlan, round: number): Round {
  const { people, fixed = [], absent = [] } = input
  const away = new Set(absent.filter((one) => one.round === round).map(({ person }) => person))
  const places = new Map(
    fixed
      .filter((place) => place.round === undefined || place.round === round)
      .map((place) => [place.person, place.table]),
  )
  const seated: Round = [...plan[round]!]
  for (const person of people.keys()) {
    if (away.has(person)) seated[person] = null
    else if (places.has(person)) seated[person] = places.get(person)!
  }
  const newcomers = [...people.keys()].filter((person) => !away.has(person) && seated[person] === null)
  for (const person of newcomers) {
    const options = [...Array(input.tables).keys()].map((to) => [{ person, to }])
    apply(seated, best(input, plan, round, seated, options)!)
  }
  const free = [...people.keys()].filter((person) => !away.has(person) && !places.has(person))
  for (let step = 0; step < MOST_STEPS; step++) {
    const wrong = faults(input, seated)
    if (wrong === 0) break
    const moves: Step[] = free.flatMap((person) =>
      [...Array(input.tables).keys()].filter((to) => to !== seated[person]).map((to) => [{ person, to }]),
    )
    const swaps: Step[] = free.flatMap((a, i) =>
      free
        .slice(i + 1)
        .filter((b) => seated[a] !== seated[b])
        .map((b) => [
          { person: a, to: seated[b]! },
          { person: b, to: seated[a]! },
        ]),
    )
    const better = (steps: Step[], least: number): Step[] =>
      steps.filter((steps) => faults(input, applied(seated, steps)) <= wrong - least)
    // One move that mends as much as a swap would is preferred; a swap counts as two.
    const chosen =
      best(input, plan, round, seated, better(moves, wrong)) ??
      best(input, plan, round, seated, better(swaps, wrong)) ??
      best(input, plan, round, seated, better(moves, 1)) ??
      best(input, plan, round, seated, better(swaps, 1))
    if (!chosen) break
    apply(seated, chosen)
  }
  return seated
}

/** Seats by which tables differ too much in size, and pairs together who must not be. */
function faults({ tables, apart = [] }: TablePlanInput, seated: Round): number {
  const sizes = new Array<number>(tables).fill(0)
  for (const table of seated) if (table !== null) sizes[table]!++
  const present = sizes.reduce((sum, size) => sum + size, 0)
  const [floor, ceiling] = [Math.floor(present / tables), Math.ceil(present / tables)]
  const uneven = sizes.reduce((sum, size) => sum + Math.max(0, floor - size) + Math.max(0, size - ceiling), 0)
  const together = apart.filter(([a, b]) => seated[a] !== null && seated[a] === seated[b]).length
  return uneven + together
}

function applied(seated: Round, step: Step): Round {
  const after = [...seated]
  apply(after, step)
  return after
}

function apply(seated: Round, step: Step): void {
  for (const { person, to } of step) seated[person] = to
}

/** The step after which faults are fewest and then the plan as a whole is best; null if there is none. */
function best(input: TablePlanInput, plan: TablePlan, round: number, seated: Round, steps: Step[]): Step | null {
  const ranked = steps.map((step) => ({ step, wrong: faults(input, applied(seated, step)) }))
  const fewest = ranked.reduce((least, { wrong }) => Math.min(least, wrong), Infinity)
  let chosen: Step | null = null
  let least = Infinity
  for (const { step, wrong } of ranked) {
    if (wrong > fewest) continue
    const { cost } = new TableState(
      input,
      plan.map((other, r) => (r === round ? applied(seated, step) : other)),
    )
    if (cost < least) {
      least = cost
      chosen = step
    }
  }
  return chosen
}

import { generator } from '../priorities/generator.ts'
import { typesOfPool } from './agent-type.ts'
import { provenBound } from './certificate.ts'
import { certify } from './certify.ts'
import { fairLottery, type Stage } from './fair-chances.ts'
import { feasibility, feasibilityMessages } from './feasibility.ts'
import { greedyPanel } from './greedy.ts'
import { loadSolver } from './linear-programme.ts'
import { pause } from './panel-lottery.ts'
import { membersOfPanels } from './panel-members.ts'
import { panelPolytope } from './panel-polytope.ts'
import { SearchLimit } from './panel-pricing.ts'
import { type Message, quotaConflicts } from './quota.ts'
import type { Selection, SelectionInput } from './selection-input.ts'

export type { Selection, SelectionInput, SelectionRule } from './selection-input.ts'

export type SelectionOutcome = { ok: true; selection: Selection } | { ok: false; errors: Message[] }

export interface SelectionWatch {
  signal?: AbortSignal
  /** Part done, from 0 to 1, within a stage. */
  onProgress?: (stage: Stage, part: number) => void
}

/** Everything that makes the lottery of a jury; one call per draw. Rejects with the signal's reason when cancelled. */
export async function select(input: SelectionInput, watch: SelectionWatch = {}): Promise<SelectionOutcome> {
  const { pool, seats, onePerHousehold } = input
  const errors = inputErrors(input)
  if (errors.length > 0) return { ok: false, errors }
  const highs = await loadSolver()
  const possible = feasibility(highs, pool, seats, onePerHousehold)
  if (!possible.feasible) return { ok: false, errors: feasibilityMessages(possible, pool, seats) }
  if (input.rule === 'greedy') return selectGreedily(input, watch)
  try {
    return await selectFairly({ ...input, rule: input.rule }, watch)
  } catch (error) {
    if (error instanceof SearchLimit) return { ok: false, errors: [{ code: 'search-limit', params: {} }] }
    throw error
  }
}

function inputErrors({ pool, seats, panels, seed }: SelectionInput): Message[] {
  if (!Number.isSafeInteger(seats) || seats < 1) return [{ code: 'seats-not-whole', params: { seats } }]
  if (!Number.isSafeInteger(panels) || panels < 1 || panels > 100_000) {
    return [{ code: 'panels-not-whole', params: { panels } }]
  }
  if (!Number.isSafeInteger(seed) || seed < 0) return [{ code: 'seed-not-whole', params: { seed } }]
  if (pool.volunteers.length === 0) return [{ code: 'pool-empty', params: {} }]
  if (seats > pool.volunteers.length) {
    return [{ code: 'seats-above-people', params: { seats, people: pool.volunteers.length } }]
  }
  return quotaConflicts(pool.categories, seats)
}

async function selectFairly(
  { pool, seats, rule, onePerHousehold, panels: count, seed }: SelectionInput & { rule: 'leximin' | 'maximin' },
  { signal, onProgress }: SelectionWatch,
): Promise<SelectionOutcome> {
  const highs = await loadSolver()
  const random = generator(seed)
  const typing = typesOfPool(pool, onePerHousehold)
  const polytope = panelPolytope(pool.categories, typing, seats)
  const onStage = (stage: Stage, done: number, all: number) => onProgress?.(stage, all === 0 ? 1 : done / all)
  const lottery = await fairLottery(highs, polytope, rule, count, random, { signal, onStage })
  if (!lottery) return { ok: false, errors: [{ code: 'no-panel-beyond-flex', params: {} }] }
  const panels = membersOfPanels(typing, lottery.panels, random)
  const certificate = certify(highs, polytope, lottery.weights, lottery.lowest)
  const value = provenBound(certificate, pool, seats, onePerHousehold)
  const targets = typing.typeOf.map((t) => lottery.expected[t]! / typing.types[t]!.members.length)
  const { gap, route } = lottery
  const chances = chancesIn(panels, pool.volunteers.length)
  return { ok: true, selection: { panels, chances, targets, bound: { value, certificate }, gap, route } }
}

async function selectGreedily(
  { pool, seats, onePerHousehold, panels: count, seed }: SelectionInput,
  { signal, onProgress }: SelectionWatch,
): Promise<SelectionOutcome> {
  const random = generator(seed)
  const panels: number[][] = []
  for (let i = 0; i < count; i++) {
    if (i % 16 === 0) await pause()
    signal?.throwIfAborted()
    const panel = greedyPanel(pool, seats, onePerHousehold, random)
    if (!panel) return { ok: false, errors: [{ code: 'greedy-gave-up', params: {} }] }
    panels.push(panel)
    onProgress?.('lottery', (i + 1) / count)
  }
  const chances = chancesIn(panels, pool.volunteers.length)
  return { ok: true, selection: { panels, chances, targets: chances, bound: null, gap: 0, route: null } }
}

/** Per volunteer, the share of the panels they sit in. */
function chancesIn(panels: readonly (readonly number[])[], people: number): number[] {
  const seated = new Array<number>(people).fill(0)
  for (const panel of panels) for (const person of panel) seated[person]!++
  return seated.map((times) => times / panels.length)
}

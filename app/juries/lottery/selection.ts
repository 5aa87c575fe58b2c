import type { Highs } from 'highs'
import { type Generator, generator } from '../../priorities/generator.ts'
import { type Typing, typesOfPool } from './agent-type.ts'
import { provenBound } from './certificate.ts'
import { certify } from './certify.ts'
import { type FairLottery, fairLottery, MANY_TYPES, type Stage } from './fair-chances.ts'
import { feasibility, feasibilityMessages } from './feasibility.ts'
import { greedyPanel } from './greedy.ts'
import { membersApart } from './household-turns.ts'
import { loadSolver } from './linear-programme.ts'
import { pause } from './panel-lottery.ts'
import { membersOfPanels } from './panel-members.ts'
import { type PanelPolytope, panelPolytope } from './panel-polytope.ts'
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
  try {
    const typing = input.rule === 'greedy' ? null : typesOfPool(pool, onePerHousehold)
    const apart = typing && (await selectApart(input, typing, watch))
    if (apart) return apart
    const highs = await loadSolver()
    const possible = feasibility(highs, pool, seats, onePerHousehold)
    if (!possible.feasible) return { ok: false, errors: feasibilityMessages(possible, pool, seats) }
    if (!typing || input.rule === 'greedy') return selectGreedily(input, watch)
    return await selectFairly({ ...input, rule: input.rule }, typing, watch)
  } catch (error) {
    if (error instanceof SearchLimit) return { ok: false, errors: [{ code: 'search-limit', params: {} }] }
    throw error
  }
}

/** What is wrong with the numbers of seats and panels by themselves. */
export function countErrors(seats: number, panels: number): Message[] {
  if (!Number.isSafeInteger(seats) || seats < 1) return [{ code: 'seats-not-whole', params: { seats } }]
  if (!Number.isSafeInteger(panels) || panels < 1 || panels > 100_000) {
    return [{ code: 'panels-not-whole', params: { panels } }]
  }
  return []
}

function inputErrors({ pool, seats, panels, seed }: SelectionInput): Message[] {
  const counts = countErrors(seats, panels)
  if (counts.length) return counts
  if (!Number.isSafeInteger(seed) || seed < 0) return [{ code: 'seed-not-whole', params: { seed } }]
  if (pool.volunteers.length === 0) return [{ code: 'pool-empty', params: {} }]
  if (seats > pool.volunteers.length) {
    return [{ code: 'seats-above-people', params: { seats, people: pool.volunteers.length } }]
  }
  return quotaConflicts(pool.categories, seats)
}

async function selectFairly(
  input: SelectionInput & { rule: 'leximin' | 'maximin' },
  typing: Typing,
  watch: SelectionWatch,
): Promise<SelectionOutcome> {
  const random = generator(input.seed)
  const drawn = await lotteryOver(typing, input, random, watch)
  if (!drawn) return { ok: false, errors: [{ code: 'no-panel-beyond-flex', params: {} }] }
  return { ok: true, selection: selectionOf(drawn, input, membersOfPanels(typing, drawn.lottery.panels, random)) }
}

/**
 * Draws a pool of many types one per household. Where thousands share homes nearly every home is unlike every other, and
 * treating each as a rule of its own takes longer than anybody waits. So the chances are found without regard to homes:
 * the optimum over more panels, which nothing that keeps to homes can beat. If no home is then expected to hold more than
 * one seat, and panels can be named so that none does, they are the chances of the draw, to within what the lottery itself
 * stays below them (`gap`).
 *
 * @param typing the pool's types with their homes.
 * @returns null when that cannot be shown, and for every other pool.
 */
async function selectApart(
  input: SelectionInput,
  { types }: Typing,
  watch: SelectionWatch,
): Promise<SelectionOutcome | null> {
  const { pool, rule, onePerHousehold } = input
  if (!onePerHousehold || rule === 'greedy' || types.length <= MANY_TYPES) return null
  const random = generator(input.seed)
  const typing = typesOfPool(pool, false)
  const drawn = await lotteryOver(typing, { ...input, rule }, random, watch).catch((error) => {
    if (error instanceof SearchLimit) return null
    throw error
  })
  if (!drawn) return null
  const homes = pool.volunteers.map(({ household }) => household)
  const seats = new Map<string, number>()
  homes.forEach((home, person) => {
    if (home !== null) seats.set(home, (seats.get(home) ?? 0) + chanceUnder(drawn, person))
  })
  if ([...seats.values()].some((expected) => expected > 1)) return null
  const panels = membersApart(typing, drawn.lottery.panels, homes, random)
  if (!panels) return null
  const selection = selectionOf(drawn, input, panels)
  const below = selection.targets.reduce((most, aim, person) => Math.max(most, aim - selection.chances[person]!), 0)
  return { ok: true, selection: { ...selection, gap: Math.max(selection.gap, below) } }
}

interface Drawn {
  highs: Highs
  typing: Typing
  polytope: PanelPolytope
  lottery: FairLottery
}

async function lotteryOver(
  typing: Typing,
  { pool, seats, rule, panels }: SelectionInput & { rule: 'leximin' | 'maximin' },
  random: Generator,
  { signal, onProgress }: SelectionWatch,
): Promise<Drawn | null> {
  const highs = await loadSolver()
  const polytope = panelPolytope(pool.categories, typing, seats)
  const onStage = (stage: Stage, done: number, all: number) => onProgress?.(stage, all === 0 ? 1 : done / all)
  const lottery = await fairLottery(highs, polytope, rule, panels, random, { signal, onStage })
  return lottery && { highs, typing, polytope, lottery }
}

const chanceUnder = ({ typing: { types, typeOf }, lottery }: Drawn, person: number): number =>
  lottery.expected[typeOf[person]!]! / types[typeOf[person]!]!.members.length

function selectionOf(drawn: Drawn, { pool, seats, onePerHousehold }: SelectionInput, panels: number[][]): Selection {
  const { highs, polytope, lottery } = drawn
  const certificate = certify(highs, polytope, lottery.weights, lottery.lowest)
  const value = provenBound(certificate, pool, seats, onePerHousehold)
  const targets = pool.volunteers.map((_, person) => chanceUnder(drawn, person))
  const { gap, route } = lottery
  const chances = chancesIn(panels, pool.volunteers.length)
  return { panels, chances, targets, bound: { value, certificate }, gap, route }
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

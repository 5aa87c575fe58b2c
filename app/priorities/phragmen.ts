import { type Approval, approvalProfile } from './approval.ts'
import { BallotError } from './ballot-error.ts'
import { type EveryTie, followTies, type Step } from './every-tie.ts'
import type { Fraction } from './fraction.ts'

/**
 * Loads take few different values (all supporters of the option elected last carry the same), so each group of people
 * points to a level, and the levels share one denominator: exact, and quick for a hundred thousand ballots.
 */
export interface PhragmenState {
  readonly elected: readonly number[]
  readonly levels: readonly bigint[]
  readonly denominator: bigint
  readonly levelOf: Int32Array
}

/**
 * Sequential Phragmén (1894; Brill, Freeman, Janson, Lackner 2017): each place costs one unit of load, shared equally
 * by the supporters of whoever takes it; next is always the option that leaves the lightest greatest load. The order
 * is a proportional ranking: each prefix represents groups in proportion (PJR). Every exact tie is followed.
 * @param places how many places to fill; fewer are filled when the rest has no supporter
 * @throws BallotError for unusable approvals; TooManyTiesError
 */
export function sequentialPhragmen(
  approvals: Iterable<Approval>,
  size: number,
  places: number,
): EveryTie<PhragmenState> {
  const profile = approvalProfile(approvals, size)
  if (profile.length === 0) throw new BallotError('no-ballots', 'Nobody approved anything.')
  const start = { elected: [], levels: [0n], denominator: 1n, levelOf: new Int32Array(profile.length) }
  return continuePhragmen(profile, size, places, start)
}

/** Goes on from given loads, for completing another rule's committee. Loads may be negative (money left over). */
export function phragmenFrom(
  profile: readonly Approval[],
  size: number,
  places: number,
  elected: readonly number[],
  loads: readonly Fraction[],
): EveryTie<PhragmenState> {
  const denominator = loads.reduce((product, { d }) => (product % d === 0n ? product : product * d), 1n)
  const levels = loads.map(({ n, d }) => (n * denominator) / d)
  const levelOf = Int32Array.from(loads, (_, group) => group)
  return continuePhragmen(profile, size, places, { elected, levels, denominator, levelOf })
}

function continuePhragmen(profile: readonly Approval[], size: number, places: number, start: PhragmenState) {
  const supporters = Array.from({ length: size }, (_, option) =>
    profile.flatMap(({ approved }, group) => (approved.includes(option) ? [group] : [])),
  )
  const weights = supporters.map((groups) => groups.reduce((sum, group) => sum + BigInt(profile[group]!.weight), 0n))
  const choose = (state: PhragmenState): Step<PhragmenState>[] => {
    if (state.elected.length >= places) return []
    let best: { option: number; load: bigint }[] = []
    for (let option = 0; option < size; option++) {
      if (weights[option] === 0n || state.elected.includes(option)) continue
      const load = state.denominator + carried(profile, supporters[option]!, state)
      const first = best[0]
      const difference = first === undefined ? -1n : load * weights[first.option]! - first.load * weights[option]!
      if (difference < 0n) best = [{ option, load }]
      else if (difference === 0n) best.push({ option, load })
    }
    return best.map(({ option, load }) => ({
      option,
      state: elect(state, option, load, weights[option]!, supporters[option]!),
    }))
  }
  return followTies(size, start, choose, keyOf)
}

function carried(profile: readonly Approval[], groups: readonly number[], state: PhragmenState): bigint {
  const byLevel = new Float64Array(state.levels.length)
  for (const group of groups) byLevel[state.levelOf[group]!]! += profile[group]!.weight
  return byLevel.reduce((sum, weight, level) => (weight === 0 ? sum : sum + BigInt(weight) * state.levels[level]!), 0n)
}

function elect(state: PhragmenState, option: number, load: bigint, weight: bigint, groups: readonly number[]) {
  const levelOf = state.levelOf.slice()
  for (const group of groups) levelOf[group] = state.levels.length
  // The new load is load / (weight × denominator): one common denominator again after stretching the old levels.
  const levels = [...state.levels.map((level) => level * weight), load]
  return { elected: [...state.elected, option], levels, denominator: state.denominator * weight, levelOf }
}

function keyOf({ elected, levels, denominator, levelOf }: PhragmenState): string {
  const loads = levels.map((level) => {
    let [a, b] = [level < 0n ? -level : level, denominator]
    while (b !== 0n) [a, b] = [b, a % b]
    return `${level / a}/${denominator / a}`
  })
  const set = [...elected].sort((a, b) => a - b).join()
  return `${set}|${Array.from(levelOf, (level) => loads[level]!).join()}`
}

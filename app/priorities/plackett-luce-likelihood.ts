import type { Curvature } from './newton.ts'

/** `weight` people chose the set `chosen` from the options `left` at one stage of their ranking. */
export interface Choice {
  readonly chosen: readonly number[]
  readonly left: readonly number[]
  readonly weight: number
}

export interface ChoiceModel {
  /**
   * How many parameters are log worths, one per option; the log tie parameters follow, one per order in `tieOrders`.
   * An option beyond them is the imaginary one of the prior, with log worth zero.
   */
  readonly options: number
  readonly tieOrders: readonly number[]
  readonly parameters: number
}

/** The log-likelihood of some choices as a function of the parameters, prepared for being asked again and again. */
export function choiceLikelihood(choices: readonly Choice[], model: ChoiceModel): (at: Float64Array) => Curvature {
  if (model.tieOrders.length > 0) return (at) => tiedLikelihood(at, choices, model)
  const groups = byAlternatives(choices, model.options)
  return (at) => singleLikelihood(at, groups, model)
}

/** All choices of one option from the same alternatives. */
interface Alternatives {
  readonly left: readonly number[]
  readonly weight: number
  readonly chosen: Float64Array
}

function byAlternatives(choices: readonly Choice[], options: number): Alternatives[] {
  const groups = new Map<string, { left: readonly number[]; weight: number; chosen: Float64Array }>()
  for (const { chosen, left, weight } of choices) {
    const key = left.join()
    const known = groups.get(key) ?? { left, weight: 0, chosen: new Float64Array(options + 1) }
    known.weight += weight
    known.chosen[chosen[0]!]! += weight
    groups.set(key, known)
  }
  return [...groups.values()]
}

function singleLikelihood(at: Float64Array, groups: readonly Alternatives[], { options }: ChoiceModel): Curvature {
  const gradient = new Float64Array(options)
  const information = new Float64Array(options * options)
  const worth = (option: number): number => (option < options ? at[option]! : 0)
  let value = 0
  for (const { left, weight, chosen } of groups) {
    const top = left.reduce((most, option) => Math.max(most, worth(option)), Number.NEGATIVE_INFINITY)
    const chances = left.map((option) => Math.exp(worth(option) - top))
    const total = chances.reduce((sum, chance) => sum + chance, 0)
    const log = top + Math.log(total)
    for (let i = 0; i < left.length; i++) {
      const a = left[i]!
      const chance = chances[i]! / total
      value += chosen[a]! * (worth(a) - log)
      if (a >= options) continue
      gradient[a]! += chosen[a]! - weight * chance
      information[a * options + a]! += weight * chance
      for (let j = 0; j < left.length; j++) {
        const b = left[j]!
        if (b < options) information[a * options + b]! -= (weight * chance * chances[j]!) / total
      }
    }
  }
  return { value, gradient, information }
}

/**
 * Log-likelihood of choices with its derivatives. The sum over all subsets of k tied options is the k-th elementary
 * symmetric polynomial of worth^(1/k), so no subset is ever written out.
 */
function tiedLikelihood(at: Float64Array, choices: readonly Choice[], model: ChoiceModel): Curvature {
  const { parameters } = model
  const gradient = new Float64Array(parameters)
  const information = new Float64Array(parameters * parameters)
  const slot = (option: number): number => (option < model.options ? option : -1)
  const worth = (option: number): number => (slot(option) < 0 ? 0 : at[slot(option)]!)
  let value = 0
  for (const { chosen, left, weight } of choices) {
    const slots = left.map((option) => slot(option))
    const logs = left.map(worth)
    // Scaling all worths alike changes no chance and keeps the powers within range.
    const top = Math.max(...logs)
    const size = left.length
    const sizes = [1, ...model.tieOrders].filter((tied) => tied <= size)
    const terms = sizes.map((tied) => subsetTerms(logs, top, tied))
    const tieLog = (tied: number): number => (tied === 1 ? 0 : at[model.options + model.tieOrders.indexOf(tied)]!)
    const total = sizes.reduce((sum, tied, i) => sum + Math.exp(tieLog(tied)) * terms[i]!.all, 0)
    const geometric = chosen.reduce((sum, option) => sum + worth(option), 0) / chosen.length - top
    value += weight * (geometric + tieLog(chosen.length) - Math.log(total))
    const mean = new Float64Array(size)
    const ties: { slot: number; chance: number; mean: Float64Array }[] = []
    sizes.forEach((tied, i) => {
      const scale = Math.exp(tieLog(tied)) / total
      const { all, single, pair } = terms[i]!
      const own = single.map((inside) => (scale * inside) / tied)
      for (let a = 0; a < size; a++) {
        mean[a]! += own[a]!
        if (slots[a]! < 0) continue
        for (let b = 0; b < size; b++) {
          if (slots[b]! < 0) continue
          const both = a === b ? single[a]! : pair(a, b)
          information[slots[a]! * parameters + slots[b]!]! += (weight * scale * both) / (tied * tied)
        }
      }
      if (tied > 1) ties.push({ slot: model.options + model.tieOrders.indexOf(tied), chance: scale * all, mean: own })
    })
    for (const option of chosen) {
      if (slot(option) >= 0) gradient[slot(option)]! += weight / chosen.length
    }
    if (chosen.length > 1) gradient[model.options + model.tieOrders.indexOf(chosen.length)]! += weight
    for (let a = 0; a < size; a++) {
      if (slots[a]! < 0) continue
      gradient[slots[a]!]! -= weight * mean[a]!
      for (let b = 0; b < size; b++) {
        if (slots[b]! >= 0) information[slots[a]! * parameters + slots[b]!]! -= weight * mean[a]! * mean[b]!
      }
    }
    for (const tie of ties) {
      gradient[tie.slot]! -= weight * tie.chance
      for (const other of ties) {
        const together = tie === other ? tie.chance : 0
        information[tie.slot * parameters + other.slot]! += weight * (together - tie.chance * other.chance)
      }
      for (let a = 0; a < size; a++) {
        if (slots[a]! < 0) continue
        const cross = weight * (tie.mean[a]! - tie.chance * mean[a]!)
        information[tie.slot * parameters + slots[a]!]! += cross
        information[slots[a]! * parameters + tie.slot]! += cross
      }
    }
  }
  return { value, gradient, information }
}

/** Sums of products of worth^(1/k) over all k-subsets, over those with one option, and over those with two. */
function subsetTerms(logs: readonly number[], top: number, k: number) {
  const x = logs.map((log) => Math.exp((log - top) / k))
  const all = symmetric(x, k)
  const without = x.map((value) => drop(all, value))
  return {
    all: all[k]!,
    single: Float64Array.from(x, (value, i) => value * without[i]![k - 1]!),
    pair: (a: number, b: number): number => (k < 2 ? 0 : x[a]! * x[b]! * drop(without[a]!, x[b]!)[k - 2]!),
  }
}

/** Elementary symmetric polynomials of degree 0 to k. */
function symmetric(x: readonly number[], k: number): Float64Array {
  const e = new Float64Array(k + 1)
  e[0] = 1
  for (const value of x) for (let degree = k; degree > 0; degree--) e[degree]! += value * e[degree - 1]!
  return e
}

/** The same polynomials with one variable taken out. */
function drop(e: Float64Array, value: number): Float64Array {
  const out = e.slice()
  for (let degree = 1; degree < out.length; degree++) out[degree]! -= value * out[degree - 1]!
  return out
}

import type { Answer, Handler } from './answer.ts'
import { budgets, divisible } from './budgets.ts'
import type { ReferenceCase } from './case.ts'
import { committees, representation } from './committees.ts'
import { brief, difference, toleranceOf } from './compare.ts'
import { bestWorstCounts, comparisons, luceRankings } from './comparisons.ts'
import { disclosed } from './disclosed.ts'
import { isInforming } from './informing.ts'
import { polis } from './polis.ts'
import { rankings } from './rankings.ts'
import { coding, ratings } from './ratings.ts'
import { uncertainty } from './uncertainty.ts'
import { weighting } from './weighting.ts'

export interface CaseResult {
  readonly id: string
  /** One line per key that differs or was not compared; empty when the case passed. */
  readonly failures: readonly string[]
}

const HANDLERS: readonly Handler[] = [
  rankings,
  committees,
  representation,
  budgets,
  divisible,
  comparisons,
  bestWorstCounts,
  luceRankings,
  ratings,
  coding,
  polis,
  ...weighting,
  ...uncertainty,
  ...disclosed,
]

/** Puts one case to its method. */
export function runCase(one: ReferenceCase): CaseResult {
  const failures: string[] = []
  const known = knownMethod(one)
  const handler = HANDLERS.find(({ accepts }) => accepts(one))
  if (handler === undefined || known !== null) {
    return { id: one.id, failures: [known ?? `no method for input of kind "${one.input.kind}"`] }
  }
  try {
    const ask = handler.open(one)
    for (const [key, expected] of Object.entries(one.expected)) {
      if (!isInforming(key)) failures.push(...check(one, key, expected, ask(key)))
    }
  } catch (error) {
    failures.push(`stopped: ${error instanceof Error ? `${error.name}: ${error.message}` : error}`)
  }
  return { id: one.id, failures }
}

function check(one: ReferenceCase, key: string, expected: unknown, given: Answer | undefined): string[] {
  if (given === undefined) return [`${key}: not compared (no such answer here)`]
  const tolerance = given.tolerance ?? toleranceOf(one, key)
  if (given.match !== undefined) {
    if (given.match(expected, tolerance)) return []
    return [`${key}: expected ${brief(expected, null)} got ${brief(given.got, null)}`]
  }
  const at = difference(expected, given.got, tolerance)
  return at === null ? [] : [`${key}: expected ${brief(expected, at)} got ${brief(given.got, at)}`]
}

/** The rules asked for, by the first part of a method's name; a case asking for anything else has failed. */
const METHODS = new Set([
  'pairwise',
  'borda',
  'irv',
  'copeland',
  'schulze',
  'kemeny',
  'ranked-pairs',
  'minimax',
  'condorcet',
  'stv',
  'plackett-luce',
  'bradley-terry',
  'maxdiff',
  'majority-judgment',
  'krippendorff-alpha',
  'approval-committee',
  'justified-representation',
  'mes',
  'greedy',
  'budget',
  'polis',
  'bridging',
  'rake',
  'ipf',
  'kish',
  'post-stratify',
  'trim-weights',
  'rank-confidence-sets',
  'suppression',
])

function knownMethod({ method }: ReferenceCase): string | null {
  if (method.length === 0) return 'names no method'
  const strange = method.find((name) => !METHODS.has(name.split('.')[0]!))
  return strange === undefined ? null : `unknown method "${strange}"`
}

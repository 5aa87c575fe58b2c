import type { Certificate } from './certificate.ts'
import type { Pool } from './quota.ts'

export type SelectionRule = 'leximin' | 'maximin' | 'greedy'

/** Part of every commitment: a change of the rules' code that may change a result raises it. */
export const SELECTION_VERSION = 'folkmoot-selection/2'

export interface SelectionInput {
  pool: Pool
  seats: number
  rule: SelectionRule
  /** One juror per household (rule J-5). */
  onePerHousehold: boolean
  /** Equally likely panels in the lottery; 1,000 by rule J-9. */
  panels: number
  /** An integer from 0 to 2^53 - 1. The same input and seed give the same result. */
  seed: number
}

export interface Selection {
  /** Per panel, the volunteers' indices in increasing order; every panel is equally likely. */
  panels: number[][]
  /** Per volunteer, the chance in the lottery: a multiple of 1 / panels. */
  chances: number[]
  /** Per volunteer, the chance the rule aims at; for the greedy rule the lottery's own. */
  targets: number[]
  /** No method could have given the least likely volunteer more than this; null for the greedy rule. */
  bound: { value: number; certificate: Certificate } | null
  /** How far targets may lie from the rule's optimum. */
  gap: number
  /** How the targets were reached; null for the greedy rule. */
  route: 'relaxation' | 'panels' | null
}

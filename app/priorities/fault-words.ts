import type { TFunction } from 'i18next'
import { DisconnectedError } from './comparison-graph.ts'
import { TooManyTiesError } from './every-tie.ts'
import { PriorityInputError } from './input-error.ts'
import { NoConvergenceError } from './newton.ts'

/** What went wrong: a stable code, and what it names. */
export type Fault = { code: string; details: Readonly<Record<string, string | number>> }

/** What is wrong, and what to do about it, in the words of the area `faults`: codes have hyphens, their keys have not. */
export const faultWords = (t: TFunction, { code, details }: Fault): string =>
  t([`codes.${code.replaceAll('-', '_')}`, 'codes.fault'], { reason: code, ...details })

/** Why a list stands unweighted, and what to do about it. */
export const refusalWords = (t: TFunction, reason: string): string => t(`refusals.${reason.replaceAll('-', '_')}`)

/** Any error of the method by its code, so that it can be kept and said later. */
export function faultOf(error: unknown): Fault {
  if (error instanceof PriorityInputError) return { code: error.code, details: { ...error.details } }
  if (error instanceof DisconnectedError) return { code: 'disconnected', details: { groups: error.groups.length } }
  if (error instanceof TooManyTiesError) return { code: 'too-many-ties', details: {} }
  if (error instanceof NoConvergenceError) return { code: 'no-convergence', details: {} }
  return { code: 'fault', details: { reason: error instanceof Error ? error.message : String(error) } }
}

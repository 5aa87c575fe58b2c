import type { TFunction } from 'i18next'

/** What is wrong, and what to do about it, in the words of the area `faults`: codes have hyphens, their keys have not. */
export const faultWords = (
  t: TFunction,
  { code, details }: { code: string; details: Readonly<Record<string, string | number>> },
): string => t([`codes.${code.replaceAll('-', '_')}`, 'codes.fault'], { reason: code, ...details })

/** Why a list stands unweighted, and what to do about it. */
export const refusalWords = (t: TFunction, reason: string): string => t(`refusals.${reason.replaceAll('-', '_')}`)

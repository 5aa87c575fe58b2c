import type { TFunction } from 'i18next'
import { sha256 } from '../ledger/commitment.ts'
import { type FieldError, seenField, type Typed } from './form.ts'

/** A mark of what a form shows, sent along with it: nobody writes over words that they never saw. */
export const markOf = (shown: unknown): string => sha256(JSON.stringify(shown)).slice(0, 16)

/** A field in which what stands now differs from what was sent; `now` in words, where words can say it. */
export interface Differing {
  field: string
  now?: string
}

/**
 * What somebody else changed since this form was shown, by field; none where nothing stands otherwise than it was sent.
 * The page that comes back has the new mark: sent again, it is taken.
 */
export function changedMeanwhile(
  typed: Typed,
  shown: unknown,
  differing: readonly Differing[],
  t: TFunction,
): FieldError[] {
  const seen = typed[seenField]?.[0]
  if (seen === undefined || seen === markOf(shown)) return []
  return differing.map(({ field, now }) => ({
    field,
    message: String(now === undefined ? t('meanwhile.other') : t(now ? 'meanwhile.reads' : 'meanwhile.empty', { now })),
  }))
}

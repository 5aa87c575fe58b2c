import type { TFunction } from 'i18next'
import { withCarried } from '../answering/carried.ts'
import type { WayIn } from '../groups/way-in.ts'

/** How an exercise has its answers confirmed, from the weakest to the strongest. */
export const confirmLevels = ['none', 'email', 'letter'] as const
export type ConfirmLevel = (typeof confirmLevels)[number]

/** Wrong codes after which a mailed one is worth nothing any more. */
export const mostTries = 5
/** Messages with a code that one draft may have sent. */
export const mostMails = 5
/** A mailed code holds for a day: nobody is hurried (rule A-9). */
export const mailedHours = 24
/** Letters that one exercise may have codes for. */
export const mostLetters = 100_000

/**
 * True when these answers count only with a code. What an officer takes on the telephone is confirmed by the officer,
 * organisations are counted apart, and what comes late counts nowhere.
 */
export const mustConfirm = (
  level: ConfirmLevel,
  given: { late?: boolean; wayIn?: WayIn; organisation?: unknown },
): boolean => level !== 'none' && !given.late && given.wayIn?.channel !== 'phone' && given.organisation === undefined

/** What is said when answers are sent, beside them: neither is scored. */
export interface Asides {
  /** What was written in own words may be published. */
  mayPublish: boolean
  /** Somebody helped; asked in the Easy Read edition. */
  helped: boolean
}

export const asidesIn = (typed: Readonly<Record<string, readonly string[] | undefined>>): Asides => ({
  mayPublish: typed.publish?.[0] === 'yes',
  helped: typed.helped?.[0] === 'yes',
})

/** Where finished answers are confirmed: with what was said beside them. */
export function confirmAddress(path: string, { mayPublish, helped }: Asides, carried: string | null): string {
  const said = [mayPublish && 'publish=yes', helped && 'helped=yes'].filter(Boolean).join('&')
  return withCarried(`${path}/confirm${said ? `?${said}` : ''}`, carried)
}

/** What somebody typed as a mailed code: six digits, whatever stands between them and in whichever script. */
export function readMailedCode(typed: string): string | undefined {
  const digits = [...typed.slice(0, 60)].flatMap((character) => {
    if (/\p{Nd}/u.test(character)) return [digitOf(character)]
    return /[\s\-–.\u200e\u200f\u2066-\u2069]/u.test(character) ? [] : [undefined]
  })
  return digits.length === 6 && digits.every((digit) => digit !== undefined) ? digits.join('') : undefined
}

/** The digits of every script stand in tens that begin with zero. */
function digitOf(character: string): number {
  const at = character.codePointAt(0)!
  let zero = at
  while (at - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return at - zero
}

/** Why an answer was not confirmed, as keys of the words. */
export type ConfirmProblem = 'code_wrong' | 'code_void' | 'address_used' | 'letter_unknown' | 'letter_used'

/** The same in a sentence or two, for files: by the words of `method.<level>` and `method.counted`. */
export const confirmedInShort = (t: TFunction, { level, confirmed }: Confirmed, base: number): string =>
  [
    t(`method.${level}`),
    ...(typeof confirmed === 'number' && level !== 'none' ? [t('method.counted', { confirmed, base })] : []),
  ].join(' ')

/** A count that may be told of how many answers were confirmed, with those that came without a code. */
export interface Confirmed {
  level: ConfirmLevel
  /** Null while the exercise is open; fewer than ten are not counted out. */
  confirmed: number | 'few' | null
}

/** Of how many answers it may be said that a code confirmed them; null where there is nothing to say. */
export const confirmedShare = ({ level, confirmed }: Confirmed, base: number): 'all' | 'some' | 'few' | null => {
  if (level === 'none' || confirmed === null) return null
  if (confirmed === 'few') return 'few'
  return confirmed < base ? 'some' : 'all'
}

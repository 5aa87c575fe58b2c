import { z } from 'zod'
import type { WeakOrder } from '../../priorities/ballot.ts'
import { optionOrder, seedLimit } from '../answering/option-order.ts'

/** A posted form: each name with everything sent under it. */
export type Sent = Readonly<Record<string, readonly string[]>>

/** What is wrong with an answer: the control's id, a key under `errors.` of the words `asking`, and what fills it in. */
export interface Trouble {
  field: string
  key: string
  values?: Record<string, number | string>
}

/** An answer as it is kept: `value` is counted and committed to; the respondent's own words are kept apart from it. */
export interface Given<V = unknown> {
  value: V
  text: string
}

/** "I am not sure": an answer of its own, of every kind that offers it. */
export const unsure = 'unsure'

/** What one reading of a form found: an answer, nothing at all, or what is wrong. */
export type Reading<V> =
  | { given: Given<V | typeof unsure> | null; troubles: [] }
  | { given: null; troubles: [Trouble, ...Trouble[]] }

/** One question as one respondent meets it. Every field of it has a name that begins with `name`. */
export interface Asked<C> {
  name: string
  config: C
  unsure: boolean
  /** Fixes the random order of its options for this respondent. */
  seed: number
  /** When it is answered; unknown of answers that are only looked at again, and of files. */
  answered?: Span
}

/** The days on one of which an answer was given: one day on a screen, from opening to arrival on paper. */
export interface Span {
  first: string
  last: string
}

/** One line of an answer in words: a text of the question by its id, and what was said about it. */
export interface Line {
  text?: string
  /** The other of two things that were compared, as a text id. */
  other?: string
  /** What a figure counts, as a text id. */
  unit?: string
  value?:
    | { text: string }
    | { name: string }
    | { plain: string }
    | { day: string }
    | { words: string; values?: Record<string, number> }
}
export interface Summary {
  ordered?: boolean
  lines: Line[]
}

/**
 * One way to ask: what an officer sets (`config`), what is kept (`value`), and everything between. The methods are given
 * only configurations and values that their shapes have passed.
 */
export interface Kind<C = unknown, V = unknown> {
  config: z.ZodType<C>
  value: z.ZodType<V>
  /** The ids of all texts that the configuration points to. */
  textIds(config: C): string[]
  /** The id of its first control, where a message about the whole question leads. */
  field(asked: Asked<C>): string
  /** Nothing sent at all reads as no answer; whether one is required is decided elsewhere. */
  read(sent: Sent, asked: Asked<C>): Reading<V>
  /** The fields as they must stand for this answer to be read again. */
  typed(given: Given<V>, asked: Asked<C>): Record<string, string[]>
  /** False when the question has changed so that this answer no longer belongs to it. */
  fits(value: V, config: C): boolean
  summary(value: V, config: C): Summary
  /** Tokens that a later question may depend on. */
  says(value: V): string[]
  /** What priorities are made of, in the order that `ballots` counts them; none where the kind ranks nothing. */
  rankable(config: C): readonly Choice[]
  /** Weak orders over `rankable`; one person may give several. */
  ballots(value: V, config: C): WeakOrder[]
  /** How long answering takes, reading included (rule G-7). */
  seconds(config: C): number
}

/** Infers the shapes of a kind from its schemas. */
export const kindOf = <C, V>(kind: Kind<C, V>): Kind<C, V> => kind

export const idShape = z.string().min(1).max(80)

/** Something that can be chosen: its texts by id, and the priority it is evidence for. */
export const choiceShape = z.object({
  id: idShape,
  title: z.string(),
  example: z.string().nullable().default(null),
  priority: z.string().nullable().default(null),
})
export type Choice = z.output<typeof choiceShape>

/** At least two different choices and at most so many: a printed page has an end (rule L-1). */
export const choicesShape = (most: number, least = 2) =>
  z
    .array(choiceShape)
    .min(least, 'too_few_options')
    .max(most, 'too_many_options')
    .refine((all) => new Set(all.map((one) => one.id)).size === all.length, 'option_twice')

export const choiceTexts = (choices: readonly Choice[]) =>
  choices.flatMap(({ title, example }) => (example ? [title, example] : [title]))

/** The choices as one respondent sees them. */
export function inOrder<T>(choices: readonly T[], random: boolean, seed: number): T[] {
  return random ? optionOrder(choices, seed % seedLimit) : [...choices]
}

/** A random order of one's own that something new only slips into: what was seen before stays where it was. */
export function steadyOrder<T extends { id: string }>(choices: readonly T[], seed: number): T[] {
  const place = ({ id }: T) => [...id].reduce((hash, letter) => mixed(hash ^ letter.charCodeAt(0)), mixed(seed))
  return [...choices].sort((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1))
}

/** Spreads the bits of a word (the finaliser of MurmurHash3). */
function mixed(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return (twice ^ (twice >>> 16)) >>> 0
}

export const indexOf = (choices: readonly Choice[], id: string): number => choices.findIndex((one) => one.id === id)
export const knows = (choices: readonly Choice[], ids: readonly string[]): boolean =>
  ids.every((id) => indexOf(choices, id) >= 0)

export const nothing: Reading<never> = { given: null, troubles: [] }
export const notSure: Reading<never> = { given: { value: unsure, text: '' }, troubles: [] }
export const taken = <V>(value: V, text = ''): Reading<V> => ({ given: { value, text }, troubles: [] })
export const wrong = (field: string, key: string, values?: Trouble['values']): Reading<never> => ({
  given: null,
  troubles: [{ field, key, values }],
})
export const wrongs = (troubles: Trouble[]): Reading<never> => ({
  given: null,
  troubles: troubles as [Trouble, ...Trouble[]],
})

export const first = (sent: Sent, name: string): string => (sent[name]?.[0] ?? '').trim()

import { westernDigits } from '../../languages/western-digits.ts'

/** A text beside its translation, as a translator meets it. */
export interface TranslatedText {
  place: string
  /** The title of the question it belongs to; null on the start page. */
  under: string | null
  english: string
  /** Empty where there is none. */
  body: string
  /** The English it was made from; empty where there is none. */
  source: string
  /** Who typed it or took it from a file, where that is known. */
  writtenBy?: string
  checkedBy: string | null
  checkedOn: string | null
  /** File names of the pictures beside its sentences; empty where there are none. */
  pictures: string[]
}

export const translationStates = ['missing', 'outdated', 'unchecked', 'checked'] as const
export type TranslationState = (typeof translationStates)[number]

/** Missing; made from English that has changed since; waiting for a speaker; or checked by one. */
export function stateOf({ body, source, english, checkedBy }: TranslatedText): TranslationState {
  if (!body) return 'missing'
  if (source !== english) return 'outdated'
  return checkedBy === null ? 'unchecked' : 'checked'
}

/** Whether somebody may record that a text was checked: never one that they translated, or took from a file. */
export const mayCheck = (text: TranslatedText, personId: string): boolean =>
  stateOf(text) === 'unchecked' && text.writtenBy !== personId

export const counted = (texts: readonly TranslatedText[]): Record<TranslationState, number> => {
  const counts = { missing: 0, outdated: 0, unchecked: 0, checked: 0 }
  for (const text of texts) counts[stateOf(text)]++
  return counts
}

/** Longest translation: a text of an exercise and the third that other languages need more. */
export const translationLimit = 4000

/** What is wrong with a translation: a key of the words, and what fills it in. */
export interface TranslationTrouble {
  key: 'too_long' | 'lost' | 'added' | 'not_written'
  values: Record<string, string | number>
}

/**
 * What the English has that a translation may not lose or change: figures, addresses on the web, addresses of mail, and
 * what is filled in. Each as it must stand; figures in Western digits whatever the script.
 */
export function keptWhole(text: string): string[] {
  const found: string[] = []
  const rest = text
    .replace(/\{\{[^{}]*\}\}/g, (whole) => {
      found.push(whole.replace(/\s/g, ''))
      return ' '
    })
    .replace(/\b(?:https?:\/\/|www\.)[^\s<>"')]*[^\s<>"').,;:!?]/gi, (whole) => {
      found.push(whole)
      return ' '
    })
    .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, (whole) => {
      found.push(whole)
      return ' '
    })
  for (const [figure] of westernDigits(rest).matchAll(/\d+(?:[.,٫٬ \u00a0\u202f]\d+)*/g)) {
    found.push(figure.replace(/\D/g, ''))
  }
  return found.sort()
}

/** What is wrong with a translation of a text, held against its English. */
export function troublesIn(english: string, body: string): TranslationTrouble[] {
  const troubles: TranslationTrouble[] = []
  if (body.length > translationLimit) {
    troubles.push({ key: 'too_long', values: { limit: translationLimit, written: body.length } })
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is the point
  if (/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/.test(body)) troubles.push({ key: 'not_written', values: {} })
  const [wanted, given] = [keptWhole(english), keptWhole(body)]
  const lost = without(wanted, given)
  // Another language may well write in figures what English writes in words.
  const added = without(given, wanted).filter((one) => !/^\d+$/.test(one))
  if (lost.length) troubles.push({ key: 'lost', values: { what: lost.join(', ') } })
  if (added.length) troubles.push({ key: 'added', values: { what: added.join(', ') } })
  return troubles
}

function without(all: readonly string[], taken: readonly string[]): string[] {
  const left = [...taken]
  return all.filter((one) => {
    const at = left.indexOf(one)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

/** One line of a translators' file: where the text stands, the English it was made from and what it became. */
export interface FileUnit {
  /** The line of the file on which it begins. */
  row: number
  place: string
  source: string
  /** Empty where the translator wrote nothing. */
  target: string
}

/** What is wrong with a file, where: a key of the words and what fills it in. */
export interface FileTrouble {
  row: number
  place: string
  key: string
  values: Record<string, string | number>
}

export const fileTrouble = (
  row: number,
  key: string,
  values: FileTrouble['values'] = {},
  place: string = '',
): FileTrouble => ({ row, place, key, values })

export type ReadUnits = { units: FileUnit[]; troubles: FileTrouble[] }

/** What a file would change: texts that differ, how many of them were made from English that is another by now. */
export interface FileChanges {
  changed: FileUnit[]
  outdated: number
  same: number
  empty: number
}

/**
 * Holds a whole file against an exercise's texts. Every unit that cannot be taken is named; a translation made from other
 * English than today's is taken and waits as out of date. What the translator left empty changes nothing.
 */
export function changesOf(
  { units, troubles: found }: ReadUnits,
  texts: readonly TranslatedText[],
): { troubles: FileTrouble[]; changes: FileChanges } {
  const troubles = [...found]
  const known = new Map(texts.map((text) => [text.place, text]))
  const seen = new Map<string, number>()
  const changes: FileChanges = { changed: [], outdated: 0, same: 0, empty: 0 }
  for (const unit of units) {
    const { row, place, source, target } = unit
    const text = known.get(place)
    const before = seen.get(place)
    if (!text) troubles.push(fileTrouble(row, 'unknown', {}, place))
    else if (before !== undefined) troubles.push(fileTrouble(row, 'twice', { before }, place))
    else if (!target) changes.empty++
    else if (target === text.body && source === text.source) changes.same++
    else {
      for (const { key, values } of troublesIn(source, target)) troubles.push(fileTrouble(row, key, values, place))
      if (source !== text.english) changes.outdated++
      changes.changed.push(unit)
    }
    if (text && before === undefined) seen.set(place, row)
  }
  if (!units.length && !troubles.length) troubles.push(fileTrouble(1, 'no_units'))
  return { troubles: troubles.sort((a, b) => a.row - b.row), changes }
}

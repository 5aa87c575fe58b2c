import { z } from 'zod'

/** From one place in a text to another, in UTF-16 units, as JavaScript counts them. */
export const spansShape = z.array(z.tuple([z.number().int().min(0), z.number().int().min(0)]))
export type Span = z.output<typeof spansShape>[number]

export type Reason = 'email' | 'phone' | 'postcode' | 'address' | 'name'
export interface Suggestion {
  span: Span
  words: string
  why: Reason
}

/** What stands for what is left out. */
const leftOut = '[…]'

// Not the letters that a postcode begins with: a name beside one is still a name.
const capital = String.raw`\p{Lu}[\p{L}\p{M}'’-]+(?![\p{L}\p{N}])`
const titles = 'Mrs?|Ms|Miss|Mx|Dr|Prof(?:essor)?|Rev(?:erend)?|Sir|Dame|Lord|Lady|Cllr|Councillor|Sgt|PC|Nurse|Father'
const streets =
  'Street|St|Road|Rd|Lane|Ln|Close|Avenue|Ave|Drive|Way|Crescent|Court|Terrace|Place|Gardens|Grove|Hill|Row|Square|Walk|Mews|Green|Rise|View'

/** What gives a person away by its form; the first rule that finds a place names it. */
const rules: readonly { why: Reason; pattern: RegExp; group?: number }[] = [
  { why: 'email', pattern: /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu },
  { why: 'phone', pattern: /(?<![\p{N}/])(?:\+|00)?\(?\d(?:[\s().-]{0,2}\d){8,13}(?!\p{N})/gu },
  { why: 'postcode', pattern: /(?<![\p{L}\p{N}])[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}(?![\p{L}\p{N}])/giu },
  {
    why: 'address',
    pattern: new RegExp(
      String.raw`(?<![\p{L}\p{N}])(?:(?:[Ff]lat|[Aa]partment|[Uu]nit)\s+\d{1,4}\p{L}?,?\s+)?\d{1,4}\p{L}?,?\s+(?:${capital}\s+){1,3}(?:${streets})(?!\p{L})`,
      'gu',
    ),
  },
  {
    why: 'name',
    pattern: new RegExp(String.raw`(?<!\p{L})((?:${titles})\.?\s+${capital}(?:\s+${capital})?)`, 'gu'),
    group: 1,
  },
  {
    why: 'name',
    pattern: new RegExp(String.raw`(?:name is|called|named|call me)\s+(${capital}(?:\s+${capital})?)`, 'gu'),
    group: 1,
  },
  { why: 'name', pattern: new RegExp(String.raw`(?<![\p{L}'’])${capital}(?:\s+${capital})+`, 'gu') },
  { why: 'name', pattern: /(?<=[\p{Ll},;]\s)\p{Lu}\p{Ll}[\p{Ll}\p{M}'’-]+/gu },
]

/**
 * What a person may want left out of a text before it leaves the analyst (rule P-4): addresses and numbers by their form,
 * names by how they stand. `known`: words in small letters that name no person – places, months, partners. It errs on
 * the side of asking; a person confirms, and adds what no rule can know.
 */
export function suggestions(text: string, known: ReadonlySet<string>): Suggestion[] {
  const found: Suggestion[] = []
  for (const { why, pattern, group = 0 } of rules) {
    for (const match of text.matchAll(pattern)) {
      const words = match[group]!
      if (why === 'name' && words.split(/\s+/).every((word) => known.has(plain(word)))) continue
      const from = match.index + match[0].lastIndexOf(words)
      const span: Span = [from, from + words.length]
      if (!found.some((other) => overlaps(other.span, span))) found.push({ span, words, why })
    }
  }
  return found.sort((a, b) => a.span[0] - b.span[0])
}

const plain = (word: string) => word.toLowerCase().replace(/['’]s$|[^\p{L}\p{M}\p{N}-]/gu, '')

/** Every word of some names, as `suggestions` knows them. */
export const knownWords = (names: readonly string[]): Set<string> =>
  new Set(names.flatMap((name) => name.split(/\s+/).map(plain)))

const overlaps = ([a, b]: Span, [c, d]: Span) => a < d && c < b

/** Every place where some words stand in a text, whatever their letters' size; none where they do not. */
export function spansOf(text: string, words: string): Span[] {
  const wanted = words.trim()
  if (!wanted) return []
  const pattern = new RegExp(wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'), 'giu')
  return [...text.matchAll(pattern)].map((match): Span => [match.index, match.index + match[0].length])
}

/** The spans in order, those that touch as one. */
export function united(spans: readonly Span[]): Span[] {
  const all: Span[] = []
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = all.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else all.push([from, to])
  }
  return all
}

/** The text as anybody but the analyst reads it. */
export function redacted(text: string, spans: readonly Span[]): string {
  let at = 0
  let shown = ''
  for (const [from, to] of united(spans)) {
    shown += text.slice(at, from) + leftOut
    at = to
  }
  return shown + text.slice(at)
}

import type { TFunction } from 'i18next'
import { firstLanguage } from './language.ts'

/**
 * A text made ready once: itself, or its pieces with the names of values at the odd places, or, where only the library
 * can do it (nested keys, formats), `false`.
 */
type Ready = string | string[] | false

/** Every text of one language by `area:a.b.c`. */
export type Texts = ReadonlyMap<string, Ready>

const special = ['context', 'returnObjects', 'defaultValue', 'interpolation', 'lng', 'ns']

/** Makes the texts of one language ready. An empty text is none, as the library is told too. */
export function madeReady(texts: Iterable<readonly [key: string, text: string]>): Texts {
  const ready = new Map<string, Ready>()
  for (const [key, text] of texts) if (text) ready.set(key, readyOf(text))
  return ready
}

function readyOf(text: string): Ready {
  if (/\{\{[^}]*[^\w\s}][^}]*\}\}|\$t\(/.test(text)) return false
  const pieces = text.split(/\{\{\s*(\w+)\s*\}\}/)
  return pieces.length === 1 ? text : pieces
}

/**
 * The same answers for the plain cases, nearly all, without the library's machinery: it took a third of a page's time.
 * `own` and `english` are searched in that order, as the library does.
 */
export function quickly(library: TFunction, area: string, language: string, own: Texts, english: Texts): TFunction {
  const translate = (keys: string | string[], values?: Record<string, unknown> | string): unknown => {
    const hard = () => library(keys as string, values as never)
    // A default text in place of values is the library's business too.
    if (typeof values === 'string' || (values && special.some((s) => s in values))) return hard()
    // The library looks for each key in every language before the next, so the first alone comes out alike here.
    const key = `${area}:${typeof keys === 'string' ? keys : keys[0]}`
    const count = values?.count
    const ready =
      count === undefined || typeof count === 'string'
        ? (own.get(key) ?? english.get(key))
        : typeof count === 'number'
          ? (inForm(own, key, count, Boolean(values!.ordinal), language) ??
            inForm(english, key, count, Boolean(values!.ordinal), firstLanguage))
          : undefined
    if (typeof ready === 'string') return ready
    return (ready && values && filled(ready, values)) || hard()
  }
  return translate as unknown as TFunction
}

/** The text with its values in place; undefined when one is neither a text nor a number. */
function filled(pieces: readonly string[], values: Readonly<Record<string, unknown>>): string | undefined {
  let text = pieces[0]!
  for (let i = 1; i < pieces.length; i += 2) {
    const value = values[pieces[i]!]
    if (typeof value !== 'string' && typeof value !== 'number') return undefined
    text += value + pieces[i + 1]!
  }
  return text
}

/** The text of a key in the form for a count, looked for as the library does. */
function inForm(texts: Texts, key: string, count: number, ordinal: boolean, language: string): Ready | undefined {
  const form = rulesOf(language, ordinal).select(count)
  if (ordinal) {
    const own = texts.get(`${key}_ordinal_${form}`) ?? texts.get(`${key}_${form}`)
    return own ?? texts.get(key) ?? texts.get(`${key}_ordinal_other`)
  }
  const zero = count === 0 ? texts.get(`${key}_zero`) : undefined
  return zero ?? texts.get(`${key}_${form}`) ?? texts.get(key) ?? texts.get(`${key}_other`)
}

const rules = new Map<string, Intl.PluralRules>()

function rulesOf(language: string, ordinal: boolean): Intl.PluralRules {
  const name = ordinal ? `${language} ordinal` : language
  let found = rules.get(name)
  if (!found) {
    found = new Intl.PluralRules(language, { type: ordinal ? 'ordinal' : 'cardinal' })
    rules.set(name, found)
  }
  return found
}

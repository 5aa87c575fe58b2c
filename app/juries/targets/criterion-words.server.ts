import type { TFunction } from 'i18next'
import { questionWords } from '../../consultations/equality/characteristic-words.ts'
import { furtherGroups, isFurtherGroup } from '../../consultations/equality/characteristics.ts'
import { adultAgeBands, ethnicGroups, sexes } from '../../consultations/equality/monitoring.ts'
import { languagePart } from '../../languages/edition.ts'
import { firstLanguage } from '../../languages/language.ts'
import type { Said } from '../../languages/use-words.ts'
import { languages, words as wordsIn } from '../../languages/words.server.ts'
import { sameName } from '../lottery/quota.ts'
import type { CriterionWords } from './criterion-words-store.server.ts'
import { type Criterion, type Dimension, dimensions, groupLabel } from './target.ts'
import { partsOf } from './target-change.ts'

type Words = (area: string) => TFunction
type Asked = Pick<Criterion, 'id' | 'name' | 'dimension' | 'reason' | 'targets'>

/** Words as a page shows them: the product's own, or typed ones with the language they stand in. */
export type Worded = string | { body: string; language: string; checked: boolean }
export const bodyOf = (worded: Worded): string => (typeof worded === 'string' ? worded : worded.body)

/** The words under a key, or something else where there are none. */
export function wordsOr(t: TFunction, key: string, otherwise: string, values: Record<string, unknown> = {}): string {
  const found = t(key, values) as string
  return found === key ? otherwise : found
}

/** Values of a margin that the product has words for; districts have names. */
const valuesOf = (dimension: Dimension): readonly string[] =>
  isFurtherGroup(dimension) ? furtherGroups[dimension].map(groupLabel) : (firstValues[dimension] ?? [])

const firstValues: Partial<Record<Dimension, readonly string[]>> = {
  age: adultAgeBands,
  sex: sexes.map(groupLabel),
  ethnic_group: ethnicGroups.map(groupLabel),
}

/** How the product asks for a margin in one language, what it is called in short, and each of its values. */
function marginWords(words: Words, dimension: Dimension) {
  const t = words('registration')
  if (!isFurtherGroup(dimension)) {
    return {
      title: t(`about.${dimension}.title`),
      hint: wordsOr(t, `about.${dimension}.hint`, ''),
      short: t(`about.${dimension}.short`),
      value: (value: string) => wordsOr(t, `values.${dimension}.${value}`, ''),
    }
  }
  const own = words('characteristics')
  const asked = questionWords(words, dimension === 'disability' ? 'condition' : dimension)
  return {
    title: asked.title,
    hint: '',
    short: capital(own(`names.${dimension}`)),
    value: (value: string) => {
      const code = furtherGroups[dimension].find((one) => groupLabel(one) === value)
      if (code === undefined) return ''
      return dimension === 'disability' ? own(`groups.disability.${code}`) : asked.code(code)
    },
  }
}

const capital = (name: string) => name.slice(0, 1).toUpperCase() + name.slice(1)

const english: Words = (area) => wordsIn(firstLanguage, area)

/** The value of a margin that somebody typed, in its own words or in those the product asks it in. */
function valueTyped(dimension: Dimension, typed: string): string | undefined {
  const { value } = marginWords(english, dimension)
  return valuesOf(dimension).find((one) => [one, value(one)].some((said) => sameName(said) === sameName(typed)))
}

/** The margin that a typed criterion is, under another roof: its name and all its values are the product's own. */
function marginTyped({ name, targets }: Asked): Dimension | null {
  const parts = targets.flatMap(({ value }) => partsOf(value))
  const found = dimensions.find((dimension) => {
    const names = [marginWords(english, dimension).short, english('recruitment')(`dimensions.${dimension}`)]
    return (
      names.some((known) => sameName(known) === sameName(name)) &&
      parts.length > 0 &&
      parts.every((part) => valueTyped(dimension, part) !== undefined)
    )
  })
  return found ?? null
}

/** The product's words for one value in a language; empty where it has none. */
function productWords(words: Words, dimension: Dimension | null, part: string): string {
  const value = dimension && (valueTyped(dimension, part) ?? part)
  if (dimension && value) return marginWords(words, dimension).value(value)
  const answer = (['yes', 'no'] as const).find((one) => sameName(english('registration')(one)) === sameName(part))
  return answer ? words('registration')(answer) : ''
}

/** What somebody typed and the product has no words for: the question, why it matters, and values. Districts are names. */
export function typedTexts(criterion: Asked): string[] {
  if (criterion.dimension === 'district') return []
  const dimension = criterion.dimension ?? marginTyped(criterion)
  const question = dimension ? [] : [criterion.name, ...(criterion.reason ? [criterion.reason] : [])]
  const parts = criterion.targets.flatMap(({ value }) => partsOf(value))
  return [...new Set([...question, ...parts.filter((part) => !productWords(english, dimension, part))])]
}

/** Languages of the product beside the first, which what is typed is in. */
export const furtherLanguages = () => languages().filter(({ code }) => code !== firstLanguage)

/** The languages in which words of a criterion are still missing. */
export function lackingLanguages(criterion: Asked, typed: ReadonlyMap<string, CriterionWords>) {
  const texts = typedTexts(criterion)
  return furtherLanguages().filter(({ code }) => texts.some((text) => !typed.get(code)?.get(criterion.id)?.has(text)))
}

/**
 * How people are asked about a criterion in one language: in the product's words, else in those typed for the language,
 * else as it was typed, marked with its language.
 */
export function criterionAsked(
  criterion: Asked,
  { words, lang, typed }: { words: Words; lang: string; typed: ReadonlyMap<string, CriterionWords> },
) {
  const own = typed.get(languagePart(lang))?.get(criterion.id)
  const said = (text: string): Worded => {
    const body = own?.get(text)
    return { body: body ?? text, language: body ? languagePart(lang) : firstLanguage, checked: false }
  }
  const dimension = criterion.dimension ?? marginTyped(criterion)
  const part = (text: string): Worded => {
    const known = productWords(words, dimension, text)
    if (known) return known
    // The name of a district is what it is in every language.
    return dimension === 'district' ? named(text) : said(text)
  }
  const value = (whole: string): Worded => joined(partsOf(whole).map(part), words('registration')('values.or'))
  if (!dimension) {
    const question = said(criterion.name)
    return { title: question, short: question, hint: criterion.reason ? said(criterion.reason) : '', value }
  }
  const { title, short, hint } = marginWords(words, dimension)
  return { title, short, hint, value }
}

/** What criteria and their values are called in a reader's language, by what they are called in files: for tables. */
export function criteriaSaid(
  criteria: readonly Asked[],
  given: { words: Words; lang: string; typed: ReadonlyMap<string, CriterionWords> },
): Said {
  const said: Record<string, Said[string]> = {}
  const language = languagePart(given.lang)
  if (language === firstLanguage) return said
  const add = (english: string, worded: Worded) => {
    if (typeof worded === 'string') said[english] = { body: worded, language }
    else if (worded.language === language) said[english] = worded
  }
  for (const criterion of criteria) {
    const { short, value } = criterionAsked(criterion, given)
    add(criterion.name, short)
    for (const target of criterion.targets) add(target.value, value(target.value))
  }
  return said
}

/** A name is read as it is, so no page has to say that it is not translated. */
const named = (body: string) => ({ body, language: firstLanguage }) as Exclude<Worded, string>

/** What was merged, as a list: in typed words where one of them has no others. */
function joined(parts: readonly Worded[], or: string): Worded {
  const [first] = parts
  if (first === undefined || parts.length === 1) return first ?? ''
  if (parts.every((part) => typeof part === 'string')) return parts.join(or)
  const typed = parts.filter((part) => typeof part !== 'string')
  const language = typed.find((part) => part.language === firstLanguage)?.language ?? typed[0]!.language
  return { ...typed[0]!, body: parts.map(bodyOf).join(language === firstLanguage ? ', ' : or), language }
}

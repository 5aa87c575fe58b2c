import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import i18next, { type i18n, type TFunction } from 'i18next'
import { firstLanguage, type Language } from './language.ts'

const folder = resolve('locales')

type Tree = { [key: string]: string | Tree }

interface Library {
  languages: Language[]
  instances: Map<string, i18n>
  texts: Map<string, Texts>
}

let library: Library | undefined

/** Reads every language's files once. A new language is a new folder: nothing here changes. */
function open(): Library {
  if (library) return library
  const codes = readdirSync(folder).sort(
    (a, b) => Number(b === firstLanguage) - Number(a === firstLanguage) || a.localeCompare(b),
  )
  const resources: Record<string, Record<string, Tree>> = {}
  const languages: Language[] = []
  for (const code of codes) {
    resources[code] = {}
    for (const file of readdirSync(resolve(folder, code))) {
      const content = JSON.parse(readFileSync(resolve(folder, code, file), 'utf8'))
      if (file === 'language.json') languages.push({ code, ...content })
      else resources[code][file.replace('.json', '')] = content
    }
  }
  const instances = new Map(
    codes.map((code) => {
      const instance = i18next.createInstance()
      instance.init({
        lng: code,
        fallbackLng: firstLanguage,
        resources,
        ns: Object.keys(resources[firstLanguage] ?? {}),
        interpolation: { escapeValue: false },
        returnEmptyString: false,
        initAsync: false,
      })
      return [code, instance]
    }),
  )
  const texts = new Map(codes.map((code) => [code, flattened(resources[code] ?? {})]))
  library = { languages, instances, texts }
  return library
}

/** Every language there is, English first. */
export const languages = (): Language[] => open().languages

export const languageOf = (code: string | undefined): Language | undefined =>
  open().languages.find((l) => l.code === code)

const translators = new Map<string, TFunction>()

/** The translating function of one area in one language: `words('ur', 'consultations')('start.title')`. */
export function words(language: string, area: string): TFunction {
  const name = `${language}/${area}`
  const known = translators.get(name)
  if (known) return known
  const { instances, texts } = open()
  const own = instances.has(language) ? language : firstLanguage
  const made = quickly(instances.get(own)!.getFixedT(null, area), area, texts.get(own)!, texts.get(firstLanguage)!)
  if (instances.has(language)) translators.set(name, made)
  return made
}

/** What only the library can do: plurals, objects, nested keys, formats. */
const needsLibrary = /\{\{[^}]*[^\w\s}][^}]*\}\}|\$t\(/
const special = ['count', 'context', 'returnObjects', 'defaultValue', 'interpolation']

/**
 * The same answers for the plain cases, nine in ten, without the library's machinery: it took a third of a page's time.
 */
function quickly(library: TFunction, area: string, own: Texts, english: Texts): TFunction {
  const translate = (key: string, values?: Record<string, unknown> | string): unknown => {
    // A default text in place of values is the library's business too.
    if (typeof values === 'string') return library(key, values)
    const text = own.get(`${area}:${key}`) ?? english.get(`${area}:${key}`)
    if (text === undefined || needsLibrary.test(text)) return library(key, values as never)
    if (!text.includes('{{')) return values && special.some((s) => s in values) ? library(key, values as never) : text
    if (!values || special.some((s) => s in values)) return library(key, values as never)
    let whole = true
    const filled = text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => {
      const value = values[name]
      if (typeof value !== 'string' && typeof value !== 'number') whole = false
      return String(value)
    })
    return whole ? filled : library(key, values as never)
  }
  return translate as unknown as TFunction
}

type Texts = Map<string, string>

/** Every text of one language by `area:a.b.c`. */
function flattened(areas: Record<string, Tree>): Texts {
  const texts: Texts = new Map()
  const walk = (prefix: string, tree: Tree) => {
    for (const [key, value] of Object.entries(tree)) {
      if (typeof value === 'string') texts.set(prefix + key, value)
      else walk(`${prefix}${key}.`, value)
    }
  }
  for (const [area, tree] of Object.entries(areas)) walk(`${area}:`, tree)
  return texts
}

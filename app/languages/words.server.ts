import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import i18next, { type i18n, type TFunction } from 'i18next'
import { editionPrefixes, languagePart } from './edition.ts'
import { firstLanguage, type Language } from './language.ts'
import { madeReady, quickly, type Texts } from './quick-words.ts'

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
  const texts = new Map(codes.map((code) => [code, madeReady(flattened(resources[code] ?? {}))]))
  library = { languages, instances, texts }
  return library
}

/** Every language there is, English first. */
export const languages = (): Language[] => open().languages

/** The language of an address's first word, under that word as its code; an edition has its language's interface. */
export function languageOf(code: string | undefined): Language | undefined {
  const edition = code === undefined ? undefined : editionPrefixes[code]
  if (!edition) return open().languages.find((l) => l.code === code)
  const own = open().languages.find((l) => l.code === edition.language)
  return own && { ...own, code: code!, name: edition.name, edition: edition.edition }
}

const translators = new Map<string, TFunction>()

/** The translating function of one area in one language: `words('ur', 'consultations')('start.title')`. */
export function words(prefix: string, area: string): TFunction {
  const language = languagePart(prefix)
  const name = `${language}/${area}`
  const known = translators.get(name)
  if (known) return known
  const { instances, texts } = open()
  const own = instances.has(language) ? language : firstLanguage
  const library = instances.get(own)!.getFixedT(null, area)
  const made = quickly(library, area, own, texts.get(own)!, texts.get(firstLanguage)!)
  if (instances.has(language)) translators.set(name, made)
  return made
}

/** Every text of one language by `area:a.b.c`. */
function flattened(areas: Record<string, Tree>): Map<string, string> {
  const texts = new Map<string, string>()
  const walk = (prefix: string, tree: Tree) => {
    for (const [key, value] of Object.entries(tree)) {
      if (typeof value === 'string') texts.set(prefix + key, value)
      else walk(`${prefix}${key}.`, value)
    }
  }
  for (const [area, tree] of Object.entries(areas)) walk(`${area}:`, tree)
  return texts
}

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

/** Reads every language's files once, and those of editions. A new language is a new folder: nothing here changes. */
function open(): Library {
  if (library) return library
  const folders = readdirSync(folder)
  const codes = folders
    .filter((code) => !editionPrefixes[code])
    .sort((a, b) => Number(b === firstLanguage) - Number(a === firstLanguage) || a.localeCompare(b))
  const resources: Record<string, Record<string, Tree>> = {}
  const languages: Language[] = []
  for (const code of folders) {
    const areas: Record<string, Tree> = {}
    for (const file of readdirSync(resolve(folder, code))) {
      const content = JSON.parse(readFileSync(resolve(folder, code, file), 'utf8'))
      if (file !== 'language.json') areas[file.replace('.json', '')] = content
      else if (codes.includes(code)) languages.push({ code, ...content, areas: [] })
    }
    resources[code] = withDesks(areas)
  }
  for (const language of languages) language.areas = Object.keys(resources[language.code]!)
  languages.sort((a, b) => codes.indexOf(a.code) - codes.indexOf(b.code))
  for (const code of folders.filter((one) => editionPrefixes[one])) {
    resources[code] = over(resources[languagePart(code)] ?? {}, resources[code] ?? {}) as Record<string, Tree>
  }
  const instances = new Map(
    folders.map((code) => {
      const instance = i18next.createInstance()
      const lng = languagePart(code)
      instance.init({
        lng,
        fallbackLng: firstLanguage,
        resources: { [firstLanguage]: resources[firstLanguage]!, [lng]: resources[code]! },
        ns: Object.keys(resources[firstLanguage] ?? {}),
        interpolation: { escapeValue: false },
        returnEmptyString: false,
        initAsync: false,
      })
      return [code, instance]
    }),
  )
  const texts = new Map(folders.map((code) => [code, madeReady(flattened(resources[code] ?? {}))]))
  library = { languages, instances, texts }
  return library
}

/** What the public reads is said at the desk too: `board-desk` holds its own words over those of `board`. */
const withDesks = (areas: Record<string, Tree>): Record<string, Tree> =>
  Object.fromEntries(
    Object.entries(areas).map(([area, own]) => {
      const open = area.endsWith('-desk') ? areas[area.slice(0, -'-desk'.length)] : undefined
      return [area, open ? over(open, own) : own]
    }),
  )

/** An edition's words over those of its language. */
const over = (under: Tree, own: Tree): Tree => ({
  ...under,
  ...Object.fromEntries(
    Object.entries(own).map(([key, value]) => {
      const below = under[key]
      return [key, typeof value === 'object' && typeof below === 'object' ? over(below, value) : value]
    }),
  ),
})

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

/**
 * The translating function of one area in one language or edition: `words('ur', 'consultations')('start.title')`. An
 * edition without a folder of its own has the words of its language.
 */
export function words(prefix: string, area: string): TFunction {
  const { instances, texts } = open()
  const own = [prefix, languagePart(prefix)].find((code) => instances.has(code))
  const name = `${own}/${area}`
  const known = own && translators.get(name)
  if (known) return known
  const code = own ?? firstLanguage
  const library = instances.get(code)!.getFixedT(null, area)
  const made = quickly(library, area, languagePart(code), texts.get(code)!, texts.get(firstLanguage)!)
  if (own) translators.set(name, made)
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

import { readdirSync, readFileSync } from 'node:fs'
import { editionPrefixes } from '../../app/languages/edition.ts'

type Tree = { [key: string]: string | Tree }

/** Every key of one language, `area:a.b.c` → text. */
export function keysOf(language: string): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (prefix: string, tree: Tree) => {
    for (const [key, value] of Object.entries(tree)) {
      if (typeof value === 'string') found.set(`${prefix}${key}`, value)
      else walk(`${prefix}${key}.`, value)
    }
  }
  for (const file of readdirSync(`locales/${language}`)) {
    if (file === 'language.json') continue
    walk(`${file.replace('.json', '')}:`, JSON.parse(readFileSync(`locales/${language}/${file}`, 'utf8')))
  }
  return found
}

export const languageCodes = (): string[] => readdirSync('locales').filter((code) => !editionPrefixes[code])
/** Editions of a language with words of their own over its words. */
export const editionCodes = (): string[] => readdirSync('locales').filter((code) => editionPrefixes[code])

const plural = /_(zero|one|two|few|many|other)$/
/** The key without its plural ending, and the ending. */
export function pluralOf(key: string): { stem: string; form: string | undefined } {
  const form = plural.exec(key)?.[1]
  return { stem: form ? key.replace(plural, '') : key, form }
}

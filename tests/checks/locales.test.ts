import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sentenceHints } from '../../app/consultations/editions/easy-read.ts'
import { languagePart } from '../../app/languages/edition.ts'
import { editionCodes, keysOf, languageCodes, pluralOf } from '../support/words.ts'

const english = keysOf('en')
const describeLanguage = (code: string) =>
  JSON.parse(readFileSync(`locales/${languagePart(code)}/language.json`, 'utf8'))

/** The areas a resident meets; a language that covers `resident` needs these whole. */
const residentAreas = [
  'shell',
  'consultations',
  'asking',
  'about',
  'languages',
  'messages',
  'registration',
  'juror',
  'ways',
  'printing',
  'complaints',
  'verifying',
  'characteristics',
  'results',
  'list',
  'themes',
  'feedback',
  'board',
  'newsletter',
  'juries',
  'drawing',
  'conference',
  'planning',
  'audit',
  'feeds',
  'ledger',
  'signing',
  'citizens-panel',
  'check-back',
]

describe('the words of every language', () => {
  test.each(languageCodes())('%s has every key it must, and none that English lacks', (code) => {
    const own = keysOf(code)
    const needed =
      describeLanguage(code).covers === 'whole'
        ? [...english.keys()]
        : [...english.keys()].filter((k) => residentAreas.includes(k.split(':')[0]!))
    const stems = (keys: Iterable<string>) => new Set([...keys].map((k) => pluralOf(k).stem))
    const [ownStems, englishStems] = [stems(own.keys()), stems(english.keys())]
    expect([...stems(needed)].filter((k) => !ownStems.has(k))).toEqual([])
    expect([...ownStems].filter((k) => !englishStems.has(k))).toEqual([])
  })

  test.each(editionCodes())('%s has no words that its language lacks', (code) => {
    const known = keysOf(languagePart(code))
    expect([...keysOf(code).keys()].filter((key) => !known.has(key))).toEqual([])
  })

  test.each([...languageCodes(), ...editionCodes()])('%s has every plural form that it uses', (code) => {
    const own = keysOf(code)
    const forms = new Intl.PluralRules(describeLanguage(code).locale).resolvedOptions().pluralCategories
    const missing: string[] = []
    for (const key of own.keys()) {
      const { stem, form } = pluralOf(key)
      if (form) for (const f of forms) if (!own.has(`${stem}_${f}`)) missing.push(`${stem}_${f}`)
    }
    expect([...new Set(missing)]).toEqual([])
  })

  test.each([...languageCodes(), ...editionCodes()])('%s fills in the same values as English', (code) => {
    const values = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((m) => m[1]).sort()
    const wrong: string[] = []
    for (const [key, text] of keysOf(code)) {
      const { stem, form } = pluralOf(key)
      const model = english.get(key) ?? english.get(`${stem}_other`)
      if (model === undefined) continue
      const own = values(text).filter((v) => !form || v !== 'count')
      const theirs = values(model).filter((v) => !form || v !== 'count')
      if (own.join() !== theirs.join()) wrong.push(`${key}: ${own} / ${theirs}`)
    }
    expect(wrong).toEqual([])
  })

  test.each([...languageCodes(), ...editionCodes()])('%s leaves the colon after “Error” to the page', (code) => {
    const prefixes = [...keysOf(code)].filter(([key]) => key.endsWith(':error_prefix'))
    expect(prefixes.filter(([, text]) => /[:：]/.test(text))).toEqual([])
  })
})

/** What somebody who answers in Easy Read meets: not an officer's call, an organisation's form, or a year's messages. */
const easyAreas =
  /^(consultations|asking|ways|verifying|characteristics|shell|printing|complaints|check-back:\w+|feedback|results|list|board:(stance|stance_sentence|rag|answer)|about:help|messages:(errors|tell|stop)|citizens-panel:(title|lede|mine_link|how|join|confirm|gone|left|own|code|errors))\b/
const notInEasyRead =
  /^(asking:statements_page|ways:(phone|organisation|heard|errors\.organisation_\w+)|verifying:(result|letter_strip)|complaints:(mail|privacy)|characteristics:groups|list:(version|draft|figures|ways|groups_part|groups_in|weights|exclusions|left_out\.because|made|option|sources|balanced|trend)|results:(draft|chart|order|statements|made|data|variants|table\.division)|shell:error\.too_large_desk)\b/
/** Names stay what they are however many syllables they have. */
const names = ['Pakistani', 'Bangladeshi']

test('pounds stand before their figures in languages read from the right', () => {
  const loose = languageCodes()
    .filter((code) => describeLanguage(code).direction === 'rtl')
    .flatMap((code) =>
      [...keysOf(code)].filter(([, text]) => /(?<!\u2068)£\{\{/.test(text)).map(([key]) => `${code} ${key}`),
    )
  expect(loose).toEqual([])
})

test('the Easy Read edition says everything on a resident’s way in short and plain sentences (rule A-8)', () => {
  const hard: string[] = []
  for (const [key, text] of new Map([...english, ...keysOf('en-easy')])) {
    if (!easyAreas.test(key) || notInEasyRead.test(key) || names.includes(text)) continue
    const sentences = text.replace(/[{%]\{\w+\}\}?/g, 'it').split(/\n+|(?<=[.?!])\s+/)
    for (const sentence of sentences)
      for (const hint of sentenceHints(sentence)) hard.push(`${key}: ${hint.key} in “${sentence}”`)
  }
  expect(hard).toEqual([])
})

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory() ? sources(join(folder, e.name)) : [join(folder, e.name)],
  )
}

describe('the pages', () => {
  const tsx = sources('app').filter((f) => f.endsWith('.tsx') && !f.includes('ui/pages/components'))

  test.each(tsx)('%s has no English in its markup', (file) => {
    const text = readFileSync(file, 'utf8')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/(^|\s)\/\/.*$/gm, '')
    const between = [...text.matchAll(/>\s*([A-Z][a-z]+(?:[ ,.’'][^<>{}=;()]*)?)\s*</g)].map((m) => m[1]!.trim())
    const attributes = [
      ...text.matchAll(/\b(?:aria-label|title|placeholder|alt|text|label|legend|hint)="([A-Z][^"]+)"/g),
    ].map((m) => m[1]!)
    expect([...between, ...attributes]).toEqual([])
  })

  test('use only words that exist', () => {
    const missing: string[] = []
    for (const file of sources('app').filter((f) => /\.tsx?$/.test(f) && !f.includes('ui/pages/components'))) {
      const text = readFileSync(file, 'utf8')
      const areas = [...text.matchAll(/(?:useWords|words)\(\s*'([\w-]+)'\s*\)/g)].flatMap((m) => [
        m[1]!,
        m[1]!.replace(/-desk$/, ''),
      ])
      if (!areas.length) continue
      for (const [, key] of text.matchAll(/\bt\(\s*'([\w.-]+)'/g)) {
        const known = areas.some(
          (area) => english.has(`${area}:${key}`) || ['one', 'other'].some((f) => english.has(`${area}:${key}_${f}`)),
        )
        if (!known) missing.push(`${file}: ${key}`)
      }
    }
    expect(missing).toEqual([])
  })
})

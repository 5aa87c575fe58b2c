import i18next from 'i18next'
import { expect, test } from 'vitest'
import { languagePart } from '../../app/languages/edition.ts'
import { words } from '../../app/languages/words.server.ts'
import { editionCodes, keysOf, languageCodes } from '../support/words.ts'

const counts: { count: number; ordinal?: boolean }[] = [0, 1, 3, 22].flatMap((count) => [
  { count },
  { count, ordinal: true },
])

const areaNames = (texts: Map<string, string>) => [...new Set([...texts.keys()].map((key) => key.split(':')[0]!))]

test.each([...languageCodes(), ...editionCodes()])(
  'every text of %s comes out as the library would give it',
  async (language) => {
    const library = i18next.createInstance()
    const english = keysOf('en')
    const tongue = languagePart(language)
    const own = new Map([...keysOf(tongue), ...keysOf(language)])
    const resources = (texts: Map<string, string>) => {
      const areas: Record<string, Record<string, string>> = {}
      for (const [key, text] of texts) {
        const [area = '', path = ''] = key.split(/:(.*)/s)
        areas[area] ??= {}
        areas[area][path] = text
      }
      return areas
    }
    await library.init({
      lng: tongue,
      fallbackLng: 'en',
      keySeparator: false,
      interpolation: { escapeValue: false },
      resources: { en: resources(english), [tongue]: resources(own) },
    })
    const fixed = new Map(areaNames(english).map((area) => [area, library.getFixedT(null, area)]))
    const wrong: string[] = []
    for (const [key, text] of english) {
      const [area = '', path = ''] = key.split(/:(.*)/s)
      const names = [...`${text} ${own.get(key) ?? ''}`.matchAll(/\{\{\s*(\w+)/g)].map((m) => m[1]!)
      const values = Object.fromEntries(
        names.map((name, i) => [name, name === 'count' ? 3 : i % 2 ? `<${name}> {{x}}` : i]),
      )
      const stem = path.replace(/(_ordinal)?_(zero|one|two|few|many|other)$/, '')
      const given =
        stem === path
          ? [names.length ? values : undefined, { ...values, count: 2 }]
          : counts.map((count) => ({ ...values, ...count }))
      for (const one of given) {
        const quick = words(language, area)(stem, one as never)
        const slow = fixed.get(area)!(stem, one as never)
        if (quick !== slow) wrong.push(`${key}: ${quick} / ${slow}`)
      }
    }
    expect(wrong).toEqual([])
  },
)

test('the first of several keys that has a text is taken', () => {
  expect(words('en', 'shell')(['no.such.key', 'skip'])).toBe(words('en', 'shell')('skip'))
  expect(words('ur', 'shell')(['skip', 'help'])).toBe(words('ur', 'shell')('skip'))
})

test('a default text stands in for a missing one', () => {
  expect(words('en', 'board')('no.such.key', 'Instead')).toBe('Instead')
  expect(words('en', 'shell')('skip', 'Instead')).toBe(words('en', 'shell')('skip'))
})

test('an edition says its own words, and those of its language where it has none', () => {
  const own = (prefix: string, key: string, values = {}) => words(prefix, 'consultations')(key, values)
  expect(own('en-easy', 'start.button')).toBe('Start')
  expect(own('en-easy', 'check.title')).toBe(own('en', 'check.title'))
  expect(own('en-easy', 'errors.pick_one', { count: 3, most: 'three' })).toContain('up to three things')
  expect(own('en-youth', 'start.button')).toBe(own('en', 'start.button'))
  expect(words('en-easy', 'juries')('all.title')).toBe(words('en', 'juries')('all.title'))
})

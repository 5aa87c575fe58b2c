import i18next from 'i18next'
import { expect, test } from 'vitest'
import { words } from '../../app/languages/words.server.ts'
import { keysOf, languageCodes } from '../support/words.ts'

test.each(languageCodes())('every text of %s comes out as the library would give it', async (language) => {
  const library = i18next.createInstance()
  const english = keysOf('en')
  const own = keysOf(language)
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
    lng: language,
    fallbackLng: 'en',
    keySeparator: false,
    interpolation: { escapeValue: false },
    resources: { en: resources(english), [language]: resources(own) },
  })
  const wrong: string[] = []
  for (const [key, text] of english) {
    const [area = '', path = ''] = key.split(/:(.*)/s)
    const names = [...`${text} ${own.get(key) ?? ''}`.matchAll(/\{\{\s*(\w+)/g)].map((m) => m[1]!)
    const values = Object.fromEntries(
      names.map((name, i) => [name, name === 'count' ? 3 : i % 2 ? `<${name}> {{x}}` : i]),
    )
    for (const given of names.length ? [values, { ...values, count: 1 }] : [undefined, { count: 2 }]) {
      const stem = given && 'count' in given ? path.replace(/_(one|other|few|many)$/, '') : path
      const quick = words(language, area)(stem, given as never)
      const slow = library.getFixedT(null, area)(stem, given as never)
      if (quick !== slow) wrong.push(`${key}: ${quick} / ${slow}`)
    }
  }
  expect(wrong).toEqual([])
})

test('a default text stands in for a missing one', () => {
  expect(words('en', 'board')('no.such.key', 'Instead')).toBe('Instead')
  expect(words('en', 'shell')('skip', 'Instead')).toBe(words('en', 'shell')('skip'))
})

import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ProperName } from '../../app/languages/read-text.tsx'
import { ReadingContext } from '../../app/languages/use-words.ts'
import { languageOf, words } from '../../app/languages/words.server.ts'

const readingOf = (code: string) => ({ language: languageOf(code)!, words: (area: string) => words(code, area) })

test('words of the records stand translated where a page found them so, and else in English, marked as such', () => {
  const said = { 'Buses in the evening': { body: 'Autobusy wieczorem', language: 'pl' } }
  const read = (name: string) =>
    renderToStaticMarkup(
      <ReadingContext.Provider value={{ ...readingOf('pl'), said, standIn: readingOf('en') }}>
        <ProperName>{name}</ProperName>
      </ReadingContext.Provider>,
    )
  expect(read('Buses in the evening')).toBe('Autobusy wieczorem')
  for (const name of ['Melton', 'constructor', 'toString']) {
    expect(read(name)).toBe(`<bdi lang="en" dir="ltr">${name}</bdi>`)
  }
})

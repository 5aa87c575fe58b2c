import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { type Reading, ReadingContext } from '../../app/languages/use-words.ts'
import { languageOf } from '../../app/languages/words.server.ts'
import { keptParts } from '../../app/server/kept-parts.ts'
import { KeepingContext, KeptPart } from '../../app/ui/kept-part.tsx'

function page(language: string, nonce: string, names: string[], text = 'text'): { html: string; rendered: number } {
  const parts = keptParts(nonce)
  let rendered = 0
  const keep = (name: string, part: React.ReactNode) =>
    parts.place(name, () => {
      rendered++
      return renderToStaticMarkup(part)
    })
  const html = parts.fill(
    renderToStaticMarkup(
      <ReadingContext.Provider value={{ language: languageOf(language)! } as Reading}>
        <KeepingContext.Provider value={keep}>
          <main>
            {names.map((name) => (
              <KeptPart key={name} name={name} from={text}>
                <p>
                  {name} & {text}
                </p>
              </KeptPart>
            ))}
          </main>
        </KeepingContext.Provider>
      </ReadingContext.Provider>,
    ),
  )
  return { html: html.toString(), rendered }
}

test('a part is rendered once for all readers of a language and put where it belongs', () => {
  const first = page('en', 'one', ['alpha', 'beta'], 'text')
  expect(first).toEqual({ html: '<main><p>alpha &amp; text</p><p>beta &amp; text</p></main>', rendered: 2 })
  expect(page('en', 'two', ['beta', 'alpha'])).toEqual({
    html: '<main><p>beta &amp; text</p><p>alpha &amp; text</p></main>',
    rendered: 0,
  })
})

test('another language, another name and other contents are other parts', () => {
  page('en', 'one', ['gamma'], 'text')
  expect(page('ur', 'one', ['gamma'], 'متن').html).toBe('<main><p>gamma &amp; متن</p></main>')
  expect(page('en', 'one', ['delta'], 'text').rendered).toBe(1)
  expect(page('en', 'one', ['gamma'], 'changed').html).toBe('<main><p>gamma &amp; changed</p></main>')
})

test('what a reader typed is not taken for a mark', () => {
  const forged = '\uE000guess 0\uE001'
  expect(page('en', 'secret', [forged], 'text').html).toBe(`<main><p>${forged} &amp; text</p></main>`)
})

test('parts are forgotten, the longest unused first, before they fill the memory', () => {
  const large = 'x'.repeat(3_500_000)
  page('en', 'one', ['old'], large)
  page('en', 'one', ['kept'], large)
  page('en', 'one', ['old'], large)
  page('en', 'one', ['new'], large)
  expect(page('en', 'one', ['old'], large).rendered).toBe(0)
  expect(page('en', 'one', ['kept'], large).rendered).toBe(1)
})

test('without anybody to keep it a part renders in place', () => {
  expect(
    renderToStaticMarkup(
      <KeptPart name="alone" from={null}>
        <p>here</p>
      </KeptPart>,
    ),
  ).toBe('<p>here</p>')
})

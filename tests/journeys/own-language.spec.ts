import type { APIRequestContext, Page } from '@playwright/test'
import { words } from '../../app/languages/words.server.ts'
import type { Db } from '../../db/connect.ts'
import { expect, test } from '../support/site.ts'

/**
 * Every page that a reader of a language can come to by following links: none of its texts stands in English, unless
 * it says so (`lang`) or is a machine's (`translate="no"`, `code`). Names of places and bodies are what they are, and a
 * text of the language's own may have them inside. Polish shares its letters with English: there English is known by
 * its small words.
 */
const scripts = { ur: 'Arabic', gu: 'Gujarati', pa: 'Gurmukhi' } as const
const smallWords = ['the', 'and', 'of', 'is', 'are', 'what', 'who', 'that', 'this', 'which', 'with', 'for', 'was']
/** What is called the same in every language: kinds of files, the product, and what is kept in no language. */
const everywhere = ['CSV', 'JSON', 'ZIP', 'PDF', 'Excel', 'Atom', 'Folkmoot']
/** Bodies and sources that a language of Latin letters names as they name themselves. */
const official = ['Equality and Human Rights Commission', 'Office for National Statistics', 'Open Government Licence']
/** Enough pages that a crawl which finds no way on does not pass for a clean one. */
const leastPages = 120

const namesOf = async (db: Db): Promise<string[]> => {
  const rows = await Promise.all(
    (['area', 'organisation', 'partnership'] as const).map((table) => db.selectFrom(table).select('name').execute()),
  )
  return [...new Set(rows.flat().map(({ name }) => name))].sort((a, b) => b.length - a.length)
}

interface Seen {
  texts: string[]
  links: string[]
  standsIn: boolean
}

/** The texts of a page as it was sent that count as its own language's, and where its links and forms lead. */
function read(page: Page, html: string, lang: string): Promise<Seen> {
  return page.evaluate(
    ([source, own]) => {
      const sent = new DOMParser().parseFromString(source!, 'text/html')
      const texts: string[] = []
      // A picture's words stand in the table beside it; a page's title cannot hold an element that says its language.
      const outside = 'head, script, style, svg, code, [translate="no"]'
      const walker = sent.createTreeWalker(sent.body, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement!
        if (element.closest('[lang]')?.getAttribute('lang') !== own || element.closest(outside)) continue
        texts.push(node.textContent!)
      }
      for (const name of ['aria-label', 'alt', 'placeholder'])
        for (const element of sent.querySelectorAll(`body [${name}]`))
          if (element.closest('[lang]')?.getAttribute('lang') === own) texts.push(element.getAttribute(name)!)
      const links = [...sent.querySelectorAll('a[href], form[method="get"][action]')].map(
        (way) => way.getAttribute('href') ?? way.getAttribute('action')!,
      )
      return { texts, links, standsIn: sent.querySelector('.stand-in + [lang="en"]') !== null }
    },
    [html, lang],
  )
}

async function crawl(page: Page, request: APIRequestContext, lang: string, isEnglish: (text: string) => boolean) {
  const [seen, waiting, found] = [new Set<string>(), [`/${lang}`], [] as string[]]
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const plain = path.replace(/[?#].*/, '')
    // Files to take along are in English throughout.
    if (seen.has(plain) || /\.\w+$/.test(plain)) continue
    seen.add(plain)
    const answer = await request.get(plain)
    if (!answer.headers()['content-type']?.includes('html')) continue
    const { texts, links, standsIn } = await read(page, await answer.text(), lang)
    if (standsIn) found.push(`${plain}: the whole page`)
    for (const text of new Set(texts)) if (isEnglish(text)) found.push(`${plain}: ${text.trim().slice(0, 80)}`)
    waiting.push(...links.filter((link) => link.startsWith(`/${lang}/`)))
  }
  return { pages: seen.size, found }
}

const latin = /\p{Script=Latin}{2,}/u

for (const lang of ['ur', 'gu', 'pa', 'pl'] as const) {
  test(`no page that ${lang} has a way to speaks English without saying so`, async ({ page, site }) => {
    test.setTimeout(120_000)
    const names = [...(await site.withDb(namesOf)), ...everywhere, ...official]
    const withoutNames = (text: string) => names.reduce((rest, name) => rest.replaceAll(name, ''), text)
    const isEnglish = (text: string) => {
      if (lang !== 'pl')
        return !new RegExp(`\\p{Script=${scripts[lang]}}`, 'u').test(text) && latin.test(withoutNames(text))
      const found = withoutNames(text).match(/[a-z]+/gi) ?? []
      return found.filter((word) => smallWords.includes(word.toLowerCase())).length > 1
    }
    await page.goto(`/${lang}`)
    const { pages, found } = await crawl(page, page.request, lang, isEnglish)
    expect(found).toEqual([])
    expect(pages).toBeGreaterThan(leastPages)
  })
}

test('the page on checking, what the Board is for, and how many seats there are stand in each language', async ({
  page,
}) => {
  for (const lang of ['ur', 'gu', 'pa', 'pl']) {
    await page.goto(`/${lang}/check`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words(lang, 'ledger')('title'))
    await expect(page.locator('body')).not.toContainText(words(lang, 'shell')('not_in_your_language'))
  }
})

test('the bare address leads to the language that the browser asks for', async ({ request }) => {
  for (const lang of ['ur', 'en']) {
    const answer = await request.get('/', { headers: { 'Accept-Language': lang }, maxRedirects: 0 })
    expect([answer.status(), new URL(answer.headers().location!, 'http://x').pathname]).toEqual([302, `/${lang}`])
  }
})

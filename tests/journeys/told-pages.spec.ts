import { createHash } from 'node:crypto'
import { unzipSync } from 'fflate'
import { londonDay } from '../../app/engagement/london-day.ts'
import { escapeText } from '../../app/engagement/register/icalendar.ts'
import { isolated } from '../../app/languages/isolated.ts'
import { languageOf, words } from '../../app/languages/words.server.ts'
import { whatMattersTexts } from '../../db/demo/consultation-texts.ts'
import { option, said } from '../support/resident.ts'
import { expect, expectAccessible, phone, test } from '../support/site.ts'

test.use(phone)

const home = '/consultations/what-matters-most'

/** Where the messages lead, and what the public reads beside it, with an area of words and the key of a heading on each page. */
const pages = [
  ['/consultations/ways-to-ask-first-round/results?by=ageBand', 'results', 'cut.title'],
  [`${home}/list`, 'list', 'list.title'],
  [`${home}/list/buses`, 'list', 'option.board'],
  ['/what-changed', 'feedback', 'changes.title'],
  [`/what-changed${home.slice(home.lastIndexOf('/'))}`, 'feedback', 'change.asked'],
  ['/board', 'board', 'board.queue.title'],
  ['/board/ask', 'board', 'ask.title'],
  ['/newsletter', 'newsletter', 'subscribe.title'],
  ['/juries', 'juries', 'all.title'],
  ['/juries/being-heard-in-the-county', 'juries', 'public.promise'],
  ['/juries/being-heard-in-the-county/report', 'juries', 'counts.title'],
  ['/juries/being-heard-in-the-county/draw', 'drawing', 'public.check'],
  ['/juries/getting-about/draw', 'drawing', 'none.published'],
  ['/conference', 'conference', 'items.title'],
  ['/register', 'planning', 'register.preparing'],
  ['/register/exercise/what-should-the-police-do-first', 'planning', 'entry.who'],
  [`/register/audit/${londonDay(new Date()).slice(0, 4)}`, 'audit', 'part.title'],
  ['/evidence', 'planning', 'evidence.title'],
] as const

test('whoever is told in Urdu reads the pages that the messages lead to in Urdu, from right to left', async ({
  page,
}) => {
  const shell = words('ur', 'shell')
  for (const [path, area, key] of pages) {
    await page.goto(`/ur${path}`)
    await expect(page.getByRole('heading', { name: words('ur', area)(key), exact: true })).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    await expect(page.locator('body')).toContainText(shell('unchecked'))
    await expect(page.locator('body')).not.toContainText(shell('not_in_your_language'))
    await expectAccessible(page)
  }
  // What the Board wrote stays in English, and says so to a screen reader and to whoever reads.
  await page.goto('/ur/board')
  await expect(page.locator('body')).toContainText(shell('partly_english'))
  const asked = page.locator('main a[href^="/ur/board/decisions/"]').first()
  await expect(asked.locator('bdi')).toHaveAttribute('lang', 'en')
  await asked.click()
  await expect(page.getByRole('heading', { name: words('ur', 'board')('decision.why') })).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 }).locator('bdi')).toHaveAttribute('dir', 'ltr')
  await expectAccessible(page)
})

for (const lang of ['pl', 'gu', 'pa']) {
  test(`the same pages stand in ${lang}`, async ({ page }) => {
    for (const [path, area, key] of pages) {
      await page.goto(`/${lang}${path}`)
      await expect(page.getByRole('heading', { name: words(lang, area)(key), exact: true })).toBeVisible()
      await expect(page.locator('body')).not.toContainText(words(lang, 'shell')('not_in_your_language'))
    }
  })
}

test('the head of a long page leads to each of its parts by name', async ({ page }) => {
  for (const path of [`/pl${home}/list`, '/ur/board']) {
    await page.goto(path)
    const ways = page
      .getByRole('navigation', { name: words(path.slice(1, 3), 'shell')('on_this_page') })
      .getByRole('link')
    expect(await ways.count()).toBeGreaterThan(4)
    const parts = await page.getByRole('heading', { level: 2 }).allInnerTexts()
    for (const way of await ways.all()) {
      await expect(page.locator(`h2${await way.getAttribute('href')}`)).toHaveText(await way.innerText())
    }
    // None is left out but the contents themselves.
    expect(parts.length - 1).toBe(await ways.count())
  }
})

test('what a consultation is called, decides and offers is told in every language that it was asked in', async ({
  page,
}) => {
  const slug = home.slice(home.lastIndexOf('/'))
  for (const lang of ['pl', 'gu', 'pa', 'ur'] as const) {
    const title = said(whatMattersTexts.title, lang)
    await page.goto(`/${lang}/what-changed`)
    await expect(page.locator(`main a[href="/${lang}/what-changed${slug}"]`).first()).toHaveText(title)
    await page.goto(`/${lang}/what-changed${slug}`)
    await expect(page).toHaveTitle(new RegExp(`^${title.replace('?', '\\?')}`))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(page.locator('main')).toContainText(said(whatMattersTexts.decision, lang))
    await expect(page.getByRole('link', { name: option('P06', lang) })).toBeVisible()
    await page.goto(`/${lang}/board`)
    await expect(page.getByRole('link', { name: option('P06', lang) })).toBeVisible()
    await page.goto(`/${lang}/board/decisions/what-matters-most-buses`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(option('P06', lang))
  }
})

test('the register, its calendar, audit, library and feeds name exercises as they were asked in each language', async ({
  page,
}) => {
  const year = londonDay(new Date()).slice(0, 4)
  const slug = home.slice(home.lastIndexOf('/'))
  for (const lang of ['pl', 'gu', 'pa', 'ur'] as const) {
    const title = said(whatMattersTexts.title, lang)
    const asked = said(whatMattersTexts.questions.pick.title, lang)
    const entry = `/${lang}/register/exercise${slug}`
    for (const path of ['/register?state=closed', `/register/audit/${year}`]) {
      await page.goto(`/${lang}${path}`)
      await expect(page.locator(`main a[href="${entry}"]`), path).toHaveText(title)
    }
    await page.goto(entry)
    await expect(page).toHaveTitle(new RegExp(`^${title.replace('?', '\\?')}`))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(page.locator('main')).toContainText(said(whatMattersTexts.decision, lang))
    // By a word of the question, which the record of it in English does not hold.
    await page.goto(`/${lang}/evidence?${new URLSearchParams({ words: asked })}`)
    await expect(page.getByRole('heading', { level: 2, name: title, exact: true })).toBeVisible()
    const calendar = (await (await page.request.get(`/${lang}/register.ics`)).text()).replace(/\r\n /g, '')
    expect(calendar).toContain(escapeText(title))
    const feed = await (await page.request.get(`/${lang}/register.atom`)).text()
    expect(feed).toContain(`xml:lang="${lang}"`)
    expect(feed).toContain(title)
  }
  // What nobody translated says that it is English.
  await page.goto('/ur/register/exercise/what-should-the-police-do-first')
  await expect(page.getByRole('heading', { level: 1 }).locator('bdi')).toHaveAttribute('lang', 'en')
  // The month in which it was open.
  await page.goto(`/ur/register/exercise${slug}`)
  const opened = await page.locator('main time').first().getAttribute('datetime')
  await page.goto(`/ur/register/calendar?month=${opened!.slice(0, 7)}`)
  await expect(page.locator(`main a[href="/ur/register/exercise${slug}"]`).first()).toHaveText(
    said(whatMattersTexts.title, 'ur'),
  )
})

test('files to take along stay in English words, whichever language they are asked for in', async ({ page }) => {
  const file = async (lang: string, path: string) => (await page.request.get(`/${lang}${path}`)).body()
  const results = '/consultations/ways-to-ask-first-round'
  for (const path of [`${home}/list.csv`, `${home}/list.json`, `${results}/results.xlsx`, `${results}/open-data.zip`]) {
    expect((await file('ur', path)).equals(await file('en', path)), path).toBe(true)
  }
})

test('a journalist works the hashes of the open data out again, and finds the one that the page names', async ({
  page,
}) => {
  const base = '/en/consultations/ways-to-ask-first-round'
  const files = unzipSync(await (await page.request.get(`${base}/open-data.zip`)).body())
  const { SHA256SUMS, ...content } = files
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  expect(Buffer.from(SHA256SUMS!).toString()).toBe(
    Object.entries(content)
      .map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`)
      .join(''),
  )
  await page.goto(`${base}/results`)
  const frozen = sha256(files['frozen-results.json']!)
  expect((await page.locator('main').textContent())!.replace(/\s/g, '')).toContain(frozen)
  expect(Buffer.from(files['method.txt']!).toString()).toContain(frozen)
})

test('the results of a form are headed by what it was called in the reader’s language', async ({ page }) => {
  await page.goto('/ur/consultations/ways-to-ask-first-round')
  const title = await page.getByRole('heading', { level: 1 }).innerText()
  expect(title).toMatch(/\p{Script=Arabic}/u)
  for (const path of ['results', 'results/v1']) {
    await page.goto(`/ur/consultations/ways-to-ask-first-round/${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toContainText(title)
    await expect(page).toHaveTitle(new RegExp(title.slice(0, 10)))
  }
})

test('names that are not translated are set apart where they stand in a sentence', async ({ page }) => {
  await page.goto('/ur/consultations/what-matters-most/list/buses')
  await expect(page).toHaveTitle(new RegExp(isolated('.*', languageOf('ur')!)))
})

import { words } from '../../app/languages/words.server.ts'
import { notice } from '../support/desk.ts'
import { expect, expectAccessible, type Site, signIn, test } from '../support/site.ts'

const t = words('en', 'newsletter')
const wardPath = '/newsletter/area/demo-ward-1'
const address = 'ward-reader@example.org'

/** The newest mail to the reader whose subject reads so. */
const mailTo = (site: Site, subject: string | RegExp) =>
  site.withDb(async (db) => {
    const sent = await db.selectFrom('outbox').selectAll().where('to_address', '=', address).execute()
    return sent.find((one) => (typeof subject === 'string' ? one.subject === subject : subject.test(one.subject)))
  })

const link = (body: string, wish: string) => {
  const { pathname, search } = new URL(new RegExp(`\\S+/newsletter/${wish}/\\S+`).exec(body)![0])
  return pathname + search
}

test('a ward’s sheet tells what was said to an officer’s own form, at 320 px, in Urdu and without a script', async ({
  browser,
  site,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 700 } })
  const page = await context.newPage()
  for (const lang of ['en', 'ur'] as const) {
    const own = words(lang, 'newsletter')
    await page.goto(`${site.origin}/${lang}${wardPath}`)
    const main = page.locator('main')
    const asked = { en: 'What should a new park have first?', ur: 'نئے پارک میں سب سے پہلے کیا ہونا چاہیے؟' }
    await expect(main.getByRole('heading', { name: asked[lang] })).toBeVisible()
    await expect(main.getByText(own('sheet.few'))).toBeVisible()
    await expect(main.getByRole('heading', { name: own('sheet.whole') }).first()).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    // Every number that is told of anybody's answer is rounded.
    const numbers = await main.locator('.sheet-question .meta').allInnerTexts()
    const people = numbers.flatMap((text) => /^(?:–|About)?\D*(\d+)/.exec(text.replace(/\s+/g, ' '))?.[1] ?? [])
    expect(people.length).toBeGreaterThan(5)
    expect(people.filter((of) => Number(of) < 10 || Number(of) % 5)).toEqual([])
  }
  await context.close()
})

test('a ward that few answered from tells its district’s answers, and a district what was said before what was decided', async ({
  page,
}) => {
  await page.goto('/en/newsletter/area/demo-ward-2')
  await expect(page.locator('main')).toContainText(t('sheet.not_told'))
  await expect(page.locator('main')).toContainText('answered from Blaby as a whole. What they said:')
  await expectAccessible(page)
  await page.goto('/en/newsletter')
  await page.getByRole('link', { name: 'Charnwood', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('title_area', { area: 'Charnwood' }))
  await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText(t('sheet.said', { area: 'Charnwood' }))
  await expect(page.getByRole('heading', { level: 2 }).nth(1)).toHaveText(t('part.decided'))
  await expect(page.getByRole('heading', { name: 'How well are these looked after?' })).toBeVisible()
  await expectAccessible(page)
})

test('somebody asks for one ward’s news from its sheet, is sent it alone, chooses another place and stops it', async ({
  page,
  site,
}) => {
  await page.goto(`/en${wardPath}`)
  await page.getByRole('link', { name: t('sheet.subscribe', { area: 'Thornfield' }) }).click()
  await expect(page.getByLabel(t('subscribe.area'))).toHaveValue('demo-ward-1')
  await page.getByLabel(t('subscribe.email')).fill(address)
  await page.getByRole('button', { name: t('subscribe.button') }).click()
  await expect(notice(page)).toBeVisible()
  const asked = (await mailTo(site, t('mail.confirm_subject')))!
  expect(asked.body).toContain(t('mail.confirm_area', { area: 'Thornfield' }))
  // An address that nobody has confirmed has nothing to change.
  const [, reader] = /confirm\/([\w-]+)/.exec(link(asked.body, 'confirm'))!
  await page.goto(`/en/newsletter/change/${reader}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('gone.title'))
  await page.goto(link(asked.body, 'confirm'))
  await expect(page.locator('main')).toContainText(t('confirm.area', { area: 'Thornfield' }))
  await page.getByRole('button', { name: t('confirm.button') }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('confirmed.title'))

  await signIn(page, site, 'secretariat', '/desk/newsletter')
  await page.getByRole('button', { name: 'Send it to 1 reader' }).click()
  await expect(notice(page)).toBeVisible()
  const issue = (await mailTo(site, t('title_area', { area: 'Thornfield' })))!
  expect(issue.body).toContain(t('sheet.said', { area: 'Thornfield' }).toLocaleUpperCase('en-GB'))
  expect(issue.body).toContain('What should a new park have first?')

  await page.goto(link(issue.body, 'change'))
  await expectAccessible(page)
  await page.getByLabel(t('subscribe.area')).selectOption({ label: 'Foxcote, Blaby' })
  await page.getByRole('button', { name: t('change.button') }).click()
  await expect(notice(page)).toContainText(t('change.done'))
  await page.reload()
  await expect(page.getByLabel(t('subscribe.area'))).toHaveValue('demo-ward-2')
  await page.goto(`${link(issue.body, 'change').replace('/en/', '/ur/')}`)
  await expectAccessible(page)
  await page.getByRole('link', { name: words('ur', 'newsletter')('stop.title') }).click()
  await page.getByRole('button', { name: words('ur', 'newsletter')('stop.button') }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('ur', 'newsletter')('gone.title'))
  expect(await mailTo(site, /./)).toBeUndefined()
})

test('a ward has a feed of its own: what concerns it and what names no place, and no other district’s', async ({
  page,
}) => {
  const feed = async (query: string) => {
    const answer = await page.request.get(`/en/register.atom${query}`)
    return { status: answer.status(), text: await answer.text() }
  }
  const all = await feed('')
  const own = await feed('?area=demo-ward-1')
  expect(own.status).toBe(200)
  expect(own.text).toContain('<title>Thornfield:')
  expect(own.text).toContain('register.atom?area=demo-ward-1"')
  expect(own.text).toContain('/en/consultations/ways-to-ask-first-round/results/v1')
  expect(own.text).toContain('/en/board/decisions/')
  // A village elsewhere.
  expect(all.text).toContain('Sileby: what the village needs')
  expect(own.text).not.toContain('Sileby: what the village needs')
  expect((await feed('?area=nowhere')).status).toBe(404)
})

import type { BrowserContext, Page } from '@playwright/test'
import { whatNextTexts } from '../../db/demo/consultation-texts.ts'
import { answersStored, openSlug, option, resident } from '../support/resident.ts'
import { expect, expectAccessible, phone, type Site, test } from '../support/site.ts'

test.use(phone)

/** The check page's form as its button would post it. */
async function sendForm(page: Page): Promise<Record<string, string>> {
  const fields = await page.locator('main form input[type=hidden]').all()
  const pairs = await Promise.all(fields.map((f) => Promise.all([f.getAttribute('name'), f.getAttribute('value')])))
  return Object.fromEntries(pairs.map(([name, value]) => [name!, value!]))
}

const post = (context: BrowserContext, site: Site, path: string, form: Record<string, string>) =>
  context.request.post(site.origin + path, { form, headers: { Origin: site.origin }, maxRedirects: 0 })

test('eight presses at once give one answer and one receipt', async ({ page, context, site }) => {
  const me = resident(page)
  await me.toCheck('P06', 'P07')
  const form = await sendForm(page)
  const before = await answersStored(site)
  const path = `${me.home}/answer/check`
  const answers = await Promise.all(Array.from({ length: 8 }, () => post(context, site, path, form)))
  expect(answers.map((a) => a.status())).toEqual(Array(8).fill(303))
  expect(new Set(answers.map((a) => a.headers().location))).toEqual(new Set([`${me.home}/sent`]))
  expect(await answersStored(site)).toBe(before + 1)
  await page.goto(`${me.home}/sent`)
  const reference = await me.reference()
  const late = await post(context, site, path, form)
  expect(late.headers().location).toBe(`${me.home}/sent`)
  await page.goto(`${me.home}/sent/receipt`)
  expect(await me.reference()).toBe(reference)
  expect(await answersStored(site)).toBe(before + 1)
})

test('a second tab sends the same answer once', async ({ page, context, site }) => {
  const me = resident(page)
  await me.toCheck('P06', 'P07')
  const tab = await context.newPage()
  const there = resident(tab)
  await tab.goto(`${me.home}/answer/check`)
  const before = await answersStored(site)
  const reference = await me.send()
  expect(await there.send()).toBe(reference)
  expect(await answersStored(site)).toBe(before + 1)
  await page.goBack()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Send my answers' })).toHaveCount(0)
  await page.goto(me.home)
  await page.getByRole('link', { name: 'See the reference again' }).click()
  expect(await me.reference()).toBe(reference)
})

test('a tab that was overtaken does not send what its reader did not see', async ({ page, context, site }) => {
  const me = resident(page)
  await me.toCheck('P06')
  const tab = await context.newPage()
  const there = resident(tab)
  await tab.goto(`${me.home}/answer/pick?change`)
  await there.box('P06').uncheck()
  await there.box('P12').check()
  await there.goOn()
  await expect(there.heading).toHaveText('Check your answers')
  const before = await answersStored(site)
  await page.getByRole('button', { name: 'Send my answers' }).click()
  await expect(page.getByRole('alert')).toContainText('Your answers were changed in another window')
  await expect(page.locator('main')).toContainText(option('P12', 'en'))
  await expectAccessible(page)
  expect(await answersStored(site)).toBe(before)
  await me.send()
  expect(await answersStored(site)).toBe(before + 1)
})

test('changing the language half-way keeps the answers', async ({ page }) => {
  const me = resident(page)
  await me.toCheck('P06', 'P07', 'P04')
  await page.getByRole('link', { name: 'اردو' }).first().click()
  const hereToo = resident(page, 'ur')
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(me.heading).toHaveText(hereToo.t('check.title'))
  await expect(page.locator('main li')).toHaveText(['P06', 'P07', 'P04'].map((key) => option(key, 'ur')))
  await page.goto(`/ur/consultations/${openSlug}/answer/pick?change`)
  for (const key of ['P06', 'P07', 'P04']) await expect(hereToo.box(key)).toBeChecked()
  await page.getByRole('link', { name: 'English' }).first().click()
  await expect(me.heading).toHaveText(whatNextTexts.questions.pick.title.en)
  for (const key of ['P06', 'P07', 'P04']) await expect(me.box(key)).toBeChecked()
  await page.goto(`/en/consultations/${openSlug}/answer/check`)
  const reference = await me.send()
  await page.getByRole('link', { name: 'اردو' }).first().click()
  await expect(me.heading).toHaveText(hereToo.t('sent.title'))
  expect(await hereToo.reference()).toBe(reference)
})

test('the order of the options is this reader’s own, and stays', async ({ page, browser, site }) => {
  const orders: string[] = []
  for (let reader = 0; reader < 4; reader++) {
    const context = await browser.newContext({ baseURL: site.origin })
    const someone = resident(await context.newPage())
    await someone.start()
    await someone.sayWhere()
    const options = someone.page.getByRole('checkbox')
    const first = await options.evaluateAll((boxes) => boxes.map((b) => (b as HTMLInputElement).value).join())
    await someone.page.reload()
    expect(await options.evaluateAll((boxes) => boxes.map((b) => (b as HTMLInputElement).value).join())).toBe(first)
    orders.push(first)
    await context.close()
  }
  expect(new Set(orders).size).toBeGreaterThan(1)
  await expect(page).toHaveURL('about:blank')
})

test('everything on one page is the same answer', async ({ page, site }) => {
  const me = resident(page)
  await page.goto(me.home)
  await page.getByRole('link', { name: 'All questions on one page' }).click()
  await expectAccessible(page)
  const before = await answersStored(site)
  await page.getByRole('button', { name: 'Send my answers' }).click()
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('Choose where you live')
  await expect(alert).toContainText('Choose up to three')
  await page.getByRole('combobox', { name: 'Where do you live?' }).selectOption('I live outside these areas')
  await page.getByLabel('What matters most to you').selectOption(option('P11', 'en'))
  await page.getByLabel('What comes second').selectOption(option('P11', 'en'))
  await page.getByRole('button', { name: 'Send my answers' }).click()
  await expect(alert).toContainText('Choose each thing once only')
  await expect(page.getByLabel('What matters most to you').locator('option:checked')).toHaveText(option('P11', 'en'))
  await expectAccessible(page)
  expect(await answersStored(site)).toBe(before)
  await page.getByLabel('What comes second').selectOption(option('P04', 'en'))
  const reference = await me.send()
  expect(await answersStored(site)).toBe(before + 1)
  await page.goBack()
  await page.getByRole('button', { name: 'Send my answers' }).click()
  expect(await me.reference()).toBe(reference)
  expect(await answersStored(site)).toBe(before + 1)
})

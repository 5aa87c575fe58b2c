import type { Page } from '@playwright/test'
import { words } from '../../app/languages/words.server.ts'
import { notice, troubles } from '../support/desk.ts'
import { openSlug, resident, type Tongue } from '../support/resident.ts'
import { expect, expectAccessible, phone, type Site, signIn, test } from '../support/site.ts'

/** How many of those who took part in the demonstration's consultation want the decision by e-mail. */
/** The addresses that asked to be mailed the decision: one entry each time one was given. */
const mailsWanted = (site: Site) =>
  site.withDb(async (db) => {
    const contacts = db.selectFrom('contact').select(['wants', 'address']).where('way', '=', 'email')
    const rows = await contacts.where('exercise_id', '=', 'demo-exercise-what-matters').execute()
    return rows.filter(({ wants }) => wants.split(',').includes('decision')).map(({ address }) => address)
  })

const contactOf = (site: Site, address: string) =>
  site.withDb((db) => db.selectFrom('contact').selectAll().where('address', '=', address).executeTakeFirst())

for (const [lang, javaScriptEnabled] of [
  ['en', true],
  ['ur', true],
  ['ur', false],
] satisfies [Tongue, boolean][]) {
  test.describe(`${javaScriptEnabled ? 'with' : 'without'} JavaScript, in ${lang}`, () => {
    test.use({ ...phone, javaScriptEnabled })
    // The checker itself is a script.
    const look = async (page: Page) => {
      if (javaScriptEnabled) await expectAccessible(page)
    }

    test('a resident asks to be told by text or letter, and stops it again', async ({ page, site }) => {
      const me = resident(page, lang)
      const t = words(lang, 'messages')
      await me.toCheck('P06')
      await me.send()
      await me.radio(me.t('sent.no')).check()
      await me.goOn()
      await page.getByRole('link', { name: t('tell.ways.text') }).click()
      await look(page)
      const number = page.getByRole('textbox', { name: t('tell.address.text') })
      const press = () => page.getByRole('button', { name: t('tell.button') }).click()
      await number.fill('0116 496 0123')
      await me.radio(t('tell.results')).check()
      await press()
      await expect(troubles(page)).toContainText(t('errors.phone_landline'))
      await expect(number).toHaveValue('0116 496 0123')
      await expect(me.radio(t('tell.results'))).toBeChecked()
      await look(page)
      await number.fill(lang === 'ur' ? '۰۷۷۰۰ ۹۰۰ ۹۰۲' : '07700 900 901')
      await press()
      await expect(notice(page)).toContainText(me.t('receipt.contact_done'))
      const address = lang === 'ur' ? '+447700900902' : '+447700900901'
      expect(await contactOf(site, address)).toMatchObject({ way: 'text', language: lang, wants: 'results' })

      await page.goto(`${me.home}/sent/tell?by=letter`)
      await look(page)
      const letter = page.getByRole('textbox', { name: t('tell.address.letter') })
      await letter.fill('7 Nowhere Lane\nOadby')
      await press()
      await expect(troubles(page)).toContainText(t('errors.letter_postcode'))
      await expect(troubles(page)).toContainText(t('errors.wants'))
      await expect(letter).toHaveValue('7 Nowhere Lane\nOadby')
      await letter.fill(`7 Nowhere Lane\n${lang}\nle2 9zz`)
      await me.radio(t('tell.everything')).check()
      await press()
      await expect(notice(page)).toBeVisible()
      expect(await contactOf(site, `7 Nowhere Lane\n${lang}\nLE2 9ZZ`)).toMatchObject({ way: 'letter' })

      const { id } = (await contactOf(site, address))!
      await page.goto(`/${lang}/stop/${id}`)
      await look(page)
      await page.reload()
      expect(await contactOf(site, address)).toBeDefined()
      await page.getByRole('button', { name: t('stop.button') }).click()
      await expect(me.heading).toHaveText(t('stop.done_title'))
      await look(page)
      expect(await contactOf(site, address)).toBeUndefined()
    })
  })
}

test('who has not answered here is asked nothing', async ({ page }) => {
  await page.goto(`/en/consultations/${openSlug}/sent/tell?by=text`)
  await expect(page).toHaveURL(/\/sent$/)
})

test('an officer reads what the decision message says, sends it, and posts the letters', async ({ page, site }) => {
  const today = new Date().toISOString().slice(0, 10)
  await site.withDb((db) =>
    db.updateTable('point').set({ answer_by: today }).where('exercise_id', '=', 'demo-exercise-what-matters').execute(),
  )
  const home = '/desk/exercises/demo-exercise-what-matters'
  await signIn(page, site, 'officer-1', home)
  await page.getByRole('link', { name: 'Tell those who took part' }).click()
  await expectAccessible(page)
  const main = page.locator('main')
  await expect(main).toContainText('It went to 24 by e-mail, 3 by text and 2 by letter.')
  // In other journeys some of these people stop their messages or have their data deleted.
  const goes = /It goes to (\d+) by e-mail, 3 by text and 2 by letter\./
  await expect(main).toContainText(goes)
  const mails = Number(goes.exec(await main.innerText())![1])
  const addresses = await mailsWanted(site)
  expect(mails).toBe(addresses.length)
  await page.getByText('E-mail in English').click()
  await expect(main).toContainText('points were put to the Board.')
  await page.getByText('Letter in اردو').click()
  await expectAccessible(page)

  await site.withDb((db) => db.updateTable('partnership').set({ contact: 'Ring 0116 496 0123' }).execute())
  await site.withDb((db) =>
    db.updateTable('point').set({ wording: 'Buses late in the evening' }).where('slug', 'like', '%buses%').execute(),
  )
  const send = page.getByRole('button', { name: 'Send “The decision”' })
  await send.click()
  await expect(troubles(page)).toContainText('The records have changed since you looked.')
  await expectAccessible(page)
  await send.click()
  await expect(notice(page)).toContainText('The messages are on their way.')
  await expect(page.getByRole('button', { name: /^Send/ })).toHaveCount(0)
  await expect(main).toContainText(`It went to ${mails} by e-mail, 3 by text and 2 by letter.`)

  await page.getByRole('button', { name: 'Make a print run' }).click()
  await expect(main).toContainText('A print run of 2 letters')
  const link = (await page.getByRole('link', { name: 'Open the letters (PDF)' }).getAttribute('href'))!
  const pdf = await page.request.get(link)
  expect(pdf.headers()['content-type']).toBe('application/pdf')
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  await page.getByRole('button', { name: 'They are posted' }).click()
  await expect(page.getByRole('heading', { name: 'Letters to print and post' })).toHaveCount(0)
  await page.getByRole('button', { name: 'The ticked ones are sent' }).click()
  await expect(troubles(page)).toContainText('Tick the texts that you have sent.')
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await page.getByRole('button', { name: 'The ticked ones are sent' }).click()
  await expect(page.getByRole('checkbox')).toHaveCount(0)

  const reached = () =>
    site.withDb(async (db) => {
      const rows = await db
        .selectFrom('outbox')
        .select('to_address')
        .where('exercise_id', '=', 'demo-exercise-what-matters')
        .where('about', '=', 'feedback:decision')
        .where('sent_at', 'is not', null)
        .execute()
      return new Set(rows.map((row) => row.to_address)).size
    })
  await expect
    .poll(reached, { timeout: 30_000 })
    // Three texts and two letters beside the mails.
    .toBe(new Set(addresses).size + 5)
  await page.goto('/en/what-changed/what-matters-most')
  await expect(main).toContainText(/The decision Told on/)
  await expectAccessible(page)
})

test('a message that did not go out is overdue in public the day after', async ({ page, site }) => {
  await site.withDb((db) =>
    db
      .updateTable('jury')
      .set({ follow_up_6_on: '2026-01-31' })
      .where('slug', '=', 'being-heard-in-the-county')
      .execute(),
  )
  await page.goto('/en/what-changed/being-heard-in-the-county')
  await expect(page.locator('main')).toContainText('Overdue since 31 January 2026')
  await expectAccessible(page)
  await signIn(page, site, 'jury-manager')
  await expect(page.locator('main')).toContainText('the public page says so: Being heard in the county')
})

import { words } from '../../app/languages/words.server.ts'
import { expect, expectAccessible, signIn, test } from '../support/site.ts'

test.describe('people who work here', () => {
  test('sign in by a link from the inbox, and out again', async ({ page, site }) => {
    await page.goto('/sign-in')
    await expectAccessible(page)
    await page.getByLabel('Your e-mail address').fill('not an address')
    await page.getByRole('button', { name: 'Send me a link' }).click()
    await expect(page.getByRole('alert')).toContainText('Enter an e-mail address')
    await expect(page.getByLabel('Your e-mail address')).toHaveValue('not an address')
    await expectAccessible(page)

    await page.getByLabel('Your e-mail address').fill('Officer-1@demonstration.example')
    await page.getByRole('button', { name: 'Send me a link' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look at your e-mail')
    await page.goto('/inbox')
    await expectAccessible(page)
    await page.locator('article').first().getByRole('link').click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Engagement officer 1')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page).toHaveURL(`${site.origin}/desk`)
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.goto('/desk')
    await expect(page).toHaveURL(/\/sign-in/)
  })

  test('are asked in the language of their browser, choose another, and are told in it of a link that is too old', async ({
    browser,
    site,
  }) => {
    const page = await (await browser.newContext({ baseURL: site.origin, locale: 'pl-PL' })).newPage()
    const heading = page.getByRole('heading', { level: 1 })
    await page.goto('/desk/board')
    await expect(heading).toHaveText(words('pl', 'signing')('form.title'))
    for (const lang of ['ur', 'gu', 'pa', 'pl', 'en-easy']) {
      const t = words(lang, 'signing')
      await page.goto(`/${lang}/sign-in?to=%2Fdesk%2Fboard`)
      await expect(page.locator('main')).toContainText(t('form.text'))
      await page.getByLabel(t('form.email')).fill('nobody')
      await page.getByRole('button', { name: t('form.button') }).click()
      await expect(page.getByRole('alert')).toContainText(t('errors.email'))
      await expectAccessible(page)
      await page.goto(`/${lang}/sign-in?sent`)
      await expect(page.locator('main')).toContainText(t('sent.minutes'))
      await page.goto(`/${lang}/sign-in/${'x'.repeat(43)}?to=%2Fdesk%2Fboard`)
      await expect(heading).toHaveText(t('link.stale_title'))
      await expectAccessible(page)
      await page.getByRole('link', { name: t('link.again') }).click()
      await expect(page).toHaveURL(`${site.origin}/${lang}/sign-in?to=%2Fdesk%2Fboard`)
    }
    await page.getByRole('link', { name: 'ਪੰਜਾਬੀ' }).click()
    await expect(heading).toHaveText(words('pa', 'signing')('form.title'))
    // Mail programs cut links.
    await page.goto('/sign-in/abc')
    await expect(heading).toHaveText(words('pl', 'signing')('link.stale_title'))
    await page.context().close()
  })

  test('are mailed in the language of the page that they came from', async ({ page, site }) => {
    for (const lang of ['ur', 'gu', 'pa', 'pl', 'en']) {
      await page.goto(`/${lang}/my-jury/care-at-home`)
      await page.locator(`main a[href^="/${lang}/sign-in"]`).click()
      const t = words(lang, 'signing')
      await page.getByLabel(t('form.email')).fill('juror-03@demonstration.example')
      await page.getByRole('button', { name: t('form.button') }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('sent.title'))
      const subject = t('mail.subject')
      const sent = await site.withDb((db) =>
        db
          .selectFrom('outbox')
          .select(['language', 'body'])
          .where('subject', '=', subject)
          .where('body', 'like', '%my-jury%')
          .execute(),
      )
      expect(sent).toHaveLength(1)
      expect(sent[0]!.language).toBe(lang)
      expect(sent[0]!.body).toContain(`${site.origin}/${lang}/sign-in/`)
      expect(sent[0]!.body).toContain(`?to=${encodeURIComponent(`/${lang}/my-jury/care-at-home`)}`)
    }
  })

  test('set how small numbers are hidden, with a reason that stays', async ({ page, site }) => {
    await signIn(page, site, 'administrator')
    await page.goto('/desk/settings')
    const form = page.locator('form').filter({ hasText: 'Hide small numbers this way' })
    await form.getByLabel('1 to 7 hidden, the rest to the nearest five').check()
    await form.getByRole('button').click()
    await expect(page.getByRole('alert')).toContainText('Say why')
    await expect(form.getByLabel('1 to 7 hidden, the rest to the nearest five')).toBeChecked()
    await expectAccessible(page)
    for (const [way, reason] of [
      ['1 to 7 hidden, the rest to the nearest five', 'Our health partners publish by this rule'],
      ['By the partnership’s own figures', 'The usual rule again for this autumn'],
    ] as const) {
      await form.getByLabel(way).check()
      await form.getByLabel('Why?').fill(reason)
      await form.getByRole('button').click()
      await expect(page.getByRole('main')).toContainText(reason)
      await expect(form.getByLabel(way)).toBeChecked()
      await expect(page.getByRole('listitem').filter({ hasText: reason })).toContainText(way)
    }
    await expectAccessible(page)
  })

  test('find nothing at what is not theirs', async ({ page, site }) => {
    await signIn(page, site, 'owner-nhs')
    for (const path of ['/desk/settings', '/desk/exercises/new', '/desk/board', '/desk/nowhere']) {
      const response = await page.goto(path)
      expect(response?.status(), path).toBe(404)
    }
  })
})

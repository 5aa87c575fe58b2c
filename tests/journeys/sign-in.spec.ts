import { words } from '../../app/languages/words.server.ts'
import { expect, expectAccessible, signIn, test } from '../support/site.ts'

test.describe('people who work here', () => {
  test('sign in by a link from the inbox, and out again', async ({ page, site }) => {
    await page.goto('/sign-in')
    await expectAccessible(page)
    await page.getByLabel('Your e-mail address at work').fill('not an address')
    await page.getByRole('button', { name: 'Send me a link' }).click()
    await expect(page.getByRole('alert')).toContainText('Enter an e-mail address')
    await expect(page.getByLabel('Your e-mail address at work')).toHaveValue('not an address')
    await expectAccessible(page)

    await page.getByLabel('Your e-mail address at work').fill('Officer-1@demonstration.example')
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

  test('are mailed in the language of the page that they came from', async ({ page, site }) => {
    for (const lang of ['ur', 'gu', 'pa', 'pl', 'en']) {
      await page.goto(`/${lang}/my-jury/care-at-home`)
      await page.locator('main a[href^="/sign-in"]').click()
      await page.getByLabel('Your e-mail address at work').fill('juror-03@demonstration.example')
      await page.getByRole('button', { name: 'Send me a link' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look at your e-mail')
      const subject = words(lang, 'signing')('mail.subject')
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

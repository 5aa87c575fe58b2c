import type { Page } from '@playwright/test'
import { words } from '../../app/languages/words.server.ts'
import { fillDay, notice, selectLike, troubles } from '../support/desk.ts'
import { another, expect, expectAccessible, phone, type Site, signIn, test } from '../support/site.ts'

const address = 'new-member@example.org'
const desk = '/desk/citizens-panel'

const mailTo = (site: Site, about: string) =>
  site.withDb((db) =>
    db.selectFrom('outbox').selectAll().where('to_address', '=', address).where('about', '=', about).execute(),
  )

/** Whoever else might be drawn: so that the one who joined is asked for sure, everybody is. */
const mayBeAsked = async (page: Page): Promise<number> => {
  await page.goto(`${desk}/draw`)
  const hint = await page.locator('#size-hint').innerText()
  return Number(hint.match(/\d+/)![0])
}

async function draw(page: Page, exercise: string, size: number) {
  await page.goto(`${desk}/draw`)
  const list = page.getByLabel('For which exercise?')
  await list.selectOption(exercise)
  await page.getByLabel('How many members?').fill(String(size))
  await page.getByRole('button', { name: 'Draw and invite' }).click()
}

test.describe('without JavaScript, in Urdu, on a small phone', () => {
  test.use({ ...phone, javaScriptEnabled: false })

  test('somebody joins, is invited in Urdu, is spared for six weeks, leaves and is gone', async ({
    page,
    site,
    browser,
  }) => {
    const t = words('ur', 'citizens-panel')
    const about = words('ur', 'consultations')
    await page.goto('/ur/citizens-panel')
    await page.getByRole('button', { name: t('join.title') }).click()
    await page.getByRole('button', { name: t('join.button') }).click()
    await expect(troubles(page)).toContainText(t('errors.email_missing'))
    await expect(troubles(page)).toContainText(t('errors.consent'))
    await page.getByLabel(t('join.email')).fill(address)
    await page.getByRole('radio', { name: 'Charnwood' }).check()
    await page.getByRole('radio', { name: about('equality.age.16-29') }).check()
    await page.getByRole('checkbox', { name: t('join.consent', { most: 4, weeks: 6 }) }).check()
    await page.getByRole('button', { name: t('join.button') }).click()
    // What they say about themselves needs a consent of its own; what was typed is kept.
    await expect(troubles(page)).toContainText(t('errors.consent_about'))
    await expect(page.getByLabel(t('join.email'))).toHaveValue(address)
    await page.getByRole('checkbox', { name: t('join.consent_about') }).check()
    await page.getByRole('button', { name: t('join.button') }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('join.asked'))

    const [confirm] = await mailTo(site, 'panel:confirm')
    expect(confirm).toMatchObject({ subject: t('mail.confirm_subject'), language: 'ur' })
    const own = confirm!.body.match(/\/ur\/citizens-panel\/mine\/\S+/)![0]
    await page.goto(own)
    await page.getByRole('button', { name: t('confirm.button') }).click()
    await expect(notice(page)).toContainText(t('own.done_joined'))
    await expect(page.locator('main')).toContainText(t('join.consent', { most: 4, weeks: 6 }))
    await expect(page.locator('main')).toContainText(about('equality.age.16-29'))
    const code = (await page.locator('main').innerText()).match(/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{2}/)![0]

    const context = await browser.newContext({ baseURL: site.origin, locale: 'en-GB' })
    const officer = await context.newPage()
    await signIn(officer, site, 'officer-1', desk)
    const eligible = await mayBeAsked(officer)
    await draw(officer, 'demo-exercise-what-next', eligible + 1)
    await expect(troubles(officer)).toContainText('members may be asked about this')
    const limit = Number((await troubles(officer).innerText()).match(/Only (\d+)/)![1])
    await draw(officer, 'demo-exercise-what-next', limit)
    await expect(notice(officer)).toContainText('The sample is drawn')
    const [invitation] = await mailTo(site, 'panel:invitation')
    expect(invitation).toMatchObject({ language: 'ur', exercise_id: 'demo-exercise-what-next' })
    expect(invitation!.subject).toContain(t('title'))
    expect(invitation!.body).toMatch(/\/ur\/citizens-panel\/answer\/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{2}\n/)
    expect(invitation!.body).toContain(t('mail.which'))
    // A plan that is not public yet can name the same sample, and the overlap score then sees the same people.
    const planner = await another(
      officer.context(),
      site,
      'officer-2',
      '/desk/exercises/demo-exercise-evening-buses/register',
    )
    await selectLike(planner.locator('select[name=panelSampleId]'), /^Sample 4/)
    await planner.locator('button[value=plan]').click()
    await planner.goto('/desk/exercises/demo-exercise-evening-buses/overlap')
    await expect(planner.locator('main')).toContainText('The same part of the citizens’ panel')
    await planner.context().close()
    // Everybody has been asked within six weeks now: nobody may be asked about anything.
    expect(await mayBeAsked(officer)).toBe(0)
    await officer.goto(desk)
    await expect(officer.locator('main')).toContainText('invited less than six weeks ago')

    await page.goto('/ur/citizens-panel/mine')
    await page.getByLabel(t('code.label')).fill(code)
    await page.getByRole('button', { name: t('code.button') }).click()
    await page.getByRole('button', { name: t('own.leave_button') }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('left.title'))
    await page.goto(own)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('gone.title'))
    const kept = await site.withDb(async (db) => [
      ...(await db.selectFrom('panel_contact').selectAll().where('address', '=', address).execute()),
      ...(await db.selectFrom('outbox').selectAll().where('to_address', '=', address).execute()),
    ])
    expect(kept).toEqual([])
    await context.close()
  })
})

test('the panel’s pages can be used by everybody', async ({ page, site }) => {
  for (const path of [
    '/en/citizens-panel',
    '/ur/citizens-panel',
    '/en-easy/citizens-panel/join',
    '/pl/citizens-panel/mine',
    '/ur/citizens-panel/join',
    '/ur/citizens-panel/mine/demo-panel-member-1001',
  ]) {
    await page.goto(path)
    await expectAccessible(page)
  }
  await page.goto('/en/citizens-panel')
  await expect(page.locator('main')).toContainText('16 to 29: Too few')
  await signIn(page, site, 'secretariat', desk)
  for (const path of [desk, `${desk}/draw`, `${desk}/member`]) {
    await page.goto(path)
    await expectAccessible(page)
  }
})

test('an officer enters a paper form, prints the letter of welcome, and releases this year’s third', async ({
  page,
  site,
}) => {
  await signIn(page, site, 'officer-1', `${desk}/member`)
  await page.getByLabel('E-mail address, or postal address').fill('Somebody\n1 The Green\nZZ2 1AB')
  await fillDay(page, 'Signed on', '2020-01-05')
  await page.getByRole('radio', { name: 'Charnwood' }).check()
  await page.getByRole('checkbox', { name: /I am 16 or over/ }).check()
  await page.getByRole('button', { name: 'Enter' }).click()
  await expect(notice(page)).toContainText('The member is entered')
  await page.locator('button[value=run]').click()
  await expect(page.getByRole('link', { name: /PDF/ })).toHaveAttribute('href', /citizens-panel\/letters\//)
  await page.locator('button[value=posted]').click()
  await expect(notice(page)).toContainText('noted as posted')

  const before = await site.withDb((db) => db.selectFrom('panel_member').select('id').execute())
  await page.getByRole('button', { name: /^Thank and release/ }).click()
  await expect(notice(page)).toContainText('The third is released')
  const after = await site.withDb((db) => db.selectFrom('panel_member').select('id').execute())
  expect(before.length - after.length).toBe(Math.round(before.length / 3))
  const thanks = await site.withDb((db) =>
    db.selectFrom('outbox').select('id').where('about', '=', 'panel:thanks').execute(),
  )
  expect(thanks).toHaveLength(before.length - after.length)
  await expect(page.getByRole('button', { name: /^Thank and release/ })).toHaveCount(0)
  // Another officer finds the same.
  const second = await another(page.context(), site, 'officer-2', desk)
  await expect(second.locator('main')).toContainText('The next third is due on')
})

import { addDays, londonDay } from '../../app/engagement/london-day.ts'
import { languages, words } from '../../app/languages/words.server.ts'
import { notice, troubles } from '../support/desk.ts'
import { applications, codeOfLetter, recruitingSlug, registrant } from '../support/registering.ts'
import { another, expect, expectAccessible, expectNarrow, phone, signIn, test } from '../support/site.ts'

const today = londonDay(new Date())
/** One page of each kind. */
const kinds = ['office', 'dates', 'consent', 'about-4', 'name', 'address', 'contact', 'needs', 'check']

test.describe('on a phone without scripts', () => {
  test.use({ ...phone, javaScriptEnabled: false })

  test('a resident registers in Urdu, mends what is wrong, and a second press gives the same reference', async ({
    browser,
    site,
  }) => {
    const context = await browser.newContext({ ...phone, javaScriptEnabled: false, baseURL: site.origin, locale: 'ur' })
    const page = await context.newPage()
    const me = registrant(page, 'ur')
    // Mistyped, it says so in words, and in the reader's language.
    await page.goto('/r/BUS42')
    await expect(page.locator('html')).toHaveAttribute('lang', 'ur')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('ur', 'shell')('error.not_found.title'))
    // The address of the letter leads to the reader's language, and opening it uses no code up.
    await page.goto('/r/BUS24')
    await expect(page).toHaveURL(new RegExp(`/ur/register/${recruitingSlug}$`))
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    await page.getByLabel(me.t('start.code')).fill('7K3M Q9TX 4H')
    await page.getByRole('button', { name: me.t('start.button') }).click()
    await expect(troubles(page)).toContainText(me.t('errors.code_unknown'))
    await expect(page.getByLabel(me.t('start.code'))).toHaveValue('7K3M Q9TX 4H')

    await me.start(codeOfLetter(4001).toLowerCase().replaceAll('-', ' '))
    await me.goOn()
    await expect(troubles(page)).toContainText(me.t('errors.yes_no'))
    await me.eligible()
    await me.allDays()
    await me.goOn()
    await expect(troubles(page)).toContainText(me.t('errors.consent'))
    await me.consent()
    await me.about()
    await page.getByLabel(me.t('name.firstName')).fill('آمنہ')
    await me.goOn()
    await expect(troubles(page)).toContainText(me.t('errors.lastName'))
    await expect(page.getByLabel(me.t('name.firstName'))).toHaveValue('آمنہ')
    await me.person({ last: 'مثال' })
    await me.needs()
    await expect(page.locator('main')).toContainText('ZZ9 9ZZ')
    await expect(page.locator('main')).toContainText(me.t('values.ethnic_group.Asian'))
    const again = { page: await context.newPage() }
    await again.page.goto(page.url())
    const reference = await me.send()
    await again.page.getByRole('button', { name: me.t('check.send') }).click()
    await expect(again.page.locator('main')).toContainText(reference)
    const mine = (await applications(site)).filter((row) => row.language === 'ur')
    expect(mine).toMatchObject([{ status: 'POOL', source_type: 'online', eligible: 1 }])
    const mail = await site.withDb((db) =>
      db.selectFrom('outbox').select(['subject', 'body']).where('to_address', '=', 'home@example.org').execute(),
    )
    expect(mail.filter(({ body }) => body.includes(reference))).toHaveLength(1)
    await context.close()
  })
})

test('every page of registering can be used by everybody, in English and in Urdu', async ({ page, site }) => {
  for (const lang of ['en', 'ur'] as const) {
    const me = registrant(page, lang)
    await page.goto(me.home)
    await expectAccessible(page)
    await me.toCheck(codeOfLetter(lang === 'en' ? 4002 : 4003))
    for (const step of kinds) {
      await page.goto(`${me.home}/${step}`)
      await expectAccessible(page)
    }
    await page.goto(`${me.home}/name`)
    await page.getByLabel(me.t('name.firstName')).fill('')
    await me.goOn()
    await expect(troubles(page)).toContainText(me.t('errors.firstName'))
    await expectAccessible(page)
    // Changing the language keeps what was said.
    await page.goto(`/${lang === 'en' ? 'ur' : 'en'}/register/${recruitingSlug}/name`)
    await expect(page.locator('#lastName')).toHaveValue('Example')
    await page.goto(`${me.home}/check`)
    await me.send()
    await expectAccessible(page)
  }
  expect(await site.withDb((db) => db.selectFrom('jury_registration_draft').selectAll().execute())).toEqual([])
})

// Axe has seen these pages in English and in Urdu: here it is the letters that may not fit.
test('a resident registers in every other language of the product', async ({ page, site }) => {
  const others = languages().filter(({ code }) => !['en', 'ur'].includes(code))
  for (const [i, { code }] of others.entries()) {
    const me = registrant(page, code)
    await page.goto(`/${code}/juries/${recruitingSlug}`)
    await page.getByRole('link', { name: words(code, 'juries')('public.register') }).click()
    await expect(page).toHaveURL(new RegExp(`${me.home}$`))
    await expect(page.locator('main')).not.toContainText(words(code, 'shell')('not_in_your_language'))
    await me.toCheck(codeOfLetter(4004 + i))
    await page.goto(`${me.home}/consent`)
    await expect(page.locator('main')).toContainText(me.t('consent.published'))
    await expectNarrow(page)
    await page.goto(`${me.home}/check`)
    await expectNarrow(page)
    await me.send()
  }
  const sent = (await applications(site)).map(({ language }) => language)
  expect(others.filter(({ code }) => !sent.includes(code))).toEqual([])
})

test('two of one home register with one letter and one e-mail address, and are known as one household', async ({
  page,
  context,
  site,
}) => {
  const first = registrant(page)
  await first.toCheck(codeOfLetter(4010), { last: 'One' })
  // What is being typed stands in the database sealed.
  const [draft] = await site.withDb((db) => db.selectFrom('jury_registration_draft').selectAll().execute())
  expect(Buffer.from(draft!.sealed, 'base64url').toString('latin1')).not.toContain('Alder')
  for (const cookie of await context.cookies()) expect(cookie.value).not.toMatch(/Alder|Somebody|home@/)
  const one = await first.send()
  await page.getByRole('link', { name: first.t('done.another') }).click()
  await first.toCheck(codeOfLetter(4010), { last: 'Two' })
  const two = await first.send()
  expect(two).not.toBe(one)
  const homes = (await applications(site)).map((row) => row.household)
  const counted = homes.filter((home) => homes.filter((other) => other === home).length === 2)
  expect(new Set(counted).size).toBe(1)
})

test('whoever cannot take part is told why, counted without a name, and may mend an answer', async ({ page, site }) => {
  const me = registrant(page)
  await me.start(codeOfLetter(4020))
  await me.answer('age', 'yes')
  await me.answer('area', 'yes')
  await me.answer('office', 'yes')
  await expect(me.heading).toHaveText('Not this time')
  await expect(page.locator('main')).toContainText('other ways to be heard')
  await expectAccessible(page)
  expect((await applications(site)).filter((row) => row.why_not)).toMatchObject([
    { why_not: 'office', eligible: 0, household: null },
  ])
  await page.getByRole('link', { name: me.t('not.change') }).click()
  await me.answer('office', 'no')
  expect((await applications(site)).filter((row) => row.why_not)).toEqual([])
  for (const question of ['commissioner', 'interest', 'served']) await me.answer(question, 'no')
  await page.getByRole('checkbox').first().check()
  await me.goOn()
  await expect(page.locator('main')).toContainText('people who can come on every day')
  await page.getByRole('button', { name: 'Finish' }).click()
  await expect(page).toHaveURL(new RegExp(`${me.home}$`))
  expect((await applications(site)).filter((row) => row.why_not)).toMatchObject([{ why_not: 'dates' }])
})

test('a language without its tick is an interpreter wanted, and whoever’s browser keeps nothing is told so', async ({
  page,
  context,
}) => {
  const me = registrant(page)
  await me.toCheck(codeOfLetter(4021))
  await page.goto(`${me.home}/needs`)
  await page.getByLabel(me.t('needs.language')).fill('Gujarati')
  await me.goOn()
  await expect(page.locator('main')).toContainText(me.t('needs.kinds.interpreter'))
  await expect(page.locator('main')).toContainText('Gujarati')
  await expect(page.locator('main')).not.toContainText(me.t('start.lost'))
  await context.clearCookies()
  await page.goto(`${me.home}/name`)
  await expect(me.heading).toHaveText(me.t('start.title'))
  await expect(page.locator('main')).toContainText(me.t('start.lost'))
  await expectAccessible(page)
})

test('staff register people by telephone and on paper in the same form, a test letter stays apart, and a closed page says so', async ({
  page,
  context,
  site,
}) => {
  const desk = `/desk/juries/${recruitingSlug}`
  await signIn(page, site, 'jury-manager', `${desk}/registrations`)
  await expect(page.locator('main')).toContainText('can be drawn')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Begin' }).click()
  await expect(troubles(page)).toContainText('Say how it came')
  await page.getByRole('radio', { name: 'By telephone' }).check()
  await page.getByLabel('Code of the letter').fill('wrong')
  await page.getByRole('button', { name: 'Begin' }).click()
  await expect(troubles(page)).toContainText('not a code of this jury')
  await page.getByLabel('Code of the letter').fill(codeOfLetter(4030))
  await page.getByRole('button', { name: 'Begin' }).click()
  const caller = registrant(page)
  await expect(page.locator('main')).toContainText('registering somebody by telephone')
  await caller.eligible()
  await caller.allDays()
  await caller.consent()
  await caller.about()
  await caller.person({ last: 'Caller' })
  await caller.needs()
  await caller.send()
  await page.getByRole('link', { name: 'Back to the registrations' }).click()
  expect((await applications(site)).filter((row) => row.source_type === 'phone')).toHaveLength(1)

  await page.goto(`${desk}/letters`)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Make a test letter' }).click()
  const testCode = (await page.locator('#test ~ p .reference-code').innerText()).trim()
  await page.getByLabel('Numbers or codes').fill(`12, ${codeOfLetter(13)}\n99999`)
  await page.getByRole('button', { name: 'Note them' }).click()
  await expect(troubles(page)).toContainText('no letter with “99999”. Nothing was noted')
  await page.getByLabel('Numbers or codes').fill(`12, ${codeOfLetter(13)}`)
  await page.getByRole('button', { name: 'Note them' }).click()
  await expect(notice(page)).toContainText('noted')
  await expect(page.locator('main')).toContainText('63')
  await page.getByLabel('How many').fill('3')
  await page.getByLabel('For whom').fill('Parish councils')
  await page.getByRole('button', { name: 'Make the cards' }).click()
  await expect(page.locator('main')).toContainText('3 so far')

  const resident = await (await context.browser()!.newContext({ baseURL: site.origin })).newPage()
  const halfway = registrant(resident)
  await halfway.toCheck(codeOfLetter(4031))
  await page.getByRole('button', { name: 'Close registration now' }).click()
  await expect(page.getByRole('heading', { name: 'Registration is closed' })).toBeVisible()
  await resident.getByRole('button', { name: halfway.t('check.send') }).click()
  await expect(troubles(resident)).toContainText('too late')
  await expect(resident.locator('main')).toContainText('14 Alder Row')
  await expectAccessible(resident)
  await halfway.start(codeOfLetter(4032))
  await expect(troubles(resident)).toContainText('too late')
  await expectAccessible(resident)
  // A test letter still leads on, and what is sent with it is kept apart.
  await halfway.toCheck(testCode, { last: 'Test' })
  await halfway.send()
  expect((await applications(site)).filter((row) => row.status === 'TEST_SUBMISSION')).toHaveLength(1)
  await resident.close()

  const others = await another(context, site, 'facilitator-1')
  for (const part of ['preparation', 'targets', 'letters', 'registrations', 'targets.csv', 'letters/letters.zip']) {
    expect((await others.request.get(`${desk}/${part}`)).status()).toBe(404)
  }
  // Open again for whoever comes next.
  await site.withDb((db) =>
    db
      .updateTable('jury_recruitment')
      .set({ closes_on: addDays(today, 5) })
      .where('jury_id', '=', 'demo-jury-recruiting')
      .execute(),
  )
})

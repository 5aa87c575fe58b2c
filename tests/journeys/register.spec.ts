import type { Page } from '@playwright/test'
import { words } from '../../app/languages/words.server.ts'
import type { Db } from '../../db/connect.ts'
import { notice, publishByTwo, troubles } from '../support/desk.ts'
import { another, expect, expectAccessible, phone, type Site, signIn, test } from '../support/site.ts'

const buses = '/desk/exercises/demo-exercise-evening-buses'
const appointments = '/desk/exercises/demo-exercise-getting-to-appointments'
const reason = 'The bus contracts are signed in April; the health partners decide a year later.'

/** As if the message of a year on had gone out. */
async function toldAYearOn(db: Db, slug: string): Promise<void> {
  const { id } = await db.selectFrom('exercise').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()
  const days = { due_on: '2026-11-01', prepared_on: '2026-11-01', sent_on: '2026-11-01' }
  const message = {
    id: 'told-a-year-on',
    exercise_id: id,
    kind: 'year' as const,
    ...days,
    sent_by: null,
    content: null,
  }
  await db.insertInto('feedback_message').values(message).execute()
}

const mailsTo = (site: Site, key: string) =>
  site.withDb((db) =>
    db.selectFrom('outbox').select(['subject', 'body']).where('to_address', 'like', `${key}@%`).execute(),
  )

test('an officer whose plan overlaps with a partner’s asks, is declined, says why, and publishes', async ({
  page,
  context,
  site,
}) => {
  test.setTimeout(180_000)
  await signIn(page, site, 'officer-2', buses)
  await page.goto(`${buses}/check`)
  await page.getByRole('button', { name: 'Sign to publish' }).click()
  await expect(troubles(page)).toContainText('“Getting to appointments” overlaps with this (score 9)')
  await page.goto(buses)
  await getReady(page)
  await page.getByRole('link', { name: /^Who else asks the same people/ }).click()
  await expect(page.locator('main')).toContainText('How do you get home after seven in the evening?')
  await expectAccessible(page)
  const card = (on: Page, title: string) => on.getByRole('region', { name: title })
  const theirs = card(page, 'Getting to appointments')
  await theirs.getByRole('button', { name: 'Record this answer' }).click()
  await expect(troubles(page)).toContainText('Say what you will do about it')
  await expectAccessible(page)
  await theirs.getByLabel('Ask them to do it together').check()
  await theirs.getByLabel('Why?').fill('One form instead of two for the same people.')
  await theirs.getByRole('button', { name: 'Record this answer' }).click()
  await expect(notice(page)).toContainText('the message is sent')
  const known = card(page, 'What is known already?')
  await expect(known).toContainText(/asked about this \d+ months? ago/)
  await known.getByRole('button', { name: 'Use this' }).first().click()
  await expect(troubles(page)).toContainText('Say why, in at least 20 characters')
  await known.getByLabel('What do you use of it').first().fill('How people travel now: that need not be asked.')
  await known.getByRole('button', { name: 'Use this' }).first().click()
  await expect(notice(page)).toContainText('this plan uses what exists')
  await page.goto(buses)
  await page.goto(`${buses}/check`)
  await page.getByRole('button', { name: 'Sign to publish' }).click()
  await expect(troubles(page)).toContainText('has been asked and may still answer')

  const partner = await another(context, site, 'officer-3', '/desk')
  await partner.getByRole('link', { name: /A partner asks about the overlap with “Getting to appointments”/ }).click()
  await expect(partner).toHaveURL(new RegExp(`${appointments}/overlap$`))
  const ours = card(partner, 'Evening buses and the town centre')
  await expect(ours).toContainText('Could we ask people together')
  await ours.getByLabel('No', { exact: true }).check()
  await ours.getByLabel('Why, and what do you suggest?').fill('Our patients are asked by their surgeries, in May.')
  await expectAccessible(partner)
  await ours.getByRole('button', { name: 'Send this reply' }).click()
  await expect(notice(partner)).toContainText('The reply is sent')
  await partner.context().close()
  expect(await mailsTo(site, 'officer-3')).toMatchObject([{ subject: /Two exercises overlap/ }])
  expect(await mailsTo(site, 'officer-2')).toMatchObject([{ body: expect.stringContaining('surgeries, in May') }])

  await page.goto(`${buses}/overlap`)
  await expect(theirs).toContainText('They declined')
  await theirs.getByLabel('Go ahead anyway').check()
  await theirs.getByLabel('Why?').fill(reason)
  await theirs.getByRole('button', { name: 'Record this answer' }).click()
  await page.goto(buses)
  const secretariat = await another(context, site, 'secretariat', buses)
  await publishByTwo(page, secretariat, buses)
  await secretariat.context().close()
  await page.goto('/en/register?theme=demo-theme-5&state=forthcoming')
  await page.getByRole('link', { name: 'Evening buses and the town centre' }).click()
  await expect(page.locator('main')).toContainText('£5,200')
  await expect(page.locator('main')).toContainText(reason)
  await expect(page.locator('main')).not.toContainText('Getting to appointments')
  await expectAccessible(page)
})

/** What else a plan needs: where it is asked, and a signature. */
async function getReady(page: Page) {
  await page.getByRole('link', { name: /^In the register/ }).click()
  await page.getByLabel('It is asked by our own means').check()
  await page.getByLabel('Where can it be answered or read?').fill('https://charnwood.demonstration.example/buses')
  await page.getByRole('button', { name: 'Save this', exact: true }).click()
  await expect(notice(page)).toContainText('The register is up to date')
  await page.goto(buses)
  await page.getByLabel('I confirm that nothing has been decided').check()
  await page.getByRole('button', { name: 'Sign', exact: true }).click()
  await page.getByRole('link', { name: /^Who is affected/ }).click()
  await expect(page.locator('main')).toContainText('Nobody has said how they will hear of it: People who work shifts')
  await page.getByRole('link', { name: 'Change People who work shifts' }).click()
  await page.getByLabel('How will they hear of it?').fill('A notice on the buses themselves')
  await page.getByLabel('Who sees to it?').fill('Engagement officer 2')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Put on the map' }).click()
  await expect(notice(page)).toContainText('The map is up to date')
  await expect(page.locator('main')).not.toContainText('Nobody has said')
  await page.goto(buses)
}

test('the secretariat keeps the calendar of polls', async ({ page, site }) => {
  await signIn(page, site, 'secretariat', '/desk/polls')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Add this poll' }).click()
  await expect(troubles(page)).toContainText('Enter the name of the poll')
  await page.getByLabel('Poll', { exact: true }).fill('Referendum')
  for (const [box, value] of [
    ['Day', '6'],
    ['Month', '5'],
    ['Year', '2032'],
  ])
    await page.getByRole('group', { name: 'Polling day' }).getByLabel(box!).fill(value!)
  await page.getByRole('button', { name: 'Add this poll' }).click()
  await expect(notice(page)).toContainText('The calendar is up to date')
  await expect(page.getByRole('row', { name: /Referendum/ })).toContainText('25 March 2032')
  await page.getByRole('button', { name: 'Remove Referendum' }).click()
  await expect(page.locator('main')).not.toContainText('Referendum')
})

test('nothing that the desk links to is missing: of a jury, and of a form that nobody has written yet', async ({
  page,
  site,
}) => {
  await signIn(page, site, 'secretariat', '/desk/exercises')
  for (const from of [
    '/desk/exercises/demo-exercise-jury-recruiting',
    '/desk/exercises/demo-exercise-getting-to-appointments/editions/easy-read',
    '/desk/exercises/demo-exercise-getting-to-appointments/editions/youth',
  ]) {
    expect((await page.goto(from))!.status(), from).toBe(200)
    const links = await page.locator('main a').evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href))
    for (const link of new Set(links)) expect((await page.request.get(link)).status(), link).toBe(200)
  }
})

test('the public pages of the plan are for everybody', async ({ page }) => {
  for (const path of [
    '/en/register',
    '/en/register/calendar',
    '/en/evidence?words=bus',
    '/en/register/exercise/what-should-the-police-do-first',
    '/ur/register',
    '/ur/register/calendar',
  ]) {
    await page.goto(path)
    await expectAccessible(page)
  }
})

test.describe('a resident without JavaScript', () => {
  test.use({ ...phone, javaScriptEnabled: false })

  test('reads the forward plan, narrows it, sees it by the month, and takes it into a calendar', async ({
    page,
    site,
  }) => {
    await page.goto('/en/consultations')
    await page.getByRole('link', { name: 'Everything the partners ask and plan' }).click()
    await expect(page.locator('main')).not.toContainText('My day, my way')
    await page.getByText('Narrow the list').click()
    await page.getByLabel('Partner').selectOption('Police')
    await page.getByLabel('Theme').selectOption('Safer communities')
    await page.getByRole('button', { name: 'Show these' }).click()
    await expect(page.locator('main')).toContainText('What should the police do first?')
    await expect(page.locator('main')).not.toContainText('Waiting for the bus')
    await page.getByRole('link', { name: 'See it month by month' }).click()
    await page
      .getByRole('link', { name: /\d{4}$/ })
      .first()
      .click()
    await expect(page).toHaveURL(/by=demo-organisation-police/)
    await page.goto('/en/register')
    await page.getByRole('link', { name: 'What is known already' }).click()
    await page.getByLabel('Words').fill('bus  LATER')
    await page.getByLabel('Kind').selectOption('Parish plan')
    await page.getByRole('button', { name: 'Search' }).click()
    await expect(page.getByRole('heading', { name: 'Parish plan: Barrow upon Soar', exact: true })).toBeVisible()
    await expect(page.locator('main')).not.toContainText('Drains cleared')
    const calendar = await page.request.get('/en/register.ics?by=demo-organisation-police')
    expect(calendar.headers()['content-type']).toContain('text/calendar')
    expect(await calendar.text()).toContain('SUMMARY:Last day to answer: What should the police do first?')
    const whole = async () => (await (await page.request.get('/en/register.ics')).text()).replace(/\r\n /g, '')
    const stamps = [...(await whole()).matchAll(/DTSTAMP:(\d{8})/g)].map(([, day]) => day!)
    expect(stamps.filter((day) => day > new Date().toISOString().slice(0, 10).replaceAll('-', ''))).toEqual([])
    const feed = () => page.request.get('/en/register.atom')
    expect((await feed()).headers()['content-type']).toContain('application/atom+xml')
    expect(await (await feed()).text()).toContain(`${site.origin}/en/consultations/what-matters-most/list/v1`)
    expect(await (await feed()).text()).toContain(
      `ways-to-ask-first-round/results/v1"/>\n<summary>The results are published question by question`,
    )
    const told = `<link rel="alternate" type="text/html" href="${site.origin}/en/what-changed/what-matters-most"/>`
    expect(await (await feed()).text()).not.toContain(told)
    await site.withDb((db) => toldAYearOn(db, 'what-matters-most'))
    expect(await (await feed()).text()).toContain(told)
    await page.goto('/en/what-changed')
    await expect(page.getByRole('link', { name: 'Follow it in a feed reader (Atom)' })).toHaveAttribute(
      'href',
      '/en/register.atom',
    )
  })

  test('reads the plan in Urdu, what the partners wrote marked as English', async ({ page }) => {
    const planning = words('ur', 'planning')
    await page.goto('/ur/register')
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(planning('register.title'))
    await page.getByText(planning('filter.title')).click()
    await page.getByLabel(planning('filter.theme')).selectOption({ index: 1 })
    await page.getByRole('button', { name: planning('filter.button') }).click()
    await page.locator('main a[href^="/ur/register/exercise/"]').first().click()
    await expect(page.getByRole('heading', { level: 1 }).locator('bdi')).toHaveAttribute('lang', 'en')
    await expect(page.getByRole('heading', { name: planning('entry.who') })).toBeVisible()
    await page.goto('/ur/register/calendar')
    await expect(page.getByRole('heading', { level: 1 })).toContainText(planning('calendar.title'))
  })
})

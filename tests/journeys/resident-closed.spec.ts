import { addDays, londonDay } from '../../app/engagement/london-day.ts'
import { referenceFor } from '../../app/ledger/reference-code.ts'
import { settings } from '../../app/server/settings.ts'
import { answersStored, openSlug, option, resident, whileOpen } from '../support/resident.ts'
import { expect, expectAccessible, phone, type Site, test } from '../support/site.ts'

test.use(phone)

test('a closed consultation says so and leads to its list', async ({ page }) => {
  await page.goto('/en/consultations/what-matters-most')
  await expect(page.locator('main')).toContainText('This consultation has closed')
  await expect(page.getByRole('button', { name: 'Start now' })).toHaveCount(0)
  await expectAccessible(page)
  await page.goto('/en/consultations/what-matters-most/answer/one-page')
  await expect(page.locator('main')).toContainText('takes no answers at the moment')
  await expect(page.getByRole('button', { name: 'Send my answers' })).toHaveCount(0)
  await expectAccessible(page)
  await page.locator('.govuk-back-link').click()
  await page.getByRole('link', { name: 'See what people told us' }).click()
  await expect(page).toHaveURL(/\/what-matters-most\/list$/)
})

test('one that is not open yet says from when', async ({ page, site }) => {
  await whileOpen(site, 3, 40, async () => {
    const me = resident(page)
    await page.goto(me.home)
    await expect(page.locator('main')).toContainText('Not open yet')
    await expect(page.locator('main')).toContainText(me.date(addDays(londonDay(new Date()), 3)))
    await expect(page.getByRole('button', { name: 'Start now' })).toHaveCount(0)
    await expectAccessible(page)
    await page.goto(`${me.home}/answer/pick`)
    await expect(page).toHaveURL(new RegExp(`/${openSlug}$`))
  })
})

test('one that closes while somebody answers loses nothing they wrote, and counts nothing', async ({ page, site }) => {
  const me = resident(page)
  await me.toCheck('P06', 'P12')
  await page.goto(`${me.home}/answer/why`)
  await page.getByRole('textbox').fill('Because the day centre closed')
  const before = await answersStored(site)
  await whileOpen(site, -20, -1, async () => {
    await me.goOn()
    await expect(page.locator('main')).toContainText('not sent in time, so they are not counted')
    await expect(page.locator('main')).toContainText('Because the day centre closed')
    await expect(page.locator('main')).toContainText(option('P12', 'en'))
    await expect(page.getByRole('button', { name: 'Send my answers' })).toHaveCount(0)
    await expectAccessible(page)
    expect(await answersStored(site)).toBe(before)
    await page.getByRole('button', { name: 'Send them to be read' }).click()
    await expect(me.heading).toHaveText('Your answers came after closing')
    await expectAccessible(page)
  })
  expect(await keptLate(site, 'Because the day centre closed')).toBe(1)
})

/** How many late answers hold these words, for an officer to read. */
const keptLate = (site: Site, words: string) =>
  site.withDb(
    async (db) =>
      (
        await db
          .selectFrom('response_text')
          .innerJoin('response', 'response.id', 'response_text.response_id')
          .select('id')
          .where('body', '=', words)
          .where('status', '=', 'late')
          .execute()
      ).length,
  )

const countedPeople = (site: Site) =>
  site.withDb((db) =>
    db
      .selectFrom('coverage_counter')
      .selectAll()
      .orderBy('consultation_id')
      .orderBy('dimension')
      .orderBy('category')
      .execute(),
  )

test('a check page left open over the closing hour is kept for an officer, and counts nothing', async ({
  page,
  site,
}) => {
  const me = resident(page)
  await me.toCheck('P06', 'P12')
  const before = await countedPeople(site)
  await whileOpen(site, -20, -1, async () => {
    await page.getByRole('button', { name: 'Send my answers' }).click()
    await expect(page.locator('main')).toContainText('They have been kept. An officer reads them')
    const reference = await me.reference()
    await page.goto('/en/my-answer')
    await page.getByLabel('Your reference').fill(reference)
    await page.getByRole('button', { name: 'Show my answer' }).click()
    await expect(page.locator('main')).toContainText('Your answer came after closing')
  })
  expect(await countedPeople(site)).toEqual(before)
})

test('long after closing nothing is taken any more, and nothing typed is lost', async ({ page, site }) => {
  const me = resident(page)
  await me.toCheck('P06', 'P12')
  const before = await answersStored(site)
  await whileOpen(site, -60, -15, async () => {
    await page.getByRole('button', { name: 'Send my answers' }).click()
    await expect(page.getByRole('alert')).toContainText('Your answers were not sent')
    await expect(page.locator('main')).toContainText(option('P12', 'en'))
  })
  expect(await answersStored(site)).toBe(before)
})

test('days that are moved while somebody fills in the one page: it says that nothing is taken now, and keeps all', async ({
  page,
  site,
}) => {
  const before = await answersStored(site)
  await page.goto(`/en/consultations/${openSlug}/answer/one-page`)
  await page.getByLabel('Where do you live?').selectOption('I would rather not say')
  await page.locator('textarea').fill('A bus after six')
  await whileOpen(site, 3, 40, async () => {
    await page.getByRole('button', { name: 'Send my answers' }).click()
    await expect(page.getByRole('alert')).not.toContainText('has closed')
  })
  await expect(page.locator('textarea')).toHaveValue('A bus after six')
  expect(await answersStored(site)).toBe(before)
})

test('on its last day it is open', async ({ page, site }) => {
  await whileOpen(site, -20, 0, async () => {
    const me = resident(page)
    await me.toCheck('P06')
    await me.send()
  })
})

test('what there is not is not found, in the site’s own words', async ({ page }) => {
  for (const path of [
    '/en/consultations/nowhere',
    '/en/consultations/evening-buses',
    '/en/consultations/nowhere/sent',
    '/en/nowhere',
    '/nowhere/at/all',
  ]) {
    const answer = await page.goto(path)
    expect(answer?.status(), path).toBe(404)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expectAccessible(page)
  }
})

test('a year later a reference shows how the choices stand', async ({ page, site }) => {
  const answered = await site.withDb((db) =>
    db
      .selectFrom('response')
      .innerJoin('consultation', 'consultation.id', 'response.consultation_id')
      .innerJoin('exercise', 'exercise.id', 'consultation.exercise_id')
      .innerJoin('response_pick', 'response_pick.response_id', 'response.id')
      .select(['submission_key'])
      .where('slug', '=', 'what-matters-most')
      .where('status', '=', 'counted')
      .where('same_rank', '=', 0)
      .where('response_pick.place', '=', 3)
      .orderBy('submission_key')
      .executeTakeFirstOrThrow(),
  )
  await page.goto('/en/my-answer')
  await page.getByLabel('Your reference').fill(referenceFor(settings().SECRET, answered.submission_key))
  await page.getByRole('button', { name: 'Show my answer' }).click()
  const main = page.locator('main')
  await expect(main.locator('h3')).toHaveCount(3)
  await expect(main).toContainText('Your 1st choice')
  await expect(main).toContainText(/[\d,]+ other people chose it too, of 3,012 who answered/)
  await expect(main).toContainText(/in band [A-E] of the list/)
  await expect(main).toContainText('can no longer be taken back')
  await expectAccessible(page)
  await page.goto('/en/my-answer')
  await page.getByLabel('Your reference').fill(referenceFor(settings().SECRET, 'never sent'))
  await page.getByRole('button', { name: 'Show my answer' }).click()
  await expect(page.getByRole('alert')).toContainText('We cannot find an answer with this reference')
})

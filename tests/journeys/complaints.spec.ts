import { words } from '../../app/languages/words.server.ts'
import { fillDay, notice, troubles } from '../support/desk.ts'
import { another, expect, expectAccessible, phone, test } from '../support/site.ts'

const complainant = 'complainant@demonstration.example'
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

test('somebody complains, is acknowledged, answered and closed, and reads it all with the reference', async ({
  page,
  context,
  site,
}) => {
  const main = page.locator('main')
  const send = () => page.getByRole('button', { name: 'Send the complaint' }).click()
  await page.goto('/en/privacy')
  await page.getByRole('contentinfo').getByRole('link', { name: 'Complaints' }).click()
  await expectAccessible(page)
  await page.getByLabel('Where shall we write to you?').fill('me@nowhere')
  await send()
  await expect(troubles(page)).toContainText('Say what it is about')
  await expect(troubles(page)).toContainText('Write what happened')
  await expect(page.getByLabel('Where shall we write to you?')).toHaveValue('me@nowhere')
  await expectAccessible(page)
  await page.getByLabel('How people were asked').check()
  await page.getByLabel('Which consultation or jury?').selectOption({ index: 1 })
  await page.getByLabel('What happened?').fill('The paper form had no large print.')
  await send()
  await expect(troubles(page)).toContainText('Enter one e-mail address')
  await expect(page.getByLabel('What happened?')).toHaveValue('The paper form had no large print.')
  await page.getByLabel('Where shall we write to you?').fill(complainant)
  await send()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('We have your complaint')
  const reference = (await page.locator('.reference-code').textContent())!
  await expectAccessible(page)

  const officer = await another(context, site, 'data-protection')
  await officer.getByRole('link', { name: /to be acknowledged or answered/ }).click()
  await expectAccessible(officer)
  await officer
    .getByRole('link', { name: /^Complaint \d/ })
    .first()
    .click()
  await expect(officer.locator('main')).toContainText('The paper form had no large print.')
  await expectAccessible(officer)
  await fillDay(officer, 'By when will it be answered?', day(-2))
  await officer.getByRole('button', { name: 'Acknowledge the complaint' }).click()
  await expect(troubles(officer)).toContainText('Enter a day that is not over')
  await fillDay(officer, 'By when will it be answered?', day(20))
  await officer.getByRole('button', { name: 'Acknowledge the complaint' }).click()
  await expect(notice(officer)).toContainText('It is acknowledged')
  await officer.getByRole('button', { name: 'Send the answer' }).click()
  await expect(troubles(officer)).toContainText('Say how it came out')
  await officer.getByLabel('Upheld in part.').check()
  await officer.getByLabel('What was found, and what is done about it').fill('Large print is at every library now.')
  await officer.getByRole('button', { name: 'Send the answer' }).click()
  await expect(notice(officer)).toContainText('It is answered')

  await page.goto('/en/complaints')
  const look = () => page.getByRole('button', { name: 'Show it' }).click()
  await page.getByLabel('Reference of the complaint').fill('2222-2222-22')
  await look()
  await expect(troubles(page)).toContainText('No complaint has this reference')
  await page.getByLabel('Reference of the complaint').fill(reference.toLowerCase())
  await look()
  await expect(main).toContainText('Large print is at every library now.')
  await expect(main).toContainText('You were right in part.')
  expect(page.url()).not.toContain(reference)
  await expectAccessible(page)

  await officer.getByRole('button', { name: 'Close the complaint' }).click()
  await expect(notice(officer)).toContainText('It is closed')
  await expect(officer.locator('main')).toContainText('Deleted when the complaint was closed.')
  await expect(officer.getByRole('button', { name: 'Send the answer' })).toHaveCount(0)
  await expectAccessible(officer)
  const mails = await site.withDb((db) =>
    db.selectFrom('outbox').select('to_address').where('to_address', '=', complainant).execute(),
  )
  expect(mails.map((mail) => mail.to_address)).toEqual(Array(3).fill(complainant))
  await page.goto(`/en/register/audit/${day(0).slice(0, 4)}#complaints`)
  await expect(main).toContainText('Fewer than 10 complaints were received this year.')
  await expect(main).toContainText('at least one group of them is smaller than 10')
  await expectAccessible(page)

  await officer.goto('/desk/complaints')
  await officer.getByRole('link', { name: /came by letter, by telephone or in person/ }).click()
  await expectAccessible(officer)
  const enter = () => officer.getByRole('button', { name: 'Enter the complaint' }).click()
  await officer.getByLabel('What happened?').fill('Nobody answers the telephone.')
  await fillDay(officer, 'On which day did it come?', day(3))
  await enter()
  await expect(troubles(officer)).toContainText('Say how it came')
  await officer.getByLabel('By letter').check()
  await officer.getByLabel('How people were asked').check()
  await enter()
  await expect(troubles(officer)).toContainText('Enter a day that is not in the future')
  await fillDay(officer, 'On which day did it come?', day(-5))
  await enter()
  await expect(notice(officer)).toContainText('The complaint is entered')
  await expect(officer.locator('main')).toContainText('By letter. Entered by')
  await expect(officer.locator('main')).toContainText('To be acknowledged by')
  await expectAccessible(officer)
  const given = (await officer.locator('.reference-code').textContent())!
  await page.goto('/en/complaints')
  await page.getByLabel('Reference of the complaint').fill(given)
  await look()
  await expect(main).toContainText('Nobody answers the telephone.')
})

test.describe('on a phone without JavaScript, in Urdu', () => {
  test.use({ ...phone, javaScriptEnabled: false })

  test('a complaint is sent, and one that is late is said so to its sender and in public', async ({ page, site }) => {
    const t = words('ur', 'complaints')
    await page.goto('/ur/complaints')
    await page.getByLabel(t('about.data')).check()
    await page.getByLabel(t('form.complaint')).fill('پیغام بند نہیں ہوئے')
    await page.getByRole('button', { name: t('form.button') }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('sent.title'))
    const reference = (await page.locator('.reference-code').textContent())!
    const sent = page.url()
    const receivedOn = (on: string) =>
      site.withDb((db) =>
        db.updateTable('complaint').set({ received_on: on }).where('acknowledged_on', 'is', null).execute(),
      )
    await receivedOn(day(-40))
    // The address that a browser remembers shows no reference on another day.
    await page.goto(sent)
    await expect(page.locator('.reference-code')).toHaveCount(0)
    await page.getByLabel(t('look.code')).fill(reference)
    await page.getByRole('button', { name: t('look.button') }).click()
    await expect(page.locator('main')).toContainText('پیغام بند نہیں ہوئے')
    await expect(page.locator('main')).toContainText(t('stands.overdue_acknowledgement', { day: '' }).slice(-20))
    await page.goto('/en/board')
    await expect(page.locator('main')).toContainText('Somebody complained and has not been told in time')
    await receivedOn(day(0))
  })
})

import { fillDay, notice } from '../support/desk.ts'
import { expect, expectAccessible, signIn, test } from '../support/site.ts'

test('an officer writes down what a community group is paid, when it was, and puts a wrong sum right', async ({
  page,
  site,
}) => {
  const exercise = '/desk/exercises/demo-exercise-what-next'
  await signIn(page, site, 'officer-1', `${exercise}/groups`)
  await page.getByLabel('The group’s name, as its members see it').fill('Saturday club')
  await page.getByLabel('The partner who works with the group').fill('Voluntary Action')
  await page.getByRole('button', { name: 'Make the link' }).click()
  await page.getByRole('link', { name: 'Payments to the groups' }).click()
  await expectAccessible(page)
  const agree = page.getByRole('button', { name: 'Save what was agreed' })
  await page.getByLabel('Group', { exact: true }).selectOption({ label: 'Saturday club' })
  await page.getByLabel('What it is for').fill('Four Saturdays with a tablet')
  await page.getByLabel('Agreed sum in pounds').fill('12.5')
  await agree.click()
  await expect(page.getByRole('alert')).toContainText('like 120 or 120.50')
  await expect(page.getByLabel('What it is for')).toHaveValue('Four Saturdays with a tablet')
  await expectAccessible(page)
  await page.getByLabel('Agreed sum in pounds').fill('125.50')
  await fillDay(page, 'To be paid by', '2020-01-31')
  await agree.click()
  await expect(notice(page)).toContainText('written down')
  await page.goto('/desk')
  await page.getByRole('link', { name: /payments to community groups are late/ }).click()
  await expect(page.locator('main')).toContainText('£125.50')
  await expectAccessible(page)

  await fillDay(page, 'When was Saturday club paid?', '2999-01-01')
  const paid = page.getByRole('button', { name: /^Note as paid.*Saturday club$/ })
  await paid.click()
  await expect(page.getByRole('alert')).toContainText('cannot lie in the future')
  await fillDay(page, 'When was Saturday club paid?', '2020-02-03')
  await paid.click()
  await expect(notice(page)).toContainText('Noted as paid')

  await page.getByRole('link', { name: 'Correct the payment to Saturday club' }).click()
  await expectAccessible(page)
  await page.getByLabel('Agreed sum in pounds').fill('120')
  await page.getByRole('button', { name: 'Save the correction' }).click()
  await expect(page.getByRole('alert')).toContainText('Say why')
  await page.getByLabel('Why is it corrected?').fill('One session did not take place')
  await page.getByRole('button', { name: 'Save the correction' }).click()
  await expect(notice(page)).toContainText('Corrected')
  const row = page.getByRole('row', { name: /Saturday club/ })
  await expect(row).toContainText('£120.00')
  await expect(row).toContainText('It was £125.50')
  await expect(row).toContainText('One session did not take place')
  await expectAccessible(page)
  const closes = await site.withDb((db) =>
    db.selectFrom('exercise').select('closes_on').where('id', '=', 'demo-exercise-what-next').executeTakeFirstOrThrow(),
  )
  await page.goto(`/en/register/audit/${closes.closes_on!.slice(0, 4)}`)
  // The demonstration's own group was paid as much.
  await expect(page.locator('main')).toContainText('£240.00 paid to community groups')

  await signIn(page, site, 'secretariat', exercise)
  await page.getByRole('link', { name: 'Payments to the groups' }).click()
  await expect(page.locator('main')).toContainText('Four lunches with a tablet and a helper')
  await expect(page.locator('main')).toContainText('One session did not take place')
  await expect(page.getByRole('button', { name: /Note as paid|Save what was agreed/ })).toHaveCount(0)
  await expect(page.getByRole('link', { name: /^Correct the payment/ })).toHaveCount(0)
  await page.goto(`${exercise}/groups/payments?correct=demo-group-payment-carers`)
  await expect(page.getByRole('button', { name: 'Save the correction' })).toHaveCount(0)
  await expectAccessible(page)
})

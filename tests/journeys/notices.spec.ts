import { fillDay, notice, selectLike, troubles } from '../support/desk.ts'
import { another, expect, expectAccessible, signIn, test } from '../support/site.ts'

const exercise = '/desk/exercises/demo-exercise-what-next'

test('groups and councillors are put on a list, and the planner says when each is told', async ({
  page,
  context,
  site,
}) => {
  const main = page.locator('main')
  await signIn(page, site, 'secretariat', '/desk')
  await page.getByRole('link', { name: 'Groups and councillors who are told' }).click()
  await expect(main).toContainText('Councillor for the Canalside ward')
  const add = () => page.getByRole('button', { name: 'Put on the list' }).click()
  await page.getByLabel('Who', { exact: true }).fill('The carers’ group')
  await page.getByLabel('E-mail address').fill('nobody')
  await add()
  await expect(troubles(page)).toContainText('Say on which list')
  await page.getByRole('radio', { name: 'Voluntary and community groups' }).check()
  await add()
  await expect(troubles(page)).toContainText('Write one e-mail address')
  await expect(page.getByLabel('Who', { exact: true })).toHaveValue('The carers’ group')
  await expectAccessible(page)
  await page.getByLabel('E-mail address').fill('carers@demonstration.example')
  // A councillor stands for a ward or a division.
  await selectLike(page.getByLabel('Which area?'), /^Brookmead \(ward, Blaby\)$/)
  await page.getByLabel('Language', { exact: true }).selectOption('ur')
  await add()
  await expect(notice(page)).toContainText('It is saved')
  await expect(main).toContainText('carers@demonstration.example')
  await expect(main.getByRole('cell', { name: 'Brookmead (ward, Blaby)' })).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Change The carers’ group' }).click()
  await expect(page.getByLabel('E-mail address')).toHaveValue('carers@demonstration.example')
  await expect(page.getByLabel('Language', { exact: true })).toHaveValue('ur')
  await page.getByLabel('Language', { exact: true }).selectOption('pl')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(notice(page)).toContainText('It is saved')
  await expect(main.getByRole('row', { name: /The carers’ group/ })).toContainText('Polski')

  const officer = await another(context, site, 'officer-1', exercise)
  await officer.getByRole('link', { name: 'Who is told before others' }).click()
  await expect(officer.locator('main')).toContainText('12 weeks from being told to closing')
  await fillDay(officer, 'On which day are the groups told?', '2199-01-01')
  await officer.getByLabel('Why have they less than 12 weeks?').fill('The grant ends this year.')
  await officer.getByRole('button', { name: 'Save' }).click()
  await expect(notice(officer)).toContainText('It is saved')
  await expect(officer.getByLabel('Why have they less than 12 weeks?')).toHaveValue('The grant ends this year.')
  await expect(officer.locator('main')).toContainText('councillors were told on')
  await expect(officer.locator('main')).toContainText('groups were told on')
  await expectAccessible(officer)

  await page.getByRole('button', { name: 'Take off The carers’ group' }).click()
  await expect(main).not.toContainText('carers@demonstration.example')
})

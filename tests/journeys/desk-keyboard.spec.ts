import { troubles } from '../support/desk.ts'
import { keyboard } from '../support/hands.ts'
import { expect, signIn, test } from '../support/site.ts'

test('after an error the keyboard goes on from what is wrong, and while keying paper from the field', async ({
  page,
  site,
}) => {
  const summary = page.locator('.govuk-error-summary')
  await signIn(page, site, 'officer-1', '/desk/citizens-panel/member')
  const hands = keyboard(page)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('main')).toBeFocused()
  await hands.press(page.getByRole('button', { name: 'Enter', exact: true }))
  await expect(summary).toBeFocused()
  const [first] = await summary.getByRole('link').all()
  await page.keyboard.press('Tab')
  await expect(first!).toBeFocused()
  const field = (await first!.getAttribute('href'))!
  await page.keyboard.press('Enter')
  await expect(page.locator(field)).toBeFocused()

  await page.goto('/desk/exercises/demo-exercise-ways-to-ask/paper')
  const hint = await page.locator('#version-hint').innerText()
  await hands.write(page.getByLabel('Where were these forms collected?'), 'Village hall')
  const today = new Date().toISOString().slice(0, 10).split('-').map(Number)
  for (const [at, part] of ['Year', 'Month', 'Day'].entries())
    await hands.write(page.getByRole('group', { name: 'When did they arrive?' }).getByLabel(part), String(today[at]))
  await hands.write(page.getByLabel('The version printed at the foot of the form'), hint.match(/Like (\S+?)\. /)![1]!)
  await hands.press(page.getByRole('button', { name: 'Open this batch' }))
  const wrong = page.locator('input[name^="q-"]').first()
  await expect(page.getByLabel('Area', { exact: true })).toBeFocused()
  await hands.write(page.getByLabel('Area', { exact: true }), '1')
  await hands.write(wrong, '99')
  await page.keyboard.press('Enter')
  await expect(troubles(page)).toContainText('“99” is not a number')
  await expect(wrong).toBeFocused()
})

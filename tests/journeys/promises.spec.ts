import { expect, expectAccessible, signIn, test } from '../support/site.ts'

test('every page that should says since when the answers to two earlier juries are overdue', async ({ page }) => {
  const main = page.locator('main')
  await page.goto('/en/board')
  const listed = main.getByRole('listitem').filter({ hasText: 'promised to answer what this jury recommended' })
  await expect(listed).toHaveCount(2)
  await expect(listed.first()).toContainText('Overdue since')
  await expectAccessible(page)
  await listed.getByRole('link', { name: 'Growing up here' }).click()
  await expect(main).toContainText(/Overdue since .+ promised to answer this jury by then/)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Citizens’ juries', exact: true }).first().click()
  await expect(main.getByRole('listitem').filter({ hasText: 'Living in a village' })).toContainText('Overdue since')
  await expect(main.getByRole('listitem').filter({ hasText: 'Being heard in the county' })).not.toContainText('Overdue')
  await page.goto('/en/juries/growing-up-here/report')
  await expect(main).toContainText('Overdue since')
  await page.goto('/en/what-changed')
  await main
    .getByRole('link', { name: /promises? (is|are) overdue/ })
    .last()
    .click()
  await expect(main.locator('#overdue + ul')).toContainText('Overdue since')
  await expectAccessible(page)
})

test('a jury’s page and report say how many of those who voted were needed', async ({ page }) => {
  await page.goto('/en/juries/being-heard-in-the-county')
  await expect(page.locator('main')).toContainText(
    '21 jurors voted. A statement became a recommendation when four fifths of those voting on it supported it or could live with it: 17 of 21',
  )
  await expect(page.locator('main')).toContainText('9 of 14 statements reached it.')
  await page.goto('/en/juries/being-heard-in-the-county/report')
  await expect(page.locator('main p').filter({ hasText: /^16 of 21 support it or can/ })).toContainText(
    '17 of the 21 who voted on it were needed to recommend it.',
  )
})

test('a desk counts what waits as the page behind it does', async ({ page, site }) => {
  const figures = (name: RegExp) =>
    page
      .locator('.desk-figure')
      .filter({ hasText: name })
      .locator('.desk-figure__number')
      .allTextContents()
      .then((all) => all.map(Number).reduce((sum, n) => sum + n, 0))
  await signIn(page, site, 'board-11')
  const own = await figures(/ratif|to read before/)
  expect(own).toBeGreaterThan(1)
  await page.goto('/desk/board/pack')
  await expect(page.locator('.lede')).toContainText(`${own} wait for you alone.`)
  await signIn(page, site, 'secretariat')
  const requests = await figures(/agenda to decide/)
  expect(requests).toBeGreaterThan(1)
  await page.goto('/desk/board')
  expect(await figures(/to decide/)).toBe(requests)
})

import type { Page } from '@playwright/test'
import { notice, troubles } from '../support/desk.ts'
import { another, expect, expectAccessible, signIn, test } from '../support/site.ts'

const buses = '/desk/exercises/demo-exercise-evening-buses'
const ways = '/desk/exercises/demo-exercise-ways-to-ask'

/** Both see the same page; then one saves, and the other is told what that changed and saves once more. */
async function saveOneAfterTheOther(
  both: [Page, Page],
  path: string,
  done: { button: string; first: (page: Page) => Promise<void>; told: string; second: (page: Page) => Promise<void> },
) {
  const [mine, theirs] = both
  for (const page of both) await page.goto(path)
  const save = (page: Page) => page.getByRole('button', { name: done.button, exact: true }).first().click()
  await done.first(mine)
  await save(mine)
  await expect(notice(mine)).toBeVisible()
  await done.second(theirs)
  await save(theirs)
  await expect(troubles(theirs)).toContainText(done.told)
  await expectAccessible(theirs)
  await save(theirs)
  await expect(notice(theirs)).toBeVisible()
}

test('what another changed meanwhile is said, in the register, of who is affected, and of what people are asked about themselves', async ({
  page,
  site,
  context,
}) => {
  test.setTimeout(120_000)
  await signIn(page, site, 'officer-2', buses)
  const other = await another(context, site, 'secretariat', buses)
  const both: [Page, Page] = [page, other]
  await saveOneAfterTheOther(both, `${buses}/register`, {
    button: 'Save this',
    first: (one) => one.getByLabel('Which law requires it?').fill('Transport Act 1985, section 63'),
    told: 'It now reads: “Transport Act 1985, section 63”',
    second: (one) => one.locator('[name=reachExpected]').fill('70'),
  })
  await saveOneAfterTheOther(both, `${buses}/register`, {
    button: 'Save what came of it',
    first: (one) => one.locator('[name=staffHours]').fill('12'),
    told: 'It now reads: “12”',
    second: (one) => one.locator('[name=profileNote]').fill('Few students.'),
  })
  // What one form saved is no trouble for the other: each is asked about its own fields.
  for (const one of both) await one.goto(`${buses}/register`)
  await page.locator('[name=staffHours]').fill('13')
  await page.getByRole('button', { name: 'Save what came of it' }).click()
  await expect(notice(page)).toBeVisible()
  await other.locator('[name=reachExpected]').fill('80')
  await other.getByRole('button', { name: 'Save this', exact: true }).click()
  await expect(notice(other)).toBeVisible()

  await page.goto(`${buses}/stakeholders`)
  const edit = await page.getByRole('link', { name: /Students/ }).getAttribute('href')
  await saveOneAfterTheOther(both, edit!, {
    button: 'Put on the map',
    first: (one) => one.getByLabel('How will they hear of it?').fill('A page in their paper'),
    told: 'It now reads: “A page in their paper”',
    second: (one) => one.getByLabel('How many do you expect to answer?').fill('30'),
  })
  // Whoever was taken off meanwhile is not silently left out.
  for (const one of both) await one.goto(edit!)
  await page
    .getByRole('button', { name: /Remove|Take off/ })
    .filter({ hasText: 'Students' })
    .click()
  await expect(notice(page)).toBeVisible()
  await other.getByRole('button', { name: 'Put on the map' }).click()
  await expect(troubles(other)).toContainText('took them off the map meanwhile')
  await other.getByRole('button', { name: 'Put on the map' }).click()
  await expect(other.locator('main table')).toContainText('Students')

  await saveOneAfterTheOther(both, `${buses}/equality`, {
    button: 'Ask this',
    first: (one) =>
      one
        .locator('[name=religion]')
        .selectOption({ index: 1 })
        .then(() => {}),
    told: 'Somebody else changed this meanwhile',
    second: (one) =>
      one
        .locator('[name=orientation]')
        .selectOption({ index: 1 })
        .then(() => {}),
  })
  await other.context().close()
})

test('what another changed meanwhile is said of when a question is asked', async ({ page, site, context }) => {
  await signIn(page, site, 'officer-1', `${ways}/form`)
  await page.getByRole('button', { name: 'Begin a change' }).click()
  const other = await another(context, site, 'secretariat', ways)
  const answers = (one: Page) => one.locator('input[name=anyOf]:not(:checked)')
  await saveOneAfterTheOther([page, other], `${ways}/form/bus-if/route`, {
    button: 'Save this',
    first: (one) => answers(one).first().check(),
    told: 'It now reads: “Asked unless the answer to',
    second: (one) => answers(one).last().check(),
  })
  await other.context().close()
})

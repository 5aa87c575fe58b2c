import type { Page } from '@playwright/test'
import { notice, troubles } from '../support/desk.ts'
import { another, expect, expectAccessible, phone, type Site, signIn, test } from '../support/site.ts'

const charnwood = '/desk/exercises/demo-exercise-evening-buses'
const form = `${charnwood}/form`

/** What answering would leave behind, counted. */
const kept = (site: Site) =>
  site.withDb(async (db) => {
    const count = async (table: 'draft' | 'response' | 'form_version' | 'consultation') =>
      Number(
        (
          await db
            .selectFrom(table)
            .select((q) => q.fn.countAll().as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      )
    return [await count('draft'), await count('response'), await count('form_version'), await count('consultation')]
  })

const entry = (page: Page, title: string) => page.locator('.builder-question', { hasText: title })

test('an officer builds a form from a template, the bank and own questions, and is refused what cannot be asked', async ({
  page,
  site,
}) => {
  test.setTimeout(90_000)
  await signIn(page, site, 'officer-2', form)
  await expectAccessible(page)
  await page.getByLabel('An earlier exercise').check()
  await page.getByRole('button', { name: 'Begin' }).click()
  await expect(troubles(page)).toContainText('Choose the earlier exercise')
  await expect(page.getByLabel('An earlier exercise')).toBeChecked()
  await page.getByLabel('How is your neighbourhood?').check()
  await page.getByRole('button', { name: 'Begin' }).click()
  await expect(notice(page)).toContainText('The form is begun')
  await expect(page.locator('main')).toContainText('8 questions, about')
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Take a question from the bank' }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'How do you mostly get about?' }).click()
  await page.getByRole('link', { name: 'Take a question from the bank' }).click()
  await page.getByRole('button', { name: 'How many bus journeys do you make in a week?' }).click()
  await expect(notice(page)).toContainText('The question is added')

  await routes(page)
  await ownQuestion(page)
  await previewed(page, site)
})

async function routes(page: Page) {
  const journeys = entry(page, 'How many bus journeys')
  await journeys.getByRole('link', { name: 'When it is asked' }).click()
  await page.getByLabel('It depends on the answer to').selectOption('How do you mostly get about?')
  await page.getByRole('button', { name: 'Show its answers' }).click()
  await page.getByRole('button', { name: 'Save this' }).click()
  await expect(troubles(page)).toContainText('Choose at least one answer')
  await page.getByLabel('By bus').check()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save this' }).click()
  await expect(journeys).toContainText('Asked only if the answer to “How do you mostly get about?” is: By bus.')
  await journeys.getByRole('button', { name: 'Move up' }).click()
  await expect(troubles(page)).toContainText('so it cannot come before it')
  await entry(page, 'How do you mostly get about?').first().getByRole('button', { name: 'Take out' }).click()
  await expect(troubles(page)).toContainText('Change when that is asked first')
  await entry(page, 'How do you mostly get about?').first().getByRole('link', { name: 'Change' }).click()
  await page.getByRole('button', { name: 'Take out By bus' }).click()
  await page.getByRole('button', { name: 'Yes, take it out' }).click()
  await expect(troubles(page)).toContainText('depends on an answer to “How do you mostly get about?”')
  await page.getByRole('link', { name: 'The questions' }).click()
}

async function ownQuestion(page: Page) {
  await page.getByRole('button', { name: 'Add this question' }).click()
  await expect(troubles(page)).toContainText('Write the question')
  await page
    .getByLabel('The question, as residents will read it')
    .fill('Don’t you agree that buses and trains are vital?')
  await page.getByLabel('How is it answered?').selectOption('Spend a budget on things with a price')
  await page.getByRole('button', { name: 'Add this question' }).click()
  await expect(page.locator('main')).toContainText('tells people which answer is wanted')
  await expect(page.locator('main')).toContainText('“vital” judges before people have answered')
  await expect(page.locator('main')).toContainText('“buses and trains” may ask about two things')
  await expect(page.locator('main')).toContainText('Say how much there is to spend')
  await expectAccessible(page)
  await page.goto(form)
  const mend = page.locator('.inset-caution li', { hasText: 'Say how much there is to spend' })
  await expect(mend.getByRole('link')).toHaveText(/^\d+\. Don’t you agree that buses/)
  await mend.getByRole('link').click()
  await entry(page, 'buses and trains are vital').getByRole('link', { name: 'Change' }).click()
  await page.getByLabel('The question', { exact: true }).fill('Which of these would you pay for?')
  const choice = (n: number) => page.getByRole('group', { name: `Choice ${n}`, exact: true })
  for (const [n, words] of ['A bus after nine', 'Lights at stops', 'A shelter'].entries()) {
    await choice(n + 1)
      .getByLabel('Words')
      .fill(words)
    await choice(n + 1)
      .getByLabel('Price')
      .fill(n === 2 ? 'dear' : String(1000 * (n + 1)))
  }
  await page.getByLabel('There is so much to spend').fill('4000')
  await page.getByRole('button', { name: 'Save and stay' }).click()
  await expect(troubles(page)).toContainText('Enter a price in whole pounds')
  await expect(choice(1).getByLabel('Words')).toHaveValue('A bus after nine')
  await choice(3).getByLabel('Price').fill('£3,000')
  await page.getByRole('button', { name: 'Save and stay' }).click()
  await expect(notice(page)).toContainText('Saved')
  await page.getByRole('button', { name: 'Move up A shelter' }).click()
  await expect(choice(2).getByLabel('Words')).toHaveValue('A shelter')
  const takeOut = page.getByRole('button', { name: 'Take out Lights at stops' })
  await choice(1).getByLabel('An example').fill('As in the next town')
  await takeOut.click()
  await expect(page.locator('#take-out')).toContainText('Take out “Lights at stops”?')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Keep it' }).click()
  await expect(choice(3).getByLabel('Words')).toHaveValue('Lights at stops')
  await expect(choice(1).getByLabel('An example')).toHaveValue('As in the next town')
  // Enter saves what is typed: it presses none of the buttons that move a row or take it out.
  await choice(3).getByLabel('Words').press('Enter')
  await expect(notice(page)).toContainText('Saved')
  await expect(choice(1).getByLabel('Words')).toHaveValue('A bus after nine')
  await takeOut.click()
  await page.getByRole('button', { name: 'Yes, take it out' }).click()
  await expect(choice(3).getByLabel('Words')).toHaveValue('')
  await page.getByRole('button', { name: 'Save and go back' }).click()
  await expect(entry(page, 'Which of these would you pay for?')).toContainText('may be left out')
}

/** What residents will see, tried out: wrong answers are told, right ones shown, and nothing is kept of either. */
async function previewed(page: Page, site: Site) {
  const before = await kept(site)
  await page.getByRole('link', { name: 'See it as residents will' }).click()
  await expectAccessible(page)
  await page.getByLabel('A bus after nine').check()
  await page.getByLabel('A shelter').check()
  const money = page.locator('.preview-page', { hasText: 'Which of these would you pay for?' })
  await money.getByLabel('None of these').check()
  await page.getByRole('button', { name: 'Try these answers' }).click()
  await expect(troubles(page)).toContainText('Choose “None of these” or your own choices, not both')
  await money.getByLabel('None of these').uncheck()
  await page.getByRole('button', { name: 'Try these answers' }).click()
  await expect(page.locator('#tried')).toContainText('£4,000 of £4,000 spent')
  await page.locator('main').getByRole('link', { name: 'اردو' }).click()
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'In print' }).click()
  await expectAccessible(page)
  expect(await kept(site)).toEqual(before)
}

test('two who write at once lose nothing: what the other changed is said, and what was typed stays', async ({
  page,
  site,
  context,
}) => {
  await signIn(page, site, 'officer-2', form)
  if (await page.getByRole('button', { name: 'Begin' }).count()) {
    await page.getByLabel('Nothing: I write every question myself').check()
    await page.getByRole('button', { name: 'Begin' }).click()
  }
  await page.getByLabel('The question, as residents will read it').fill('How do you come to the market?')
  await page.getByRole('button', { name: 'Add this question' }).click()
  const choice = (of: Page, n: number) => of.locator(`[name=options-${n - 1}-title]`)
  for (const [n, words] of ['On foot', 'By bus'].entries()) await choice(page, n + 1).fill(words)
  await page.getByRole('button', { name: 'Save and stay' }).click()
  await expect(notice(page)).toContainText('Saved')
  const question = new URL(page.url()).pathname
  const other = await another(context, site, 'secretariat', question)

  await page.getByLabel('The question', { exact: true }).fill('How do you reach the market?')
  await page.getByRole('button', { name: 'Move down On foot' }).click()
  await expect(choice(page, 1)).toHaveValue('By bus')
  await other.getByLabel('Help under the question').fill('The one you use most.')
  await choice(other, 3).fill('By car')
  await other.getByRole('button', { name: 'Save and stay' }).click()
  await expect(troubles(other)).toContainText('It now reads: “How do you reach the market?”')
  await expect(troubles(other)).toContainText('It now reads: “By bus; On foot”')
  await expect(other.getByLabel('Help under the question')).toHaveValue('The one you use most.')
  await expect(choice(other, 3)).toHaveValue('By car')
  await expectAccessible(other)
  await other.getByLabel('The question', { exact: true }).fill('How do you reach the market?')
  await other.getByRole('button', { name: 'Save and stay' }).click()
  await expect(notice(other)).toContainText('Saved')
  await page.goto(question)
  await expect(page.getByLabel('Help under the question')).toHaveValue('The one you use most.')
  // Each row kept what it is, though the rows had moved under it.
  await expect(page.locator('[name=options-0-id]')).toHaveValue('on-foot')
  await expect(choice(page, 1)).toHaveValue('On foot')

  const [mine, theirs] = [page, other]
  for (const one of [mine, theirs]) await one.goto(charnwood)
  await mine.getByLabel('What cannot change, and why?').fill('The timetable of the trains.')
  await mine.getByRole('button', { name: 'Save this plan' }).click()
  await expect(notice(mine)).toContainText('saved')
  await theirs.getByLabel('Who takes the decision?').fill('The Board')
  await theirs.getByRole('button', { name: 'Save this plan' }).click()
  await expect(troubles(theirs)).toContainText('It now reads: “The timetable of the trains.”')
  await expect(theirs.getByLabel('Who takes the decision?')).toHaveValue('The Board')

  for (const one of [mine, theirs]) await one.goto(`${charnwood}/assessments/equality`)
  await mine.locator('main textarea').nth(2).fill('People who work late gain most.')
  await mine.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(notice(mine)).toContainText('Saved')
  await theirs.locator('main textarea').nth(3).fill('Ask the bus companies.')
  await theirs.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(troubles(theirs)).toContainText('It now reads: “People who work late gain most.”')
  await theirs.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(notice(theirs)).toContainText('Saved')
  await other.context().close()
})

test('another partner’s form is nowhere, and what nobody offers is not done', async ({ page, site, context }) => {
  await signIn(page, site, 'officer-3', '/desk')
  for (const path of [form, `${form}/bank`, '/en/preview/demo-exercise-evening-buses']) {
    expect((await page.goto(path))?.status(), path).toBe(404)
  }
  const own = '/desk/exercises/demo-exercise-getting-to-appointments/form'
  const sent = await context.request.post(own, { form: { intent: 'toString' }, headers: { origin: site.origin } })
  expect(sent.status()).toBe(404)
})

test.describe('on a phone', () => {
  test.use(phone)
  test('an earlier exercise is copied with its questions', async ({ page, site }) => {
    const own = '/desk/exercises/demo-exercise-getting-to-appointments/form'
    await signIn(page, site, 'officer-3', own)
    await page.getByLabel('An earlier exercise').check()
    await page.getByLabel('Which earlier exercise?').selectOption({ index: 1 })
    await page.getByRole('button', { name: 'Begin' }).click()
    await expect(page.locator('main')).toContainText('How do you mostly get about?')
    await expectAccessible(page)
  })
})

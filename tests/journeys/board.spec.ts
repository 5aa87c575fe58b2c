import type { Page } from '@playwright/test'
import { addDays, londonDay } from '../../app/engagement/london-day.ts'
import { boardMetToday } from '../support/board-met.ts'
import { fillDay, notice, selectLike, troubles } from '../support/desk.ts'
import { another, expect, expectAccessible, signIn, test } from '../support/site.ts'

const today = londonDay(new Date())
const main = (page: Page) => page.locator('main')
const point = 'what-matters-most-buses'

test('the secretariat answers the queue, and an agenda adds up or says by how much it does not', async ({
  page,
  site,
}) => {
  await signIn(page, site, 'secretariat', '/desk')
  await expectAccessible(page)
  await page.goto('/desk/board')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Who calls the flood wardens?' }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save this decision' }).click()
  await expect(troubles(page)).toContainText('Choose what happens with this request')
  await expect(troubles(page)).toContainText('Give the reason. It is public')
  await page.getByRole('radio', { name: 'Accept it' }).check()
  await page.getByLabel('Reason', { exact: true }).fill('Winter is near and nobody knows the number.')
  await page.getByRole('button', { name: 'Save this decision' }).click()
  await expect(troubles(page)).toContainText('Choose the meeting')
  await expect(page.getByLabel('Reason', { exact: true })).toHaveValue(/^Winter is near/)
  await expectAccessible(page)
  await selectLike(page.getByLabel(/^Meeting/), /spare in Part A/)
  await page.getByLabel('Minutes').fill('9')
  await page.getByRole('button', { name: 'Save this decision' }).click()
  await expect(notice(page)).toContainText('The queue shows it with your reason')
  await page.goto('/en/board')
  const asked = page.getByRole('row').filter({ hasText: 'Who calls the flood wardens?' })
  await expect(asked).toContainText('Winter is near and nobody knows the number.')
  await expectAccessible(page)

  await page.goto('/desk/board/meetings/new')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Plan the meeting' }).click()
  await expect(troubles(page)).toContainText('Enter where the Board meets')
  await page.getByLabel('Where', { exact: true }).fill('Market hall, Melton')
  await page.getByLabel('Whose building is it?').fill('The market company')
  await page.getByLabel('Starts at').fill('half past six')
  await page.getByRole('button', { name: 'Plan the meeting' }).click()
  await expect(troubles(page)).toContainText('Enter when it starts, like 18:00')
  await expect(page.getByLabel('Where', { exact: true })).toHaveValue('Market hall, Melton')
  await expectAccessible(page)
  await page.getByLabel('Starts at').fill('18:30')
  await fillDay(page, 'Day', addDays(today, 112))
  await page.getByRole('button', { name: 'Plan the meeting' }).click()
  await expect(notice(page)).toContainText('with the residents’ slot on its agenda')
  await expect(main(page)).toContainText(/8 (minutes )?of 60/)
  await expectAccessible(page)
  const slot = page.getByRole('region', { name: 'Response to residents' })
  const minutes = async (typed: string) => {
    await slot.getByText('Change minutes, lead or outcome').click()
    await slot.getByLabel('Minutes').fill(typed)
    await slot.getByRole('button', { name: 'Save this item' }).click()
  }
  await minutes('many')
  await expect(troubles(page)).toContainText('Enter the minutes as a whole number')
  await expect(slot.getByLabel('Minutes')).toHaveValue('many')
  await slot.getByLabel('Minutes').fill('70')
  await slot.getByRole('button', { name: 'Save this item' }).click()
  await expect(main(page)).toContainText(/10 minutes more than there are: this part has 60/)
  await expectAccessible(page)
  await minutes('8')
  await expect(main(page)).toContainText(/8 (minutes )?of 60/)
  await page.getByRole('link', { name: 'See the public page' }).click()
  await expect(main(page)).toContainText('Market hall, Melton')
  await expectAccessible(page)
})

test('the next meeting’s minutes add up on the page everybody reads', async ({ page, site }) => {
  const { meeting, sums } = await site.withDb(async (db) => {
    const meeting = await db
      .selectFrom('meeting')
      .select(['id', 'on_date'])
      .where('held', '=', 0)
      .orderBy('on_date')
      .executeTakeFirstOrThrow()
    const items = await db
      .selectFrom('agenda_item')
      .select(['part', 'minutes'])
      .where('meeting_id', '=', meeting.id)
      .execute()
    const of = (part: string) => items.filter((i) => i.part === part).reduce((sum, i) => sum + i.minutes, 0)
    return { meeting, sums: { A: of('A'), B: of('B') } }
  })
  await page.goto(`/en/board/meetings/${meeting.on_date}`)
  expect(sums.A).toBeLessThanOrEqual(60)
  await expect(main(page)).toContainText(new RegExp(`${sums.A} (minutes )?of 60`))
  await expect(main(page)).toContainText(new RegExp(`${sums.B} (minutes )?of 60`))
  await expectAccessible(page)
  for (const paper of await main(page)
    .getByRole('link')
    .filter({ hasText: /list|gain|speeding/i })
    .all())
    expect((await page.request.get((await paper.getAttribute('href'))!)).status()).toBe(200)
  await main(page).getByRole('link', { name: 'What matters most: the list' }).first().click()
  await expectAccessible(page)
})

test('no answer without a reason and an equality assessment; then each partner answers for itself alone', async ({
  page,
  context,
  site,
}) => {
  test.setTimeout(180_000)
  await boardMetToday(site)
  await signIn(page, site, 'secretariat', '/desk/board')
  await page.goto(`/desk/board/points/${point}`)
  await expectAccessible(page)
  const record = () => page.getByRole('button', { name: 'Record it' }).click()
  await record()
  for (const words of [
    'Choose the Board’s answer',
    'Attach the equality impact assessment',
    'Choose an item of a meeting',
  ])
    await expect(troubles(page)).toContainText(words)
  await expectAccessible(page)

  await selectLike(page.getByLabel('Decided under'), 'Answers to the list')
  await page.getByRole('radio', { name: 'Rejected' }).check()
  await page.getByRole('radio', { name: 'Not affordable' }).check()
  await page.getByLabel('Why, in plain English').fill('Too dear.')
  await page.getByRole('radio', { name: 'By consensus.' }).check()
  await record()
  await expect(troubles(page)).toContainText('A rejection needs at least 40 words of reason. This has 2')
  await expect(page.getByLabel('Why, in plain English')).toHaveValue('Too dear.')

  await page.getByRole('radio', { name: 'Accepted', exact: true }).check()
  await page.getByRole('radio', { name: 'Doing it now' }).check()
  await page.getByLabel('Why, in plain English').fill('Two routes run until half past ten from April.')
  await page
    .getByLabel('How the responses were taken into account')
    .fill('Evening work and hospital visits were named most; those who feared for other routes were heard too.')
  await page.getByRole('checkbox', { name: 'Police', exact: true }).check()
  await page.getByRole('checkbox', { name: 'County council' }).check()
  await record()
  await expect(troubles(page)).toContainText('Attach the equality impact assessment')
  await expect(troubles(page).getByRole('listitem')).toHaveCount(1)
  await expect(page.getByLabel('Why, in plain English')).toHaveValue(/^Two routes/)
  await expect(page.getByRole('checkbox', { name: 'Police', exact: true })).toBeChecked()
  await expectAccessible(page)

  await assess(page)
  await page.goto(`/desk/board/points/${point}`)
  await selectLike(page.getByLabel('Decided under'), 'Answers to the list')
  await page.getByRole('radio', { name: 'Accepted', exact: true }).check()
  await page.getByRole('radio', { name: 'Doing it now' }).check()
  await page.getByLabel('Why, in plain English').fill('Two routes run until half past ten from April.')
  await page
    .getByLabel('How the responses were taken into account')
    .fill('Evening work and hospital visits were named most; those who feared for other routes were heard too.')
  await page.getByRole('radio', { name: 'By consensus.' }).check()
  await page.getByRole('checkbox', { name: 'Police', exact: true }).check()
  await page.getByRole('checkbox', { name: 'County council' }).check()
  await selectLike(page.getByLabel('Equality impact assessment'), 'Who gains from later buses')
  await record()
  await expect(notice(page)).toContainText('It is not public yet')
  await expectAccessible(page)
  await page.goto(`/en/board/decisions/${point}`)
  await expect(main(page)).not.toContainText('Two routes run')
  await page.goto(`/desk/board/points/${point}`)
  await page.getByRole('button', { name: 'Publish version 1' }).click()
  await expect(notice(page)).toContainText('The partners who must act are asked to ratify')
  await expectAccessible(page)

  const police = await another(context, site, 'board-11', '/desk')
  await expectAccessible(police)
  await police.goto('/desk/ratifications')
  await expectAccessible(police)
  await expect(main(police)).toContainText('Overdue since')
  const mine = police.locator('section').filter({ hasText: 'Two routes run until half past ten' }).last()
  const id = await mine.locator('input[name=id]').getAttribute('value')
  await mine.getByRole('button', { name: 'Send our answer' }).click()
  await expect(troubles(police)).toContainText('Choose your organisation’s answer')
  await mine.getByRole('radio', { name: 'Declined' }).check()
  await mine.getByRole('button', { name: 'Send our answer' }).click()
  await expect(troubles(police)).toContainText('Say why your organisation declines')
  await expect(mine.getByRole('radio', { name: 'Declined' })).toBeChecked()
  await expectAccessible(police)

  const other = await another(context, site, 'board-02', '/desk/ratifications')
  await expect(main(other)).not.toContainText('Two routes run until half past ten')
  await expectAccessible(other)
  const meddling = await other.request.post('/desk/ratifications', {
    form: { id: id!, [`answer-${id}`]: 'ratified' },
    headers: { Origin: site.origin },
    maxRedirects: 0,
  })
  expect(meddling.status()).toBe(404)
  await other.context().close()

  await mine.getByRole('radio', { name: 'Ratified', exact: true }).check()
  await mine.getByRole('button', { name: 'Send our answer' }).click()
  await expect(notice(police)).toContainText('Your organisation’s answer is public')
  await expectAccessible(police)
  await police.context().close()

  await page.goto(`/en/board/decisions/${point}`)
  await expect(main(page)).toContainText('Two routes run until half past ten')
  await expect(page.getByRole('row').filter({ hasText: 'Police' })).toContainText('Ratified')
  await expect(page.getByRole('row').filter({ hasText: 'County council' })).toContainText('Has not answered')
  await expectAccessible(page)
  await page.goto('/en/board')
  await expect(main(page)).toContainText('Overdue since')
  await expect(main(page)).toContainText('Police has not said whether it will act')
})

/** Adds the assessment to the meeting that decided, where a blank one is refused. */
async function assess(page: Page) {
  await page.goto('/desk/board')
  await page.getByRole('region', { name: 'Meetings' }).locator(`a[href$="${today}"]`).click()
  await page
    .getByRole('region', { name: 'Answers to the list' })
    .getByRole('link', { name: 'Add a paper to this item' })
    .click()
  await expectAccessible(page)
  await page.getByRole('radio', { name: /^Equality impact assessment/ }).check()
  await page.getByLabel('Title').fill('Who gains from later buses')
  await page.getByLabel('Summary').fill('People without a car gain most.')
  await page.getByRole('button', { name: 'Add the paper' }).click()
  await expect(troubles(page)).toContainText('A blank assessment cannot stand behind a decision')
  await expect(page.getByLabel('Title')).toHaveValue('Who gains from later buses')
  await expectAccessible(page)
  await page.getByLabel('The paper').fill('Women and young people travel most after seven. Nobody loses a daytime bus.')
  await page.getByRole('button', { name: 'Add the paper' }).click()
  await expect(notice(page)).toContainText('The paper is added')
}

test('a board member reads the pack and ticks the assessment', async ({ page, site }) => {
  await signIn(page, site, 'board-01', '/desk')
  await page.goto('/desk/board/pack')
  await expect(main(page)).toContainText('What matters most: the list')
  await expectAccessible(page)
  // On a phone an option stands over its figures, and what waits for the reader is one tap away.
  await expect(page.getByRole('rowheader', { name: 'Getting a GP, dentist or hospital appointment' })).toBeVisible()
  await page.getByRole('link', { name: /waits for your tick/ }).click()
  await expect(page.getByRole('button', { name: 'I have read this assessment' }).first()).toBeInViewport()
  await page.getByRole('button', { name: 'I have read this assessment' }).first().click()
  await expect(main(page)).toContainText('You have read it')
  await expectAccessible(page)
})

test('anybody asks for an agenda item, twice pressed is once asked', async ({ page, site }) => {
  await page.goto('/en/board')
  await page
    .getByRole('link', { name: 'Ask for an agenda item' })
    .or(page.getByRole('button', { name: 'Ask for an agenda item' }))
    .first()
    .click()
  await expectAccessible(page)
  await page.getByLabel('What should the Board talk about?').fill('A crossing at the library')
  await page.getByRole('button', { name: 'Send my request' }).click()
  await expect(troubles(page)).toContainText('Say why it matters')
  await expect(page.getByLabel('What should the Board talk about?')).toHaveValue('A crossing at the library')
  await expectAccessible(page)
  await page.getByLabel('Why does it matter?').fill('Two children were hurt this year.')
  const form = Object.fromEntries(
    await page
      .locator('main form')
      .evaluate((f) => [...new FormData(f as HTMLFormElement)].map(([k, v]) => [k, String(v)])),
  )
  await page.getByRole('button', { name: 'Send my request' }).click()
  await expect(main(page)).toContainText('Your request is in the queue')
  await expectAccessible(page)
  await page.request.post('/en/board/ask', { form, headers: { Origin: site.origin } })
  await page.getByRole('link', { name: 'See it in the queue' }).click()
  await expect(page.getByText('A crossing at the library')).toHaveCount(1)
})

test('the secretariat says anew what the Board is for; other languages show it once somebody has written it in them', async ({
  page,
  site,
}) => {
  const english = 'The Board agrees what comes first, and answers with reasons.'
  const polish = 'Rada ustala, co najpierw, i odpowiada z uzasadnieniem.'
  await signIn(page, site, 'secretariat', '/desk/board')
  await page.getByRole('link', { name: 'What the Board is for' }).click()
  await expect(page.locator('main')).toContainText('There')
  await expectAccessible(page)
  const words = page.getByLabel('What the Board is for', { exact: true })
  await words.fill('Too short')
  await page.getByRole('button', { name: 'Publish these words' }).first().click()
  await expect(page.getByRole('alert')).toContainText('in at least 20 characters')
  await expect(words).toHaveValue('Too short')
  await words.fill(english)
  await page.getByRole('button', { name: 'Publish these words' }).first().click()
  await expect(page.getByRole('row').filter({ hasText: english })).toContainText('Secretariat')
  await expect(page.locator('main')).toContainText('Missing: English is shown')
  await page.goto('/pl/board')
  await expect(page.locator('main')).toContainText(english)
  await page.goto('/desk/board/remit')
  const inPolish = page.getByLabel('What the Board is for, in Polski')
  await expect(inPolish).toHaveValue(/Dwadzieścia pięć podmiotów/)
  await inPolish.fill('x'.repeat(1501))
  await page.getByRole('button', { name: 'Publish these words Polski' }).click()
  await page.getByRole('alert').getByRole('link', { name: 'Shorten the words to 1500' }).click()
  await expect(inPolish).toBeFocused()
  await inPolish.fill(polish)
  await page.getByRole('button', { name: 'Publish these words Polski' }).click()
  await expect(page.getByRole('heading', { name: 'Polski' })).toContainText('There')
  await expectAccessible(page)
  await page.goto('/pl/board')
  await expect(page.locator('main')).toContainText(polish)
  await page.goto('/en/board')
  await expect(page.locator('main')).toContainText(english)
})

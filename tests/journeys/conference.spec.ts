import type { Page } from '@playwright/test'
import { notice, troubles } from '../support/desk.ts'
import { another, expect, expectAccessible, signIn, test } from '../support/site.ts'

const main = (page: Page) => page.locator('main')
const action = 'Put a community member on interview panels'
const slug = 'put-a-community-member-on-interview-panels'

test('an owner reports, the conference challenges, both ratings stand, the owner answers', async ({
  page,
  context,
  site,
}) => {
  test.setTimeout(180_000)
  await signIn(page, site, 'owner-county', '/desk')
  await expectAccessible(page)
  await page.goto('/desk/actions')
  await expectAccessible(page)
  await page
    .locator('section')
    .filter({ hasText: action })
    .getByRole('button', { name: 'Report on this' })
    .or(page.locator('section').filter({ hasText: action }).getByRole('link', { name: 'Report on this' }))
    .click()
  await expectAccessible(page)
  const send = () => page.getByRole('button', { name: 'Send this report' }).click()
  await send()
  for (const words of [
    'Say what happened since the last report',
    'Choose how it stands',
    'Say what people will notice',
  ])
    await expect(troubles(page)).toContainText(words)
  await expectAccessible(page)
  await page.getByLabel('What happened since?').fill('word '.repeat(81))
  await page.getByLabel(/how does it stand\?$/).fill('Panels with a member: 4 of 40 (own count)')
  await page.getByRole('radio', { name: 'On course' }).check()
  await page.getByLabel('What will people notice?').fill('Somebody who knows the estate asks a question.')
  await send()
  await expect(troubles(page)).toContainText('Use 80 words or fewer. This has 81')
  await expect(troubles(page)).toContainText('Say why the rating changed')
  await expect(page.getByLabel('What will people notice?')).toHaveValue(/^Somebody who knows/)
  await expectAccessible(page)
  await page.getByLabel('What happened since?').fill('Money was found and four panels have met.')
  await page.getByLabel('Why did the rating change?').fill('The money is there again.')
  await send()
  await expect(notice(page)).toContainText('Your report is public')
  await expectAccessible(page)

  const member = await another(context, site, 'conference-02', '/desk')
  await expectAccessible(member)
  await member.goto('/desk/conference')
  await expectAccessible(member)
  await expect(member.getByRole('button', { name: 'Put it to the Board' })).toHaveCount(0)
  await member
    .getByRole('row')
    .filter({ hasText: action })
    .getByRole('link', { name: /^Challenge/ })
    .click()
  await expectAccessible(member)
  await member.getByRole('button', { name: 'Raise the challenge' }).click()
  for (const words of ['Choose the colour you see', 'Say what you see', 'Ask a question'])
    await expect(troubles(member)).toContainText(words)
  await member.getByRole('radio', { name: /^Red/ }).check()
  await member.getByLabel('What do you see where you live?').fill('Two of us were told that panels have stopped.')
  await member.getByRole('button', { name: 'Raise the challenge' }).click()
  await expect(member.getByRole('radio', { name: /^Red/ })).toBeChecked()
  await expect(member.getByLabel('What do you see where you live?')).toHaveValue(/^Two of us/)
  await expectAccessible(member)
  await member.getByLabel('Your question to the owner').fill('Which four, and who sat on them?')
  await member.getByRole('button', { name: 'Raise the challenge' }).click()
  await expect(notice(member)).toContainText('The challenge stands in public')
  await expectAccessible(member)

  await page.goto(`/en/board/actions/${slug}`)
  await expect(main(page)).toContainText('On course')
  await expect(main(page)).toContainText('Off course')
  await expect(main(page)).toContainText('Two of us were told that panels have stopped.')
  await expect(main(page)).toContainText('The owner has not answered')
  await expectAccessible(page)
  await page.goto('/en/conference')
  const card = page.locator('section').filter({ hasText: 'Two of us were told that panels have stopped.' }).last()
  await expect(card).toContainText('The rating is contested')
  await expect(card).toContainText('On course')
  await expect(card).toContainText('Off course')
  await expectAccessible(page)

  await page.goto('/desk/challenges')
  await expectAccessible(page)
  await page.getByRole('row').filter({ hasText: 'Which four, and who sat on them?' }).getByRole('link').click()
  const answering = new URL(page.url()).pathname
  await page.getByRole('button', { name: 'Answer in public' }).click()
  await expect(troubles(page)).toContainText('Write an answer')
  await expectAccessible(page)
  const police = await another(context, site, 'owner-police', '/desk/challenges')
  expect((await police.goto(answering))?.status()).toBe(404)
  const forged = await police.request.post(answering, {
    form: { answer: 'Not ours' },
    headers: { Origin: site.origin },
  })
  expect(forged.status()).toBe(404)
  await police.context().close()
  await page.getByLabel('Your answer').fill('Blaby, Melton and two in Loughborough; their minutes are public.')
  await page.getByRole('button', { name: 'Answer in public' }).click()
  await expect(notice(page)).toContainText('Your answer stands in public')
  await expectAccessible(page)
  await page.goto(`/en/board/actions/${slug}`)
  await expect(main(page)).toContainText('Blaby, Melton and two in Loughborough')
  await expectAccessible(page)
  await member.context().close()
})

test('the conference puts two items to one Board and no third', async ({ page, site }) => {
  // What the demonstration's conference put already counts as somebody else's, so that both slots are free.
  await site.withDb((db) =>
    db.updateTable('agenda_request').set({ proposer: 'partner' }).where('proposer', '=', 'conference').execute(),
  )
  await signIn(page, site, 'conference-01', '/desk/conference')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Put it to the Board' }).click()
  await expect(troubles(page)).toContainText('Say what the item is')
  await page.getByRole('textbox', { name: 'Item' }).fill('First of two')
  await page.getByRole('button', { name: 'Put it to the Board' }).click()
  await expect(troubles(page)).toContainText('Say why the Board should take it')
  await expect(page.getByRole('textbox', { name: 'Item' })).toHaveValue('First of two')
  await expectAccessible(page)
  for (const item of ['First of two', 'Second of two']) {
    await page.getByRole('textbox', { name: 'Item' }).fill(item)
    await page.getByRole('textbox', { name: 'Why' }).fill('Because we see it every day.')
    await page.getByRole('button', { name: 'Put it to the Board' }).click()
    await expect(notice(page)).toContainText('its slot is kept')
  }
  await expect(main(page)).toContainText('Both slots are taken')
  await expect(page.getByRole('button', { name: 'Put it to the Board' })).toHaveCount(0)
  await expectAccessible(page)
  const third = await page.request.post('/desk/conference', {
    form: { intent: 'item', title: 'Third', why: 'One more' },
    headers: { Origin: site.origin },
  })
  expect(third.status()).toBe(422)
  await page.goto('/en/conference')
  await expect(main(page)).toContainText('Second of two')
  await expect(main(page)).not.toContainText('Third of')
  await expectAccessible(page)
})

test('before anybody has joined, the public page counts seats and no members', async ({ page, site }) => {
  const leave = (ids: string[], left_on: string | null) =>
    site.withDb((db) => db.updateTable('conference_member').set({ left_on }).where('id', 'in', ids).execute())
  const sitting = await site.withDb((db) =>
    db.selectFrom('conference_member').select('id').where('left_on', 'is', null).execute(),
  )
  const ids = sitting.map(({ id }) => id)
  await leave(ids, '2000-01-01')
  try {
    await page.goto('/en/conference')
    await expect(main(page)).toContainText('The conference has 24 seats')
    await expect(main(page)).toContainText('Nobody sits in its 24 seats yet')
    await expect(main(page)).not.toContainText(/\d members/)
  } finally {
    await leave(ids, null)
  }
})

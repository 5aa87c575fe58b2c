import type { Page } from '@playwright/test'
import { addDays, londonDay } from '../../app/engagement/london-day.ts'
import { downloaded, fillDay, notice, selectLike, troubles } from '../support/desk.ts'
import { another, expect, expectAccessible, signIn, test } from '../support/site.ts'

const home = '/desk/juries/care-at-home'
const day = `${home}/sessions/demo-seated-session-1`
const main = (page: Page) => page.locator('main')

/** Looks again, as the page asks, until the newest plan is made. */
async function waitForPlan(page: Page, tables = `${day}/tables`): Promise<void> {
  await expect(async () => {
    await page.goto(tables)
    await expect(main(page)).toContainText('version', { timeout: 500 })
    await expect(main(page)).not.toContainText('being worked out', { timeout: 500 })
  }).toPass({ timeout: 30_000 })
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the evening before: withdrawn, ranked, told of benefits, seated, and nearly nobody moves', async ({
    page,
    site,
  }) => {
    test.setTimeout(180_000)
    await signIn(page, site, 'jury-manager', '/desk/juries')
    await page.getByRole('link', { name: 'Care at home' }).click()
    await waitForPlan(page)
    await page.goto(home)
    await page.getByRole('link', { name: /^Seats and alternates/ }).click()
    await expect(main(page)).toContainText('19 of 23 make a recommendation')
    await expect(main(page)).toContainText('at least 16 jurors')
    await page.getByRole('button', { name: 'Withdrawn 01' }).click()
    await expect(notice(page)).toContainText('The seat is free')
    const ranked = page.locator('#free ~ .call-list > li')
    await expect(ranked.nth(0)).toContainText('A3')
    await expect(ranked.nth(0)).toContainText('Keeps every quota.')
    await expect(ranked.nth(0)).toContainText('35 minutes on the way from Charnwood')
    await expect(ranked.nth(0)).toContainText('Quiet room')
    await expect(ranked.nth(1)).toContainText('A1')
    await expect(ranked.nth(1)).toContainText('Leaves 16-29 at 4 of 5')

    await ranked.nth(0).getByRole('button', { name: /^Yes/ }).click()
    await expect(troubles(page)).toContainText('Read out the note on benefits')
    await ranked.nth(0).getByLabel('I have read out the note on benefits').check()
    await ranked.nth(0).getByRole('button', { name: /^Yes/ }).click()
    await expect(notice(page)).toContainText('The seat is taken')
    const change = page.getByRole('row', { name: /Badge 01/ })
    await expect(change).toContainText('Badge 25')
    await expect(change).toContainText('place 1 in the ranking')
    await change.getByText('Not said').first().click()
    await change.getByLabel('Why').selectOption('Cannot come')
    await change.getByRole('button', { name: 'Save the reason' }).click()
    await expect(change).toContainText('Cannot come')

    await waitForPlan(page)
    await expect(main(page)).toContainText('Somebody takes over a seat. Nobody else has to move.')
    await expect(main(page)).toContainText(/Badge 25, round 1: takes a seat at table \d/)
    await expect(page.locator('.plan-badge').filter({ hasText: '25' })).toHaveCount(3)
    await expect(page.locator('.plan-badge').filter({ hasText: '01' })).toHaveCount(0)
    const file = await page.request.get(`${day}/tables.pdf`)
    expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-')
    const stored = await site.withDb(async (db) => ({
      mail: await db.selectFrom('outbox').select('subject').where('to_address', 'like', 'care-juror-27@%').execute(),
      seats: await db
        .selectFrom('ledger_opening as o')
        .innerJoin('ledger as l', 'l.seq', 'o.seq')
        .select('o.payload')
        .where('l.type', '=', 'jury.seat_filled')
        .orderBy('l.seq', 'desc')
        .execute(),
      grant: await db
        .selectFrom('role_grant as g')
        .innerJoin('person as p', 'p.id', 'g.person_id')
        .select('g.valid_to')
        .where('p.email', 'like', 'care-juror-01@%')
        .executeTakeFirst(),
    }))
    expect(stored.mail.map(({ subject }) => subject)).toContain('You are on the jury: Care at home')
    expect(JSON.parse(stored.seats[0]!.payload)).toEqual({
      act: expect.stringMatching(/^[0-9a-f]{64}$/),
      free: 0,
      jury: 'care-at-home',
      seated: 23,
      seats: 24,
    })
    expect(stored.grant!.valid_to).toBe(londonDay(new Date()))

    // A second one cannot come and no alternate answers: the seat stays empty, and the page says what that means.
    await page.goto(`${home}/seats`)
    const changes = page.getByRole('region', { name: 'What changed, by whom and why' })
    await expect(changes.getByRole('row').nth(1).getByRole('cell').last()).toHaveText(/^\d+, \d+$/)
    await page.getByRole('button', { name: 'Withdrawn 22' }).click()
    await ranked
      .nth(0)
      .getByRole('button', { name: /^No answer/ })
      .click()
    await expect(notice(page)).toContainText('comes up again')
    await expect(main(page)).toContainText('18 of 22 make a recommendation')
    await page.goto(`${day}/day-sheet`)
    await expect(main(page)).toContainText('22 of 24 are confirmed; if it stays so, 18 of 22 make a recommendation')
    for (const path of ['/seats', '/calls', '/deletion', '/badges']) {
      await page.goto(home + path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    }
  })
})

test('every page from the draw to the tables can be used by anybody', async ({ page, site }) => {
  await signIn(page, site, 'jury-manager', home)
  const pages = ['', '/calls', '/seats', '/terms', '/support', '/support/09', '/badges', '/deletion']
  for (const path of [...pages.map((rest) => home + rest), `${day}/tables`, `${day}/day-sheet`]) {
    await page.goto(path)
    await expectAccessible(page)
  }
})

test('three calls without an answer: the seat is offered on, and more alternates are chosen', async ({
  page,
  site,
}) => {
  await site.withDb((db) =>
    db
      .insertInto('jury_call')
      .values({
        id: 'third-call',
        application_id: 'demo-seated-applicant-12',
        called_at: new Date(Date.now() - 3_600_000).toISOString(),
        called_by: 'demo-person-jury-manager',
        outcome: 'no_answer',
        note_shown: 0,
      })
      .execute(),
  )
  await signIn(page, site, 'jury-manager', `${home}/calls`)
  await expect(main(page)).toContainText('No answer three times')
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Offer the seat to somebody else/ }).click()
  await expect(notice(page)).toContainText('The seat is free')
  await expect(page.getByRole('heading', { name: /free: who could take/ })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Choose \d+ more alternate/ }).click()
  await expect(notice(page)).toContainText('Alternates are chosen')
})

test('support is entered, and payments are listed late ones first, exported and marked', async ({ page, site }) => {
  await signIn(page, site, 'jury-manager', '/desk/juries/being-heard-in-the-county/payments')
  await expectAccessible(page)
  const rows = page.locator('form tbody tr')
  await expect(rows.nth(0)).toContainText('Late')
  await expect(rows.nth(1)).toContainText('Late')
  await expect(rows.nth(2)).not.toContainText('Late')
  await page.getByRole('button', { name: 'Mark those ticked as paid today' }).click()
  await expect(troubles(page)).toContainText('Tick at least one payment')
  await expectAccessible(page)
  const csv = (await downloaded(page, () => page.getByRole('link', { name: /spreadsheet file/ }).click())).toString()
  expect(csv.split('\r\n')[0]).toBe('\ufeffbadge,name,kind,for_day,pounds,method,due_by,late,paid_on')
  expect(csv).toMatch(/^03,,travel,\d{4}-\d\d-\d\d,6\.40,pay,\d{4}-\d\d-\d\d,yes,$/m)
  await rows.nth(0).getByRole('checkbox').check()
  await rows.nth(1).getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Mark those ticked as paid today' }).click()
  await expect(notice(page)).toContainText('Marked as paid today')
  await expect(page.locator('.govuk-tag--red')).toHaveCount(0)

  await page.goto('/desk/juries/being-heard-in-the-county/support')
  await page.getByRole('link', { name: /Support of badge 18/ }).click()
  await page.getByLabel('Money').check()
  await page.getByRole('button', { name: 'Save the choice' }).click()
  await expect(troubles(page)).toContainText('Read out the note on benefits')
  await expect(page.getByLabel('Money')).toBeChecked()
  await expectAccessible(page)
  await page.getByLabel('The note above was shown').check()
  await page.getByRole('button', { name: 'Save the choice' }).click()
  await expect(notice(page)).toContainText('that the note on benefits was shown')
  await expect(main(page)).toContainText('Note on benefits read out on the telephone')
  await page.getByLabel('What', { exact: true }).selectOption('Hearing loop')
  await page.getByRole('button', { name: 'Add a need' }).click()
  await expect(notice(page)).toContainText('Saved')
  await page.getByLabel('Where it stands').selectOption('Arranged')
  await page.getByRole('button', { name: 'Save Hearing loop' }).click()
  await expect(page.getByLabel('Where it stands')).toHaveValue('arranged')
  await page.getByLabel('What for').selectOption('Care')
  await page.getByLabel('How much').fill('twenty')
  await page.getByRole('button', { name: 'Enter the expense' }).click()
  await expect(troubles(page)).toContainText('Enter a sum of money')
  await expect(page.getByLabel('How much')).toHaveValue('twenty')
  await page.getByLabel('How much').fill('20')
  await fillDay(page, 'On which day', addDays(londonDay(new Date()), -1))
  await page.getByRole('button', { name: 'Enter the expense' }).click()
  await expect(notice(page)).toContainText('The expense is entered')
  await page.getByLabel('Name on the badge').fill('=Robin')
  await page.getByRole('button', { name: 'Save the badge' }).click()
  await expect(notice(page)).toContainText('The badge is changed')
  await page.goto(`${home}/terms`)
  await page.getByLabel('Pay for a day').fill('ten pounds')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(troubles(page)).toContainText('Enter a sum of money')
  await page.getByLabel('Pay for a day').fill('85')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(notice(page)).toContainText('Saved')
})

test('a facilitator makes a plan on the day, enters arrivals and sees who moves', async ({ page, site }) => {
  await signIn(page, site, 'facilitator-1', '/desk/juries/practice-jury')
  await page.getByRole('link', { name: 'Table plan' }).click()
  const tables = page.url()
  await expectAccessible(page)
  await page.getByLabel('How many rounds?').fill('2')
  await page.getByRole('button', { name: 'Make the plan' }).click()
  await waitForPlan(page, tables)
  await expect(main(page)).toContainText('10 of 10 possible pairs')
  await expectAccessible(page)
  await selectLike(page.locator('#away-member'), /Badge 33/)
  await page.getByRole('radio', { name: 'Comes late' }).check()
  await page.getByRole('button', { name: 'Change the plan' }).click()
  await waitForPlan(page, tables)
  await expect(main(page)).toContainText('Badge 33, round 1: no longer at table 1')
  await expect(main(page)).toContainText('Nobody else has to move')
  await page.getByRole('button', { name: 'Keep them apart' }).click()
  await expect(troubles(page)).toContainText('Choose a juror')
  await expectAccessible(page)
  // At one table nobody can be kept apart: the plan says who is not.
  await selectLike(page.locator('#apart-member'), /Badge 31/)
  await selectLike(page.locator('#other'), /Badge 32/)
  await page.getByRole('button', { name: 'Keep them apart' }).click()
  await waitForPlan(page, tables)
  await expect(
    main(page)
      .getByRole('listitem')
      .filter({ hasText: /^Badge 31.* and Badge 32.*, in rounds 1 and 2$/ }),
  ).toBeVisible()
  await page.goto(tables.replace('/tables', '/day-sheet'))
  await expectAccessible(page)
  const row = page.getByRole('row', { name: /^31/ })
  await row.getByLabel('Time').fill('9 o’clock')
  await row.getByRole('button', { name: /^Is here/ }).click()
  await expect(troubles(page)).toContainText('Enter a time of day')
  await row.getByLabel('Time').fill('09:25')
  await row.getByRole('button', { name: /^Is here/ }).click()
  await expect(row).toContainText('Here since 09:25')
  await page
    .getByRole('row', { name: /^32/ })
    .getByRole('button', { name: /^Did not come/ })
    .click()
  await expect(main(page)).toContainText('1 juror did not come')
  await expectAccessible(page)
})

test('once the first session is over nobody is called, and a seat that is left stays empty', async ({ page, site }) => {
  await site.withDb((db) =>
    db
      .updateTable('jury_session')
      .set({ on_date: addDays(londonDay(new Date()), -1) })
      .where('id', '=', 'demo-seated-session-1')
      .execute(),
  )
  await signIn(page, site, 'jury-manager', `${home}/calls`)
  await expect(main(page)).toContainText('Nobody needs to be called.')
  await expect(page.getByRole('button', { name: /^Yes/ })).toHaveCount(0)
  await expectAccessible(page)
  await page.goto(`${home}/seats`)
  await page.getByRole('button', { name: 'Withdrawn 02' }).click()
  await expect(notice(page)).toContainText('No seat is free through it.')
})

test('the manager corrects an e-mail address that was taken down wrongly, and nobody else can', async ({
  page,
  context,
  site,
}) => {
  await signIn(page, site, 'jury-manager', `${home}/support`)
  await page.locator('main').getByRole('link', { name: /10/ }).first().click()
  await page.getByRole('link', { name: 'Correct the e-mail address' }).click()
  const address = page.getByLabel('E-mail address', { exact: true })
  await address.fill('not an address')
  await page.getByRole('button', { name: 'Save the address' }).click()
  await expect(troubles(page)).toContainText('like name@example.com')
  await expect(address).toHaveValue('not an address')
  await expectAccessible(page)
  await address.fill('Corrected@Example.org')
  await page.getByRole('button', { name: 'Save the address' }).click()
  await expect(notice(page)).toContainText('The address is corrected')
  await expect(address).toHaveValue('corrected@example.org')
  await expectAccessible(page)
  const there = new URL(page.url()).pathname
  const other = await another(context, site, 'facilitator-1')
  expect((await other.request.get(there)).status()).toBe(404)
})

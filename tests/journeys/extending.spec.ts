import { addDays, londonDay } from '../../app/engagement/london-day.ts'
import { addPoll } from '../../app/engagement/register/poll-store.server.ts'
import { formatDate } from '../../app/ui/dates.ts'
import { write } from '../../db/connect.ts'
import { fillDay, notice, troubles } from '../support/desk.ts'
import { another, expect, expectAccessible, signIn, test } from '../support/site.ts'

const id = 'demo-exercise-ways-to-ask'
const exercise = `/desk/exercises/${id}`
const start = '/en/consultations/ways-to-ask'
const inWords = (day: string) => formatDate(day, 'en-GB')
const note = 'The council stands for election while it is open.'

test('an exercise that runs through a pre-election period is kept open longer by two people, and everybody is told', async ({
  page,
  context,
  site,
}) => {
  test.setTimeout(180_000)
  const before = await site.withDb((db) =>
    db
      .selectFrom('exercise')
      .select(['closes_on', 'results_by', 'decision_on', 'changed_by'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  )
  const closes = before.closes_on!
  const yesterday = addDays(londonDay(new Date()), -1)
  const poll = { name: 'County election', quietFrom: addDays(closes, -9), onDate: closes, areaIds: [] }
  await site.withDb((db) => write(db, (tx) => addPoll(tx, poll, 'demo-person-secretariat', new Date())))
  const later = addDays(closes, 10)

  await signIn(page, site, 'officer-1', exercise)
  await page.getByRole('link', { name: 'Keep it open longer' }).click()
  await expect(page.locator('main')).toContainText(`keep it open until ${inWords(later)}`)
  await expectAccessible(page)
  // The day that holds already is no later one, and what was typed is kept.
  await page.getByLabel('To make up for a pre-election period').check()
  await page.getByLabel('The reason, as residents will read it').fill(note)
  await page.getByRole('button', { name: 'Propose it' }).click()
  await expect(troubles(page)).toContainText(`The last day can only be moved to one after ${inWords(closes)}`)
  await expect(page.getByLabel('The reason, as residents will read it')).toHaveValue(note)
  await fillDay(page, 'Last day to answer', later)
  await fillDay(page, 'Results published by', addDays(before.results_by!, 10))
  await fillDay(page, 'Decision on', addDays(before.decision_on!, 10))
  await fillDay(page, 'People are told what changed by', addDays(before.changed_by!, 10))
  await page.getByRole('button', { name: 'Propose it' }).click()
  await expect(notice(page)).toContainText('A second person confirms it now')
  await expectAccessible(page)
  // Nothing holds yet, and whoever proposed it does not confirm it, whatever is sent.
  await expect(page.getByRole('button', { name: 'Confirm the new days' })).toHaveCount(0)
  const proposal = await page.locator('input[name=proposal]').getAttribute('value')
  const again = await page.request.post(`${exercise}/extend`, {
    form: { intent: 'confirm', proposal: proposal! },
    headers: { origin: site.origin },
  })
  expect(again.status()).toBe(422)
  const resident = await (await context.browser()!.newContext({ baseURL: site.origin })).newPage()
  await resident.goto(start)
  await expect(resident.locator('main')).not.toContainText(note)
  const calendar = async () => (await (await page.request.get('/en/register.ics')).text()).replace(/\r\n /g, '')
  const closing = async () => {
    const events = (await calendar()).split('BEGIN:VEVENT')
    return events.find((event) => event.includes(`UID:exercise-${id}-closes@`))!
  }
  expect(await closing()).not.toContain('SEQUENCE')

  const second = await another(context, site, 'secretariat', '/desk')
  await expect(second.getByRole('link', { name: 'a second person confirms it' })).toHaveAttribute(
    'href',
    `${exercise}/extend`,
  )
  await second.goto(exercise)
  await expect(second.locator('main')).toContainText('Waits for a second person')
  await second.getByRole('link', { name: 'Keep it open longer' }).click()
  await expect(second.locator('main')).toContainText(note)
  await expectAccessible(second)
  await second.getByRole('button', { name: 'Confirm the new days' }).click()
  await expect(notice(second)).toContainText('The new days hold')
  await second.context().close()

  const told = `The last day to answer was moved from ${inWords(closes)} to ${inWords(later)}.`
  for (const path of [start, '/en/register/exercise/ways-to-ask']) {
    await resident.goto(path)
    await expect(resident.locator('main')).toContainText(told)
    await expect(resident.locator('main')).toContainText(note)
    await expectAccessible(resident)
  }
  await resident.goto('/ur/consultations/ways-to-ask')
  await expect(resident.locator('[lang=en]', { hasText: note })).toBeVisible()
  expect(await closing()).toContain('SEQUENCE:1')
  expect(await closing()).toContain(`DTSTART;VALUE=DATE:${later.replaceAll('-', '')}`)
  const feed = await (await page.request.get('/en/register.atom')).text()
  expect(feed).toContain('More time to answer: ')
  expect(feed).toContain(told)
  // Once it is closed there is nothing to extend, also for a proposal that was made before.
  await site.withDb((db) => db.updateTable('exercise').set({ closes_on: yesterday }).where('id', '=', id).execute())
  await page.goto(`${exercise}/extend`)
  await expect(page.locator('main')).toContainText('Only an exercise that is open can be kept open longer')
  await expect(page.getByRole('button', { name: 'Propose it' })).toHaveCount(0)
  // The audit of its year says so as well.
  await resident.goto(`/en/register/audit/${yesterday.slice(0, 4)}`)
  await expect(resident.locator('main')).toContainText(told)
  await expect(resident.locator('main')).toContainText(note)
  await expectAccessible(resident)
  await resident.context().close()
})

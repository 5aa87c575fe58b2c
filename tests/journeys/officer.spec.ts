import type { Page } from '@playwright/test'
import { freezeClosings } from '../../app/consultations/freezing/snapshot-store.server.ts'
import { addDays, londonDay } from '../../app/engagement/london-day.ts'
import { keeperFrom } from '../../app/ledger/checkpoint-store.server.ts'
import { settings } from '../../app/server/settings.ts'
import { assess, downloaded, fillDay, notice, publishByTwo, signQuestions, troubles } from '../support/desk.ts'
import { another, expect, expectAccessible, type Site, signIn, test } from '../support/site.ts'

const title = 'What should the libraries be for?'
const today = londonDay(new Date())
const options = ['Longer hours', 'Warm places to sit', 'Help with forms', 'Books to your door', 'Rooms to meet in']

test('an officer plans, is refused in words, builds, publishes, loads answers, freezes, and two people publish', async ({
  page,
  context,
  site,
}) => {
  test.setTimeout(360_000)
  await signIn(page, site, 'officer-1', '/desk')
  await expectAccessible(page)
  await page.goto('/desk/exercises')
  await expectAccessible(page)
  await page
    .getByRole('link', { name: 'Plan an exercise' })
    .or(page.getByRole('button', { name: 'Plan an exercise' }))
    .click()
  await register(page)
  const exercise = new URL(page.url()).pathname
  await refusedUntilReady(page, exercise)
  await assess(page, exercise)
  await expectAccessible(page)
  await signQuestions(page, exercise)
  await expectAccessible(page)
  const secretariat = await another(context, site, 'secretariat', exercise)
  await publishByTwo(page, secretariat, exercise)
  await expectAccessible(secretariat)
  await secretariat.context().close()
  await page.goto(exercise)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'The page residents see' }).click()
  const slug = new URL(page.url()).pathname.split('/').at(-1)!
  await expect(page.getByRole('button', { name: 'Start now' })).toBeVisible()
  await expectAccessible(page)

  await loadFiles(page, exercise)
  await coverage(page, exercise)
  await declareSources(page, exercise)
  await close(site, slug)
  await freeze(page, exercise)
  const analyst = await another(context, site, 'analyst', `${exercise}/list`)
  await publishListByTwo(page, analyst, exercise, slug)
  await analyst.context().close()
  await correct(page, site, exercise, slug)
})

async function register(page: Page) {
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save this plan' }).click()
  await expect(troubles(page)).toContainText('Enter a title')
  await expectAccessible(page)
  await page.getByLabel('Title').fill(title)
  await fillDay(page, 'When does it open?', '2027-02-31')
  await page.getByRole('button', { name: 'Save this plan' }).click()
  await expect(troubles(page)).toContainText('Enter a real date')
  await expect(page.getByLabel('Title')).toHaveValue(title)
  await expect(page.getByRole('group', { name: 'When does it open?' }).getByLabel('Day')).toHaveValue('31')
  await expectAccessible(page)
  await fillDay(page, 'When does it open?', today)
  await page.getByRole('button', { name: 'Save this plan' }).click()
  await expect(notice(page)).toContainText('The plan is saved.')
  await expectAccessible(page)
}

/** Publishing is asked for at every stage, and answered with what is missing (rules G-1, G-2). */
async function refusedUntilReady(page: Page, exercise: string) {
  const publish = async () => {
    await page.goto(`${exercise}/check`)
    await page.getByRole('button', { name: 'Sign to publish' }).click()
  }
  await publish()
  for (const words of [
    'Say what decision this informs',
    'Enter the day of the decision',
    'Say what cannot change, and why',
    'Say which options were rejected, and why',
    'Choose at least one theme, in the register',
    'Write the questions, or build them from the template',
    'The equality impact assessment is not written and signed',
    'The data-protection assessment is not written and signed',
    'Sign that nothing has been decided',
  ])
    await expect(troubles(page)).toContainText(words)
  await expectAccessible(page)

  await page.goto(exercise)
  await page.getByLabel('What decision will this inform?').fill('What the libraries are open for from April.')
  await page.getByLabel('Who takes the decision?').fill('The Board of the partnership')
  await fillDay(page, 'When is it taken?', addDays(today, 70))
  await page.getByLabel('What can change because of the answers?').fill('Hours, rooms and what is lent.')
  await page.getByLabel('What cannot change, and why?').fill('That there are libraries: the law asks for them.')
  await page.getByLabel('Which options were considered').fill('Closing two of them was rejected: too far to walk.')
  await page.getByLabel('Leicestershire (whole county)').check()
  await page.getByLabel('Who is most affected').fill('People without a computer at home, through the libraries.')
  await page.getByLabel('How will you ask?').fill('Online and on paper.')
  await fillDay(page, 'When does it close?', addDays(today, 56))
  await fillDay(page, 'By when will the results be published?', addDays(today, 120))
  await fillDay(page, 'By when will you tell people what changed?', addDays(today, 450))
  await page.getByRole('button', { name: 'Save this plan' }).click()
  await expect(notice(page)).toContainText('The plan is saved.')
  await publish()
  await expect(troubles(page)).toContainText('The decision comes before the answers can be read')
  await expect(troubles(page)).not.toContainText('Enter')
  await page.goto(exercise)
  await fillDay(page, 'When is it taken?', addDays(today, 56 + 28))
  await page.getByRole('button', { name: 'Save this plan' }).click()

  await page.getByRole('link', { name: /^In the register/ }).click()
  await intoTheRegister(page, exercise)
  await page.getByRole('link', { name: 'Build the questions from the template' }).click()
  await build(page)
  await page.getByRole('button', { name: 'Sign', exact: true }).click()
  await expect(troubles(page)).toContainText('Tick the box to sign that nothing has been decided')
  await page.getByLabel('I confirm that nothing has been decided').check()
  await page.getByRole('button', { name: 'Sign', exact: true }).click()
  await expect(notice(page)).toContainText('“Still formative” is signed')
  await expect(page.locator('main')).toContainText('Everything that a plan must say is there')
  await expect(page).toHaveURL(new RegExp(exercise))
}

/** Themes, people and ways of asking, by which an overlap with another partner is found; and an error keeps what was typed. */
async function intoTheRegister(page: Page, exercise: string) {
  await expectAccessible(page)
  await page.getByLabel('Stronger, more cohesive communities').check()
  await page.getByLabel('People with a learning disability').check()
  await page.getByLabel('Online questionnaire').check()
  await page.getByLabel('How many people do you expect to reach?').fill('about 300')
  await page.getByRole('button', { name: 'Save this', exact: true }).click()
  await expect(troubles(page)).toContainText('Enter a whole number')
  await expect(page.getByLabel('Online questionnaire')).toBeChecked()
  await expectAccessible(page)
  await page.getByLabel('How many people do you expect to reach?').fill('300')
  await page.getByRole('button', { name: 'Save this', exact: true }).click()
  await expect(notice(page)).toContainText('The register is up to date')
  await page.goto(exercise)
}

async function build(page: Page) {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Build the questions')
  await expectAccessible(page)
  const option = (n: number) => page.getByRole('group', { name: `Option ${n + 1}`, exact: true })
  await option(0).getByLabel('The option').fill(options[0]!)
  await page.getByRole('button', { name: 'Build these questions' }).click()
  await expect(troubles(page)).toContainText('Enter at least three options')
  await expect(troubles(page)).toContainText('Enter a sentence under the heading')
  await expect(option(0).getByLabel('The option')).toHaveValue(options[0]!)
  await expectAccessible(page)
  await page.getByLabel('One or two sentences under the heading').fill('Four minutes about your library.')
  for (const [n, words] of options.entries()) await option(n).getByLabel('The option').fill(words)
  await option(1).getByLabel('Priority it belongs to').selectOption('Clean streets, parks and nature')
  await page.getByRole('button', { name: 'Build these questions' }).click()
  await expect(notice(page)).toContainText('The questions are built.')
  await expect(page.locator('main')).toContainText('Built from the template with 5 options.')
}

const head = 'row_id,channel,area,pick_1,pick_2,pick_3,age_band,sex,ethnic_group'
const ages = ['16-29', '30-44', '45-64', '65+']
const rows = Array.from({ length: 240 }, (_, i) => {
  const first = 1 + (i % 7 < 4 ? 0 : i % 5)
  const second = 1 + ((first + 1 + (i % 3)) % 5)
  const area = ['Blaby', 'Charnwood', 'Harborough', 'Hinckley and Bosworth', 'Melton'][i % 5]
  const picks = second === first ? `${first},,` : `${first},${second},`
  return `${i + 1},paper,${area},${picks},${ages[i % 4]},${i % 2 ? 'male' : 'female'},${i % 9 ? 'white' : 'asian'}`
})
const file = (...lines: string[]) => ({
  name: 'answers.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from([head, ...lines].join('\r\n')),
})

async function loadFiles(page: Page, exercise: string) {
  await page.goto(exercise)
  await page.getByRole('link', { name: 'Load answers collected elsewhere' }).click()
  await expectAccessible(page)
  const load = async (sent: ReturnType<typeof file>) => {
    await page.getByLabel('Where do these rows come from?').fill('Paper forms, Coalville library')
    await page.getByLabel('The file').setInputFiles(sent)
    await page.getByRole('button', { name: 'Load this file' }).click()
  }
  await page.getByRole('button', { name: 'Load this file' }).click()
  await expect(troubles(page)).toContainText('Say where the rows come from')
  await expect(troubles(page)).toContainText('Choose a file')
  const sheet = await downloaded(page, () => page.getByRole('link', { name: 'Download the empty sheet (CSV)' }).click())
  expect(sheet.toString()).toContain('row_id')
  const codes = await downloaded(page, () =>
    page.getByRole('link', { name: 'Download the list of codes (CSV)' }).click(),
  )
  expect(codes.toString()).toContain('Longer hours')

  await load(file(...rows.slice(0, 30), '31,paper,Narnia,1,,,,,', '32,pigeon,Blaby,99,,,,,', '12,paper,Blaby,1,1,,,,'))
  await expect(troubles(page)).toContainText('The file has 5 errors. Nothing was loaded')
  const wrong = page.locator('#wrong, [aria-labelledby=wrong]').first()
  for (const [row, column, words] of [
    ['32', 'area', '“Narnia” is not a district or forum area'],
    ['33', 'channel', '“pigeon” is not one of'],
    ['33', 'pick_1', '“99” is not an option'],
    ['34', 'row_id', 'Row 13 has the same number'],
    ['34', 'pick_2', '“1” is chosen twice'],
  ] as const) {
    const line = page.getByRole('row').filter({ hasText: words })
    await expect(line.getByRole('cell').first(), words).toHaveText(row)
    await expect(line).toContainText(column)
  }
  await expect(wrong).toBeVisible()
  await expect(page.getByLabel('Where do these rows come from?')).toHaveValue('Paper forms, Coalville library')
  await expectAccessible(page)

  await load(file(...rows))
  await expect(notice(page)).toContainText(
    '240 answers were added from Paper forms, Coalville library; 0 were known already',
  )
  await expectAccessible(page)
  await load(file(...rows))
  await expect(notice(page)).toContainText(
    'No answer was added from Paper forms, Coalville library: 240 were known already',
  )
  await load(file(...rows.slice(200), '1001,paper,Melton,none,,,,,'))
  await expect(notice(page)).toContainText('One answer was added')
}

/** Who, never what: no result by option is anywhere while it is open. */
async function coverage(page: Page, exercise: string) {
  await page.goto(exercise)
  await page.getByRole('link', { name: 'Who has answered so far' }).click()
  await expect(page.locator('main')).toContainText('241')
  await expect(page.locator('main')).toContainText('Blaby')
  for (const words of options) await expect(page.locator('main')).not.toContainText(words)
  await expectAccessible(page)
  await page.goto(`${exercise}/list`)
  await expect(page.locator('main')).toContainText('The exercise is still open')
  await expect(page.getByRole('button', { name: 'Freeze and compute the list' })).toHaveCount(0)
  await expectAccessible(page)
  const draft = await page.goto(`${exercise}/list/draft`)
  expect(draft?.status()).toBe(404)
}

/** Other ways of taking part get a list of their own and a weight, declared before anybody has seen a list. */
async function declareSources(page: Page, exercise: string) {
  await page.goto(exercise)
  await page.getByRole('link', { name: 'Other sources for a combined list' }).click()
  await expectAccessible(page)
  const declare = async (takes: string, name: string, weight: string, ballots?: string[]) => {
    await page.getByLabel(takes).check()
    await page.getByLabel('Name').fill(name)
    await page.getByLabel('Weight').fill(weight)
    const buffer = ballots && Buffer.from(['pick_1,pick_2,pick_3,same', ...ballots].join('\r\n'))
    if (buffer) await page.getByLabel('File of ballots').setInputFiles({ name: 'b.csv', mimeType: 'text/csv', buffer })
    await page.getByRole('button', { name: 'Declare this source' }).click()
  }
  await declare('residents’ answers on this site', 'Residents', '2')
  await expect(notice(page)).toContainText('The source is declared')
  await expect(page.locator('main')).toContainText('One source alone is nothing to combine')
  await declare('ballots from a file', 'Citizens’ jury', '1', ['5,4,,', '5,99,,', '3,3,,'])
  await expect(troubles(page)).toContainText('The file has 2 errors. Nothing was loaded')
  await expect(page.getByLabel('Name')).toHaveValue('Citizens’ jury')
  await declare(
    'ballots from a file',
    'Citizens’ jury',
    '1',
    Array.from({ length: 21 }, (_, i) => (i % 3 ? '5,4,,' : '5,2,,')),
  )
  await expect(page.locator('main')).toContainText('2 sources will be combined')
  await expectAccessible(page)
}

/** Lets the closing day pass: the dates move, since the clock does not; the job then does what it does every day. */
async function close(site: Site, slug: string) {
  await site.withDb(async (db) => {
    await db
      .updateTable('exercise')
      .set({ opens_on: addDays(today, -40), closes_on: addDays(today, -1) })
      .where('slug', '=', slug)
      .execute()
    await freezeClosings(db, keeperFrom(settings()), new Date())
  })
}

async function freeze(page: Page, exercise: string) {
  await page.goto(`${exercise}/list`)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Freeze and compute the list' }).click()
  await expect(notice(page)).toContainText('The freeze is asked for')
  // The page of a freeze under way loads itself anew, and must not while it is looked at.
  await page.goto(`${exercise}/list?still=1`)
  await expectAccessible(page)
  await expect(async () => {
    await page.goto(`${exercise}/list`)
    await expect(page.getByRole('link', { name: 'Read the draft' })).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 60_000 })
  await expect(page.getByRole('button', { name: 'Freeze and compute the list' })).toHaveCount(0)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'See what other parameters would change' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('What other parameters would change')
  await expectAccessible(page)
  await page.goto(`${exercise}/import`)
  await expect(page.locator('main')).toContainText('Nothing can be added')
}

async function publishListByTwo(officer: Page, analyst: Page, exercise: string, slug: string) {
  await officer.goto(`${exercise}/list`)
  await officer.getByRole('link', { name: 'Read the draft' }).click()
  await expect(officer.locator('main')).toContainText('Longer hours')
  await expectAccessible(officer)
  const early = await officer.goto(`/en/consultations/${slug}/list`)
  expect(early?.status()).toBe(404)
  await officer.goto(`${exercise}/list`)
  await analyst.goto(`${exercise}/list`)
  await officer.getByRole('button', { name: 'Sign as the first' }).click()
  await expect(notice(officer)).toContainText('A second person publishes it')
  await expect(officer.getByRole('button', { name: /Sign/ }).and(officer.locator('main button'))).toHaveCount(0)
  await expectAccessible(officer)
  await analyst.reload()
  await expect(analyst.locator('main')).toContainText('Engagement officer 1')
  await analyst.getByRole('button', { name: 'Sign and publish' }).click()
  await expect(notice(analyst)).toContainText('The list is published')
  await expectAccessible(analyst)
  await officer.goto(`/en/consultations/${slug}`)
  await officer.getByRole('link', { name: 'See what people told us' }).click()
  await expect(officer.getByRole('heading', { level: 1 })).toContainText(title)
  await expect(officer.locator('main')).toContainText('Band A')
  const combined = officer.getByRole('table').filter({ hasText: 'Citizens’ jury' }).filter({ hasText: 'Residents' })
  await expect(combined).toContainText('Rooms to meet in')
  await expect(officer.locator('main')).toContainText('Citizens’ jury (21 people, weight 33%)')
  await expectAccessible(officer)
}

async function correct(page: Page, site: Site, exercise: string, slug: string) {
  await page.goto(`${exercise}/list`)
  await page.getByRole('button', { name: 'Draft a corrected version' }).click()
  await expect(troubles(page)).toContainText('Say what was wrong and what is right now')
  await page.getByLabel('Correct a mistake with a new version').fill('The second option was misspelt; it is right now.')
  await page.getByRole('button', { name: 'Draft a corrected version' }).click()
  await expect(notice(page)).toContainText('A corrected version is drafted')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Sign as the first' }).click()
  const analyst = await another(page.context(), site, 'analyst', `${exercise}/list`)
  await analyst.getByRole('button', { name: 'Sign and publish' }).click()
  await expect(notice(analyst)).toContainText('The list is published')
  await analyst.context().close()
  await page.goto(`/en/consultations/${slug}/list`)
  await expect(page.locator('main')).toContainText('The second option was misspelt; it is right now.')
  await page.getByRole('link', { name: /Version 1/ }).click()
  await expect(page).toHaveURL(/\/list\/v1$/)
  await expect(page.locator('main')).toContainText('It stays readable as it was published')
  await expectAccessible(page)
}

import type { Browser, Page } from '@playwright/test'
import { freezeClosings } from '../../app/consultations/freezing/snapshot-store.server.ts'
import { addDays, londonDay } from '../../app/engagement/london-day.ts'
import { keeperFrom } from '../../app/ledger/checkpoint-store.server.ts'
import { roles } from '../../app/people/permission.ts'
import { createSignInLink } from '../../app/people/session-store.server.ts'
import { giveRole } from '../../app/people/user-store.server.ts'
import { settings } from '../../app/server/settings.ts'
import { write } from '../../db/connect.ts'
import { type Begun, begin } from '../support/begun.ts'
import { assess, fillDay, notice, publishByTwo, selectLike, signQuestions } from '../support/desk.ts'
import { answered, builtFlagship, planned } from '../support/first-consultation.ts'
import { expect, expectAccessible, test } from '../support/site.ts'

const today = londonDay(new Date())
const main = (page: Page) => page.locator('main')

const head = 'row_id,channel,area,pick_1,pick_2,pick_3,age_band,sex,ethnic_group'
const rows = Array.from({ length: 120 }, (_, i) => {
  const picks = i % 7 < 4 ? '2,1,' : `${1 + (i % 4)},,`
  return `${i + 1},paper,${i % 2 ? 'North' : 'South'},${picks},,,`
})

test('from an empty database, by the README’s commands, to an answer of the Board that a partner ratifies', async ({
  browser,
}) => {
  test.setTimeout(600_000)
  const begun = await begin()
  try {
    await load(begun)
    const officer = await begun.enters(browser, 'officer@county.example', 'Officer', 'officer', 'County council')
    const secretariat = await begun.enters(browser, 'secretary@county.example', 'Secretariat', 'secretariat')
    await withoutBoard(secretariat)
    await everywhere(begun, browser)
    await loadBoard(begun)

    const exercise = await planned(officer)
    await builtFlagship(officer, exercise)
    await assess(officer, exercise)
    await signQuestions(officer, exercise)
    await publishByTwo(officer, secretariat, exercise)
    const resident = await begun.opens(browser)
    await resident.goto('/en/evidence')
    await expect(main(resident)).toContainText('Nothing is in the library yet')
    await expect(main(resident).getByRole('search')).toHaveCount(0)
    await resident.goto('/en/evidence?words=buses')
    await expect(main(resident)).toContainText('Take a word or a filter away')
    await resident.goto('/en/consultations')
    await answered(resident)
    await importRows(officer, exercise)

    await closed(begun)
    const analyst = await begun.enters(browser, 'analyst@county.example', 'Analyst', 'analyst', 'County council')
    await listed(officer, analyst, exercise)
    await putToTheBoard(begun, secretariat)
    await decided(secretariat)
    const member = await begun.enters(browser, 'member@nhs.example', 'NHS member', 'board_member', 'NHS')
    await ratified(member)
    await resident.goto('/en/board')
    await expect(main(resident)).toContainText('More buses')
    await expect(main(resident)).toContainText('What should come first here.')
    await expectAccessible(resident)
  } finally {
    await begun.end()
  }
})

/** What a deployer types, in the README's order. */
async function load({ command, file }: Begun) {
  await command('users', '--', 'name', 'A new partnership', 'By letter: 1 High Street')
  const nowhere = command('users', '--', 'add', 'officer@county.example', 'Officer', 'officer')
  await expect(nowhere).rejects.toThrow('Say for which organisation officer@county.example is officer')
  expect(
    await command(
      'organisations',
      '--',
      file('organisations.csv', 'name,sector,council', 'County council,public,yes', 'NHS,public,no', 'CVS,voluntary,'),
    ),
  ).toContain('3 organisations: 3 new, 0 written anew')
  const misspelt = command('users', '--', 'add', 'officer@county.example', 'Officer', 'officer', 'Countty')
  await expect(misspelt).rejects.toThrow('There is no organisation "Countty"')
  const areas = ['C,County,county,,2000', 'N,North,district,C,1000', 'S,South,district,C,1000']
  await command('areas', '--', file('areas.csv', 'code,name,kind,within,people', ...areas))
  await command('themes', '--', 'Where we live', 'Getting about')
}

/** Until there is a Board, its pages say so, and what to do. */
async function withoutBoard(secretariat: Page) {
  await secretariat.goto('/desk/board')
  await expect(main(secretariat)).toContainText('npm run board')
  await expectAccessible(secretariat)
  const member = await secretariat.goto('/desk/board/pack')
  expect(member?.status()).toBe(200)
  await secretariat.goto('/en/board')
  await expect(main(secretariat)).toContainText('There is no Board yet')
  await expectAccessible(secretariat)
}

/** On the first day no place that a page or a desk leads to is missing, whatever one's roles. */
async function everywhere({ opens, withDb }: Begun, browser: Browser) {
  const all = { email: 'all@county.example', label: 'All', organisationId: null }
  const token = await withDb((db) =>
    write(db, async (tx) => {
      for (const role of roles) await giveRole(tx, { ...all, role }, new Date())
      return createSignInLink(tx, await giveRole(tx, { ...all, role: 'officer' }, new Date()), new Date())
    }),
  )
  const page = await opens(browser)
  await page.goto(`/sign-in/${token}`)
  await page.getByRole('button', { name: 'Sign in' }).click()
  const missing: string[] = []
  for (const place of ['/desk', '/en']) {
    await page.goto(place)
    const links = await page
      .locator('main a[href^="/"], header a[href^="/"]')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')!))
    expect(links.length).toBeGreaterThan(4)
    for (const link of new Set(links)) {
      const { status } = await page.request.get(link).then((answer) => ({ status: answer.status() }))
      if (status !== 200) missing.push(`${link}: ${status}`)
    }
  }
  expect(missing).toEqual([])
  await page.context().close()
}

async function loadBoard({ command, file }: Begun) {
  await command('board', '--', 'name', 'The Board', 'What should come first here.')
  const columns = 'number,label,organisation,represents,second_hat,chairs,commits,member,substitute,until'
  const wrong = file('wrong.csv', columns, '1,Leader,Countty,The county,,,yes,,,')
  await expect(command('board', '--', 'seats', wrong)).rejects.toThrow(
    'Row 2, column organisation: There is no organisation “Countty”',
  )
  const seats = file(
    'seats.csv',
    columns,
    '1,County council leader,County council,The county council,,A,yes,leader@county.example,,',
    '2,NHS member,NHS,Local health services,,B,no,member@nhs.example,,',
    '3,Voluntary member,CVS,Those who help,,,yes,,,',
  )
  const said = await command('board', '--', 'seats', seats)
  expect(said).toContain('3 seats: 3 new')
  expect(said).toContain('A meeting can decide when 2 are filled')
  expect(said).toContain('leader@county.example')
}

async function importRows(page: Page, exercise: string) {
  await page.goto(`${exercise}/import`)
  await page.getByLabel('Where do these rows come from?').fill('Paper forms, library')
  const buffer = Buffer.from([head, ...rows].join('\r\n'))
  await page.getByLabel('The file').setInputFiles({ name: 'answers.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: 'Load this file' }).click()
  await expect(notice(page)).toContainText('120 answers were added')
}

/** Lets the closing day pass: the dates move, since the clock does not. */
const closed = ({ withDb }: Begun) =>
  withDb(async (db) => {
    await db
      .updateTable('exercise')
      .set({ opens_on: addDays(today, -60), closes_on: addDays(today, -1) })
      .execute()
    await freezeClosings(db, keeperFrom(settings()), new Date())
  })

async function listed(officer: Page, analyst: Page, exercise: string) {
  await officer.goto(`${exercise}/list`)
  await officer.getByRole('button', { name: 'Freeze and compute the list' }).click()
  await expect(async () => {
    await officer.goto(`${exercise}/list`)
    await expect(officer.getByRole('button', { name: 'Sign as the first' })).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 120_000 })
  await officer.getByRole('button', { name: 'Sign as the first' }).click()
  await expect(notice(officer)).toContainText('A second person publishes it')
  await analyst.goto(`${exercise}/list`)
  await analyst.getByRole('button', { name: 'Sign and publish' }).click()
  await expect(notice(analyst)).toContainText('The list is published')
}

/** The list's first options are put to the Board, which meets; the meeting's day comes as the closing day did. */
async function putToTheBoard({ withDb }: Begun, page: Page) {
  await page.goto('/desk/board')
  await page.getByRole('link', { name: /Choose what the Board must answer/ }).click()
  await expect(page.locator('main')).toContainText('The Board cannot get this list yet')
  await page.getByRole('link', { name: 'Check the wording back' }).click()
  await page.getByLabel('Not checked back, because').fill('Nobody left an address, and the Board meets this week.')
  await page.getByRole('button', { name: 'Leave the step out' }).click()
  await expect(notice(page)).toContainText('The Board may have the list')
  await page.getByRole('link', { name: 'Board desk' }).click()
  await page.getByRole('link', { name: /Choose what the Board must answer/ }).click()
  await page.getByLabel('More buses').check()
  await page.getByRole('button', { name: 'Put these to the Board' }).click()
  await expect(notice(page)).toContainText('The Board now owes an answer to these')
  await page.goto('/desk/board/meetings/new')
  await fillDay(page, 'Day', addDays(today, 7))
  await page.getByLabel('Starts at').fill('18:00')
  await page.getByLabel('Where', { exact: true }).fill('Library')
  await page.getByLabel('Whose building is it?').fill('The county council')
  await page.getByRole('button', { name: 'Plan the meeting' }).click()
  await expect(main(page)).toContainText('Response to residents')
  await page.getByRole('link', { name: 'Add a paper to this item' }).click()
  await page.getByRole('radio', { name: /^Equality impact assessment/ }).check()
  await page.getByLabel('Title').fill('Who gains from buses')
  await page.getByLabel('Summary').fill('People without a car gain most.')
  await page.getByLabel('The paper').fill('Women and young people travel most after seven.')
  await page.getByRole('button', { name: 'Add the paper' }).click()
  await expect(notice(page)).toContainText('The paper is added')
  await page.getByRole('button', { name: 'Publish the papers' }).click()
  await withDb((db) => db.updateTable('meeting').set({ on_date: today }).execute())
  await page.goto(`/desk/board/meetings/${today}`)
  for (const seat of ['County council leader', 'NHS member']) {
    await page.getByRole('group', { name: seat }).getByLabel('Member', { exact: true }).check()
  }
  await page.getByRole('group', { name: 'Voluntary member' }).getByLabel('Nobody').check()
  await page.getByRole('button', { name: 'Save who came' }).click()
  await expect(notice(page)).toBeVisible()
}

async function decided(page: Page) {
  await page.goto('/desk/board#points')
  await page.getByRole('link', { name: 'More buses' }).click()
  await selectLike(page.getByLabel('Decided under'), 'Response to residents')
  await page.getByRole('radio', { name: 'Accepted', exact: true }).check()
  await page.getByRole('radio', { name: 'Doing it now' }).check()
  await page.getByLabel('Why, in plain English').fill('Two routes run until half past ten from April.')
  const account = 'Evening work was named most; those who feared for other routes were heard too.'
  await page.getByLabel('How the responses were taken into account').fill(account)
  await page.getByRole('radio', { name: 'By consensus.' }).check()
  await page.getByRole('checkbox', { name: 'NHS', exact: true }).check()
  await selectLike(page.getByLabel('Equality impact assessment'), 'Who gains from buses')
  await page.getByRole('button', { name: 'Record it' }).click()
  await expect(notice(page)).toContainText('It is not public yet')
  await page.getByRole('button', { name: 'Publish version 1' }).click()
  await expect(notice(page)).toContainText('The partners who must act are asked to ratify')
}

async function ratified(page: Page) {
  await page.goto('/desk/board/pack')
  await page.goto('/desk/ratifications')
  await expect(main(page)).toContainText('Two routes run until half past ten')
  await page.getByRole('radio', { name: 'Ratified', exact: true }).check()
  await page.getByRole('button', { name: 'Send our answer' }).click()
  await expect(notice(page)).toContainText('Your organisation’s answer is public')
}

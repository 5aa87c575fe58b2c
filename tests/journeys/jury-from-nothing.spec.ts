import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Browser, Locator, Page } from '@playwright/test'
import { unzipSync } from 'fflate'
import { addDays, londonDay, londonTime } from '../../app/engagement/london-day.ts'
import { principles } from '../../app/juries/commission/preparation.ts'
import { hashOf } from '../../app/juries/draw/public-draw.ts'
import { letterCode } from '../../app/juries/letters/invitation-store.server.ts'
import { deletePools } from '../../app/juries/pool/pool-deletion-store.server.ts'
import { partOfDay } from '../../app/juries/seats/calling.ts'
import { settings } from '../../app/server/settings.ts'
import { type Begun, begin } from '../support/begun.ts'
import { downloaded, fillDay, notice } from '../support/desk.ts'
import { registrant } from '../support/registering.ts'
import { expect, expectNarrow, phone, test } from '../support/site.ts'

const today = londonDay(new Date())
const days = [addDays(today, 60), addDays(today, 61)]
const seats = 12
const main = (page: Page) => page.locator('main')
const csv = (text: string) => ({ name: 'file.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })

/** What is wrong with pages, wherever they were opened: a script error, something refused, an answer that is no page. */
function watched(page: Page): Page {
  page.context().on('weberror', (e) => complaints.push(String(e.error())))
  page.context().on('console', (m) => {
    if (m.type() === 'error') complaints.push(`${page.url()}: ${m.text()}`)
  })
  page.context().on('response', (answer) => {
    if (answer.status() >= 400) complaints.push(`${answer.url()}: ${answer.status()}`)
  })
  return page
}
const complaints: string[] = []

/** The page that stands open has its title and one heading, and fits a small phone. */
async function looked(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
  await expect(page).toHaveTitle(/\S/)
  await expectNarrow(page)
}

/** A single word stands on one line, however small the phone. */
async function unbroken(word: Locator): Promise<void> {
  const lines = await word.evaluate((element) => {
    const words = document.createRange()
    words.selectNodeContents(element.firstChild!)
    return words.getClientRects().length
  })
  expect(lines).toBe(1)
}

async function go(page: Page, path: string): Promise<void> {
  expect((await page.goto(path))?.status(), path).toBe(200)
  await looked(page)
}

/** Presses a button that does something, and looks at the page it leads to. */
async function press(page: Page, name: string | RegExp, done?: string): Promise<void> {
  await page.getByRole('button', { name }).first().click()
  if (done) await expect(notice(page)).toContainText(done)
  await looked(page)
}

test('a jury of a partnership that only the README’s commands have made: on a small phone, without scripts', async ({
  browser,
}) => {
  test.setTimeout(420_000)
  const begun = await begin({ ...phone, javaScriptEnabled: false })
  try {
    await load(begun)
    const manager = watched(await begun.enters(browser, 'jury@county.example', 'Jury team', 'jury_manager'))
    const secretariat = watched(await begun.enters(browser, 'secretary@county.example', 'Secretary', 'secretariat'))
    const home = await commissioned(manager)
    await targeted(manager, home)
    await prepared(manager, home)
    await posted(manager, home)
    await registered(begun, browser, home)
    await pooled(manager, home)
    await drawn(manager, secretariat, home)
    await checked(begun, browser, home)
    await confirmed(begun, manager, home)
    await planned(manager, home)
    await seatedAtTables(manager, home)
    await deleted(begun, manager, home)
    expect(complaints).toEqual([])
  } finally {
    await begun.end()
  }
})

async function load({ command, file }: Begun): Promise<void> {
  await command('users', '--', 'name', 'A new partnership', 'By letter: 1 High Street')
  const partners = ['name,sector,council', 'County council,public,yes', 'NHS,public,no']
  await command('organisations', '--', file('organisations.csv', ...partners))
  const areas = ['C,County,county,,2000', 'N,North,district,C,1000', 'S,South,district,C,1000']
  await command('areas', '--', file('areas.csv', 'code,name,kind,within,people', ...areas))
  const census = [
    ...['16-29', '30-44', '45-64', '65+'].flatMap((age) => [
      `C,age_sex,${age}/female,250`,
      `C,age_sex,${age}/male,250`,
    ]),
    ...['white,1500', 'asian,400', 'black,100'].map((group) => `C,ethnic_group,${group}`),
    ...['N,1000', 'S,1000'].map((district) => `C,district,${district}`),
  ]
  await command('census', '--', file('census.csv', 'area,characteristic,value,people', ...census), 'A made-up census')
}

async function commissioned(page: Page): Promise<string> {
  await go(page, '/desk/juries')
  await go(page, '/desk/juries/new')
  await page.getByLabel('Name of the jury').fill('A jury on parks')
  await page.getByLabel('The question').fill('Which parks should be looked after first, and how?')
  await page.getByLabel('What is out of bounds').fill('Selling a park.')
  await page.getByLabel('Who commissions the jury').fill('The Board of the partnership')
  await page.getByLabel('Budget, and who pays').fill('£60,000, the county council')
  await page.getByLabel('Who will answer the jury').fill('The Board of the partnership')
  await fillDay(page, 'By when', addDays(today, 200))
  await page.getByLabel('How', { exact: true }).fill('Point by point, each with a reason.')
  await page.getByLabel('Who oversees it').fill('A panel of six of differing views')
  await page.getByLabel('Seats').fill(String(seats))
  await press(page, 'Save the commission', 'The commission is saved')
  await press(page, 'Announce the jury', 'The jury is announced')
  return new URL(page.url()).pathname
}

async function targeted(page: Page, home: string): Promise<void> {
  await go(page, `${home}/targets`)
  for (const dimension of ['Age', 'Sex', 'District', 'Ethnic group']) {
    await page.getByRole('radio', { name: dimension, exact: true }).check()
    await press(page, 'Add it', 'The targets are saved')
  }
}

async function prepared(page: Page, home: string): Promise<void> {
  await go(page, `${home}/preparation`)
  await page.getByLabel('Days of the jury').fill(days.join('\n'))
  await page.getByLabel('Why fewer than four days are enough').fill('One park at a time.')
  await press(page, 'Save the days')
  for (const n of [1, 2, 3, 4, 5]) {
    await page.locator(`[name="role-${n}"]`).fill(`Part ${n}`)
    await page.locator(`[name="view-${n}"]`).fill(`View ${n}`)
  }
  await press(page, 'Save the oversight panel')
  for (const principle of principles) await page.locator(`[name="${principle}"]`).fill('As the guide says.')
  await press(page, 'Save the checklist')
  await page.getByLabel('Signed by').fill('The data-protection officer')
  await page.getByLabel('The assessment has been read and signed').check()
  await press(page, 'Save the assessment', 'The preparation is saved')
}

async function posted(page: Page, home: string): Promise<void> {
  await go(page, `${home}/letters`)
  await fillDay(page, 'Registration opens', today)
  await fillDay(page, 'Registration closes', addDays(today, 25))
  await page.getByLabel('Pay', { exact: true }).fill('£85 a day')
  await page.getByLabel('What else is paid for or arranged').fill('Travel and child care')
  await page.getByLabel('Where', { exact: true }).fill('Town hall')
  await page.getByLabel('Who writes').fill('The jury team')
  await page.getByLabel('Telephone').fill('01632 960 111')
  await page.getByLabel('Address to write to').fill('Jury team, Freepost')
  await press(page, 'Save what letters say', 'What letters say is saved')
  await expect(main(page)).not.toContainText('Invitations are blocked')
  const rows = Array.from({ length: 40 }, (_, i) => `${i % 2 ? 'North' : 'South'},"${i + 1} Elm Row, Newtown"`)
  await page.getByLabel('List of addresses (CSV)').setInputFiles(csv(['area,address', ...rows].join('\n')))
  await press(page, /^Check/, 'The list of addresses is taken')
  await page.getByLabel('Letters in all').fill('30')
  await press(page, 'Share them out by residents', 'The letters are shared out')
  await press(page, 'Draw 30 addresses', 'The addresses are drawn')
  const letters = await downloaded(page, () => page.getByRole('link', { name: /PDF/ }).first().click())
  expect(letters.subarray(0, 5).toString()).toBe('%PDF-')
}

/** Two register through the form, one of them in Urdu. */
async function registered({ opens, withDb }: Begun, browser: Browser, home: string): Promise<void> {
  const slug = home.split('/').at(-1)!
  const { id } = await withDb((db) =>
    db.selectFrom('jury').select('id').where('slug', '=', slug).executeTakeFirstOrThrow(),
  )
  for (const [i, lang] of ['en', 'ur'].entries()) {
    const page = watched(await opens(browser, lang === 'en' ? 'en-GB' : lang))
    await go(page, `/${lang}/juries/${slug}`)
    const me = registrant(page, lang, { slug, area: 'County', district: i ? 'North' : 'South' })
    await me.toCheck(letterCode(settings().SECRET, id, i + 1), { last: `Online ${i}`, email: `${lang}@home.example` })
    for (const step of ['office', 'dates', 'consent', 'about-4', 'name', 'address', 'contact', 'needs', 'check']) {
      await go(page, `${me.home}/${step}`)
    }
    await me.send()
    await looked(page)
    await page.context().close()
  }
}

/** The others come in a file; then registration is closed and the pool is held against the targets. */
async function pooled(page: Page, home: string): Promise<void> {
  await go(page, `${home}/registrations`)
  await go(page, `${home}/pool`)
  const ages = ['16-29', '30-44', '45-64', '65+']
  const groups = ['White', 'White', 'White', 'Asian', 'Black']
  const rows = Array.from({ length: 60 }, (_, i) => {
    const traits = [ages[i % 4], i % 8 < 4 ? 'Female' : 'Male', i % 3 ? 'North' : 'South', groups[i % 5]]
    const mobile = `01632 9605${String(i).padStart(2, '0')}`
    return [`n${i}`, 'Somebody', `One ${i}`, mobile, i % 2 ? `n${i}@home.example` : '', ...traits].join(',')
  })
  const head = 'unique_id,first_name,last_name,mobile_number,email,Age,Sex,District,Ethnic group'
  await page.getByLabel('The file', { exact: true }).setInputFiles(csv([head, ...rows].join('\n')))
  await press(page, 'Check the file and take it in', 'taken in, whole')
  await go(page, `${home}/draw`)
  await page.getByRole('link', { name: 'Close registration' }).click()
  await press(page, 'Close registration now')
  await go(page, `${home}/pool`)
  await press(page, 'Try the lottery')
  await expect(async () => {
    await page.reload()
    await expect(main(page)).toContainText('Every volunteer has a chance between', { timeout: 500 })
  }).toPass({ timeout: 60_000 })
  await looked(page)
  await unbroken(page.locator('.chart [scope=row]', { hasText: 'Female' }).first())
}

const secrets = ['one wet pavement', 'a goose in the post office', 'marmalade on Tuesday']

/** Numbered balls before three witnesses, begun by two people, each in a browser of their own. */
async function drawn(page: Page, second: Page, home: string): Promise<void> {
  await go(page, `${home}/draw`)
  await press(page, 'Make the lottery')
  await expect(async () => {
    await page.goto(`${home}/draw`)
    await expect(main(page)).toContainText('The chances this lottery gives', { timeout: 500 })
  }).toPass({ timeout: 60_000 })
  await looked(page)
  await page.getByRole('radio', { name: /^Numbered balls/ }).check()
  await press(page, 'Continue')
  for (const [i, secret] of secrets.entries()) await page.getByLabel(`Seal of witness ${i + 1}`).fill(hashOf(secret))
  await fillDay(page, 'On which day?', addDays(today, -1))
  await page.getByLabel('At what time?').fill('18:30')
  await press(page, 'Start it: I am the first', 'You are the first of two')
  await go(second, '/desk')
  await second.getByRole('link', { name: /a draw waits for a second person/ }).click()
  await looked(second)
  await press(second, 'Start it: I am the second', 'The draw is announced')
  await go(second, `/en/juries/${home.split('/').at(-1)}/draw`)
  await expect(main(second)).toContainText('The chance has not come yet')
  await go(page, `${home}/draw`)
  await page.getByLabel('The numbers drawn, in order').fill('59 3 17 22 41 8')
  for (const [i, secret] of secrets.entries()) await page.getByLabel(`Secret of witness ${i + 1}`).fill(secret)
  await press(page, 'Decide the draw', 'The draw is decided')
  await expect(main(page).getByRole('row').filter({ hasText: 'Drawn' })).toHaveCount(seats)
}

/** Anybody reads how it was drawn, downloads it, and has it checked by the command. */
async function checked({ opens, command, file }: Begun, browser: Browser, home: string): Promise<void> {
  const page = watched(await opens(browser))
  const there = `juries/${home.split('/').at(-1)}`
  for (const path of [`/en/${there}`, `/ur/${there}`, `/ur/${there}/draw`, `/en/${there}/draw`]) await go(page, path)
  for (const secret of secrets) await expect(main(page)).toContainText(secret)
  const zip = await downloaded(page, () => page.getByRole('link', { name: /Download the draw/ }).click())
  const folder = dirname(file('draw.zip', ''))
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
  const announced = /--announced ([0-9a-f]{64})/.exec(await main(page).innerText())![1]!
  const said = await command('draw', '--', 'verify', join(folder, 'draw'), '--announced', announced)
  expect(said).toContain('1,000 panels of 62 people checked: the draw is as announced.')
  await page.context().close()
}

/** Those who were drawn are rung; one cannot come after all, and the best alternate takes the seat. */
async function confirmed({ withDb, origin }: Begun, page: Page, home: string): Promise<void> {
  await go(page, `${home}/terms`)
  await page.getByLabel('Whom a juror can turn to').fill('Safeguarding lead, 01632 960 999')
  await press(page, 'Save', 'Saved')
  await go(page, `${home}/calls`)
  if (partOfDay(londonTime(new Date())) !== null) {
    await page.getByLabel('I have read out the note on benefits').first().check()
    await press(page, /^Yes/, 'The seat is taken')
  }
  // These tests run at any hour and people are rung at some: the others' answers are sent without the page.
  const waiting = await withDb((db) =>
    db.selectFrom('jury_application').select('id').where('status', '=', 'SELECTED').execute(),
  )
  for (const { id } of waiting) {
    const form = { holder: id, outcome: 'yes', told: 'yes', offer: 'seat' }
    await page.request.post(`${home}/calls`, { form, headers: { origin } })
  }
  await go(page, `${home}/seats`)
  await press(page, 'Withdrawn 03', 'The seat is free')
  const first = page.locator('#free ~ .call-list > li').first()
  await first.getByLabel('I have read out the note on benefits').check()
  await first.getByRole('button', { name: /^Yes/ }).click()
  await expect(notice(page)).toContainText('The seat is taken')
  await go(page, `${home}/seats`)
  await go(page, `${home}/calls`)
  await expect(main(page)).toContainText(`${seats} of ${seats} seats taken`)
}

async function planned(page: Page, home: string): Promise<void> {
  for (const n of [1, 2]) {
    await go(page, `${home}/sessions`)
    const form = page.locator('form', { has: page.getByLabel('Agenda') })
    await expect(form.getByLabel('Name of the session')).toHaveValue(`Day ${n}`)
    await form.getByLabel('Begins').fill('10:00')
    await form.getByLabel('Ends').fill('11:00')
    await form.getByLabel('Agenda').fill('20, Welcome\n*15, Break\n25, Witness')
    await press(page, 'Save the session', 'The session is saved')
  }
}

async function seatedAtTables(page: Page, home: string): Promise<void> {
  await go(page, `${home}/sessions`)
  await page.getByRole('link', { name: 'Day 1' }).click()
  await looked(page)
  await unbroken(page.locator('.desk-run li > span', { hasText: 'Welcome' }))
  await page.getByRole('link', { name: 'Table plan' }).click()
  await looked(page)
  const tables = page.url()
  await page.getByRole('radio', { name: '2 tables of 6', exact: true }).check()
  await page.getByLabel('How many rounds?').fill('3')
  await press(page, 'Make the plan')
  await expect(async () => {
    await page.goto(tables)
    await expect(main(page)).toContainText('version', { timeout: 500 })
    await expect(main(page)).not.toContainText('being worked out', { timeout: 500 })
  }).toPass({ timeout: 60_000 })
  await looked(page)
  const plan = await downloaded(page, () => page.getByRole('link', { name: /PDF/ }).click())
  expect(plan.subarray(0, 5).toString()).toBe('%PDF-')
  await go(page, `${home}/badges`)
  const badges = await downloaded(page, () => page.getByRole('link', { name: /PDF/ }).click())
  expect(badges.subarray(0, 5).toString()).toBe('%PDF-')
}

/** Nothing is deleted until fourteen days after the first day; then there is a certificate. The days move, since the clock does not. */
async function deleted({ withDb }: Begun, page: Page, home: string): Promise<void> {
  const going = page.locator('.desk-figures').getByText(/will be deleted/)
  await withDb((db) => deletePools(db, new Date()))
  await go(page, `${home}/deletion`)
  await expect(main(page)).toContainText('Nothing has been deleted yet')
  await expect(going).toBeVisible()
  await withDb((db) => deletePools(db, new Date(Date.parse(`${addDays(days[0]!, 14)}T12:00:00Z`))))
  await go(page, `${home}/deletion`)
  await expect(main(page)).toContainText('Certificate of deletion 1')
  await go(page, home)
}

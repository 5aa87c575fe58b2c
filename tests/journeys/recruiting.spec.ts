import { execFileSync } from 'node:child_process'
import type { BrowserContext, Page } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { addDays, londonDay, londonTime } from '../../app/engagement/london-day.ts'
import { principles } from '../../app/juries/commission/preparation.ts'
import { hashOf } from '../../app/juries/draw/public-draw.ts'
import { partOfDay } from '../../app/juries/seats/calling.ts'
import { fillDay, notice, troubles } from '../support/desk.ts'
import { another, expect, expectAccessible, type Site, signIn, test } from '../support/site.ts'

const today = londonDay(new Date())
const main = (page: Page) => page.locator('main')
const csv = (text: string) => ({ name: 'file.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
const letters = 24

/** The text of each page, where this machine has the reader for it. */
function pagesOf(pdf: Buffer): string[] | undefined {
  try {
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, maxBuffer: 1e8 }).toString('utf8')
    return text.split('\f').filter((page) => page.trim())
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

test('a jury is carried from nothing to its first seats: blocked in words, targets, letters, replies, draw, calls', async ({
  page,
  context,
  site,
}) => {
  test.setTimeout(420_000)
  const home = await commission(page, site)
  await targets(page, home)
  await prepare(page, home)
  await addresses(page)
  await printed(page, home)
  await onPaper(page, home)
  await manyVolunteers(page, home, site)
  await drawnInPublic(page, context, home, site)
  await firstSeat(page, home)
})

/** A commission alone invites nobody: every block is named on the jury's own page. */
async function commission(page: Page, site: Site): Promise<string> {
  await signIn(page, site, 'jury-manager', '/desk/juries/new')
  await page.getByLabel('Name of the jury').fill('New')
  await page.getByRole('button', { name: 'Save the commission' }).click()
  await expect(troubles(page)).toContainText('Choose a longer name')
  await page.getByLabel('Name of the jury').fill('A jury on parks')
  await page.getByLabel('The question').fill('Which parks should be looked after first, and how?')
  await page.getByLabel('What is out of bounds').fill('Selling a park.')
  await page.getByLabel('Who commissions the jury').fill('The Board of the partnership')
  await page.getByLabel('Budget, and who pays').fill('£60,000, the county council')
  await page.getByLabel('How', { exact: true }).fill('Point by point, each with a reason.')
  await page.getByLabel('Who oversees it').fill('A panel of six of differing views')
  await page.getByLabel('Seats').fill('24')
  await page.getByRole('button', { name: 'Save the commission' }).click()
  const home = new URL(page.url()).pathname
  await expect(main(page)).toContainText('Invitations are blocked until this is there')
  await page.getByRole('button', { name: 'Announce the jury' }).click()
  await expect(troubles(page)).toContainText('The promise: who will answer')
  await page.goto(`${home}/letters`)
  await expect(main(page)).toContainText('A part of the commission is missing')
  await page.goto(`${home}/commission`)
  await page.getByLabel('Who will answer the jury').fill('The Board of the partnership')
  await fillDay(page, 'By when', addDays(today, 200))
  await page.getByRole('button', { name: 'Save the commission' }).click()
  await page.getByRole('button', { name: 'Announce the jury' }).click()
  for (const block of [
    'The oversight panel needs',
    'The checklist of principles',
    'is not signed',
    'There are no targets',
  ]) {
    await expect(main(page)).toContainText(block)
  }
  return home
}

/** Targets from the census, what gets no seat and the three ways out, and a file in an older form. */
async function targets(page: Page, home: string): Promise<void> {
  await page.goto(`${home}/targets`)
  for (const dimension of ['Age', 'Sex', 'Ethnic group']) {
    await page.getByRole('radio', { name: dimension, exact: true }).check()
    await page.getByRole('button', { name: 'Add it' }).click()
    await expect(notice(page)).toContainText('The targets are saved')
  }
  await expect(main(page)).toContainText(/Black; Other.*: no seat falls to these groups/)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Change these targets Ethnic group' }).click()
  await expect(main(page)).toContainText('Three ways out stand below')
  await expectAccessible(page)
  await page.getByLabel('At least so many seats').fill('1')
  await page.getByRole('button', { name: 'Set the floor' }).click()
  await expect(troubles(page)).toBeVisible()
  await expect(page.getByLabel('At least so many seats')).toHaveValue('1')
  await page.getByLabel('Reason', { exact: true }).fill('They use the parks and are asked least.')
  await page.getByRole('button', { name: 'Set the floor' }).click()
  await expect(notice(page)).toContainText('The floor is set')
  await expect(main(page)).toContainText('Other: no seat falls to this group')
  await page.getByRole('group', { name: 'For whom' }).getByLabel('Other').check()
  await page.getByRole('button', { name: 'Commission it' }).click()
  await expect(notice(page)).toContainText('A jury of their own is commissioned')
  await expect(main(page)).not.toContainText('no seat falls to')
  const merging = page.getByRole('group', { name: 'Groups to merge' })
  await merging.getByLabel('Mixed').check()
  await merging.getByLabel('Other').check()
  await page.getByRole('button', { name: 'Merge them' }).click()
  await expect(notice(page)).toContainText('The groups are merged')
  await expect(page.getByRole('group', { name: 'Mixed, Other' })).toBeVisible()

  await page.goto(`${home}/targets`)
  const take = async (text: string) => {
    await page.getByLabel('File of targets (CSV)').setInputFiles(csv(text))
    await page.getByRole('button', { name: 'Check the file and take it' }).click()
  }
  await take('category,name,min,max\nSex,Female,13,11\nSex,Male,x,12\n')
  for (const place of [/row 2.*min/i, /row 3.*min/i]) await expect(troubles(page)).toContainText(place)
  await expectAccessible(page)
  const before = (await (await page.request.get(`${home}/targets.csv`)).text()).trim()
  await take(before.replace('feature,value,min,max,min_flex,max_flex', 'Category,Name,Min,Max,min_flex,max_flex'))
  await expect(notice(page)).toContainText('The targets are saved')
  expect((await (await page.request.get(`${home}/targets.csv`)).text()).trim()).toBe(before)
}

async function prepare(page: Page, home: string): Promise<void> {
  await page.goto(`${home}/preparation`)
  await page.getByLabel('Days of the jury').fill([60, 61].map((offset) => addDays(today, offset)).join('\n'))
  await page.getByLabel('Why fewer than four days are enough').fill('One park at a time.')
  await page.getByRole('button', { name: 'Save the days' }).click()
  for (const n of [1, 2, 3, 4, 5]) {
    await page.locator(`[name="role-${n}"]`).fill(`Part ${n}`)
    await page.locator(`[name="view-${n}"]`).fill(`View ${n}`)
  }
  await page.getByRole('button', { name: 'Save the oversight panel' }).click()
  for (const principle of principles) await page.locator(`[name="${principle}"]`).fill('As the guide says.')
  await page.getByRole('button', { name: 'Save the checklist' }).click()
  await page.getByLabel('Signed by').fill('The data-protection officer')
  await page.getByLabel('The assessment has been read and signed').check()
  await page.getByRole('button', { name: 'Save the assessment' }).click()
  await expect(notice(page)).toContainText('The preparation is saved')

  await page.goto(`${home}/letters`)
  await fillDay(page, 'Registration opens', today)
  await fillDay(page, 'Registration closes', addDays(today, 25))
  await page.getByLabel('Pay', { exact: true }).fill('£85 a day')
  await page.getByLabel('What else is paid for or arranged').fill('Travel and child care')
  await page.getByLabel('Where', { exact: true }).fill('Town hall, Coalville')
  await page.getByLabel('Who writes').fill('The jury team')
  await page.getByLabel('Telephone').fill('01632 960 111')
  await page.getByLabel('Address to write to').fill('Jury team, Freepost')
  await page.getByRole('button', { name: 'Save what letters say' }).click()
  await expect(notice(page)).toContainText('What letters say is saved')
  await expect(main(page)).not.toContainText('Invitations are blocked')
}

async function addresses(page: Page): Promise<void> {
  const take = async (text: string) => {
    await page.getByLabel('List of addresses (CSV)').setInputFiles(csv(text))
    await page.getByRole('button', { name: /^Check/ }).click()
  }
  await take('area,address,surname\nBlaby,1 Elm Row,x')
  await expect(troubles(page)).toContainText('surname')
  const rows = Array.from(
    { length: 40 },
    (_, i) => `${i % 2 ? 'Melton' : 'Blaby'},"${i + 1} Elm Row, Newtown",${(i % 10) + 1}`,
  )
  await take(['area,address,imd_decile', ...rows.slice(0, 5), 'Narnia,9 Oak Row,12'].join('\n'))
  await expect(troubles(page)).toContainText('“Narnia” is not an area here')
  await expect(troubles(page)).toContainText('“12” is not a decile')
  await take(['area,address,imd_decile', ...rows].join('\n'))
  await expect(notice(page)).toContainText('The list of addresses is taken')
  await page.getByLabel('Letters in all').fill('41')
  await page.getByRole('button', { name: 'Share them out by residents' }).click()
  await expect(troubles(page)).toBeVisible()
  await page.getByLabel('Letters in all').fill(String(letters))
  await page.getByRole('button', { name: 'Share them out by residents' }).click()
  await expect(notice(page)).toContainText('The letters are shared out')
  await expectAccessible(page)
  await page.getByRole('button', { name: `Draw ${letters} addresses` }).click()
  await expect(notice(page)).toContainText('The addresses are drawn')
  await expect(main(page)).toContainText('with the seed')
  await expectAccessible(page)
}

/** What the printer gets: a page for each drawn address with its own code, as one document and as an archive. */
async function printed(page: Page, home: string): Promise<void> {
  const one = await page.request.get(`${home}/letters/letters.pdf?from=1`)
  expect(one.headers()).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="letters-1-${letters}.pdf"`,
    'cache-control': 'no-store',
  })
  const all = await page.request.get(`${home}/letters/letters.zip`)
  expect(all.headers()).toMatchObject({
    'content-type': 'application/zip',
    'content-disposition': 'attachment; filename="letters.zip"',
    'cache-control': 'no-store',
  })
  const files = unzipSync(await all.body())
  expect(Object.keys(files)).toEqual([`letters-1-${letters}.pdf`])
  const pdf = await one.body()
  expect(strFromU8(pdf.subarray(0, 5))).toBe('%PDF-')
  const pages = pagesOf(pdf)
  if (!pages) return
  expect(pages).toHaveLength(letters)
  const found = pages.map((text) => ({
    address: text.match(/\d+ Elm Row/)?.[0],
    code: text.match(/[2-9A-Z]{4} [2-9A-Z]{4} [2-9A-Z]{2}/)?.[0],
    number: text.match(/Letter (\d+)/)?.[1],
  }))
  expect(new Set(found.map(({ address }) => address)).size).toBe(letters)
  expect(new Set(found.map(({ code }) => code)).size).toBe(letters)
  expect(found.map(({ number }) => Number(number))).toEqual(found.map((_, i) => i + 1))
  expect(found.every(({ address, code }) => address && code)).toBe(true)
  for (const words of ['Which parks should be looked after first', '01632 960 111', 'po polsku']) {
    expect(pages[0]!.replace(/\s+/g, ' ')).toContain(words)
  }
  for (const file of ['letters.pdf?from=25', 'letters.pdf?from=x', 'letters.doc']) {
    expect((await page.request.get(`${home}/letters/${file}`)).status(), file).toBe(404)
  }
}

async function onPaper(page: Page, home: string): Promise<void> {
  await page.goto(`${home}/registrations`)
  await page.getByRole('radio', { name: 'On paper' }).check()
  await page.getByRole('button', { name: 'Begin' }).click()
  await expect(main(page)).toContainText('You are entering a paper form')
  const goOn = () => page.getByRole('button', { name: 'Continue' }).click()
  for (const said of ['Yes', 'Yes', 'No', 'No', 'No', 'No']) {
    await page.getByRole('radio', { name: said, exact: true }).check()
    await goOn()
  }
  for (const box of await page.getByRole('checkbox').all())
    if ((await box.getAttribute('value')) !== 'none') await box.check()
  await goOn()
  await page.getByRole('checkbox').check()
  await goOn()
  for (const value of ['30 to 44', 'Female', 'Mixed or several ethnic groups, or Another ethnic group']) {
    await page.getByRole('radio', { name: value }).check()
    await goOn()
  }
  await page.getByLabel('First name').fill('Somebody')
  await page.getByLabel('Last name').fill('Paper')
  await goOn()
  await page.getByLabel('Address without the postcode').fill('1 Elm Row, Newtown')
  await page.getByLabel('Postcode', { exact: true }).fill('ZZ1 1ZZ')
  await goOn()
  await page.getByRole('radio', { name: 'By letter' }).check()
  await goOn()
  await goOn()
  await page.getByRole('button', { name: 'Put my name down' }).click()
  await page.getByRole('link', { name: 'Back to the registrations' }).click()
  await expect(page.getByRole('row', { name: /On paper/ })).toContainText('1')
  await page.goto(home)
  await expect(main(page)).toContainText(`${letters} letters, 0 returned`)
  await expect(main(page)).toContainText('1 reply, 1 can be drawn')
  const figures = main(page).locator('.desk-figures')
  await expect(figures).toContainText(/letters sent, 0 came back.*1 reply.*1 person can be drawn, for 24 seats/)
  await expect(figures).toContainText(/\d+ of \d+ groups have enough people for their seats/)
  await expect(figures).not.toContainText(/seated|statement/)
}

/** Twenty thousand volunteers come in whole; with one wrong cell in the last row nothing does, and the row is named. */
async function manyVolunteers(page: Page, home: string, site: Site): Promise<void> {
  const many = 20_000
  const file = (lastAge: string) =>
    [
      'unique_id,first_name,Age,Sex,Ethnic group',
      ...Array.from({ length: many }, (_, i) => {
        const age = i === many - 1 ? lastAge : ['16-29', '30-44', '45-64', '65+'][i % 4]
        return `v${i},Volunteer,${age},${i % 2 ? 'Female' : 'Male'},White`
      }),
    ].join('\n')
  const take = async (age: string) => {
    await page.goto(`${home}/pool`)
    await page.getByLabel('The file').setInputFiles(csv(file(age)))
    await page.getByRole('button', { name: 'Check the file and take it in' }).click({ timeout: 60_000 })
  }
  await take('old')
  await expect(troubles(page)).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('row', { name: /^20001 Age/ })).toBeVisible()
  const counted = () =>
    site.withDb((db) =>
      db
        .selectFrom('jury_application as a')
        .innerJoin('jury as j', 'j.id', 'a.jury_id')
        .select((eb) => eb.fn.countAll<number>().as('people'))
        .where('j.slug', '=', home.split('/').at(-1)!)
        .executeTakeFirstOrThrow(),
    )
  expect(Number((await counted()).people)).toBe(1)
  await take('65+')
  await expect(main(page)).toContainText(/20,?001/, { timeout: 60_000 })
  expect(Number((await counted()).people)).toBe(many + 1)
}

/** The many are taken out for ninety whom the targets can be met with; what is next stands on the jury's own page. */
async function drawnInPublic(page: Page, context: BrowserContext, home: string, site: Site): Promise<void> {
  const next = async (what: string) => {
    await page.goto(home)
    await page.getByRole('link', { name: what }).click()
  }
  await page.goto(`${home}/pool`)
  await page.getByRole('button', { name: 'Take them out again' }).click()
  const groups = ['White', 'White', 'White', 'White', 'White', 'Asian', 'White', 'Black', 'Mixed / Other']
  const ages = ['16-29', '30-44', '45-64', '65+']
  const rows = Array.from({ length: 90 }, (_, i) => {
    const traits = [ages[i % 4], i % 8 < 4 ? 'Female' : 'Male', groups[i % 9]]
    return [`n${i}`, 'Somebody', `One ${i}`, `01632 9605${String(i).padStart(2, '0')}`, ...traits].join(',')
  })
  const head = 'unique_id,first_name,last_name,mobile_number,Age,Sex,Ethnic group'
  await page.getByLabel('The file', { exact: true }).setInputFiles(csv([head, ...rows].join('\n')))
  await page.getByRole('button', { name: 'Check the file and take it in' }).click()
  await expect(notice(page)).toContainText('taken in, whole')
  await page.goto(`${home}/draw`)
  await page.getByRole('link', { name: 'Close registration' }).click()
  await page.getByRole('button', { name: 'Close registration now' }).click()
  await next('Compare the pool with the targets, then make the lottery')
  await page.goto(`${home}/draw`)
  await page.getByRole('button', { name: 'Make the lottery' }).click()
  await expect(main(page)).toContainText('The chances this lottery gives', { timeout: 60_000 })
  await page.getByRole('radio', { name: /^Dice/ }).check()
  await page.getByRole('button', { name: 'Continue' }).click()
  const secrets = ['one wet pavement', 'a goose in the post office', 'marmalade on Tuesday']
  for (const [i, secret] of secrets.entries()) await page.getByLabel(`Seal of witness ${i + 1}`).fill(hashOf(secret))
  await fillDay(page, 'On which day?', addDays(today, -1))
  await page.getByLabel('At what time?').fill('18:30')
  await page.getByRole('button', { name: 'Start it: I am the first' }).click()
  await expect(notice(page)).toContainText('You are the first of two')
  const second = await another(context, site, 'secretariat', `${home}/draw`)
  await second.getByRole('button', { name: 'Start it: I am the second' }).click()
  await second.context().close()
  await next('Conclude the draw when its chance has come')
  await page.getByLabel('The numbers thrown, in order').fill('6 5 4 3 2 1 6 5 4 3')
  for (const [i, secret] of secrets.entries()) await page.getByLabel(`Secret of witness ${i + 1}`).fill(secret)
  await page.getByRole('button', { name: 'Decide the draw' }).click()
  await expect(main(page).getByRole('row').filter({ hasText: 'Drawn' })).toHaveCount(24)
}

/** Pay and the note on benefits first, in the words for it and not in those of the offer; then the first yes. */
async function firstSeat(page: Page, home: string): Promise<void> {
  await page.goto(home)
  await page.getByRole('link', { name: 'Set the pay and the note on benefits' }).click()
  await expect(page.getByLabel('The note on benefits')).toHaveValue(/can change benefits/)
  await page.getByLabel('Whom a juror can turn to').fill('Safeguarding lead, 01632 960 999')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.goto(home)
  await page.getByRole('link', { name: 'Call those who were drawn' }).click()
  await expect(main(page).getByRole('heading', { level: 1 })).toContainText('Who to call now')
  if (partOfDay(londonTime(new Date())) === null) {
    // These tests run at any hour; people are rung at some.
    await expect(main(page)).toContainText('Nobody should be called at this hour')
    // Those for the 24 seats and for the six alternates that are wanted.
    await expect(main(page).getByRole('row').filter({ hasText: 'Not called yet' })).toHaveCount(30)
    return
  }
  await page.getByLabel('I have read out the note on benefits').first().check()
  await page.getByRole('button', { name: /^Yes/ }).first().click()
  await expect(notice(page)).toContainText('The seat is taken')
  await expect(main(page)).toContainText(/1\s+of 24 seats taken/)
  await expectAccessible(page)
}

test('where a partnership has no areas and no census, the pages say what is missing and who brings it in', async ({
  page,
  site,
}) => {
  const districts = (validTo: string | null) =>
    site.withDb((db) => db.updateTable('area_set').set({ valid_to: validTo }).where('kind', '=', 'district').execute())
  const kept = await site.withDb((db) =>
    db.selectFrom('area_set').select('valid_to').where('kind', '=', 'district').executeTakeFirstOrThrow(),
  )
  await signIn(page, site, 'jury-manager', '/desk/juries/new')
  await page.getByLabel('Name of the jury').fill('A jury before its areas')
  await page.getByRole('button', { name: 'Save the commission' }).click()
  const home = new URL(page.url()).pathname
  await page.goto(`${home}/pool`)
  await page.getByRole('link', { name: 'Go to the targets' }).click()
  await expect(page).toHaveURL(`${home}/targets`)
  await page.goto(`${home}/letters`)
  await expect(main(page)).toContainText(/An area is one of Blaby, Charnwood, .* and Oadby and Wigston/)
  await districts('2020-01-01')
  const figures = await site.withDb((db) => db.selectFrom('census_figure').selectAll().execute())
  await site.withDb((db) => db.deleteFrom('census_figure').execute())
  try {
    await page.goto(`${home}/targets`)
    await expect(main(page)).toContainText('There are no census figures here')
    await page.goto(`${home}/members`)
    await expect(main(page)).toContainText('This partnership has no districts yet')
    await page.goto(`${home}/letters`)
    await expect(main(page)).toContainText('This partnership has no districts yet')
    await page
      .getByLabel('List of addresses (CSV)')
      .setInputFiles(csv('area,address\nBlaby,1 High Street\nBlaby,2 High Street\n'))
    await page.getByRole('button', { name: 'Check the list and take it' }).click()
    await expect(troubles(page).getByRole('listitem')).toHaveText([/no list of addresses can be taken/])
    await expectAccessible(page)
  } finally {
    await districts(kept.valid_to)
    await site.withDb(async (db) => {
      for (let i = 0; i < figures.length; i += 100)
        await db
          .insertInto('census_figure')
          .values(figures.slice(i, i + 100))
          .execute()
    })
  }
})

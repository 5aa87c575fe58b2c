import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Page } from '@playwright/test'
import { unzipSync } from 'fflate'
import { addDays, londonDay } from '../../app/engagement/london-day.ts'
import { QUICKNET, timeOfRound } from '../../app/juries/draw/drand.ts'
import { announceDraw, startDraw } from '../../app/juries/draw/draw-start-store.server.ts'
import { currentDraw } from '../../app/juries/draw/draw-store.server.ts'
import { hashOf } from '../../app/juries/draw/public-draw.ts'
import { juryBySlug } from '../../app/juries/jury-store.server.ts'
import { words } from '../../app/languages/words.server.ts'
import { keeperFrom } from '../../app/ledger/checkpoint-store.server.ts'
import { referenceFor } from '../../app/ledger/reference-code.ts'
import { settings } from '../../app/server/settings.ts'
import { write } from '../../db/connect.ts'
import { downloaded, fillDay, notice, troubles } from '../support/desk.ts'
import { drawableJury } from '../support/drawable-jury.ts'
import { another, expect, expectAccessible, phone, type Site, signIn, test } from '../support/site.ts'

const main = (page: Page) => page.locator('main')
const slug = 'a-jury-to-draw'
const today = londonDay(new Date())

/** Twenty volunteers, nobody from Narborough; with a column that means nothing here. */
const people = Array.from({ length: 20 }, (_, i) => [
  `v${i + 1}`,
  'Volunteer',
  String(i + 1),
  i % 3 ? 'old' : 'Young',
  i % 2 ? 'Blaby' : 'Melton',
  `${i + 1} Low Street`,
  'ZZ1 1AA',
  i % 4 ? '' : 'blue, or =green',
])
const head = 'unique_id,first_name,last_name,age,area,primary_address1,zip_royal_mail,favourite colour'
const csv = (rows: string[][]) =>
  `\ufeff${[head, ...rows.map((row) => row.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(','))].join('\r\n')}\r\n`

async function upload(page: Page, text: string) {
  await page
    .getByLabel('The file', { exact: true })
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByRole('button', { name: 'Check the file and take it in' }).click()
}

/** A round of the public network, published in September 2023. */
const ROUND = 657_413
const SIGNATURE = 'b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b'

const secrets = ['four slow swans', 'a bell under snow', 'seven green doors']

test('a pool is imported, tried and drawn in public by two people; a volunteer looks up their chance', async ({
  page,
  context,
  browser,
  site,
}) => {
  test.setTimeout(240_000)
  await drawableJury(site, slug)
  const home = `/desk/juries/${slug}`
  await signIn(page, site, 'jury-manager', `${home}/pool`)
  await expect(main(page)).toContainText('Nobody is in the pool yet')
  await expectAccessible(page)
  const wrong = people.map((row) => [...row])
  wrong[2]![3] = 'middling'
  wrong[4]![0] = ''
  wrong[5]![0] = 'v1'
  await upload(page, csv(wrong))
  await expect(troubles(page)).toContainText('The file has 3 things to put right. Nothing was taken in.')
  await expect(main(page).getByRole('row').filter({ hasText: 'middling' })).toContainText('4')
  await expect(main(page)).toContainText('Nobody is in the pool yet')
  await expectAccessible(page)
  await upload(page, csv(people))
  await expect(notice(page)).toContainText('taken in, whole')
  await expect(main(page)).toContainText('One group has fewer volunteers than the least seats it must have: Narborough')
  await expectAccessible(page)
  const given = await downloaded(page, () => page.getByRole('link', { name: /\(respondents\.csv\)/ }).click())
  expect(given.toString()).toBe(csv(people))
  const safe = await downloaded(page, () => page.getByRole('link', { name: /respondents-spreadsheet/ }).click())
  expect(safe.toString()).toContain('"blue, or =green"')

  await page.getByRole('button', { name: 'Try the lottery' }).click()
  await expect(main(page)).toContainText('No lottery can be made', { timeout: 30_000 })
  await expect(main(page)).toContainText('Lower the minimum for Narborough (Area) from 1 to 0.')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Change the targets like this' }).click()
  await expect(notice(page)).toContainText('The targets are changed')
  await page.getByRole('button', { name: 'Try the lottery' }).click()
  await expect(main(page)).toContainText('Every volunteer has a chance between', { timeout: 30_000 })
  await expectAccessible(page)
  expect(
    await site.withDb((db) => db.selectFrom('jury_draw').select('id').where('jury_id', 'not like', 'demo-%').execute()),
  ).toEqual([])

  await page.getByRole('link', { name: 'Go to the draw' }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Make the lottery' }).click()
  await expect(main(page)).toContainText('The chances this lottery gives', { timeout: 30_000 })
  await expectAccessible(page)
  // Who presses Stop as the lottery is done is told so, and not that nothing is kept.
  const stopped = await page.request.post(`${home}/draw`, {
    form: { intent: 'stop' },
    headers: { origin: site.origin },
  })
  expect(stopped.url()).toContain('done=stopped_late')
  await page.getByRole('radio', { name: /^Dice/ }).check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByLabel('How many balls are in the drum?')).toHaveCount(0)
  await page.getByLabel('How many throws of a die?').fill('99999')
  await page.getByRole('button', { name: 'Start it: I am the first' }).click()
  await expect(troubles(page)).toContainText('Enter a whole number')
  await page.getByLabel('How many throws of a die?').fill('10')
  await page.getByRole('button', { name: 'Start it: I am the first' }).click()
  await expect(troubles(page)).toContainText('Each of the three witnesses needs a seal')
  await expect(troubles(page)).toContainText('Enter a time of day')
  for (const [i, secret] of secrets.entries()) await page.getByLabel(`Seal of witness ${i + 1}`).fill(hashOf(secret))
  await fillDay(page, 'On which day?', addDays(today, -1))
  await page.getByLabel('At what time?').fill('18:30')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Start it: I am the first' }).click()
  await expect(notice(page)).toContainText('You are the first of two')
  await expect(page.getByRole('button', { name: 'Start it: I am the second' })).toHaveCount(0)
  await expectAccessible(page)
  const early = await page.request.get(`/en/juries/${slug}/draw`)
  expect((await early.text()).includes('No draw has been made yet')).toBe(true)

  const second = await another(context, site, 'secretariat', '/desk')
  await second.getByRole('link', { name: /a draw waits for a second person/ }).click()
  await expectAccessible(second)
  await second.getByRole('button', { name: 'Start it: I am the second' }).click()
  await expect(notice(second)).toContainText('The draw is announced')
  await expect(main(second)).not.toContainText('Volunteer 1')
  await second.context().close()

  await page.goto(`/en/juries/${slug}/draw`)
  await expect(main(page)).toContainText('The chance has not come yet')
  await expectAccessible(page)

  await page.goto(`${home}/draw`)
  await page.getByLabel('The numbers thrown, in order').fill('1 2 3 4 5 6 1 2 3')
  for (const [i, secret] of secrets.entries()) await page.getByLabel(`Secret of witness ${i + 1}`).fill(secret)
  await page.getByLabel('Secret of witness 2').fill('a bell under ice')
  await page.getByRole('button', { name: 'Decide the draw' }).click()
  await expect(troubles(page)).toContainText('10 throws of a die')
  await expect(troubles(page)).toContainText('The secret of witness 2 does not fit')
  await expectAccessible(page)
  await page.getByLabel('The numbers thrown, in order').fill('1 2 3 4 5 6 1 2 3 4')
  await page.getByLabel('Secret of witness 2').fill(secrets[1]!)
  await page.getByRole('button', { name: 'Decide the draw' }).click()
  await expect(notice(page)).toContainText('The draw is decided')
  await expect(main(page).getByRole('row').filter({ hasText: 'Drawn' })).toHaveCount(6)
  await expect(main(page).getByRole('row').filter({ hasText: 'Chosen to stand by' })).toHaveCount(2)
  await expectAccessible(page)
  // Nobody in the file has an e-mail address: those who were not picked are rung or written to, and ticked off.
  await page.goto(`${home}/calls`)
  const untold = page.getByRole('region', { name: '12 people to tell that they were not picked' })
  await expect(untold).toBeVisible()
  await expectAccessible(page)
  await untold.getByRole('button', { name: 'Written to' }).first().click()
  await expect(notice(page)).toContainText('they have been told')
  await expect(page.getByRole('region', { name: '11 people to tell' })).toBeVisible()
  await page.goto(`${home}/pool`)
  await expect(main(page)).toContainText('The jury is drawn, and these are the volunteers who were not')
  await expect(page.getByRole('button', { name: 'Try' })).toHaveCount(0)

  // From now on the draw alone gives seats: no file and no list does, not even one sent without the page.
  const late = (name: string, text: string) => ({
    multipart: { [name]: { name: 'late.csv', mimeType: 'text/csv', buffer: Buffer.from(text) } },
    headers: { origin: site.origin },
  })
  const more = csv([people[0]!, ...people.slice(1, 3).map(([, ...rest], i) => [`late${i}`, ...rest])])
  const refusedFile = await page.request.post(`${home}/pool`, late('file', more))
  expect(refusedFile.status()).toBe(422)
  expect(await refusedFile.text()).toContain('nobody can be added to its pool')
  await page.goto(`${home}/members`)
  await expect(main(page)).toContainText('No list can change who sits')
  await expect(main(page).getByRole('textbox')).toHaveCount(0)
  await expectAccessible(page)
  const refusedList = await page.request.post(`${home}/members`, late('file', 'badge,area\n90,Blaby\n'))
  expect(refusedList.status()).toBe(422)
  expect(await refusedList.text()).toContain('only the draw gives seats')
  await page.getByRole('link', { name: 'Seats', exact: true }).first().click()
  await expect(page).toHaveURL(/\/seats$/)

  await page.goto(`/en/juries/${slug}`)
  await expect(main(page)).toContainText('6 people were drawn by lot and are now being asked')
  await page.getByRole('link', { name: 'How its members were drawn, and how to check it' }).click()
  await expect(main(page)).toContainText(secrets[0]!)
  await expectAccessible(page)
  const zip = await downloaded(page, () => page.getByRole('link', { name: /Download the draw/ }).click())
  const announced = /--announced ([0-9a-f]{64})/.exec(await main(page).innerText())![1]!
  expect(verified(zip, announced)).toContain('1,000 panels of 20 people checked: the draw is as announced.')

  const applications = await site.withDb((db) =>
    db
      .selectFrom('jury_application')
      .select(['submission_key', 'status', 'alternate_rank as rank'])
      .where('external_id', 'like', 'v%')
      .execute(),
  )
  expect(applications.filter(({ status }) => status === 'SELECTED')).toHaveLength(6)
  expect(applications.flatMap(({ rank }) => rank ?? []).sort()).toEqual([1, 2])
  const volunteer = applications.find(({ status }) => status === 'SELECTED')!
  const small = await browser.newContext({ ...phone, baseURL: site.origin, javaScriptEnabled: false })
  const own = await small.newPage()
  await own.goto(`/en/juries/${slug}/draw`)
  await own.getByLabel('Your reference').fill('2222-2222-23')
  await own.getByRole('button', { name: 'Show my chance' }).click()
  await expect(own.getByRole('alert')).toContainText('That is not a reference')
  await own.getByLabel('Your reference').fill(referenceFor(settings().SECRET, volunteer.submission_key).toLowerCase())
  await own.getByRole('button', { name: 'Show my chance' }).click()
  await expect(main(own)).toContainText('You were drawn.')
  await expect(main(own)).toContainText(/You sit in \d+ of the 1,000 panels/)
  expect(own.url()).not.toMatch(/reference/)
  await own.goto(`/ur/juries/${slug}/draw`)
  const urdu = words('ur', 'drawing')
  await own.getByLabel(urdu('public.reference')).fill(referenceFor(settings().SECRET, volunteer.submission_key))
  await own.getByRole('button', { name: urdu('public.own_button') }).click()
  await expect(main(own)).toContainText(urdu('own.drawn'))
  await small.close()

  await page.goto(`${home}/draw`)
  await page.getByText('Give this draw up').click()
  await page.getByRole('button', { name: 'Give the draw up' }).click()
  await expect(troubles(page)).toContainText('Write why')
  await page.getByLabel('Why?').fill('A box of letters was found.')
  await page.getByRole('button', { name: 'Give the draw up' }).click()
  await expect(notice(page)).toContainText('The draw is given up')
  await expectAccessible(page)
  // The one who had been told that they were not picked is to be told that this counts no more.
  await page.goto(`${home}/calls`)
  const again = page.getByRole('region', { name: '1 person to tell that the draw was given up' })
  await expect(again).toBeVisible()
  await expectAccessible(page)
  await again.getByRole('button', { name: 'Rung' }).click()
  await expect(notice(page)).toContainText('they have been told')
  await expect(again).toHaveCount(0)
  await page.goto(`/en/juries/${slug}/draw`)
  await expect(main(page)).toContainText('A box of letters was found.')

  await roundDecides(page, site, home)
})

/** A second draw of the same pool, with its reason, that a round of the randomness network decides, typed in by hand. */
async function roundDecides(page: Page, site: Site, home: string): Promise<void> {
  await page.goto(`${home}/draw`)
  await page.getByRole('button', { name: 'Make the lottery' }).click()
  await expect(main(page)).toContainText('The chances this lottery gives', { timeout: 30_000 })
  await page.getByRole('radio', { name: 'drand' }).check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByLabel('Seal of witness 1')).toHaveCount(0)
  await fillDay(page, 'On which day?', '2023-09-15')
  await page.getByLabel('At what time?').fill('12:00')
  await page.getByRole('button', { name: 'Start it: I am the first' }).click()
  await expect(troubles(page)).toContainText('Write why there is another draw')
  await page.getByLabel('Why is there another draw?').fill('A box of letters was found.')
  await page.getByRole('button', { name: 'Start it: I am the first' }).click()
  await expect(main(page)).toContainText(/657[,. ]?412/)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Take the start back' }).click()

  // The known round comes three seconds after a whole minute, which no form offers.
  await site.withDb((db) =>
    write(db, async (tx) => {
      const jury = (await juryBySlug(tx, slug))!
      const by = (person: string) => ({ personId: `demo-person-${person}`, session: `session of ${person}` })
      const given = { jury, secret: settings().SECRET, noticeHours: 0 }
      const plan = {
        source: { kind: 'drand' as const, publicKey: QUICKNET.publicKey, round: ROUND },
        decidesAt: new Date(timeOfRound(ROUND)),
        reason: 'A box of letters was found.',
      }
      const draw = (await currentDraw(tx, jury.id))!
      expect(await startDraw(tx, { ...given, draw, starter: by('jury-manager'), plan }, new Date())).toEqual([])
      const started = (await currentDraw(tx, jury.id))!
      const second = { draw: started, starter: by('secretariat'), keeper: keeperFrom(settings()) }
      expect(await announceDraw(tx, { ...given, ...second }, new Date())).toEqual([])
    }),
  )
  await page.goto(`${home}/draw`)
  const decide = async (signature: string) => {
    await page.getByLabel('Signature').fill(signature)
    await page.getByRole('button', { name: 'Decide the draw' }).click()
  }
  await decide(SIGNATURE.replace('b7', 'b6'))
  await expect(troubles(page)).toContainText(`The signature is not that of drand round ${ROUND}`)
  await expectAccessible(page)
  await decide(SIGNATURE.toUpperCase())
  await expect(notice(page)).toContainText('The draw is decided')
  await page.goto(`/en/juries/${slug}/draw`)
  await expect(main(page)).toContainText(SIGNATURE)
  await expectAccessible(page)
  const zip = await downloaded(page, () => page.getByRole('link', { name: /Download the draw/ }).click())
  const shown = await main(page).innerText()
  const hashes = ['announced', 'concluded'].map((name) => new RegExp(`--${name}\\s+([0-9a-f]{64})`).exec(shown)![1]!)
  expect(verified(zip, hashes[0]!, hashes[1]!)).toContain('checked: the draw is as announced.')
  expect(verified(zip, hashes[0]!, hashes[0]!)).toContain('is not the one that was published')
}

/** What the command says of the downloaded file. */
function verified(zip: Buffer, announced: string, concluded?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-draw-'))
  for (const [name, bytes] of Object.entries(unzipSync(zip))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
  const said = spawnSync('node', [
    'app/juries/draw/draw-command.ts',
    'verify',
    join(folder, 'draw'),
    '--announced',
    announced,
    ...(concluded ? ['--concluded', concluded] : []),
  ])
  rmSync(folder, { recursive: true })
  return `${said.stdout}${said.stderr}`
}

test('the draw of the jury that has reported is read and downloaded by anybody', async ({ page }) => {
  await page.goto('/en/juries/being-heard-in-the-county/draw')
  await expect(main(page)).toContainText('149 volunteers, 24 seats.')
  await expect(main(page)).toContainText('Nobody can look themselves up any more')
  await expectAccessible(page)
})

test.describe('before a draw', () => {
  test.use(phone)

  test('its page says that there is none yet, when it comes, and what will be published to check', async ({ page }) => {
    const t = words('en', 'drawing')
    await page.goto('/en/juries/getting-about')
    await page.getByRole('link', { name: t('public.link_none') }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('No draw has been made yet')
    await expect(main(page)).toContainText(/put (their )?names? down|put down until/)
    await expect(main(page)).toContainText('1,000 panels, each of which meets every target')
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    await page.goto('/en-easy/juries/getting-about/draw')
    await expect(main(page)).toContainText('We have not picked anyone for this jury yet.')

    await page.goto('/en/juries/practice-jury')
    await expect(page.getByRole('link', { name: t('public.link_none') })).toHaveCount(0)
    await page.goto('/en/juries/practice-jury/draw')
    await expect(main(page)).toContainText(t('none.lede_practice'))
    expect((await page.request.get('/en/juries/getting-about/draw?number=1')).status()).toBe(404)
    expect((await page.request.get('/en/juries/no-such-jury/draw')).status()).toBe(404)
  })
})

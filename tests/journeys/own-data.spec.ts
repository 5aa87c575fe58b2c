import { unzipSync } from 'fflate'
import { words } from '../../app/languages/words.server.ts'
import { referenceFor } from '../../app/ledger/reference-code.ts'
import { recordRequest } from '../../app/people/rights-store.server.ts'
import { parseCsv } from '../../app/priorities/csv-text.ts'
import { settings } from '../../app/server/settings.ts'
import { write } from '../../db/connect.ts'
import { downloaded, fillDay, notice, troubles } from '../support/desk.ts'
import { another, expect, expectAccessible, type Site, signIn, test } from '../support/site.ts'

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

/** The reference of somebody who answered the consultation whose list is published. */
const someReference = (site: Site) =>
  site.withDb(async (db) => {
    const row = await db
      .selectFrom('response as r')
      .innerJoin('response_text as t', 't.response_id', 'r.id')
      .innerJoin('consultation as c', 'c.id', 'r.consultation_id')
      .select(['r.submission_key as key', 'r.id', 'r.ledger_seq as seq'])
      .where('c.exercise_id', '=', 'demo-exercise-what-matters')
      .where('r.status', '=', 'counted')
      .orderBy('r.id')
      .executeTakeFirstOrThrow()
    return { reference: referenceFor(settings().SECRET, row.key), id: row.id, seq: row.seq! }
  })

test('a request about one’s own data is found, previewed, carried out by two people and certified', async ({
  page,
  context,
  site,
}) => {
  const { reference, id, seq } = await someReference(site)
  await signIn(page, site, 'data-protection', '/desk')
  await page.getByRole('link', { name: 'Requests about people’s own data' }).click()
  await expectAccessible(page)
  const record = () => page.getByRole('button', { name: 'Record the request' }).click()
  await page.getByLabel('Reference code').fill('7K3M')
  await record()
  await expect(troubles(page)).toContainText('Say what the person asks')
  await expect(troubles(page)).toContainText('Enter the code as it was given')
  await expect(page.getByLabel('Reference code')).toHaveValue('7K3M')
  await expectAccessible(page)

  await page.getByLabel('A copy of the data').check()
  await fillDay(page, 'When did it arrive?', daysAgo(2))
  await page.getByLabel('Reference code').fill(reference.toLowerCase())
  await record()
  await expect(page.locator('main')).toContainText('They have a right to see it.')
  const zip = await downloaded(page, () => page.getByRole('link', { name: 'The copy (ZIP)' }).click())
  const files = unzipSync(new Uint8Array(zip))
  expect(Object.keys(files)).toEqual(['read-me.txt', 'answer.json'])
  expect(JSON.parse(new TextDecoder().decode(files['answer.json'])).choices.length).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'The copy was given' }).click()
  await expect(page.locator('main')).toContainText('for a copy of what we keep of you')

  // Forty days ago: overdue, said in public by its number alone, until it is answered.
  await page.goto('/desk/rights')
  await page.getByRole('radio', { name: 'Erasure' }).check()
  await fillDay(page, 'When did it arrive?', daysAgo(40))
  await page.getByLabel('Reference code').fill(reference)
  await record()
  const request = new URL(page.url()).pathname
  await expect(page.locator('main')).toContainText('Overdue since')
  await expect(page.locator('main')).toContainText('the published totals stand')
  await expectAccessible(page)
  await page.goto('/en/board')
  await expect(page.locator('main')).toContainText('Request 2 about somebody’s own data')

  await page.goto(request)
  await page.getByText('It takes two months longer').click()
  await fillDay(page, 'When was the person told?', daysAgo(1))
  await page.getByRole('button', { name: 'Record that they were told' }).click()
  await expect(troubles(page)).toContainText('within the first month')
  await page.getByRole('button', { name: 'Sign as the first' }).click()
  await expect(notice(page)).toContainText('Your signature is there')
  await expect(page.locator('main')).toContainText('Another person has to sign as the second')
  const second = await another(context, site, 'secretariat', request)
  const effect = second.locator('section:has(#effect)')
  await expect(effect).toContainText(/[\d,]+ → [\d,]+/)
  await expect(effect).toContainText('Queued: 1 of 10')
  await expectAccessible(second)
  await second.getByRole('button', { name: 'Sign as the second and carry it out' }).click()
  await expect(notice(second)).toContainText('It is carried out')
  const main = second.locator('main')
  await expect(main).toContainText('Certificate of request 2')
  await expect(main).toContainText('Data protection officer and Secretariat')
  await expect(main).toContainText('you asked us on')
  await expectAccessible(second)
  await site.withDb(async (db) => {
    expect(await db.selectFrom('response').select('status').where('id', '=', id).executeTakeFirst()).toEqual({
      status: 'withdrawn',
    })
    for (const table of ['response_text', 'response_pick'] as const) {
      expect(await db.selectFrom(table).selectAll().where('response_id', '=', id).execute()).toEqual([])
    }
    expect(await db.selectFrom('ledger_opening').select('seq').where('seq', '=', seq).execute()).toEqual([])
  })
  await page.goto('/en/board')
  await expect(page.locator('main')).not.toContainText('about somebody’s own data')
  await page.goto('/desk/rights')
  await expect(page.locator('main')).toContainText('1 answer to')
  await expect(page.locator('main')).toContainText('9 more before a new version may say so')
  await page.getByRole('link', { name: 'Desk', exact: true }).click()
  await page.getByRole('link', { name: 'How long everything is kept' }).click()
  await expect(page.getByRole('row', { name: /^Requests about people’s own data 2 years/ })).toBeVisible()
  await expectAccessible(page)
  await page.goto('/en/privacy')
  await expect(page.locator('#timers + p')).toContainText('It looked last on')
  // Who says that they may ask says of whom.
  await page.locator('section:has(#rights)').getByRole('link', { name: 'Data protection questions' }).click()
  await expect(page.getByRole('heading', { name: 'Data protection questions' })).toBeInViewport()
  await second.goto('/en/my-answer')
  await second.getByLabel('Reference').fill(reference)
  await second.getByRole('button', { name: 'Show my answer' }).click()
  await expect(second.locator('main')).toContainText('This answer was erased on')
  await expect(second.locator('main')).not.toContainText('took this answer back')
  await second.close()
})

test('the tenth erased answer lets a new version say so; two people publish it and its figures stand', async ({
  page,
  context,
  site,
}) => {
  // Nine others were erased before, whether or not a test before this one was the first of them.
  await site.withDb(async (db) => {
    const exercise_id = 'demo-exercise-what-matters'
    const { erased } = await db
      .selectFrom('erased_answer')
      .select((eb) => eb.fn.countAll<number>().as('erased'))
      .executeTakeFirstOrThrow()
    const officer = await db.selectFrom('person').select('id').limit(1).executeTakeFirstOrThrow()
    for (let n = Number(erased); n < 9; n++) {
      await write(db, async (tx) => {
        const asked = { kind: 'erasure' as const, receivedOn: daysAgo(2), identityAskedOn: null, personId: officer.id }
        const sought = { codeHash: `none-${n}`, addressHash: null, newAddress: null }
        const request_id = await recordRequest(tx, { ...asked, ...sought }, new Date())
        const row = { request_id, exercise_id, erased_on: daysAgo(1), reissued_in: null }
        await tx.insertInto('erased_answer').values(row).execute()
      })
    }
  })
  const figures = async (at: string) => {
    await page.goto(at)
    return (await page.getByRole('listitem').filter({ hasText: 'redraws' }).allInnerTexts()).join('\n')
  }
  const before = await figures('/en/consultations/what-matters-most/list')
  expect(before).toContain('Getting a GP, dentist or hospital appointment')

  const { reference } = await someReference(site)
  await signIn(page, site, 'data-protection', '/desk/rights')
  await expect(page.locator('main')).toContainText('1 more before a new version may say so')
  await page.getByRole('radio', { name: 'Erasure' }).check()
  await fillDay(page, 'When did it arrive?', daysAgo(1))
  await page.getByLabel('Reference code').fill(reference)
  await page.getByRole('button', { name: 'Record the request' }).click()
  await expect(page.locator('section:has(#effect)')).toContainText('10 erased answers, 10 are enough')
  await page.getByRole('button', { name: 'Sign as the first' }).click()
  const request = new URL(page.url()).pathname
  const second = await another(context, site, 'secretariat', request)
  await second.getByRole('button', { name: 'Sign as the second and carry it out' }).click()
  await expect(notice(second)).toContainText('It is carried out')
  await second.close()

  await page.goto('/desk/rights')
  await page.getByRole('button', { name: /^Draft the next version.*What matters most/ }).click()
  await expect(notice(page)).toContainText('The next version is drafted')
  const desk = '/desk/exercises/demo-exercise-what-matters/list'
  const analyst = await another(context, site, 'analyst', desk)
  await expect(analyst.getByRole('heading', { name: 'Publish version 2' })).toBeVisible()
  await analyst.getByRole('button', { name: 'Sign as the first' }).click()
  await expect(notice(analyst)).toContainText('A second person publishes it')
  await analyst.close()
  const officer = await another(context, site, 'officer-1', desk)
  await officer.getByRole('button', { name: 'Sign and publish' }).click()
  await expect(notice(officer)).toContainText('The list is published')
  await officer.close()

  expect(await figures('/en/consultations/what-matters-most/list')).toBe(before)
  await expect(page.locator('main')).toContainText('version 2')
  const said = 'What changed in this version: 10 answers have been erased at the wish of those who gave them'
  await expect(page.locator('main')).toContainText(said)
  await expectAccessible(page)
  for (const lang of ['ur', 'pl', 'gu', 'pa']) {
    await page.goto(`/${lang}/consultations/what-matters-most/list`)
    await expect(page.locator('main')).toContainText(words(lang, 'list')('erased_note', { count: 10 }))
    await expect(page.locator('main')).not.toContainText('have been erased')
  }
  expect(await figures('/en/consultations/what-matters-most/list/v1')).toBe(before)
  await expect(page.locator('main')).toContainText('This is version 1')
})

test('a year of asking is accounted for, and what is known already is added to the library', async ({ page, site }) => {
  await page.goto('/en/register')
  await page.getByRole('link', { name: 'What was asked each year' }).click()
  await expectAccessible(page)
  const year = new Date().getFullYear()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`What was asked in ${year}`)
  const csv = await downloaded(page, () => page.getByRole('link', { name: 'The same as a table (CSV)' }).click())
  const rows = parseCsv(csv.toString('utf8'))
  expect(rows[0]).toContain('cost_pounds')
  expect(rows.length - 1).toBe(await page.locator('#asked + table tbody tr').count())

  await signIn(page, site, 'officer-1', '/desk/evidence')
  await page.getByLabel('What is it called?').fill('Parish plan of a made-up village')
  await page.getByRole('button', { name: 'Add to the library' }).click()
  await expect(troubles(page)).toContainText('Say what it is')
  await expect(page.getByLabel('What is it called?')).toHaveValue('Parish plan of a made-up village')
  await expectAccessible(page)
  await page.getByLabel('What is it?').selectOption('parish_plan')
  await page.getByLabel('Whose is it?').fill('A parish council')
  await fillDay(page, 'When was it finished?', daysAgo(300))
  await page.getByLabel('What does it say?').fill('Footpaths matter most to those who answered.')
  await page.getByRole('button', { name: 'Add to the library' }).click()
  await expect(notice(page)).toContainText('It is in the library')
  await page.goto('/en/evidence?words=footpaths')
  await expect(page.locator('main')).toContainText('Parish plan of a made-up village')
})

test('somebody asks for one district’s sheet by e-mail, confirms it, is sent it, and stops it', async ({
  page,
  site,
}) => {
  await signIn(page, site, 'secretariat', '/desk/newsletter')
  await expect(page.locator('main')).toContainText('Nobody has subscribed yet')
  await expect(page.getByRole('button', { name: /Send it/ })).toHaveCount(0)
  await page.goto('/en/newsletter')
  await expectAccessible(page)
  const ask = () => page.getByRole('button', { name: 'Send it to me' }).click()
  await page.getByLabel('Your e-mail address').fill('no address')
  await ask()
  await expect(troubles(page)).toContainText('Enter an e-mail address like')
  await page.getByLabel('Your e-mail address').fill('councillor@example.org')
  await page.getByLabel('About where?').selectOption({ label: 'Melton' })
  await ask()
  await expect(notice(page)).toContainText('Look at your e-mail')
  const mail = (subject: RegExp) =>
    site.withDb(async (db) => {
      const sent = await db
        .selectFrom('outbox')
        .selectAll()
        .where('to_address', '=', 'councillor@example.org')
        .execute()
      return sent.find((one) => subject.test(one.subject))
    })
  const link = (body: string, wish: string) => new URL(new RegExp(`\\S+/newsletter/${wish}/\\S+`).exec(body)![0])
  const confirm = link((await mail(/your address/))!.body, 'confirm')
  await page.goto(confirm.pathname + confirm.search)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Yes, send it to me' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are on the list')

  await page.goto('/desk/newsletter')
  await expect(page.locator('main')).toContainText('Readers of one place’s sheet: 1.')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Send it to 1 reader' }).click()
  await expect(notice(page)).toContainText('on its way')
  const sheet = (await mail(/^Melton/))!
  expect(sheet.body).toContain('people in Melton put first')
  const stop = link(sheet.body, 'stop')
  await page.goto(stop.pathname)
  await page.getByRole('button', { name: 'Stop it' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Nothing is sent to you')
  expect(await mail(/./)).toBeUndefined()

  await page.goto('/en/newsletter')
  await page.getByRole('link', { name: 'Melton' }).click()
  await expectAccessible(page)
  await expect(page.locator('main')).toContainText('What people in Melton put first')

  const urdu = words('ur', 'newsletter')
  await page.goto('/ur/newsletter')
  await page.getByLabel(urdu('subscribe.email')).fill('councillor@example.org')
  await page.getByRole('button', { name: urdu('subscribe.button') }).click()
  await expect(notice(page)).toBeVisible()
  const asked = (await mail(/./))!
  expect(asked).toMatchObject({ subject: urdu('mail.confirm_subject'), language: 'ur' })
  expect(link(asked.body, 'confirm').pathname).toMatch(/^\/ur\/newsletter\/confirm\//)
})

import { addAnswers, plainAnswer } from '../../app/consultations/answering/answer-batch-store.server.ts'
import { noAnswers } from '../../app/consultations/answering/answers.ts'
import { addDays, londonDay } from '../../app/engagement/london-day.ts'
import { words } from '../../app/languages/words.server.ts'
import { parseCsv } from '../../app/priorities/csv-text.ts'
import { settings } from '../../app/server/settings.ts'
import { write } from '../../db/connect.ts'
import { downloaded, fillDay, notice, troubles } from '../support/desk.ts'
import { openSlug, whileOpen } from '../support/resident.ts'
import { another, expect, expectAccessible, type Site, signIn, test } from '../support/site.ts'

const id = 'demo-exercise-what-matters'
const home = `/desk/exercises/${id}/texts`

/** Gives every text that a coder of the newest round has not coded yet one of two codes, as a rule says. */
const codeTheRest = (site: Site, isBuses: (body: string, isSecond: boolean) => boolean) =>
  site.withDb(async (db) => {
    const round = await db.selectFrom('coding_round').selectAll().orderBy('round', 'desc').executeTakeFirstOrThrow()
    const { buses, other } = await db
      .selectFrom('codebook')
      .select('codes')
      .executeTakeFirstOrThrow()
      .then(({ codes }) => {
        const [first, second] = JSON.parse(codes) as { key: string }[]
        return { buses: first!.key, other: second!.key }
      })
    const texts = await db
      .selectFrom('free_text as t')
      .innerJoin('response_text as w', (join) =>
        join.onRef('w.response_id', '=', 't.response_id').onRef('w.kind', '=', 't.part'),
      )
      .select(['t.id', 'w.body'])
      .execute()
    for (const [at, coder] of [round.first_coder, round.second_coder].entries()) {
      const rows = texts.map(({ id: text_id, body }) => ({
        text_id,
        round: round.round,
        coder_id: coder,
        codes: JSON.stringify([isBuses(body, at === 1) ? buses : other]),
        coded_on: '2026-11-22',
      }))
      await db
        .insertInto('coding')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
  })

test('what people wrote becomes themes: redacted, coded by two who do not see each other, published by two', async ({
  page,
  context,
  site,
}) => {
  test.setTimeout(120_000)
  await signIn(page, site, 'analyst', home)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Gather the texts' }).click()
  await expect(notice(page)).toContainText('gathered')

  // All but ten of the texts have been read by somebody already; one of the ten names a person.
  const named = await site.withDb(async (db) => {
    const rows = await db.selectFrom('free_text').select(['id', 'response_id']).orderBy('id').execute()
    await db
      .updateTable('free_text')
      .set({ hides: '[]' })
      .where(
        'id',
        'in',
        rows.slice(10).map((row) => row.id),
      )
      .execute()
    const body = 'Please ask Zedora Quibble on 07700 900123 about our bus.'
    await db
      .updateTable('response_text')
      .set({ body, may_publish: 1 })
      .where('response_id', '=', rows[0]!.response_id)
      .execute()
    return rows[0]!.id
  })
  await page.goto(`${home}/reading`)
  await expectAccessible(page)
  await page.locator(`[id="also-${named}"]`).fill('our tram')
  await page.getByRole('button', { name: 'I have read' }).click()
  await expect(troubles(page)).toContainText('“our tram” does not stand in this text')
  await page.locator(`[id="also-${named}"]`).fill('our bus')
  await page.getByRole('button', { name: 'I have read' }).click()
  await expect(notice(page)).toContainText('Every text has been read')

  await page.goto(`${home}/codebook`)
  for (const [row, name] of [
    [1, 'Buses'],
    [2, 'Everything else'],
  ] as const) {
    const code = page.getByRole('group', { name: `Code ${row}` })
    await code.getByLabel('Theme').fill(name)
    await code.getByLabel('What belongs to it').fill(`Whatever is about: ${name}`)
    if (row === 1) await code.getByLabel('Example').fill('The last one leaves too early.')
  }
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(troubles(page)).toContainText('Give an example in your own words')
  await page.getByRole('group', { name: 'Code 2' }).getByLabel('Example').fill('The library is shut.')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('button', { name: 'Publish this version' }).click()
  await expect(notice(page)).toContainText('published')
  await expectAccessible(page)

  await page.goto(home)
  await page.getByLabel('Second coder').selectOption({ label: 'Engagement officer 1' })
  await page.getByLabel('Share of the texts').fill('5')
  await page.getByRole('button', { name: 'Draw and open' }).click()
  await expect(troubles(page)).toContainText('from 10 to 100')
  await page.getByLabel('Share of the texts').fill('10')
  await page.getByRole('button', { name: 'Draw and open' }).click()
  await expect(notice(page)).toContainText('The round is open')

  // The officer codes a page by hand and sees no name; the rest of both coders' work stands in the database.
  const officer = await another(context, site, 'officer-1', `${home}/coding`)
  await expectAccessible(officer)
  expect((await officer.request.get(`${home}/reading`)).status()).toBe(404)
  await officer.locator('main input[value=none]').first().check()
  await officer.getByRole('button', { name: 'Save and go on' }).click()
  await expect(officer.locator('main')).toContainText('still to be coded')
  // The second coder reads the texts about buses in another way at first.
  await codeTheRest(site, (body, isSecond) => /bus/.test(body) && !isSecond)
  await officer.goto(home)
  await expect(officer.locator('main')).toContainText('They agree too little')
  await expect(officer.getByRole('link', { name: 'Code your texts' })).toHaveCount(0)
  const differing = officer.locator('section:has(#differing)')
  await expect(differing.getByRole('heading')).toContainText('texts that you two coded differently')
  await expect(differing.getByRole('row', { name: /bus.* Buses Everything else$/ }).first()).toBeVisible()
  await expect(differing).not.toContainText('Quibble')
  await expectAccessible(officer)
  await page.goto(home)
  await page.getByRole('button', { name: 'Draw and open' }).click()
  await expect(notice(page)).toContainText('The round is open')
  await expect(page.locator('#differing')).toHaveCount(0)
  await codeTheRest(site, (body) => /bus/.test(body))
  await officer.goto(home)
  await expect(officer.locator('main')).toContainText('They agree enough')
  await expectAccessible(officer)

  await page.goto(`${home}/themes`)
  await page.getByRole('button', { name: 'Draft the themes' }).click()
  await expect(troubles(page)).toContainText('Say what a smaller number said within “Buses”')
  for (const field of await page.getByLabel('A smaller number said').all()) await field.fill('the opposite.')
  await page.getByLabel('Please ask […] on […] about […].').check()
  await page.getByRole('button', { name: 'Draft the themes' }).click()
  await expect(notice(page)).toContainText('The draft is written')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Sign as the first of two' }).click()
  await officer.goto(`${home}/themes`)
  await officer.getByRole('button', { name: 'Sign and publish' }).click()
  await expect(notice(officer)).toContainText('published')

  await page.goto('/en/consultations/what-matters-most/list')
  await page.getByRole('link', { name: 'Read the themes' }).click()
  await expect(page.locator('main')).toContainText('Please ask […] on […] about […].')
  await expect(page.locator('main')).toContainText('A smaller number said the opposite.')
  await expect(page.locator('main')).not.toContainText('Quibble')
  await expectAccessible(page)
  // In the readers' languages around what the analysts wrote, which says that it is English.
  for (const lang of ['ur', 'pl', 'gu', 'pa']) {
    await page.goto(`/${lang}/consultations/what-matters-most/themes`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words(lang, 'themes')('page.title'))
    await expect(page.locator('body')).not.toContainText(words(lang, 'shell')('not_in_your_language'))
    await expect(page.getByRole('heading', { name: 'Buses' }).locator('bdi')).toHaveAttribute('lang', 'en')
    await expectAccessible(page)
  }
  const file = await page.request.get('/en/consultations/what-matters-most/themes/themes.csv')
  expect(await file.text()).toMatch(/^theme,definition/)
})

test('an officer says who should be heard, and two people decide what came late', async ({ page, context, site }) => {
  const { exercise, closes } = await site.withDb(async (db) => {
    const { id, closes_on } = await db
      .selectFrom('exercise')
      .select(['id', 'closes_on'])
      .where('slug', '=', openSlug)
      .executeTakeFirstOrThrow()
    return { exercise: `/desk/exercises/${id}`, closes: closes_on! }
  })
  await signIn(page, site, 'officer-1', `${exercise}/coverage`)
  await page.getByRole('link', { name: 'Say who should be heard' }).click()
  const young = page.getByLabel('16 to 29')
  await young.fill('120')
  await page.getByRole('button', { name: 'Set these shares' }).click()
  await expect(troubles(page)).toContainText('whole number from 0 to 100')
  await expect(young).toHaveValue('120')
  await young.fill('40')
  await page.getByRole('button', { name: 'Set these shares' }).click()
  await expect(notice(page)).toContainText('The shares are set')
  await expectAccessible(page)
  await page.goto(`${exercise}/coverage`)
  await expect(page.getByRole('row', { name: '16 to 29' })).toContainText('40%')
  await page.goto(`${exercise}/cleaning`)
  await expect(page.locator('main')).toContainText('Late letters are decided after closing')

  await whileOpen(site, -40, -1, async () => {
    await site.withDb(async (db) => {
      const found = await db
        .selectFrom('consultation as c')
        .innerJoin('exercise as e', 'e.id', 'c.exercise_id')
        .select('c.id')
        .where('e.slug', '=', openSlug)
        .executeTakeFirstOrThrow()
      const letter = { ...plainAnswer, submissionKey: 'a late letter', channel: 'paper' as const, language: 'en' }
      const said = {
        status: 'late' as const,
        source: 'paper x',
        sourceRow: '7',
        receivedOn: closes,
        answers: noAnswers,
      }
      await write(db, (tx) => addAnswers(tx, settings().SECRET, found.id, [{ ...letter, ...said }]))
    })
    await page.goto(`${exercise}/cleaning`)
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Propose that it counts' }).click()
    await expect(troubles(page)).toContainText('Write the day on the postmark')
    await page.getByLabel('How is that known?').fill('The postmark is easy to read')
    const yesterday = addDays(londonDay(new Date()), -1)
    await fillDay(page, 'When was it posted?', addDays(yesterday, -365))
    await page.getByRole('button', { name: 'Propose that it counts' }).click()
    await expect(troubles(page)).toContainText('before the consultation opened')
    await fillDay(page, 'When was it posted?', yesterday)
    await page.getByRole('button', { name: 'Propose that it counts' }).click()
    await expect(notice(page)).toContainText('A second person decides')
    await expect(page.getByRole('button', { name: 'Let it count' })).toHaveCount(0)
    const second = await another(context, site, 'analyst', `${exercise}/cleaning`)
    await second.getByRole('button', { name: 'Let it count' }).click()
    await expect(notice(second)).toContainText('The letter counts')
    await expect(second.locator('main')).toContainText('let in by two people, and counted')
  })
})

test('an officer takes the answers away one row each, soon after signing in, and nobody does before closing', async ({
  page,
  site,
}) => {
  const answers = `/desk/exercises/${id}/answers`
  await signIn(page, site, 'officer-1', `/desk/exercises/${id}/list`)
  await page.getByRole('link', { name: 'Take the answers away for analysis' }).click()
  await expectAccessible(page)
  await expect(page.locator('main')).toContainText('nothing in a row leads back to whose it is')
  await expect(page.locator('main')).toContainText('Two files are made at once')
  const total = Number((await page.getByRole('row', { name: 'Together' }).innerText()).replace(/\D/g, ''))
  const take = async (name: RegExp) =>
    (await downloaded(page, () => page.getByRole('link', { name }).click())).toString().replace(/^\ufeff/, '')
  const [head, ...rows] = parseCsv(await take(/Answers as CSV/))
  expect(rows).toHaveLength(total)
  const lines = (await take(/JSON Lines/)).trimEnd().split('\n')
  expect(lines).toHaveLength(total)
  const codebook = parseCsv(await take(/Codebook/))
  expect(codebook.filter(([, what]) => what === 'column').map(([name]) => name)).toEqual(head)
  const bus = codebook.find(([column, , , words]) => column === 'choice_1' && /bus/i.test(words!))!
  expect(rows.filter((row) => row[head!.indexOf('choice_1')] === bus[2]).length).toBeGreaterThan(0)

  // The desk was left open: the session is good, and the files stay where they are.
  await site.withDb(async (db) => {
    const taken = await db.selectFrom('actor_event').select('detail').where('did', '=', 'downloaded answers').execute()
    expect(taken.map(({ detail }) => JSON.parse(detail).rows).sort()).toEqual([0, total, total].sort())
    const earlier = new Date(Date.now() - 16 * 60_000).toISOString()
    await db.updateTable('session').set({ created_at: earlier }).execute()
  })
  await page.getByRole('link', { name: 'Answers as CSV' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in again')
  await expect(page.locator('main')).toContainText('within 15 minutes of signing in')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Look at your e-mail')
  const mail = await site.withDb((db) =>
    db
      .selectFrom('outbox')
      .select('body')
      .where('to_address', '=', 'officer-1@demonstration.example')
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow(),
  )
  await page.goto(mail.body.match(/http\S+/)![0])
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`**${answers}`)
  expect(parseCsv(await take(/Answers as CSV/))).toHaveLength(total + 1)

  const { id: open } = await site.withDb((db) =>
    db.selectFrom('exercise').select('id').where('slug', '=', openSlug).executeTakeFirstOrThrow(),
  )
  for (const path of ['answers', 'answers/answers.csv', 'answers/codebook.csv']) {
    expect((await page.request.get(`/desk/exercises/${open}/${path}`)).status(), path).toBe(404)
  }
})

import { notice, troubles } from '../support/desk.ts'
import { expect, expectAccessible, signIn, test } from '../support/site.ts'

test('an officer loads the answers of another program, sees first what they say, and takes them out again', async ({
  page,
  site,
}) => {
  const home = '/desk/exercises/demo-exercise-ways-to-ask/import'
  const { question, options, base } = await site.withDb(async (db) => {
    const row = await db
      .selectFrom('form_question as q')
      .innerJoin('form_question_version as v', 'v.question_id', 'q.id')
      .innerJoin('consultation as c', 'c.id', 'q.consultation_id')
      .innerJoin('text_version as t', 't.text_id', 'v.title_text_id')
      .select(['v.config', 't.body', 'c.id'])
      .where('c.exercise_id', '=', 'demo-exercise-ways-to-ask')
      .where('q.kind', '=', 'rank')
      .where('t.language', '=', 'en')
      .where('t.edition', '=', 'standard')
      .executeTakeFirstOrThrow()
    const own = (JSON.parse(row.config) as { options: { title: string }[] }).options
    const texts = await db
      .selectFrom('text_version')
      .select(['text_id', 'body'])
      .where('language', '=', 'en')
      .where('edition', '=', 'standard')
      .where(
        'text_id',
        'in',
        own.map(({ title }) => title),
      )
      .execute()
    const counted = await db
      .selectFrom('response')
      .select((eb) => eb.fn.countAll().as('n'))
      .where('consultation_id', '=', row.id)
      .where('status', '=', 'counted')
      .executeTakeFirstOrThrow()
    const names = own.map(({ title }) => texts.find((one) => one.text_id === title)!.body)
    return { question: row.body, options: names, base: Number(counted.n) }
  })
  const counted = () =>
    site.withDb(async (db) => {
      const { n } = await db
        .selectFrom('response as r')
        .innerJoin('consultation as c', 'c.id', 'r.consultation_id')
        .select((eb) => eb.fn.countAll().as('n'))
        .where('c.exercise_id', '=', 'demo-exercise-ways-to-ask')
        .where('r.status', '=', 'counted')
        .executeTakeFirstOrThrow()
      return Number(n)
    })
  const places = options.map((_, i) => i + 1)
  const file = (orders: string) => ({
    name: 'village-hall.soc',
    mimeType: 'text/plain',
    buffer: Buffer.from(
      [
        `# NUMBER ALTERNATIVES: ${options.length}`,
        ...options.map((name, i) => `# ALTERNATIVE NAME ${i + 1}: ${name}`),
        orders,
      ].join('\n'),
    ),
  })
  await signIn(page, site, 'officer-1', home)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Load the answers to one question from another program' }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Read this file' }).click()
  await expect(troubles(page)).toContainText('Choose the question that the file answers')
  const send = async (orders: string) => {
    await page.getByRole('radio', { name: question }).check()
    await page.getByLabel('Where do these rows come from?').fill('PrefLib, village hall')
    await page.getByRole('radio', { name: 'At an event' }).check()
    await page.locator('#file').setInputFiles(file(orders))
    await page.getByRole('button', { name: 'Read this file' }).click()
  }
  await send(`12: ${places.join(',')}\n-3: ${places.join(',')}\n1: 1,1`)
  const row = options.length + 3
  await expect(page.getByRole('row', { name: `${row} – An order begins with` })).toBeVisible()
  await expect(page.getByRole('row', { name: `${row + 1} – Alternative 1 is there twice` })).toBeVisible()
  await expectAccessible(page)

  await expect(page.getByText('village-hall.soc is kept')).toBeVisible()

  // Right file, wrong question: only the question has to be chosen again.
  const good = file(`12: ${places.join(',')}\n3: ${places.toReversed().join(',')}`)
  await page.locator('#file').setInputFiles(good)
  await page.getByRole('group', { name: 'Which question' }).getByRole('radio').last().check()
  await page.getByRole('button', { name: 'Read this file' }).click()
  await expect(troubles(page)).toBeVisible()
  await expect(page.getByLabel('Where do these rows come from?')).toHaveValue('PrefLib, village hall')
  await expect(page.getByRole('radio', { name: 'At an event' })).toBeChecked()
  const read = async () => {
    await page.getByRole('radio', { name: question }).check()
    await page.getByRole('button', { name: 'Read this file' }).click()
    await expect(page.getByRole('heading', { name: 'The file holds the answers of 15 people' })).toBeVisible()
  }
  await read()
  await page.getByRole('button', { name: 'Choose otherwise for this file' }).click()
  await expect(page.getByText('village-hall.soc is kept')).toBeVisible()
  await expect(page.getByRole('radio', { name: question })).toBeChecked()
  await expectAccessible(page)
  await read()
  await expect(page.getByRole('region', { name: 'The first 5 of them' })).toContainText(options[0]!)
  await expectAccessible(page)
  expect(await counted()).toBe(base)
  await page.getByRole('button', { name: 'Load these answers' }).click()
  await expect(notice(page)).toContainText('15')
  expect(await counted()).toBe(base + 15)

  await page.getByRole('button', { name: 'Take this load out' }).click()
  await expect(troubles(page)).toContainText('Say why')
  await page.getByRole('radio', { name: /PrefLib, village hall/ }).check()
  await page.getByLabel('Why?').fill('It was the file of another village')
  await page.getByRole('button', { name: 'Take this load out' }).click()
  await expect(notice(page)).toContainText('The load from PrefLib, village hall is out')
  await expect(page.getByRole('region', { name: 'What has been loaded' })).toContainText(
    'It was the file of another village',
  )
  await expectAccessible(page)
  expect(await counted()).toBe(base)
})

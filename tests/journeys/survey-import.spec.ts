import { notice, selectLike, troubles } from '../support/desk.ts'
import { expect, expectAccessible, signIn, test } from '../support/site.ts'

test('an officer loads a survey tool’s own file: every wrong row named, nothing loaded twice', async ({
  page,
  site,
}) => {
  const { exerciseId, options } = await site.withDb(async (db) => {
    const open = await db
      .selectFrom('exercise as e')
      .innerJoin('consultation as c', 'c.exercise_id', 'e.id')
      .select(['e.id', 'c.id as consultationId', 'e.run_by'])
      .where('e.slug', '=', 'what-next')
      .executeTakeFirstOrThrow()
    const texts = await db
      .selectFrom('question_option as o')
      .innerJoin('question as q', 'q.id', 'o.question_id')
      .innerJoin('text_version as t', 't.text_id', 'o.title_text_id')
      .select('t.body')
      .where('q.consultation_id', '=', open.consultationId)
      .where('t.language', '=', 'en')
      .where('t.edition', '=', 'standard')
      .orderBy('o.position')
      .execute()
    return { exerciseId: open.id, options: texts.map(({ body }) => body) }
  })
  const sheet = (district: string) => ({
    name: 'citizen-space.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      [
        'Response ID,Response Status,District,Which matter most?',
        `ANON-1,Submitted,Blaby,"${options[0]}, ${options[1]}"`,
        `ANON-2,Submitted,${district},"${options[1]}"`,
      ].join('\n'),
    ),
  })
  const address = `/desk/exercises/${exerciseId}/import/survey`
  await signIn(page, site, 'officer-1', address)
  await expectAccessible(page)
  const send = async (district: string) => {
    await page.getByLabel('Where do these rows come from?').fill('Citizen Space, libraries')
    await page.getByLabel('The file').setInputFiles(sheet(district))
    await page.getByRole('button', { name: 'Read this file' }).click()
  }
  await page.getByLabel('The file').setInputFiles(sheet('Leeds'))
  await page.getByRole('button', { name: 'Read this file' }).click()
  await expect(troubles(page)).toContainText('Say where the rows come from')
  await expect(page.locator('main')).toContainText('citizen-space.csv is kept')
  await expectAccessible(page)
  await page.getByLabel('Where do these rows come from?').fill('Citizen Space, libraries')
  await page.getByRole('button', { name: 'Read this file' }).click()
  await expect(page.locator('main')).toContainText('It looks like an export of Citizen Space')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Load these answers' }).click()
  await expect(page.getByRole('row', { name: '3 District' })).toContainText('“Leeds” is not a district or forum area')
  await expectAccessible(page)
  await selectLike(page.getByLabel('Each answer’s own number'), 'No column')
  await page.getByRole('button', { name: 'Load these answers' }).click()
  await expect(troubles(page)).toContainText('Choose the column with each answer’s own number')
  await selectLike(page.getByLabel('Each answer’s own number'), 'Response ID')
  await page.goto(address)
  await page.getByRole('link', { name: /^citizen-space.csv/ }).click()
  await selectLike(page.getByLabel('Each answer’s own number'), 'Response ID')
  await page.getByLabel('A corrected file').setInputFiles(sheet('Blaby'))
  await page.getByRole('button', { name: 'Load these answers' }).click()
  await expect(notice(page)).toContainText('2')

  await page.goto(address)
  await send('Blaby')
  await page.getByRole('button', { name: 'Load these answers' }).click()
  await expect(page.locator('main')).toContainText('Known before')
  const kept = await site.withDb((db) =>
    db
      .selectFrom('response')
      .select((eb) => eb.fn.countAll().as('n'))
      .where('source', '=', 'Citizen Space, libraries')
      .executeTakeFirstOrThrow(),
  )
  expect(Number(kept.n)).toBe(2)
  const waiting = await site.withDb((db) => db.selectFrom('survey_upload').select('id').execute())
  expect(waiting).toEqual([])
})

test('a survey tool’s file is loaded into a form of own questions, looked at first, and taken out again', async ({
  page,
  site,
}) => {
  const home = '/desk/exercises/demo-exercise-ways-to-ask/import'
  const sheet = (travel: string) => ({
    name: 'qualtrics.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      [
        'ResponseId,District,How old are you?,How do you mostly get about?,How many bus journeys do you make in a week?',
        `R_1,Blaby,34,${travel},3`,
        'R_2,,Prefer not to say,By bus,5',
      ].join('\n'),
    ),
  })
  await signIn(page, site, 'officer-1', home)
  await page.getByRole('link', { name: 'Load a file from Citizen Space, Qualtrics or another survey tool' }).click()
  const send = async (answer: string) => {
    await page.getByLabel('Where do these rows come from?').fill('Qualtrics, buses')
    await page.getByLabel('The file').setInputFiles(sheet(answer))
    await page.getByRole('button', { name: 'Read this file' }).click()
  }
  await send('By hovercraft')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'See how it is read' }).click()
  await expect(page.getByRole('row', { name: '2 How do you mostly get about?' })).toContainText(
    '“By hovercraft” is not one of “',
  )
  await page.getByLabel('A corrected file').setInputFiles(sheet('By bus'))
  await page.getByRole('button', { name: 'See how it is read' }).click()
  const main = page.locator('main')
  await expect(main).toContainText('Nothing is loaded yet')
  await expect(main).toContainText('How many bus journeys do you make in a week?: 2 answered')
  await expect(main).toContainText('Age: 1 of 2 said it. 30 to 44: 1.')
  await expect(main).toContainText('Area: 1 of 2 said it. Blaby: 1.')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Load these answers' }).click()
  await expect(notice(page)).toContainText('2')
  const kept = () =>
    site.withDb((db) =>
      db
        .selectFrom('response')
        .select(['status', 'form_version'])
        .where('import_id', 'is not', null)
        .where('consultation_id', 'like', '%ways%')
        .where('source', '=', 'Qualtrics, buses')
        .execute(),
    )
  expect(await kept()).toHaveLength(2)
  await page.getByLabel(/^Qualtrics, buses/).check()
  await page.getByLabel('Why?').fill('It was the wrong file.')
  await page.getByRole('button', { name: 'Take this load out' }).click()
  await expect(notice(page)).toContainText('is out')
  expect(await kept()).toEqual([])
})

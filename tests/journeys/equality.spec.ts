import { addText } from '../../app/languages/text-store.server.ts'
import { notice, troubles } from '../support/desk.ts'
import { openSlug, resident } from '../support/resident.ts'
import { expect, expectAccessible, signIn, test } from '../support/site.ts'

test('an officer chooses what people are asked about themselves, why, and in which words', async ({ page, site }) => {
  await signIn(page, site, 'officer-1', '/desk/exercises/new')
  await page.getByLabel('Title').fill('A plan to choose the equality questions of')
  await page.getByRole('button', { name: 'Save this plan' }).click()
  await expect(notice(page)).toContainText('The plan is saved')
  const desk = new URL(page.url()).pathname
  await page.goto(`${desk}/assessments/equality`)
  await expect(page.locator('main')).toContainText('age, sex, gender identity, ethnic group')
  const effects = page.getByLabel('Who could lose by it?')
  await effects.fill('x'.repeat(3001))
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(troubles(page)).toContainText('Shorten “Who could lose by it?” to 3000 characters or fewer. It has 3001')
  await expect(effects).toHaveValue('x'.repeat(3001))
  await page.goto(`${desk}/assessments/equality`)
  await page.getByRole('link', { name: 'Choose what people are asked about themselves' }).click()
  const religion = page.getByLabel('Ask about religion or belief?')
  const because = page.getByLabel('Your reason, where religion or belief is asked')
  await religion.selectOption('own')
  await page.getByRole('button', { name: 'Ask this' }).click()
  await expect(troubles(page)).toContainText('Write why you ask about religion or belief')
  await because.fill('So that halls are near to those who pray')
  await religion.selectOption('effect')
  await page.getByRole('button', { name: 'Ask this' }).click()
  await expect(troubles(page)).toContainText('take the words away')
  await expect(because).toHaveValue('So that halls are near to those who pray')
  await religion.selectOption('own')
  await page.getByLabel('Ask about age?').selectOption('no')
  await page.getByLabel('What sex was registered at your birth?').check()
  await page.getByRole('button', { name: 'Ask this' }).click()
  await expect(notice(page)).toContainText('to be signed with it')
  await expect(page.locator('main')).toContainText('So that halls are near to those who pray: religion or belief')
  await expectAccessible(page)
  await page.goto(`${desk}/check`)
  await expect(page.locator('#point-equality')).toContainText('religion or belief')
  await page.goto('/desk/exercises/demo-exercise-what-matters/equality')
  await expect(page.locator('main')).toContainText('has opened, so what is asked stands as it is')
  const posted = await page.request.post('/desk/exercises/demo-exercise-what-matters/equality', {
    form: { age: 'no' },
    headers: { origin: site.origin },
  })
  expect(posted.status()).toBe(422)
})

test('people are asked what was chosen, are told why, and answer in Urdu', async ({ page, site }) => {
  await site.withDb(async (db) => {
    const { id } = await db.selectFrom('exercise').select('id').where('slug', '=', openSlug).executeTakeFirstOrThrow()
    const { id: officer } = await db.selectFrom('person').select('id').executeTakeFirstOrThrow()
    const why = await addText(db, 'equality reason', { en: 'So that halls are near to those who pray' })
    const content = JSON.stringify({
      asked: [
        { what: 'sex', why: 'heard' },
        { what: 'religion', why: 'effect' },
        { what: 'pregnancy', why: 'own', own: why },
      ],
      wording: { sex: 'registered', gender: 'usual' },
    })
    const row = { exercise_id: id, content, chosen_by: officer, chosen_at: '2026-01-01T00:00:00Z' }
    await db.insertInto('equality_choice').values(row).execute()
  })
  const me = resident(page)
  await me.toCheck('P06')
  await me.send()
  await expect(page.locator('main')).toContainText(
    'Because the decision may affect people differently: religion or belief',
  )
  await page.goto(`/ur/consultations/${openSlug}/sent`)
  await expect(page.locator('main')).toContainText('مذہب یا عقیدہ')
  await expect(page.locator('main bdi[lang=en]')).toHaveText('So that halls are near to those who pray')
  await expectAccessible(page)
  await page.getByRole('radio').first().check()
  await page.getByRole('button').last().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('آپ کی پیدائش پر کون سی جنس درج کی گئی تھی؟')
  await page.getByRole('radio').first().check()
  await page.getByRole('button').last().click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('آپ کا مذہب کیا ہے؟')
  // What no page offers is refused in words, with everything typed, and nothing of it is kept.
  await page.getByRole('textbox').fill('جین')
  await page
    .getByRole('radio')
    .first()
    .evaluate((radio: HTMLInputElement) => {
      radio.value = 'jedi'
      radio.checked = true
    })
  await page.getByRole('button').last().click()
  await expect(troubles(page)).toContainText('آپ کا مذہب کیا ہے؟')
  await expect(page.getByRole('textbox')).toHaveValue('جین')
  await expectAccessible(page)
  const saved = () =>
    site.withDb((db) => db.selectFrom('monitoring_answer').select('key').where('further', 'like', '%جین%').execute())
  expect(await saved()).toEqual([])
  await page.getByLabel('کوئی اور مذہب یا عقیدہ').check()
  await page.getByRole('textbox').fill('جین')
  await expectAccessible(page)
  await page.getByRole('button').last().click()
  await page.getByRole('radio').last().check()
  await page.getByRole('button').last().click()
  await expect(page).toHaveURL(/receipt/)
  // A page that is not asked is not there.
  await page.goto(`/en/consultations/${openSlug}/sent/age`)
  await expect(page).toHaveURL(/sent$/)
  const kept = await site.withDb((db) =>
    db.selectFrom('monitoring_answer').selectAll().where('further', 'like', '%other-religion%').execute(),
  )
  expect(kept).toHaveLength(1)
  expect(kept[0]).toMatchObject({ sex: 'female', age_band: null, worded: '{"sex":"registered-1"}' })
  expect(JSON.parse(kept[0]!.further)).toEqual({
    religion: { code: 'other-religion', list: 'census-2021-religion', words: 'جین' },
  })
})

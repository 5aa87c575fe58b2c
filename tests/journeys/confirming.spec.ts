import type { Page } from '@playwright/test'
import { confirmingOf } from '../../app/consultations/confirming/confirming-store.server.ts'
import { words } from '../../app/languages/words.server.ts'
import { whatNextTexts } from '../../db/demo/consultation-texts.ts'
import { answersStored, resident, said } from '../support/resident.ts'
import { expect, expectAccessible, expectNarrow, phone, type Site, signIn, test } from '../support/site.ts'

const t = words('en', 'verifying')
const exerciseId = 'demo-exercise-what-next'

/** Has the open consultation confirmed in one way, from before it opened. */
const confirmedBy = (site: Site, level: 'none' | 'email') =>
  site.withDb((db) => {
    const row = { level, letters: 0, confirmed: null, set_by: 'demo-person-officer-1', set_at: '2026-01-01T00:00:00Z' }
    return db
      .insertInto('exercise_confirming')
      .values({ exercise_id: exerciseId, ...row })
      .onConflict((conflict) => conflict.column('exercise_id').doUpdateSet(row))
      .execute()
  })

/** The code of the newest message to an address. */
const codeTo = (site: Site, address: string) =>
  site.withDb(async (db) => {
    const { body } = await db
      .selectFrom('outbox')
      .select('body')
      .where('to_address', '=', address)
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow()
    return /\b\d{6}\b/.exec(body)![0]
  })

const alert = (page: Page) => page.getByRole('alert')

test.describe('a resident on a phone, without scripts', () => {
  test.use({ ...phone, javaScriptEnabled: false })

  test('types a postcode that is looked up and let go', async ({ page, site }) => {
    const me = resident(page)
    const postcode = page.getByLabel(me.t('postcode.label'))
    const typing = async (typed: string) => {
      await postcode.fill(typed)
      await me.goOn()
    }
    await me.start()
    await expectNarrow(page)
    await typing('12345')
    await expect(alert(page)).toContainText(me.t('errors.postcode_form'))
    await expect(postcode).toHaveValue('12345')
    await expectNarrow(page)
    await typing('ZZ8 8AA')
    await expect(alert(page)).toContainText(me.t('errors.postcode_several'))
    await typing('zz2 1ad')
    await expect(me.heading).toHaveText(said(whatNextTexts.questions.pick.title, 'en'))
    // The part of the district is known with it: going back shows which.
    await page.goto(`${me.home}/answer/forum`)
    await expect(me.radio('Loughborough East')).toBeChecked()
    const kept = await site.withDb((db) => db.selectFrom('draft').select('answers').execute())
    expect(JSON.stringify(kept).toUpperCase()).not.toMatch(/ZZ2 ?1AD/)
    expect(site.output().toUpperCase()).not.toMatch(/ZZ2 ?1AD/)
  })
})

test.describe('a resident on a phone', () => {
  test.use(phone)

  test('confirms answers by a code that is mailed, and nothing typed is lost on the way', async ({ page, site }) => {
    await confirmedBy(site, 'email')
    const me = resident(page)
    const address = 'someone@post.example'
    const send = page.getByRole('button', { name: t('confirm.send') })
    const code = page.getByLabel(t('confirm.mailed_code'))
    const confirmed = () =>
      site.withDb((db) =>
        db
          .selectFrom('response as r')
          .innerJoin('consultation as c', 'c.id', 'r.consultation_id')
          .select('r.id')
          .where('c.exercise_id', '=', exerciseId)
          .where('r.confirmed', '=', 1)
          .execute(),
      )
    await page.goto(me.home)
    await expect(page.locator('main')).toContainText(t('start.email'))
    await me.toCheck('P06', 'P07')
    const before = await answersStored(site)
    await expectAccessible(page)
    await page.getByRole('button', { name: t('check.button') }).click()
    await expect(me.heading).toHaveText(t('confirm.title_email'))
    await expectAccessible(page)
    await page.getByLabel(t('confirm.email')).fill('someone at post')
    await page.getByRole('button', { name: t('confirm.mail') }).click()
    await expect(alert(page)).toContainText(words('en', 'messages')('errors.email'))
    await expect(page.getByLabel(t('confirm.email'))).toHaveValue('someone at post')
    await page.getByLabel(t('confirm.email')).fill(address)
    await page.getByRole('button', { name: t('confirm.mail') }).click()
    await expect(page.locator('main')).toContainText(t('confirm.mailed'))
    await expectAccessible(page)
    const right = await codeTo(site, address)
    await code.fill('12 34')
    await send.click()
    await expect(alert(page)).toContainText(t('errors.mailed_form'))
    await code.fill(right === '000000' ? '000001' : '000000')
    await send.click()
    await expect(alert(page)).toContainText(t('errors.code_wrong'))
    await expectAccessible(page)
    expect(await answersStored(site)).toBe(before)
    await code.fill(right)
    await send.click()
    await expect(me.heading).toHaveText(me.t('sent.title'))
    expect(await answersStored(site)).toBe(before + 1)
    expect(await confirmed()).toHaveLength(1)
    expect(await site.withDb((db) => db.selectFrom('mail_code').selectAll().execute())).toEqual([])

    // The same address confirms no second answer, and the second one waits where it was.
    await page.context().clearCookies()
    await me.toCheck('P04')
    await page.getByRole('button', { name: t('check.button') }).click()
    await page.getByLabel(t('confirm.email')).fill(address.toUpperCase())
    await page.getByRole('button', { name: t('confirm.mail') }).click()
    await code.fill(await codeTo(site, address))
    await send.click()
    await expect(alert(page)).toContainText(t('errors.address_used'))
    expect(await answersStored(site)).toBe(before + 1)
    await page.getByRole('link', { name: `‹ ${me.t('back')}` }).click()
    await expect(me.heading).toHaveText(me.t('check.title'))
    await confirmedBy(site, 'none')
  })
})

test('letters with codes: an officer makes them before opening, each works once, and the level then stands', async ({
  page,
  site,
}) => {
  const desk = words('en', 'confirming')
  const here = `/desk/exercises/${exerciseId}/confirming`
  const today = new Date().toISOString().slice(0, 10)
  const opensOn = (day: string) =>
    site.withDb((db) => db.updateTable('exercise').set({ opens_on: day }).where('id', '=', exerciseId).execute())
  const { opens_on } = await site.withDb((db) =>
    db.selectFrom('exercise').select('opens_on').where('id', '=', exerciseId).executeTakeFirstOrThrow(),
  )
  await opensOn('2999-01-01')
  await signIn(page, site, 'officer-1', here)
  await page.getByLabel(desk('levels.letter')).check()
  await page.getByRole('button', { name: desk('button') }).click()
  await page.getByLabel(desk('letters.more')).fill('many')
  await page.getByRole('button', { name: desk('letters.make') }).click()
  await expect(alert(page)).toContainText(desk('errors.count', { most: '100,000' }))
  await expect(page.getByLabel(desk('letters.more'))).toHaveValue('many')
  await page.getByLabel(desk('letters.more')).fill('3')
  await page.getByRole('button', { name: desk('letters.make') }).click()
  await expect(page.locator('main')).toContainText(desk('letters.count', { count: 3, number: '3' }))
  await expectAccessible(page)
  const csv = await (await page.request.get(`${here}/codes.csv`)).text()
  const secondCode = csv.split('\r\n')[2]!.split(',')[1]!
  const pdf = await page.request.get(`${here}/letters.pdf`)
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  await opensOn(opens_on ?? today)
  await page.reload()
  await expect(page.locator('main')).toContainText(desk('fixed'))
  await expect(page.getByRole('button', { name: desk('button') })).toHaveCount(0)

  const me = resident(page)
  const before = await answersStored(site)
  const tries = async (typed: string) => {
    await page.getByLabel(t('confirm.letter_code')).fill(typed)
    await page.getByRole('button', { name: t('confirm.send') }).click()
  }
  await me.toCheck('P06')
  await page.getByRole('button', { name: t('check.button') }).click()
  await expect(me.heading).toHaveText(t('confirm.title_letter'))
  await expectAccessible(page)
  await tries('7K3M')
  await expect(alert(page)).toContainText(t('errors.letter_form'))
  await tries(secondCode.toLowerCase().replaceAll('-', ' '))
  await expect(me.heading).toHaveText(me.t('sent.title'))
  await page.context().clearCookies()
  await me.toCheck('P07')
  await page.getByRole('button', { name: t('check.button') }).click()
  await tries(secondCode)
  await expect(alert(page)).toContainText(t('errors.letter_used'))
  await expectAccessible(page)
  expect(await answersStored(site)).toBe(before + 1)
  expect(await site.withDb((db) => confirmingOf(db, exerciseId))).toMatchObject({ level: 'letter', letters: 3 })
  await confirmedBy(site, 'none')
})

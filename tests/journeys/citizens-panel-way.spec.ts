import { words } from '../../app/languages/words.server.ts'
import { whatNextTexts } from '../../db/demo/consultation-texts.ts'
import { notice, troubles } from '../support/desk.ts'
import { withoutCookies } from '../support/refusing.ts'
import { openSlug, resident, said } from '../support/resident.ts'
import { another, expect, expectAccessible, expectNarrow, phone, type Site, signIn, test } from '../support/site.ts'

const codeForm = /[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{2}/
const exercise = '/desk/exercises/demo-exercise-what-next'

/** The demonstration's sample that is being asked. */
const sampleOf = (site: Site) =>
  site.withDb((db) =>
    db
      .selectFrom('panel_sample')
      .select(['id', 'code', 'people'])
      .where('code', 'is not', null)
      .executeTakeFirstOrThrow(),
  )

/** How many answers have come through it, and how the newest came. */
const through = (site: Site) =>
  site.withDb(async (db) => {
    const rows = await db
      .selectFrom('response')
      .select(['language', 'channel'])
      .where('panel_sample_id', 'is not', null)
      .orderBy('ledger_seq', 'desc')
      .execute()
    return { answers: rows.length, newest: rows[0] }
  })

test.describe('without JavaScript, on a small phone', () => {
  test.use({ ...phone, javaScriptEnabled: false })

  test('a member begins in Urdu through the sample’s link, comes back on a device without cookies and sends', async ({
    page,
    site,
  }) => {
    const { code, people } = await sampleOf(site)
    const before = await through(site)
    const me = resident(page, 'ur')
    me.home = `/ur/citizens-panel/answer/${code}`
    const t = words('ur', 'citizens-panel')
    const ways = words('ur', 'ways')
    await page.goto(me.home)
    await expect(page.locator('main')).toContainText(t('way.asks', { people }))
    await expect(page.locator('main')).toContainText(t('way.says'))
    await expectNarrow(page)
    await me.start()
    await me.sayWhere()
    await me.tick('P06')
    await page.getByRole('button', { name: ways('saved.button') }).click()
    const saved = (await page.locator('main').innerText()).match(codeForm)![0]

    await withoutCookies({ ...phone, javaScriptEnabled: false, baseURL: site.origin }, async (other) => {
      const there = resident(other, 'ur')
      await other.goto('/ur/come-back')
      await other.getByLabel(ways('come_back.code')).fill(saved)
      await other.getByRole('button', { name: ways('come_back.button') }).click()
      await expect(there.heading).toHaveText(there.t('check.title'))
      await there.send()
      // As for anybody at home: no group’s tablet that is handed on.
      await expect(other.locator('main')).not.toContainText(ways('group.finish'))
    })
    expect(await through(site)).toEqual({
      answers: before.answers + 1,
      newest: { language: 'ur', channel: 'online' },
    })
  })

  test('all questions on one page keep the way in, without cookies too', async ({ page: open, site }) => {
    const { code } = await sampleOf(site)
    const before = await through(site)
    const t = words('en', 'consultations')
    await withoutCookies({ ...phone, javaScriptEnabled: false, baseURL: site.origin }, async (page) => {
      await page.goto(`/en/citizens-panel/answer/${code}`)
      await page.getByRole('button', { name: t('start.one_page') }).click()
      await page.getByRole('button', { name: t('one_page.send') }).click()
      await expect(page.getByRole('alert')).toBeVisible()
      await page.getByLabel(said(whatNextTexts.questions.area.title, 'en')).selectOption({ index: 1 })
      await page.getByLabel(t('one_page.none')).check()
      await page.getByRole('button', { name: t('one_page.send') }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('sent.title'))
      await expect(page.locator('main')).toContainText(codeForm)
    })
    expect((await through(site)).answers).toBe(before.answers + 1)
    // The public page is the public page: nothing comes through the sample there.
    await open.goto(`/en/consultations/${openSlug}/answer/one-page`)
    await open.getByLabel(said(whatNextTexts.questions.area.title, 'en')).selectOption({ index: 1 })
    await open.getByLabel(t('one_page.none')).check()
    await open.getByRole('button', { name: t('one_page.send') }).click()
    await expect(open.getByRole('heading', { level: 1 })).toHaveText(t('sent.title'))
    expect((await through(site)).answers).toBe(before.answers + 1)
  })
})

test.describe('a member’s own page, without JavaScript, on a small phone', () => {
  test.use({ ...phone, javaScriptEnabled: false })

  test('changes where they live at once, and how they are reached with a code', async ({ page, site }) => {
    const t = words('en', 'citizens-panel')
    const own = '/en/citizens-panel/mine/demo-panel-member-1001'
    const address = 'moved@example.org'
    await page.goto(own)
    await page.getByRole('link', { name: t('own.change') }).click()
    await expectNarrow(page)
    await page.getByRole('radio', { name: 'Melton' }).check()
    await page.getByRole('button', { name: t('change.place_button') }).click()
    await expect(notice(page)).toContainText(t('own.done_place'))
    await expect(page.locator('main')).toContainText('Melton')

    await page.getByRole('link', { name: t('own.change') }).click()
    await page.getByLabel(t('change.new')).fill(address)
    await page.getByRole('button', { name: t('change.reach_button') }).click()
    await expect(troubles(page)).toContainText(t('errors.way'))
    await expect(page.getByLabel(t('change.new'))).toHaveValue(address)
    await page.getByRole('radio', { name: t('change.ways.email') }).check()
    await page.getByRole('button', { name: t('change.reach_button') }).click()
    await expect(page.locator('main')).toContainText(t('change.sent', { days: 7 }))
    const [message] = await site.withDb((db) =>
      db.selectFrom('outbox').select(['body', 'about']).where('to_address', '=', address).execute(),
    )
    expect(message!.about).toBe('panel:change')
    await page.getByLabel(t('change.code')).fill('2222-2222-22')
    await page.getByRole('button', { name: t('change.code_button') }).click()
    await expect(troubles(page)).toBeVisible()
    await page.getByLabel(t('change.code')).fill(message!.body.match(codeForm)![0])
    await page.getByRole('button', { name: t('change.code_button') }).click()
    await expect(notice(page)).toContainText(t('own.done_reach'))
    await expect(page.locator('main')).toContainText(address)
  })
})

test('a letter’s code leads to the sample’s page, and an unknown one nowhere', async ({ page, site }) => {
  const { code } = await sampleOf(site)
  const t = words('en', 'citizens-panel')
  await page.goto('/en/citizens-panel/mine')
  await page.getByLabel(t('code.label')).fill(code!.toLowerCase())
  await page.getByRole('button', { name: t('code.button') }).click()
  await expect(page).toHaveURL(new RegExp(`/en/citizens-panel/answer/${code}$`))
  await expectAccessible(page)
  for (const path of [`answer/${code}`, 'mine/demo-panel-member-1002/change']) {
    await page.goto(`/ur/citizens-panel/${path}`)
    await expectAccessible(page)
  }
  expect((await page.goto('/en/citizens-panel/answer/2222-2222-22'))!.status()).toBe(404)
})

test('the desk counts who was asked, reached and answered; a caller’s code counts too', async ({ page, site }) => {
  const { code, people } = await sampleOf(site)
  const before = await through(site)
  await signIn(page, site, 'officer-1', `${exercise}/phone`)
  await page.getByRole('radio', { name: 'English' }).check()
  const field = page.getByLabel('Code of the citizens’ panel, if the caller was asked as a member')
  await field.fill('7777-7777-77')
  await page.getByRole('button', { name: 'Begin' }).click()
  await expect(troubles(page)).toContainText('Enter the code as it stands')
  await expect(field).toHaveValue('7777-7777-77')
  await field.fill(code!)
  await page.getByRole('button', { name: 'Begin' }).click()
  const me = resident(page)
  await expect(me.heading).toHaveText(said(whatNextTexts.questions.area.title, 'en'))
  await me.sayWhere()
  await me.tick('P06')
  await me.goOn()
  await me.goOn()
  await me.send()
  const now = await through(site)
  expect(now).toEqual({ answers: before.answers + 1, newest: { language: 'en', channel: 'phone' } })

  const row = [
    '3',
    String(people),
    String(people),
    String(now.answers),
    `${Math.round((100 * now.answers) / people)} %`,
  ]
  await page.goto(`${exercise}/coverage`)
  await expect(page.getByRole('region', { name: 'Through the citizens’ panel' }).getByRole('row').nth(1)).toHaveText(
    row.join(''),
  )
  await expectAccessible(page)
  await page.goto('/desk/citizens-panel')
  const samples = page.getByRole('region', { name: 'Samples drawn' })
  await expect(samples.getByRole('row').nth(1)).toContainText(row.slice(1).join(''))
  await expect(samples).toContainText('Not known')
  await page.goto('/desk/citizens-panel/draw')
  await page.getByLabel('For which exercise?').selectOption({ index: 1 })
  await page.getByLabel('How many members?').fill('9')
  await page.getByRole('button', { name: 'Draw and invite' }).click()
  await expect(troubles(page)).toContainText('Draw 10 members or more')
  await expect(notice(page)).toHaveCount(0)
})

test('no sample is drawn before the data-protection officer has signed what an officer wrote', async ({
  page,
  site,
}) => {
  const desk = '/desk/citizens-panel'
  await site.withDb((db) => db.deleteFrom('panel_assessment').execute())
  await signIn(page, site, 'officer-1', `${desk}/draw`)
  await expect(page.locator('main')).toContainText('has to be signed. It is not.')
  await expect(page.getByRole('button', { name: 'Draw and invite' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Data-protection assessment of the panel' }).click()
  const risks = page.getByLabel('What could go wrong for members?')
  await risks.fill('')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(troubles(page)).toContainText('Fill this in before you sign: What could go wrong for members?')
  await risks.fill('Somebody learns who is a member.')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(notice(page)).toContainText('The assessment is saved')
  await expect(page.getByRole('button', { name: /^Sign version/ })).toHaveCount(0)
  await expectAccessible(page)

  const protector = await another(page.context(), site, 'data-protection')
  await protector.getByRole('link', { name: 'Data-protection assessment of the panel' }).click()
  await protector.getByRole('button', { name: 'Sign version 1' }).click()
  await expect(notice(protector)).toContainText('The assessment is signed')
  await expect(protector.getByRole('button', { name: /^Sign version/ })).toHaveCount(0)
  await protector.context().close()

  await page.goto(`${desk}/draw`)
  await expect(page.getByRole('button', { name: 'Draw and invite' })).toBeVisible()
})

import { createGroup } from '../../app/consultations/groups/group-store.server.ts'
import { words } from '../../app/languages/words.server.ts'
import { newest } from '../../app/server/outbox-store.server.ts'
import { write } from '../../db/connect.ts'
import { whatNextTexts } from '../../db/demo/consultation-texts.ts'
import { notice, troubles } from '../support/desk.ts'
import { withoutCookies } from '../support/refusing.ts'
import { answersStored, openSlug, resident, said, whileOpen } from '../support/resident.ts'
import { expect, expectAccessible, phone, signIn, test } from '../support/site.ts'
import { answering } from '../support/ways.ts'

test.use({ ...phone, javaScriptEnabled: false })
const codeForm = /[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{2}/

test('save on the phone, come back in Urdu on another device that keeps no cookies, and send', async ({
  page,
  site,
}) => {
  const me = resident(page)
  const t = words('en', 'ways')
  const before = await answersStored(site)
  await me.start()
  await me.sayWhere()
  await me.tick('P06', 'P07')
  await page.getByRole('button', { name: t('saved.button') }).click()
  await expect(me.heading).toHaveText(t('saved.title'))
  const code = (await page.locator('main').innerText()).match(codeForm)![0]
  await page.getByLabel(t('saved.email')).fill('nobody')
  await page.getByRole('button', { name: t('saved.mail_button') }).click()
  await expect(page.getByRole('alert')).toContainText(words('en', 'messages')('errors.email'))
  await page.getByLabel(t('saved.email')).fill('resident@demonstration.example')
  await page.getByRole('button', { name: t('saved.mail_button') }).click()
  await expect(page.locator('main')).toContainText(t('saved.mailed'))
  const [message] = await site.withDb((db) => newest(db, 1))
  expect(message).toMatchObject({ to_address: 'resident@demonstration.example' })
  await page.getByRole('button', { name: t('saved.clear_button') }).click()
  await expect(page.getByRole('button', { name: me.t('start.button') })).toBeVisible()

  const link = message!.body.match(/https?:\S+/)![0].replace('/en/', '/ur/')
  await withoutCookies({ ...phone, javaScriptEnabled: false, baseURL: site.origin }, async (other) => {
    const she = resident(other, 'ur')
    const ur = words('ur', 'ways')
    await other.goto(link)
    await expect(other.locator('html')).toHaveAttribute('dir', 'rtl')
    await expect(other.getByLabel(ur('come_back.code'))).toHaveValue(code)
    await other.getByLabel(ur('come_back.code')).fill('2222-2222-22')
    await other.getByRole('button', { name: ur('come_back.button') }).click()
    await expect(other.getByRole('alert')).toContainText(ur('errors.code_unknown'))
    await other.getByLabel(ur('come_back.code')).fill(code.toLowerCase())
    await other.getByRole('button', { name: ur('come_back.button') }).click()
    await expect(she.heading).toHaveText(said(whatNextTexts.questions.order.title, 'ur'))
    await she.order('P07', 'P06')
    await other
      .getByLabel(she.t('question.why_optional', { question: said(whatNextTexts.questions.why.title, 'ur') }))
      .fill('آخری بس')
    await she.goOn()
    // In English and back: the answers stay with whoever reads them.
    await other.getByRole('link', { name: 'English' }).click()
    await expect(other.locator('main')).toContainText('آخری بس')
    await other.getByRole('link', { name: 'اردو' }).click()
    await she.send()
    await other.getByRole('radio', { name: she.t('sent.yes'), exact: true }).check()
    await she.goOn()
    await she.goOn()
    await other.getByRole('link', { name: she.t('equality.skip') }).click()
    await expect(she.heading).toHaveText(she.t('receipt.title'))
    await other.getByRole('button', { name: she.t('receipt.clear_button') }).click()
    await other.goBack()
    await expect(other.locator('main')).not.toContainText(codeForm)
    expect(await other.context().cookies()).toEqual([])
  })
  expect(await answersStored(site)).toBe(before + 1)
  await page.goto('/en/come-back')
  await page.getByLabel(t('come_back.code')).fill(code)
  await page.getByRole('button', { name: t('come_back.button') }).click()
  await expect(page.getByRole('alert')).toContainText(t('errors.code_unknown'))
})

test('a form of its own is saved from any page, and carried on without cookies from the start', async ({ site }) => {
  await withoutCookies({ ...phone, javaScriptEnabled: false, baseURL: site.origin }, async (page) => {
    const me = answering(page)
    const t = words('en', 'ways')
    await me.start()
    await page.getByRole('button', { name: t('saved.button') }).click()
    await expect(me.heading).toHaveText(t('saved.title'))
    await page.getByRole('link', { name: t('saved.go_on') }).click()
    await me.at('travel')
    await page.getByRole('radio', { name: me.option('travel', 'bus'), exact: true }).check()
    await page.getByRole('button', { name: t('saved.button') }).click()
    const code = (await page.locator('main').innerText()).match(codeForm)![0]
    await page.goto(`/en/come-back?code=${code}`)
    await page.getByRole('button', { name: t('come_back.button') }).click()
    await me.at('journeys')
    expect(page.url()).toContain('d=')
  })
})

test('an officer answers for a caller in Urdu, a group on its tablet, an organisation apart from residents', async ({
  page,
  site,
}) => {
  const t = words('en', 'ways')
  const desk = words('en', 'collecting')
  const exercise = '/desk/exercises/demo-exercise-what-next'
  const stored = (channel: 'phone' | 'group' | 'online') =>
    site.withDb((db) =>
      db
        .selectFrom('response')
        .select(['status', 'language', 'group_id'])
        .where('channel', '=', channel)
        .innerJoin('consultation', 'consultation.id', 'response.consultation_id')
        .innerJoin('exercise', 'exercise.id', 'consultation.exercise_id')
        .where('exercise.slug', '=', openSlug)
        .where('response.source', 'is', null)
        .execute(),
    )
  await signIn(page, site, 'officer-1', `${exercise}/phone`)
  await page.getByRole('button', { name: desk('phone.button') }).click()
  await expect(page.getByRole('alert')).toContainText(desk('errors.language'))
  await page.getByRole('radio', { name: 'اردو' }).check()
  await page.getByRole('button', { name: desk('phone.button') }).click()
  const caller = resident(page, 'ur')
  await expect(page.locator('main')).toContainText(words('ur', 'ways')('phone.notice'))
  await caller.sayWhere()
  await caller.goOn()
  await expect(page.getByRole('alert')).toBeVisible()
  await caller.tick('P04')
  await caller.goOn()
  await caller.goOn()
  await caller.send()
  await page.getByRole('radio', { name: caller.t('sent.no'), exact: true }).check()
  await caller.goOn()
  await expect(page.locator('main')).toContainText(words('ur', 'ways')('phone.read_out'))
  await caller.reference()
  await page.getByRole('button', { name: words('ur', 'ways')('phone.finish_button') }).click()
  await expect(page).toHaveURL(new RegExp(`${exercise}/phone$`))
  expect(await stored('phone')).toEqual([{ status: 'counted', language: 'ur', group_id: null }])

  await page.goto(`${exercise}/groups`)
  await page.getByLabel(desk('groups.name')).fill('Elders’ lunch')
  await page.getByRole('button', { name: desk('groups.button') }).click()
  await expect(page.getByRole('alert')).toContainText(desk('errors.group_partner'))
  await page.getByLabel(desk('groups.partner'), { exact: true }).fill('Voluntary Action')
  await page.getByRole('button', { name: desk('groups.button') }).click()
  await expect(page.locator('main')).toContainText(desk('done.created'))
  const mine = page.getByRole('region', { name: 'Elders’ lunch' })
  const link = (await mine.getByRole('link', { name: /\/en\/group\// }).getAttribute('href'))!

  await withoutCookies({ ...phone, javaScriptEnabled: false, baseURL: site.origin }, async (tablet) => {
    const me = resident(tablet)
    await tablet.goto(link)
    await expect(tablet.locator('main')).toContainText('Elders’ lunch')
    await tablet.getByRole('button', { name: me.t('start.button') }).click()
    await me.sayWhere()
    await me.tick('P06')
    await me.goOn()
    await me.goOn()
    await me.send()
    await tablet.getByRole('radio', { name: me.t('sent.no'), exact: true }).check()
    await me.goOn()
    await me.reference()
    const receipt = tablet.url()
    await tablet.getByRole('button', { name: t('group.finish_button') }).click()
    await expect(tablet).toHaveURL(link)
    for (const back of [() => tablet.goBack(), () => tablet.goto(receipt)]) {
      await back()
      await expect(tablet.locator('main')).not.toContainText(codeForm)
    }
    await tablet.goto(`${link}/count`)
    await expect(tablet.locator('main')).toContainText(t('group.few'))
  })
  expect(await stored('group')).toMatchObject([{ status: 'counted', language: 'en' }])

  const before = await stored('online')
  const me = resident(page)
  await page.context().clearCookies()
  await page.goto(me.home)
  await page.getByRole('link', { name: t('organisation.link') }).click()
  await page.getByRole('button', { name: me.t('continue') }).click()
  await expect(page.getByRole('alert')).toContainText(t('errors.organisation_represents'))
  await page.getByLabel(t('organisation.name')).fill('Bus Users’ Forum')
  await page.getByLabel(t('organisation.does')).fill('Speaks for passengers')
  await page.getByLabel(t('organisation.represents')).fill('300 members, asked at a meeting')
  await me.goOn()
  await expect(me.heading).toHaveText(said(whatNextTexts.questions.pick.title, 'en'))
  await expect(page.locator('main')).toContainText('Bus Users’ Forum')
  await me.tick('P06')
  await me.goOn()
  await me.goOn()
  await page.getByRole('button', { name: me.t('check.send') }).click()
  await expect(page.locator('main')).toContainText(t('organisation.receipt'))
  const online = await stored('online')
  expect(online.length - before.length).toBe(1)
  expect(online.filter(({ status }) => status === 'organisation')).toHaveLength(1)
})

test.describe('with scripts', () => {
  test.use({ javaScriptEnabled: true })
  test('the first page’s address holds no draft where cookies do; every page can be used by all', async ({
    page,
    site,
  }) => {
    const me = resident(page)
    await me.start()
    expect(new URL(page.url()).pathname).toBe(`/en/consultations/${openSlug}/answer/area`)
    expect(new URL(page.url()).search).toBe('')
    await expectAccessible(page)
    await page.getByRole('button', { name: words('en', 'ways')('saved.button') }).click()
    await expectAccessible(page)
    await whileOpen(site, 3, 40, async () => {
      await page.goto(`${me.home}/answer/pick`)
      await expect(page.locator('main')).toContainText(words('en', 'ways')('waiting.text'))
      await expectAccessible(page)
    })
    await page.goto('/ur/come-back')
    await expectAccessible(page)
    await page.goto(`/ur/consultations/${openSlug}/organisation`)
    await expectAccessible(page)
    for (const part of ['phone', 'groups']) {
      await signIn(page, site, 'officer-1', `/desk/exercises/demo-exercise-what-next/${part}`)
      await expectAccessible(page)
    }
    await site.withDb(async (db) => {
      const heard = await db
        .selectFrom('response')
        .innerJoin('consultation', 'consultation.id', 'response.consultation_id')
        .innerJoin('exercise', 'exercise.id', 'consultation.exercise_id')
        .select('response.id')
        .where('exercise.slug', '=', 'what-matters-most')
        .where('response.status', '=', 'organisation')
        .executeTakeFirstOrThrow()
      const says = { name: 'Bus Users’ Forum', does: 'Speaks for passengers', represents: '300 members' }
      await db
        .insertInto('response_organisation')
        .values({ response_id: heard.id, ...says })
        .execute()
    })
    await page.goto('/en/consultations/what-matters-most/list')
    await page.getByRole('link', { name: words('en', 'ways')('heard.link') }).click()
    await expect(page.locator('main')).toContainText('Bus Users’ Forum')
    await expectAccessible(page)
    const csv = await page.request.get('/en/consultations/what-matters-most/organisations.csv')
    expect(await csv.text()).toContain('Bus Users’ Forum,Speaks for passengers,300 members,choice 1,')
    expect((await page.request.get(`/en/consultations/${openSlug}/organisations`)).status()).toBe(404)
    // An officer holds the answer back: that it is, and why, stands in its place.
    await page.goto('/desk/exercises/demo-exercise-what-matters/organisations')
    await expectAccessible(page)
    await page.getByLabel('No, it is held back').check()
    await page.getByRole('button', { name: 'Decide' }).click()
    await expect(troubles(page)).toContainText('Say in at least 20 letters why it is held back')
    await page.getByLabel('Why it is held back').fill('Nobody may speak for this organisation.')
    await page.getByRole('button', { name: 'Decide' }).click()
    await expect(notice(page)).toContainText('It is decided')
    await page.goto('/en/consultations/what-matters-most/list')
    await expect(page.locator('main')).toContainText('1 organisation’s answer is not published:')
    await expect(page.locator('main')).toContainText('Nobody may speak for this organisation.')
    await expect(page.locator('main')).not.toContainText('Bus Users’ Forum')
    await page.getByRole('link', { name: words('en', 'ways')('heard.link') }).click()
    await expectAccessible(page)
    const group = await site.withDb((db) => db.selectFrom('community_group').select('code').executeTakeFirst())
    for (const rest of ['', '/count']) {
      await page.goto(`/ur/group/${group!.code}${rest}`)
      await expectAccessible(page)
    }
    // Once results are out, a group's own page leads to them; before, there is nothing to lead to.
    const results = page.getByRole('link', { name: words('en', 'consultations')('all.results') })
    const code = await site.withDb(async (db) => {
      const { id: consultationId } = await db
        .selectFrom('consultation as c')
        .innerJoin('exercise as e', 'e.id', 'c.exercise_id')
        .select('c.id')
        .where('e.slug', '=', 'what-matters-most')
        .executeTakeFirstOrThrow()
      const { id: personId } = await db.selectFrom('person').select('id').executeTakeFirstOrThrow()
      const about = { consultationId, name: 'Carers', partner: 'A charity', personId }
      return write(db, (tx) => createGroup(tx, 'a secret of the tests', about, new Date()))
    })
    await page.goto(`/en/group/${group!.code}`)
    await expect(results).toHaveCount(0)
    await page.goto(`/en/group/${code}`)
    await expect(results).toHaveAttribute('href', '/en/consultations/what-matters-most/list')
    // Too few for a number.
    await expect(page.locator('main')).not.toContainText('answered here.')
    await expectAccessible(page)
  })
})

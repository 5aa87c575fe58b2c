import { languages, words } from '../../app/languages/words.server.ts'
import { referenceFor } from '../../app/ledger/reference-code.ts'
import { settings } from '../../app/server/settings.ts'
import { notice, troubles } from '../support/desk.ts'
import { another, expect, expectAccessible, phone, signIn, test } from '../support/site.ts'

const jury = '/desk/juries/care-at-home'
const place = '/en/my-jury/care-at-home'
const reference = (n: string) => referenceFor(settings().SECRET, `demo-seated-registration-${n}`)

test('a juror sees their days, pay and needs, chooses how to be paid, and gives up the place; the manager finds it free', async ({
  page,
  context,
  site,
}) => {
  const main = page.locator('main')
  await signIn(page, site, 'care-juror-05')
  await page.getByRole('link', { name: 'Your place, days and pay: Care at home' }).click()
  await expect(page).toHaveURL(new RegExp(`${place}$`))
  await expect(main).toContainText('You are on the jury. Your badge says')
  await expect(main).toContainText('Library hall, close to the bus station')
  await expect(main).toContainText('For each day that you come: £85.00')
  await expect(main).toContainText('Being paid can change benefits that you receive')
  await expect(main).toContainText('Safeguarding lead, 01632 960 999')
  await expectAccessible(page)
  await page.getByRole('radio', { name: 'Voucher' }).check()
  await page.getByLabel('I have read what is said of benefits').check()
  await page.getByRole('button', { name: 'Save my choice' }).click()
  await expect(notice(page)).toContainText('Your choice is written down')
  await expect(page.getByRole('radio', { name: 'Voucher' })).toBeChecked()

  await page.getByRole('button', { name: 'I cannot come any more' }).click()
  await expect(troubles(page)).toContainText('Tick that you want to give up your place')
  await expectAccessible(page)
  await page.getByLabel('Yes, give up my place').check()
  await page.getByRole('button', { name: 'I cannot come any more' }).click()
  await expect(notice(page)).toContainText('We know that you cannot come')
  await expect(main).toContainText('You are not on the jury any more')
  await expectAccessible(page)

  const manager = await another(context, site, 'jury-manager')
  await manager.getByRole('link', { name: /free in “Care at home”/ }).click()
  await expect(manager.getByRole('heading', { name: /free: who could take/ })).toBeVisible()
  const change = manager.getByRole('row', { name: /Juror C05/ })
  await expect(change).toContainText('Cannot come')
  await expect(change).toContainText('Nobody yet')
  await manager.context().close()
})

test.describe('on a phone without scripts and without a sign-in', () => {
  test.use({ ...phone, javaScriptEnabled: false })

  test('a juror finds the place by the reference, in Urdu, and every act goes with it', async ({ page, site }) => {
    const t = words('ur', 'juror')
    await page.goto('/ur/my-jury/care-at-home')
    await expect(page.locator('main')).not.toContainText('£')
    const open = async (typed: string) => {
      await page.getByLabel(t('who.reference')).fill(typed)
      await page.getByRole('button', { name: t('who.button') }).click()
    }
    await open('7K3M')
    await expect(troubles(page)).toContainText(t('errors.reference_form').slice(0, 20))
    await open(referenceFor(settings().SECRET, 'nobody'))
    await expect(troubles(page)).toContainText(t('errors.reference_unknown'))
    await open(reference('08').toLowerCase())
    await expect(page.getByRole('heading', { name: t('pay.title') })).toBeVisible()
    expect(page.url()).not.toContain(reference('08').slice(0, 4))
    await page.getByRole('radio', { name: t('pay.ways.decline') }).check()
    await page.getByRole('button', { name: t('pay.save') }).click()
    await expect(notice(page)).toContainText(t('done.choice'))
    await expect(page.getByRole('radio', { name: t('pay.ways.decline') })).toBeChecked()
    await page.getByLabel(t('leave.sure')).check()
    await page.getByRole('button', { name: t('leave.button') }).click()
    await expect(page.locator('main')).toContainText(t('stand.gone'))
    const stored = await site.withDb(async (db) => ({
      member: await db
        .selectFrom('jury_member')
        .select('state')
        .where('id', '=', 'demo-seated-member-08')
        .executeTakeFirst(),
      behind: await db
        .selectFrom('person')
        .select(['email', 'disabled_at'])
        .where('id', '=', 'demo-seated-member-08')
        .executeTakeFirst(),
    }))
    expect(stored.member!.state).toBe('withdrawn')
    expect(stored.behind!.email).toMatch(/@no-address\.invalid$/)
    expect(stored.behind!.disabled_at).not.toBeNull()
  })
})

test('somebody who was drawn reads the note on benefits, then accepts on their own page, as who answered', async ({
  page,
  site,
}) => {
  const applicant = 'demo-seated-applicant-32'
  await site.withDb((db) =>
    db
      .updateTable('jury_application')
      .set({ status: 'SELECTED', alternate_rank: null })
      .where('id', '=', applicant)
      .execute(),
  )
  const main = page.locator('main')
  await page.goto(place)
  await page.getByLabel('Your reference').fill(reference('32'))
  await page.getByRole('button', { name: 'Show my place' }).click()
  await expect(main).toContainText('You have been picked by chance.')
  await expect(main).toContainText('Being paid can change benefits that you receive')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Yes, I will be on the jury' }).click()
  await expect(troubles(page)).toContainText('Tick that you have read what is said of benefits')
  await expectAccessible(page)
  await page.getByLabel('I have read what is said of benefits').check()
  await page.getByRole('button', { name: 'Yes, I will be on the jury' }).click()
  await expect(notice(page)).toContainText('Thank you for saying yes')
  await expect(main).toContainText('You are on the jury. Your badge says')
  await expectAccessible(page)
  const said = await site.withDb((db) =>
    db
      .selectFrom('jury_call')
      .select(['outcome', 'note_shown as note', 'called_by as by'])
      .where('application_id', '=', applicant)
      .execute(),
  )
  expect(said).toEqual([{ outcome: 'yes', note: 1, by: applicant }])
})

test('payments stand with the day by which they are due, and whoever was not drawn sees only that', async ({
  page,
  site,
}) => {
  const owed = await site.withDb((db) =>
    db
      .selectFrom('juror_payment as p')
      .innerJoin('jury_member as m', 'm.id', 'p.member_id')
      .innerJoin('person as person', 'person.id', 'm.person_id')
      .select(['person.email', 'p.member_id as memberId'])
      .where('m.jury_id', '=', 'demo-jury-heard')
      .where('p.kind', '=', 'travel')
      .orderBy('person.email')
      .executeTakeFirstOrThrow(),
  )
  await site.withDb((db) =>
    db
      .updateTable('juror_payment')
      .set({ paid_on: null, due_on: '2020-01-08' })
      .where('member_id', '=', owed.memberId)
      .execute(),
  )
  await signIn(page, site, owed.email.split('@')[0]!, '/en/my-jury/being-heard-in-the-county')
  await expect(page.getByRole('row', { name: /Travel/ }).first()).toContainText(
    'Should have been paid by 8 January 2020',
  )
  await expectAccessible(page)

  await page.context().clearCookies()
  for (const { code } of languages()) {
    const t = words(code, 'juror')
    await page.goto(`/${code}/my-jury/care-at-home`)
    await page.getByLabel(t('who.reference')).fill(reference('33'))
    await page.getByRole('button', { name: t('who.button') }).click()
    await expect(page.locator('main')).toContainText(t('stand.pool'))
    await expect(page.locator('main')).not.toContainText('£')
  }
  const last = words(languages().at(-1)!.code, 'juror')
  await page.getByRole('button', { name: last('out.button') }).click()
  await expect(troubles(page)).toContainText(last('errors.sure_out'))
  await expectAccessible(page)
  await page.getByLabel(last('out.sure')).check()
  await page.getByRole('button', { name: last('out.button') }).click()
  await expect(page.locator('main')).toContainText(last('stand.out'))

  await page.goto('/ur/my-jury/care-at-home')
  await expectAccessible(page)
  await page.getByLabel(words('ur', 'juror')('who.reference')).fill(reference('16'))
  await page.getByRole('button', { name: words('ur', 'juror')('who.button') }).click()
  await expect(page.getByRole('radio')).toHaveCount(3)
  await expectAccessible(page)
  expect(
    (await page.request.post(place, { form: { intent: 'draw' }, headers: { origin: site.origin } })).status(),
  ).toBe(404)
})

test('a facilitator sees nothing of anybody’s money', async ({ page, site }) => {
  await signIn(page, site, 'facilitator-1', jury)
  const day = `${jury}/sessions/demo-seated-session-1`
  for (const path of [
    '/support',
    '/support/05',
    '/payments',
    '/payments.csv',
    '/terms',
    '/calls',
    '/seats',
    '/deletion',
  ]) {
    expect((await page.request.get(jury + path)).status(), path).toBe(404)
  }
  for (const path of ['/desk', jury, `${jury}/badges`, day, `${day}/tables`, `${day}/day-sheet`, place]) {
    const shown = await page.request.get(path)
    expect(shown.status(), path).toBe(200)
    expect((await shown.text()).match(/£|honorari|voucher|benefits that you|child ?care|payment/gi), path).toBeNull()
  }
})

import type { Page } from '@playwright/test'
import { assess, notice, signQuestions, troubles } from '../support/desk.ts'
import { another, expect, expectAccessible, type Site, signIn, test } from '../support/site.ts'

const ways = '/desk/exercises/demo-exercise-ways-to-ask'
const ahead = 'Sign in again before you begin'

/** Everybody signed in this many minutes ago. */
const signedIn = (site: Site, minutesAgo: number) =>
  site.withDb((db) =>
    db
      .updateTable('session')
      .set({ created_at: new Date(Date.now() - minutesAgo * 60_000).toISOString() })
      .execute(),
  )

/** How much is on record: an act that was refused has left nothing. */
const onRecord = (site: Site) =>
  site.withDb(async (db) => {
    const count = async (table: 'ledger' | 'actor_event' | 'paper' | 'role_grant' | 'exercise_signature') =>
      Number(
        (
          await db
            .selectFrom(table)
            .select((eb) => eb.fn.countAll().as('n'))
            .executeTakeFirstOrThrow()
        ).n,
      )
    return [
      await count('ledger'),
      await count('actor_event'),
      await count('paper'),
      await count('role_grant'),
      await count('exercise_signature'),
    ]
  })

const asksAgain = (page: Page) => expect(troubles(page)).toContainText('You signed in more than 15 minutes ago')

test('a paper is written by whoever signed in long ago: nothing is lost, and it is saved after signing in again', async ({
  page,
  site,
}) => {
  const { id } = await site.withDb((db) =>
    db
      .selectFrom('agenda_item as i')
      .innerJoin('meeting as m', 'm.id', 'i.meeting_id')
      .select('i.id')
      .where('m.held', '=', 0)
      .where('i.standing', '=', 0)
      .executeTakeFirstOrThrow(),
  )
  const address = `/desk/board/items/${id}/paper`
  await signIn(page, site, 'secretariat', address)
  await expect(page.getByText(ahead)).toHaveCount(0)
  await signedIn(site, 16)
  await page.goto(address)
  await expect(page.getByRole('link', { name: ahead })).toHaveAttribute(
    'href',
    `/desk/sign-in-again?to=${encodeURIComponent(address)}`,
  )
  await expectAccessible(page)
  await page.getByLabel('Officer’s paper').check()
  await page.getByLabel('Title', { exact: true }).fill('Where the salt is')
  await page.getByLabel('Summary').fill('Four depots and a lorry.')
  await page.getByLabel('The paper').fill('The lorry leaves at five.')
  const before = await onRecord(site)
  const save = page.getByRole('button', { name: 'Add the paper' })
  await save.click()
  await asksAgain(page)
  await expectAccessible(page)
  expect(await onRecord(site)).toEqual(before)
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Where the salt is')
  await expect(page.getByLabel('The paper')).toHaveValue('The lorry leaves at five.')

  // Beside the page that keeps the form, as a link in a message opens too.
  const opened = page.waitForEvent('popup')
  await troubles(page).getByRole('link').click()
  const beside = await opened
  await beside.getByRole('button', { name: 'Send me a link' }).click()
  await expect(beside.getByRole('heading', { level: 1 })).toHaveText('Look at your e-mail')
  const { body } = await site.withDb((db) =>
    db
      .selectFrom('outbox')
      .select('body')
      .where('to_address', '=', 'secretariat@demonstration.example')
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow(),
  )
  await beside.goto(body.match(/http\S+/)![0])
  await beside.getByRole('button', { name: 'Sign in' }).click()
  await beside.waitForURL(`**${address}`)
  await save.click()
  await expect(notice(page)).toBeVisible()
  await expect(page.locator('main')).toContainText('Where the salt is')
})

test('each of two people who publish has signed in lately', async ({ page, context, site }) => {
  test.setTimeout(180_000)
  await signIn(page, site, 'officer-1', `${ways}/form`)
  await page.getByRole('button', { name: 'Begin a change' }).click()
  await page.locator('#question-park-first').getByRole('button', { name: 'Take out' }).click()
  await page.getByRole('button', { name: 'Yes, take it out' }).click()
  await assess(page, ways)
  await page.goto(`${ways}/check`)
  await page.getByLabel('Why do the questions stay as they are?').fill('Asked in every way there is, so it is long.')
  await page.getByRole('button', { name: 'Sign with this reason' }).click()
  await signQuestions(page, ways)

  await signedIn(site, 16)
  const before = await onRecord(site)
  const why = page.getByLabel('What has changed, and why?')
  const sign = page.getByRole('button', { name: 'Sign to publish' })
  await why.fill('The parks have been decided already.')
  await sign.click()
  await asksAgain(page)
  expect(await onRecord(site)).toEqual(before)
  await expect(why).toHaveValue('The parks have been decided already.')
  await signedIn(site, 14)
  await sign.click()
  await expect(notice(page)).toContainText('A second person publishes it')

  const second = await another(context, site, 'secretariat', `${ways}/check`)
  await signedIn(site, 16)
  const halfway = await onRecord(site)
  const publish = second.getByRole('button', { name: 'Sign and publish' })
  await publish.click()
  await asksAgain(second)
  expect(await onRecord(site)).toEqual(halfway)
  await signedIn(site, 14)
  await publish.click()
  await expect(notice(second)).toContainText('The change is public')
  await second.context().close()
})

test('nobody is drawn and nobody is given a role from a desk that was left open', async ({ page, site }) => {
  const post = (path: string, form: Record<string, string>) =>
    page.request.post(path, { form, headers: { origin: site.origin }, maxRedirects: 0 })
  const { juryId, badge } = await site.withDb(async (db) => {
    const leaving = await db
      .selectFrom('conference_member')
      .select('id')
      .where('cohort', '=', 1)
      .executeTakeFirstOrThrow()
    await db.updateTable('conference_member').set({ left_on: '2026-01-01' }).where('id', '=', leaving.id).execute()
    const sitting = db.selectFrom('conference_member').select('person_id')
    return db
      .selectFrom('jury_member as m')
      .innerJoin('jury as j', 'j.id', 'm.jury_id')
      .select(['j.id as juryId', 'm.badge'])
      .where('j.report_published_at', 'is not', null)
      .where('m.state', '=', 'seated')
      .where('m.person_id', 'is not', null)
      .where('m.person_id', 'not in', sitting)
      .orderBy('m.badge')
      .executeTakeFirstOrThrow()
  })
  for (const [who, path, form] of [
    ['secretariat', '/desk/conference', { intent: 'join', candidate: `${juryId}:${badge}`, cohort: '1' }],
    ['jury-manager', '/desk/juries/care-at-home/seats', { intent: 'choose' }],
    ['jury-manager', '/desk/juries/practice-jury/members', { list: 'badge,area,email,state\n60,Charnwood,,alternate' }],
  ] as const) {
    await signIn(page, site, who)
    await signedIn(site, 16)
    const before = await onRecord(site)
    const answer = await post(path, form)
    expect(answer.status(), path).toBe(422)
    expect((await answer.text()).includes('/desk/sign-in-again?to='), path).toBe(true)
    expect(await onRecord(site), path).toEqual(before)
    await signedIn(site, 14)
    expect((await post(path, form)).status(), path).toBe(303)
    expect(await onRecord(site), path).not.toEqual(before)
  }
})

test('what is no draw, publication or role is done however long ago somebody signed in', async ({ page, site }) => {
  await signIn(page, site, 'officer-1', '/desk/evidence')
  await signedIn(site, 600)
  await page.goto('/desk')
  await expect(page.getByText(ahead)).toHaveCount(0)
  await signIn(page, site, 'facilitator-1', '/desk/juries/practice-jury')
  await signedIn(site, 600)
  await page.reload()
  await expect(page.getByText(ahead)).toHaveCount(0)
  await signIn(page, site, 'owner-nhs', '/desk/actions/demo-action-1/report')
  await signedIn(site, 600)
  await page.getByRole('button', { name: 'Send this report' }).click()
  await expect(troubles(page)).not.toContainText('You signed in')
})

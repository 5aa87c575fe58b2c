import type { Browser, Page } from '@playwright/test'
import { words } from '../../app/languages/words.server.ts'
import { notice, troubles } from '../support/desk.ts'
import { expect, expectAccessible, expectNarrow, phone, type Site, signIn, test } from '../support/site.ts'

const exercise = 'demo-exercise-what-matters'
const desk = `/desk/exercises/${exercise}/list/check-back`
const path = '/consultations/what-matters-most/check-back'
const wording = 'Jobs, skills and apprenticeships'

const edited = 'Things to do and safe places for young people'
const inGujarati = 'લોકો રહે છે ત્યાં નજીક નોકરી'

/** A reader meets the new words in English, marked, until a translator gives them; then as words that nobody has checked. */
async function inItsLanguages(site: Site, resident: Page, browser: Browser): Promise<void> {
  const late = words('gu', 'shell')
  const english = 'Jobs and skills near where people live'
  await resident.goto('/gu/consultations/what-matters-most/list')
  const before = resident.locator('main').getByText(english).first()
  await expect(before).toHaveAttribute('lang', 'en')
  await expect(resident.locator('main')).toContainText(late('late.not_translated'))
  const translator = await (await browser.newContext({ baseURL: site.origin })).newPage()
  await signIn(translator, site, 'translator-gu')
  await translator.goto(`/desk/exercises/${exercise}/languages/gu`)
  const text = translator.locator('.translation', { hasText: english }).locator('textarea')
  await text.fill(inGujarati)
  await translator.getByRole('button', { name: 'Save what I changed' }).click()
  await expect(notice(translator)).toContainText('1 translation is saved')
  for (const at of ['consultations/what-matters-most/list', 'consultations/what-matters-most/check-back']) {
    await resident.goto(`/gu/${at}`)
    await expect(resident.locator('main')).toContainText(inGujarati)
    await expect(resident.locator('main')).toContainText(late('late.unchecked'))
  }
}

/** As if the flagship list were published and nothing had been decided about it yet. */
const undecided = (site: Site) =>
  site.withDb(async (db) => {
    const lists = await db.selectFrom('priority_list').select('id').where('exercise_id', '=', exercise).execute()
    const ids = lists.map(({ id }) => id)
    for (const table of ['check_back_verdict', 'check_back_answer', 'check_back_invite', 'check_back_reply'] as const)
      await db.deleteFrom(table).execute()
    await db.deleteFrom('check_back_draft').execute()
    await db.deleteFrom('check_back').execute()
    await db.deleteFrom('point').where('list_id', 'in', ids).execute()
    await db.updateTable('paper').set({ list_id: null }).where('list_id', 'in', ids).execute()
  })

/** The page was open for some days and closed yesterday. */
const closed = (site: Site) =>
  site.withDb((db) => db.updateTable('check_back').set({ opens_on: '2020-01-01', closes_on: '2020-01-08' }).execute())

/** Two answers about the wording that a program seems to have sent. */
const heldBack = (site: Site) =>
  site.withDb(async (db) => {
    const { id } = await db.selectFrom('check_back').select('id').executeTakeFirstOrThrow()
    const { id: option } = await db
      .selectFrom('question_option as o')
      .innerJoin('text_version as t', 't.text_id', 'o.title_text_id')
      .select('o.id')
      .where('t.body', '=', wording)
      .executeTakeFirstOrThrow()
    for (const key of ['held-1', 'held-2']) {
      const answer = { id: key, check_back_id: id, way: 'open' as const, language: 'en', given_on: '2020-01-02' }
      const from = { submission_key: key, reference_hash: key, held: 'fast' as const }
      await db
        .insertInto('check_back_answer')
        .values({ ...answer, ...from })
        .execute()
      const said = { answer_id: key, option_id: option, verdict: 'partly' as const, words: 'From a machine' }
      await db.insertInto('check_back_verdict').values(said).execute()
    }
  })

const mailTo = (site: Site, address: string) =>
  site.withDb((db) =>
    db
      .selectFrom('outbox')
      .select(['body', 'language'])
      .where('to_address', '=', address)
      .where('about', '=', 'check-back')
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow(),
  )

test('what became of the demonstration’s wording stands beside its list and in the pack', async ({ page, site }) => {
  const main = page.locator('main')
  await page.goto('/en/consultations/what-matters-most/list')
  await expect(main).toContainText(/Checked back with \d+ people\. \d+ answered\. \d+ said of everything/)
  await expect(main).toContainText('2 wordings changed.')
  await page.getByRole('link', { name: 'What was said of each priority' }).click()
  await expect(main).toContainText('to “Tell your story once for council, health and police help”, because:')
  await expect(main).toContainText(/Kept on .*, because: the question named noise/)
  await expect(main).not.toContainText('What is a front door?')
  await expectAccessible(page)
  await page.goto(`/en-easy${path}`)
  await expect(main).toContainText('We kept it on')
  await signIn(page, site, 'board-01', '/desk/board/pack')
  await expect(main).toContainText('2 wordings changed.')
})

test('a wording is sent back, doubted, answered and changed before the Board gets the list', async ({
  page,
  browser,
  site,
}) => {
  await undecided(site)
  const main = page.locator('main')
  await signIn(page, site, 'secretariat', '/desk/board')
  await page.getByRole('link', { name: /Choose what the Board must answer from “What matters most/ }).click()
  await expect(main).toContainText('The Board cannot get this list yet')
  await expect(page.getByRole('button', { name: 'Put these to the Board' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Check the wording back' }).click()
  await expectAccessible(page)
  const edit = page.getByRole('link', { name: `Edit ${edited}` })
  await edit.click()
  await expect(main).toContainText(`When people answered, it said: “${edited}”`)
  await page.getByLabel('The wording that is sent back').fill('Safe places to go in the evening for young people')
  await page.getByRole('button', { name: 'Keep this wording' }).click()
  await expect(troubles(page)).toContainText('Say why it is edited')
  await expect(page.getByLabel('The wording that is sent back')).toHaveValue(
    'Safe places to go in the evening for young people',
  )
  await expectAccessible(page)
  await page.getByLabel('Why is it edited?').fill('it is what people wrote')
  await page.getByRole('button', { name: 'Keep this wording' }).click()
  await expect(notice(page)).toContainText('It goes out in these words')
  await expect(main).toContainText(`Before: “${edited}”. Because: it is what people wrote`)
  await expect(page.getByRole('row', { name: /ગુજરાતી/ })).toContainText('1')
  await expectAccessible(page)
  await page.getByLabel('For how many days?').fill('3')
  await page.getByRole('button', { name: 'Send it back' }).click()
  await expect(troubles(page)).toContainText('from 7 to 60')
  await page.getByLabel('For how many days?').fill('14')
  await page.getByRole('button', { name: 'Send it back' }).click()
  await expect(notice(page)).toContainText('each to one person')
  await expectAccessible(page)

  const mail = await mailTo(site, 'resident-01@demonstration.example')
  const link = new URL(/http\S+code=\S+/.exec(mail.body)![0])
  const resident = await (await browser.newContext({ baseURL: site.origin })).newPage()
  await resident.goto(link.pathname + link.search)
  await expect(resident.locator('main')).toContainText('It can be used once')
  await expect(
    resident.getByRole('group', { name: 'Safe places to go in the evening for young people' }),
  ).toContainText(`When people answered, it read: “${edited}”. It was worded anew because: it is what people wrote`)
  await expectAccessible(resident)
  const send = () => resident.getByRole('button', { name: 'Send my answer' }).click()
  await send()
  await expect(troubles(resident)).toContainText('about at least one priority')
  const group = resident.getByRole('group', { name: wording })
  await group.getByLabel('Not quite').check()
  await group.getByLabel('What is wrong with it?').fill('Say near where we live')
  await send()
  await expect(resident.getByRole('heading', { level: 1 })).toHaveText('We have your answer')
  await expect(resident.locator('.reference-code')).toBeVisible()
  await resident.goto(link.pathname + link.search)
  await expect(resident.locator('main')).toContainText('Somebody has answered with this link already')
  await page.reload()
  await expect(main).toContainText('1 have answered so far')
  await expect(main).not.toContainText('Say near where we live')

  await heldBack(site)
  await page.reload()
  await page.getByRole('link', { name: 'Let in or leave out' }).click()
  await expect(main).toContainText('2 wait for a decision')
  await expect(main).not.toContainText('From a machine')
  await expectAccessible(page)
  const which = (name: RegExp) => page.getByRole('radio', { name }).check()
  await page.getByRole('button', { name: 'Let them in' }).click()
  await expect(troubles(page)).toContainText('Choose which answers')
  await which(/Only those ticked/)
  await page.getByRole('checkbox').first().check()
  await page.getByLabel('Why?').fill('Somebody wrote to us about it')
  await page.getByRole('button', { name: 'Let them in' }).click()
  await expect(notice(page)).toContainText('They count now')
  await which(/All that wait/)
  await page.getByLabel('Why?').fill('Sent within one second')
  await page.getByRole('button', { name: 'Leave them out' }).click()
  await expect(notice(page)).toContainText('until the check is concluded')
  await expect(main).toContainText('Sent within one second')
  await expectAccessible(page)

  await closed(site)
  await page.goto(desk)
  await expect(main).toContainText('1 was let in and counts')
  await expect(main).toContainText('Say near where we live')
  await page.getByRole('button', { name: 'Conclude and publish' }).click()
  await expect(troubles(page)).toContainText('Answer every priority')
  const section = page.locator('section', { has: page.getByRole('heading', { name: wording }) }).last()
  await section.getByRole('radio', { name: 'Changed' }).check()
  await section.getByLabel('The new wording').fill('Jobs and skills near where people live')
  await section.getByLabel('What people suggested').fill('Write to me@example.org')
  await section.getByLabel('Because', { exact: true }).fill('people meant jobs they can reach')
  await section.getByRole('button', { name: 'Keep this answer' }).click()
  await expect(troubles(page)).toContainText('Take out e-mail addresses')
  await page.locator('#suggested').fill('Some want it nearer.')
  await section.getByRole('button', { name: 'Keep this answer' }).click()
  await expect(notice(page)).toContainText('It is public once you conclude')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Conclude and publish' }).click()
  await expect(notice(page)).toContainText('The Board may have the list')
  await expectAccessible(page)

  await resident.goto(`/en${path}`)
  await expect(resident.locator('main')).toContainText('to “Jobs and skills near where people live”')
  await expect(resident.locator('main')).not.toContainText('Say near where we live')
  await expect(resident.locator('main')).toContainText('So few were held back')
  await inItsLanguages(site, resident, browser)
  await page.goto('/desk/board')
  await page.getByRole('link', { name: /Choose what the Board must answer from “What matters most/ }).click()
  await page.getByLabel('Jobs and skills near where people live').check()
  await page.getByRole('button', { name: 'Put these to the Board' }).click()
  await expect(notice(page)).toBeVisible()
  await page.goto('/en/board')
  await expect(main).toContainText('Jobs and skills near where people live')
  await resident.goto('/gu/board')
  await expect(resident.locator('main')).toContainText(inGujarati)
})

test.describe('on a phone without JavaScript, in Urdu', () => {
  test.use({ ...phone, javaScriptEnabled: false })

  test('anybody answers on the open page, which says what an answer there counts for', async ({ page, site }) => {
    const t = words('ur', 'check-back')
    await site.withDb(async (db) => {
      await db.deleteFrom('check_back_reply').execute()
      await db
        .updateTable('check_back')
        .set({ closes_on: '2199-01-01', concluded_on: null, result: null })
        .where('skipped_because', 'is', null)
        .execute()
    })
    await page.goto(`/ur${path}`)
    await expect(page.locator('main')).toContainText(t('link.open'))
    await page.getByLabel(t('verdict.no')).first().check()
    await page.getByRole('button', { name: t('send') }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('sent.title'))
    await expectNarrow(page)
  })
})

import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { addAnswers, plainAnswer } from '../../app/consultations/answering/answer-batch-store.server.ts'
import { noAnswers } from '../../app/consultations/answering/answers.ts'
import { settings } from '../../app/server/settings.ts'
import { write } from '../../db/connect.ts'
import { frozenAtClosing } from '../consultations/given.ts'
import { fillDay, notice, troubles } from '../support/desk.ts'
import { another, expect, expectAccessible, signIn, test } from '../support/site.ts'

test('two officers key a batch of paper forms with number keys, check it and sign it', async ({
  page,
  context,
  site,
}) => {
  const exerciseId = await site.withDb(async (db) => {
    const row = await db.selectFrom('exercise').select('id').where('slug', '=', 'what-next').executeTakeFirstOrThrow()
    return row.id
  })
  await page.goto('/en/consultations/what-next/paper')
  await expectAccessible(page)
  const version = (await page.locator('main').innerText()).match(/Form version (\S+)/)?.[1] ?? ''
  expect(version).not.toBe('')

  const home = `/desk/exercises/${exerciseId}/paper`
  await signIn(page, site, 'officer-1', home)
  await expectAccessible(page)
  const open = async (typed: string) => {
    await page.getByLabel('Where were these forms collected?').fill('Coalville library, first box')
    await fillDay(page, 'When did they arrive?', new Date().toISOString().slice(0, 10))
    await page.getByLabel('The version printed at the foot of the form').fill(typed)
    await page.getByRole('button', { name: 'Open this batch' }).click()
  }
  await open('9-OLD')
  await expect(troubles(page)).toContainText('This is not the version of the form that is asked now')
  await expect(page.getByLabel('Where were these forms collected?')).toHaveValue('Coalville library, first box')
  await open(version.toLowerCase())
  await expectAccessible(page)

  const key = async (on: typeof page, picks: string, button = 'Save this form') => {
    await on.getByLabel('Area', { exact: true }).fill('1')
    await on.getByLabel(/^Choices, first to last/).fill(picks)
    await on.getByRole('button', { name: button }).click()
  }
  await key(page, '1 2 3 4')
  await expect(troubles(page)).toContainText('If the paper has more, put + first.')
  await expect(page.getByLabel(/^Choices, first to last/)).toHaveValue('1 2 3 4')
  await key(page, '+1 2 3 4')
  await expect(notice(page)).toContainText('Write its number on it')
  // A number typed twice loses nothing that was keyed.
  await page.getByLabel('Number on the form').fill('1')
  await key(page, '3')
  await expect(troubles(page)).toContainText('Form 1 is keyed already')
  await expect(page.getByLabel(/^Choices, first to last/)).toHaveValue('3')
  await expectAccessible(page)
  await page.getByRole('checkbox', { name: 'This is form 1: it takes the place' }).check()
  await page.getByRole('button', { name: 'Save this form' }).click()
  await expect(page.locator('main')).toContainText('One form keyed')
  await page.getByLabel('Number on the form').fill('1')
  await key(page, '+1 2 3 4')
  await page.getByRole('checkbox', { name: 'This is form 1: it takes the place' }).check()
  await page.getByRole('button', { name: 'Save this form' }).click()
  await expect(notice(page)).toContainText('Write its number on it: 1')
  await key(page, '2/1')
  await page.getByRole('link', { name: 'Key the equality sheets' }).click()
  await page.getByLabel('Number on the sheet').fill('2')
  await page.getByLabel('How old are you?').fill('9')
  await page.getByRole('button', { name: 'Save this sheet' }).click()
  await expect(troubles(page)).toContainText('Enter a number from 1 to 5')
  await expectAccessible(page)
  await page.getByLabel('How old are you?').fill('3')
  await page.getByRole('button', { name: 'Save this sheet' }).click()
  await expect(page.locator('main')).toContainText('One sheet keyed')
  await page.getByRole('link', { name: 'Coalville library, first box' }).click()
  await page.getByRole('button', { name: 'End keying and draw the forms to check' }).click()
  await expect(page.locator('main')).toContainText('Somebody else must key it again')
  const drawn = (await page.locator('main').innerText()).match(/You keyed form (\d)/)![1]
  const batch = new URL(page.url()).pathname
  await page.getByRole('button', { name: 'Sign this batch' }).click()
  await expect(troubles(page)).toContainText('settle where the two differ')

  const other = await another(context, site, 'keying-officer')
  expect((await other.goto(batch))!.status()).toBe(404)
  await nameFor(page, batch, { checker: 'Keying officer' })
  await other.goto('/desk')
  await other.getByRole('link', { name: 'One in ten waits to be keyed again by you' }).click()
  await expectAccessible(other)
  await expect(other.getByRole('button', { name: 'Sign this batch' })).toHaveCount(0)
  await key(other, drawn === '1' ? '+1 2 3 4' : '2/1', 'Save the second keying')
  await expect(notice(other)).toContainText('The second keying is saved')
  await page.goto(batch)
  await expect(page.locator('main')).toContainText('2 forms are keyed, and one equality sheet')
  await page.getByRole('button', { name: 'Sign this batch' }).click()
  await expect(troubles(page)).toContainText('Key the equality sheets in the box first')
  await expectAccessible(page)
  await page.getByLabel('Every equality sheet in the box has been keyed').check()
  await page.getByRole('button', { name: 'Sign this batch' }).click()
  await expect(notice(page)).toContainText('The batch is signed')
  await expect(page.locator('main')).toContainText('One form with too many ticks')
  await expectAccessible(page)
  const kept = await site.withDb((db) =>
    db.selectFrom('response').select(['channel', 'same_rank']).where('source', 'like', 'paper %').execute(),
  )
  expect(kept).toEqual([{ channel: 'paper', same_rank: 1 }])
  await page.goto(batch.replace(/paper\/.*/, 'cleaning'))
  await expect(page.locator('main')).toContainText(/2 paper forms were typed in by officers\. .* fields differed/)
  await other.context().close()
})

test('officers key a form of a consultation’s own questions by the numbers on the paper, check it and sign it', async ({
  page,
  context,
  site,
}) => {
  const home = '/desk/exercises/demo-exercise-ways-to-ask/paper'
  await signIn(page, site, 'officer-1', home)
  await expectAccessible(page)
  const hint = await page.locator('#version-hint').innerText()
  const version = hint.match(/Like (\S+?)\. /)![1]!
  await page.getByLabel('Where were these forms collected?').fill('Village hall, own form')
  await fillDay(page, 'When did they arrive?', new Date().toISOString().slice(0, 10))
  await page.getByLabel('The version printed at the foot of the form').fill(version)
  await page.getByRole('button', { name: 'Open this batch' }).click()
  await expectAccessible(page)
  const keys = await page.locator('input[name^="q-"]').count()
  expect(keys).toBeGreaterThan(12)
  const rank = page
    .locator('input')
    .and(page.getByLabel(/^\d+\. /))
    .first()
  await rank.fill('99')
  await page.getByRole('button', { name: 'Save this form' }).click()
  await expect(troubles(page)).toContainText('Question 2: “99” is not a number from 1 to')
  await expect(rank).toHaveValue('99')
  await rank.fill('1')
  await page.getByLabel('Area', { exact: true }).fill('1')
  await page.getByRole('button', { name: 'Save this form' }).click()
  await expect(notice(page)).toContainText('Write its number on it')
  await rank.fill('+1 2')
  await page.getByRole('button', { name: 'Save this form' }).click()
  await page.getByRole('button', { name: 'End keying and draw the forms to check' }).click()
  await expect(page.locator('main')).toContainText('Somebody else must key it again')
  await expectAccessible(page)
  const entries = await site.withDb((db) => db.selectFrom('paper_form').select('entry').execute())
  expect(entries.filter(({ entry }) => entry.includes('"mark":"over"'))).toHaveLength(1)

  // What the sheets say is keyed by the numbers that are printed, ethnicity as one list.
  const batch = new URL(page.url()).pathname
  await page.goto(`${batch}/sheets`)
  await page.getByLabel('Number on the sheet').fill('1')
  await page.getByLabel('What is your ethnic group?').fill('1')
  await page.getByLabel('Does it make day-to-day activities harder for you?').fill('2')
  await page.getByRole('button', { name: 'Save this sheet' }).click()
  await expect(troubles(page)).toContainText('no condition is ticked above')
  await page.getByLabel(/^Do you have a physical or mental health condition/).fill('1')
  await page.getByRole('button', { name: 'Save this sheet' }).click()
  await expect(page.locator('main')).toContainText('One sheet keyed')
  await expectAccessible(page)

  // Somebody else keys the drawn form; both agree, and the batch is signed.
  await page.goto(batch)
  const drawn = (await page.locator('main').innerText()).match(/You keyed form (\d)/)![1]
  await nameFor(page, batch, { checker: 'Keying officer' })
  const other = await another(context, site, 'keying-officer', batch)
  await other
    .locator('input')
    .and(other.getByLabel(/^\d+\. /))
    .first()
    .fill(drawn === '1' ? '1' : '+1 2')
  if (drawn === '1') await other.getByLabel('Area', { exact: true }).fill('1')
  await other.getByRole('button', { name: 'Save the second keying' }).click()
  await expect(notice(other)).toContainText('The second keying is saved')
  await page.goto(batch)
  await expect(page.locator('main')).toContainText('2 forms are keyed, and one equality sheet')
  await page.getByLabel('Every equality sheet in the box has been keyed').check()
  await page.getByRole('button', { name: 'Sign this batch' }).click()
  await expect(notice(page)).toContainText('The batch is signed')
  await expectAccessible(page)
  await page.goto(home)
  await expect(page.getByRole('row', { name: /Village hall, own form/ })).toContainText(/0 % \(0 of \d+ fields\)/)
  await other.context().close()
  const said = await site.withDb((db) =>
    db
      .selectFrom('response as r')
      .innerJoin('monitoring_answer as m', 'm.key', 'r.monitoring_key')
      .select(['m.ethnic_group', 'm.ethnic_detail', 'm.disability'])
      .where('r.source', 'like', 'paper %')
      .where('r.form_version', 'is not', null)
      .execute(),
  )
  expect(said).toEqual([{ ethnic_group: 'asian', ethnic_detail: 'indian', disability: 'yes-a-little' }])
})

test('answers are not frozen while a batch is open; an officer closes it as not counted, and the ledger of exclusions says so', async ({
  page,
  context,
  site,
}) => {
  const exercise = '/desk/exercises/demo-exercise-ways-to-ask'
  await site.withDb(async (db) => {
    const asked = db.selectFrom('consultation').select('id').where('exercise_id', '=', 'demo-exercise-ways-to-ask')
    const { id } = await asked.executeTakeFirstOrThrow()
    const area = { kind: 'unsaid' } as const
    const one = { ...plainAnswer, answers: { ...noAnswers, area }, channel: 'phone' as const, language: 'en' }
    const day = { submissionKey: randomUUID(), receivedOn: new Date().toISOString().slice(0, 10) }
    await write(db, (tx) => addAnswers(tx, settings().SECRET, id, [{ ...one, ...day }]))
    await frozenAtClosing(db, 'demo-exercise-ways-to-ask', new Date().toISOString())
  })
  const analyst = await another(context, site, 'analyst', `${exercise}/list`)
  const freeze = analyst.getByRole('button', { name: 'Freeze and count the answers' })
  await expect(freeze).toBeVisible()

  await signIn(page, site, 'officer-1', `${exercise}/paper`)
  const hint = await page.locator('#version-hint').innerText()
  await page.getByLabel('Where were these forms collected?').fill('Leisure centre, late box')
  await fillDay(page, 'When did they arrive?', new Date().toISOString().slice(0, 10))
  await page.getByLabel('The version printed at the foot of the form').fill(hint.match(/Like (\S+?)\. /)![1]!)
  await page.getByRole('button', { name: 'Open this batch' }).click()
  await page.getByLabel('Area', { exact: true }).fill('1')
  await page.getByRole('button', { name: 'Save this form' }).click()

  // The page was opened before the batch was: what is asked is refused all the same.
  await freeze.click()
  await expect(troubles(analyst)).toContainText('“Leisure centre, late box”')
  await expect(freeze).toHaveCount(0)
  await expect(analyst.locator('#freeze ~ *')).toContainText('Leisure centre, late box: one paper form is keyed')
  await expectAccessible(analyst)

  await page.getByRole('link', { name: 'Close this batch as not counted' }).click()
  await page.getByLabel('How many forms are in the box?').fill('0')
  const close = page.getByRole('button', { name: 'Close as not counted' })
  await close.click()
  await expect(troubles(page)).toContainText('Choose why these forms do not count')
  await expect(troubles(page)).toContainText('1 or more')
  await expectAccessible(page)
  await page.getByLabel('Paper forms that could not be keyed and checked').check()
  await page.getByLabel('What happened').fill('The box was found after the check was due.')
  await page.getByLabel('How many forms are in the box?').fill('14')
  await close.click()
  await expect(notice(page)).toContainText('Its forms stand among what is left out')
  await expect(page.locator('main')).toContainText('14 forms that were not keyed in time')
  await expectAccessible(page)

  await analyst.goto(`${exercise}/list`)
  await expect(freeze).toBeVisible()
  await analyst.goto(`${exercise}/cleaning`)
  await expect(analyst.getByRole('row', { name: /unkeyed/ })).toContainText('14')
  await analyst.context().close()
})

test('a keying officer keys the batches they are named for, the equality sheets when no form is before them, and finds nothing else', async ({
  page,
  context,
  site,
}) => {
  const home = '/desk/exercises/demo-exercise-ways-to-ask/paper'
  await signIn(page, site, 'officer-1', home)
  const hint = await page.locator('#version-hint').innerText()
  await page.getByLabel('Where were these forms collected?').fill('Market stall')
  await fillDay(page, 'When did they arrive?', new Date().toISOString().slice(0, 10))
  await page.getByLabel('The version printed at the foot of the form').fill(hint.match(/Like (\S+?)\. /)![1]!)
  await page.getByRole('button', { name: 'Open this batch' }).click()
  await expect(page).toHaveURL(/paper\/[\w-]+$/)
  const batch = new URL(page.url()).pathname

  const keyer = await another(context, site, 'keying-officer')
  await expect(keyer.locator('main')).not.toContainText('Market stall')
  for (const path of [batch, `${batch}/sheets`, home]) expect((await keyer.goto(path))!.status(), path).toBe(404)

  // The secretariat may name people too; whoever keys cannot be named to check.
  const secretariat = await another(context, site, 'secretariat', home)
  await expect(secretariat.getByRole('button', { name: 'Open this batch' })).toHaveCount(0)
  await nameFor(secretariat, batch, { keyer: 'Keying officer', checker: 'Keying officer' })
  await expect(troubles(secretariat)).toContainText('whoever keys the forms cannot check them')
  await expectAccessible(secretariat)
  await nameFor(secretariat, batch, { keyer: 'Keying officer', checker: 'Engagement officer 1' })
  await expect(notice(secretariat)).toContainText('who keys the batch')
  await expectAccessible(secretariat)

  await keyer.goto('/desk')
  await expectAccessible(keyer)
  await keyer.getByRole('link', { name: /Market stall.* Key the rest/ }).click()
  await expectAccessible(keyer)
  await expect(keyer.locator('main')).toContainText('Equality sheets are keyed when all forms are done')
  expect((await keyer.goto(`${batch}/sheets`))!.status()).toBe(404)
  await keyer.goto(batch)
  await expect(keyer.getByRole('link', { name: 'Close this batch as not counted' })).toHaveCount(0)
  await keyer.getByLabel('Area', { exact: true }).fill('1')
  await keyer.getByRole('button', { name: 'Save this form' }).click()
  await expect(notice(keyer)).toContainText('Write its number on it')
  await keyer.getByRole('button', { name: 'End keying and draw the forms to check' }).click()
  await expect(keyer.getByRole('button', { name: 'Save the second keying' })).toHaveCount(0)
  await keyer.getByRole('link', { name: 'Key the equality sheets' }).click()
  await keyer.getByLabel('Number on the sheet').fill('1')
  await keyer.getByRole('button', { name: 'Save this sheet' }).click()
  await expect(keyer.locator('main')).toContainText('One sheet keyed')
  await expectAccessible(keyer)

  await page.goto('/desk')
  await page.getByRole('link', { name: /Market stall.* keyed again by you/ }).click()
  expect(await page.content()).not.toContain('"keys":')
  await page.getByLabel('Area', { exact: true }).fill('1')
  await page.getByRole('button', { name: 'Save the second keying' }).click()
  await page.getByRole('button', { name: 'Sign this batch' }).click()
  await expect(notice(page)).toContainText('The batch is signed')
  expect((await keyer.goto(batch))!.status()).toBe(404)
  await keyer.context().close()
  await secretariat.context().close()
})

/** An officer or the secretariat says who keys a batch and who keys one form in ten again. */
async function nameFor(page: Page, batch: string, who: { keyer?: string; checker?: string }): Promise<void> {
  const id = batch.split('/').at(-1)!
  await page.goto(batch.slice(0, -id.length - 1))
  const form = page.locator(`section[aria-labelledby="assign-${id}"]`)
  if (who.keyer) await form.getByLabel('Keys the forms').selectOption({ label: who.keyer })
  if (who.checker) await form.getByLabel('Keys one form in ten again').selectOption({ label: who.checker })
  await form.getByRole('button', { name: 'Save who keys it' }).click()
}

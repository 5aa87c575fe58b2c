import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beganMark } from '../../app/consultations/guarding/guard-mark.ts'
import type { PracticeKey } from '../../app/engagement/practice.ts'
import { changePractice } from '../../app/engagement/practice-store.server.ts'
import { words } from '../../app/languages/words.server.ts'
import { settings } from '../../app/server/settings.ts'
import { connect, type Db, write } from '../../db/connect.ts'
import { notice, troubles } from '../support/desk.ts'
import { freshDemo } from '../support/fresh-demo.ts'
import { openSlug, resident } from '../support/resident.ts'
import { startServer } from '../support/server.ts'
import { another, expect, expectAccessible, test } from '../support/site.ts'

const t = words('en', 'consultations')
const own = words('en', 'guarding')

const openExercise = (db: Db) =>
  db
    .selectFrom('exercise as e')
    .innerJoin('consultation as c', 'c.exercise_id', 'e.id')
    .select(['e.id', 'c.id as consultationId'])
    .where('e.slug', '=', openSlug)
    .executeTakeFirstOrThrow()

test('what fills in the field that nobody sees is receipted as any, held at the desk, and counts once it is let in', async ({
  page,
  context,
  site,
}) => {
  const { id, consultationId } = await site.withDb(openExercise)
  const counted = () =>
    site.withDb(async (db) => {
      const row = await db
        .selectFrom('coverage_counter')
        .select('people')
        .where('consultation_id', '=', consultationId)
        .where('dimension', '=', 'all')
        .executeTakeFirst()
      return Number(row?.people ?? 0)
    })
  const before = await counted()
  const me = resident(page)
  await me.toCheck('P06')
  await expectAccessible(page)
  // It is there for programs: nobody meets it by eye, by Tab or by ear.
  const trap = page.locator('[name=website]')
  await expect(trap).toHaveAttribute('autocomplete', 'off')
  await expect(page.getByRole('textbox', { name: t('leave_empty') })).toHaveCount(0)
  expect(await trap.evaluate((field) => (field as HTMLElement).tabIndex)).toBe(-1)
  await trap.evaluate((field) => {
    ;(field as HTMLInputElement).value = 'https://cheap.example'
  })
  const reference = await me.send()
  await me.radio(t('sent.no')).check()
  await me.goOn()
  await expect(me.heading).toHaveText(t('receipt.title'))
  expect(await counted()).toBe(before)
  const state = async () => {
    await page.goto('/en/my-answer')
    await page.getByLabel(t('my_answer.reference')).fill(reference)
    await page.getByRole('button', { name: t('my_answer.button') }).click()
    return page.locator('main')
  }
  await expect(await state()).toContainText(t('my_answer.status.quarantined'))

  const desk = await another(context, site, 'officer-1', `/desk/exercises/${id}/cleaning`)
  await desk.getByRole('link', { name: words('en', 'cleaning')('repeats.quarantine') }).click()
  await expect(desk.locator('main')).toContainText(own('reasons.trap'))
  await expect(desk.locator('main')).not.toContainText('cheap.example')
  await expectAccessible(desk)
  const button = (name: string) => desk.getByRole('button', { name, exact: true })
  await button(own('decide.release')).click()
  await expect(troubles(desk)).toContainText(own('errors.which'))
  await desk.getByLabel(own('decide.by_reference')).check()
  await desk.getByLabel(own('decide.reference'), { exact: true }).fill('2222-2222-22')
  await desk.getByLabel(own('decide.because')).fill('They telephoned')
  await button(own('decide.release')).click()
  await expect(troubles(desk)).toContainText(own('errors.reference'))
  await expect(desk.getByLabel(own('decide.because'))).toHaveValue('They telephoned')
  await desk.getByLabel(own('decide.reference'), { exact: true }).fill(reference)
  await button(own('decide.exclude')).click()
  await expect(notice(desk)).toContainText(own('done.excluded'))
  await expect(await state()).toContainText(t('my_answer.status.kept_out'))
  await desk.getByLabel(own('decide.ticked')).check()
  await desk.getByRole('checkbox').first().check()
  await desk.getByLabel(own('decide.because')).fill('They telephoned, and typed it themselves')
  await button(own('decide.release')).click()
  await expect(notice(desk)).toContainText(own('done.released'))
  await expect(desk.locator('main')).toContainText('They telephoned, and typed it themselves')
  expect(await counted()).toBe(before + 1)
  await expect(await state()).toContainText(t('my_answer.status.counted'))

  // An exercise may ask its browsers to work for every answer; their readers meet nothing of it.
  const onePage = `/en/consultations/${openSlug}/answer/one-page`
  await page.goto(onePage)
  await expect(page.locator('[data-work]')).toHaveCount(0)
  await button(own('work.always')).click()
  await expect(desk.locator('main')).toContainText(own('work.now_always'))
  await page.goto(onePage)
  await expect(page.locator('[data-work]')).toHaveValue(/\.\d+$/, { timeout: 30_000 })
  await expectAccessible(page)
  await button(own('work.above')).click()
  await expect(desk.locator('main')).toContainText(own('work.now_above'))
})

test('very many from one network are held, unless their browsers worked for them; nobody is asked anything', async ({
  browser,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-guarding-'))
  const address = `sqlite:${join(folder, 'site.sqlite')}`
  await freshDemo(join(folder, 'site.sqlite'))
  const db = await connect(address)
  const { consultationId } = await openExercise(db)
  const { id: personId } = await db.selectFrom('person').select('id').executeTakeFirstOrThrow()
  const set = (key: PracticeKey, value: string) =>
    write(db, (tx) => changePractice(tx, { key, value, reason: 'For this test', personId }, new Date()))
  await set('guard.network_hourly', '5')
  await set('guard.least_seconds', '60')
  const server = await startServer(address, { RATE_LIMIT_SCALE: '1' })
  const path = `/en/consultations/${openSlug}/answer/one-page`
  const newest = async () => {
    const row = await db
      .selectFrom('response as r')
      .leftJoin('quarantined_answer as q', 'q.response_id', 'r.id')
      .select(['r.status', 'q.reason'])
      .where('r.consultation_id', '=', consultationId)
      .orderBy('r.ledger_seq', 'desc')
      .executeTakeFirstOrThrow()
    return row.reason ?? row.status
  }
  // From the browser too, so that both are of one network, whichever that is on this machine.
  const program = await browser.newPage()
  await program.goto(server.origin + path)
  /** Posts the one-page edition as a program would, handed out so many seconds ago. */
  const post = async (seconds: number, more: Record<string, string> = {}) => {
    const key = randomUUID()
    const began = beganMark(settings().SECRET, key, new Date(Date.now() - seconds * 1000))
    const form = { submission_key: key, seed: '1', began, area: 'unsaid', none: 'yes', ...more }
    const led = await program.evaluate(
      async ([to, body]) =>
        (await fetch(to!, { method: 'POST', credentials: 'omit', body: new URLSearchParams(body) })).url,
      [path, new URLSearchParams(form).toString()] as const,
    )
    expect(led).toBe(`${server.origin}/en/consultations/${openSlug}/sent`)
    return newest()
  }
  /** Somebody answers in a browser; returns the work it did, if any was asked. */
  const browse = async (scripts: boolean) => {
    const visitor = await browser.newContext({ baseURL: server.origin, javaScriptEnabled: scripts })
    const page = await visitor.newPage()
    await page.goto(path)
    await page.locator('[name=area]').selectOption('unsaid')
    await page.getByLabel(t('one_page.none')).check()
    if (scripts) await expect(page.locator('[data-work]')).toHaveValue(/\.\d+$/, { timeout: 30_000 })
    const work = scripts ? await page.locator('[data-work]').inputValue() : ''
    await page.getByRole('button', { name: t('one_page.send') }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('sent.title'))
    await visitor.close()
    return work
  }
  try {
    await expect(program.locator('[data-work]')).toHaveCount(0)
    expect(await post(1)).toBe('fast')
    expect(await post(90, { began: '' })).toBe('fast')
    for (let n = 3; n <= 5; n++) expect(await post(90)).toBe('counted')
    expect(await post(90)).toBe('many')
    await set('guard.least_seconds', '0')
    const work = await browse(true)
    expect(await newest()).toBe('counted')
    expect(await post(0, { work })).toBe('many')
    await browse(false)
    expect(await newest()).toBe('many')
  } finally {
    await program.close()
    await db.destroy()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
})

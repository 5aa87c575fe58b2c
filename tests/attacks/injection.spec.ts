import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import {
  addAnswers,
  type BatchAnswer,
  plainAnswer,
} from '../../app/consultations/answering/answer-batch-store.server.ts'
import { noAnswers } from '../../app/consultations/answering/answers.ts'
import { londonDay } from '../../app/engagement/london-day.ts'
import { words } from '../../app/languages/words.server.ts'
import { complain, complaintReference } from '../../app/people/complaint-store.server.ts'
import { settings } from '../../app/server/settings.ts'
import { write } from '../../db/connect.ts'
import { hostileTexts } from '../support/hostile.ts'
import { openSlug, resident, whileOpen } from '../support/resident.ts'
import { expect, expectAccessible, signIn, test } from '../support/site.ts'

const texts = hostileTexts()

/** Fails the test when a page runs anything that was written into it; the fixture watches for CSP reports. */
function listen(page: Page): string[] {
  const heard: string[] = []
  page.on('dialog', (dialog) => {
    heard.push(dialog.message())
    dialog.dismiss()
  })
  return heard
}

test(`${texts.length} hostile texts run on no page that shows a resident what they wrote`, async ({ page, site }) => {
  const heard = listen(page)
  const self = resident(page)
  await self.start()
  await self.sayWhere()
  // All in one draft, past the limits of the form: every page that shows a draft shows all of them.
  await site.withDb(async (db) => {
    const { token_hash, answers } = await db
      .selectFrom('draft')
      .select(['token_hash', 'answers'])
      .orderBy('created_at', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    const draft = JSON.parse(answers)
    draft.answers = { ...draft.answers, none: false, somethingElse: texts.join(' '), why: texts.join('\n') }
    await db
      .updateTable('draft')
      .set({ answers: JSON.stringify(draft) })
      .where('token_hash', '=', token_hash)
      .execute()
  })
  const last = texts.at(-1)!
  await page.goto(`${self.home}/answer/check`)
  await expect(page.getByText(last, { exact: true })).toBeVisible()
  await page.goto(`${self.home}/answer/why?change`)
  expect(await page.getByRole('textbox').inputValue()).toBe(texts.join('\n'))
  await page.goto(`${self.home}/answer/pick?change`)
  expect(await page.locator('[name=something_else]').inputValue()).toBe(texts.join(' '))
  // Sent back because it is too long: shown again from what was posted.
  await page.getByRole('button', { name: self.t('continue') }).click()
  expect(await page.locator('[name=something_else]').inputValue()).toBe(texts.join(' '))
  expect(heard).toEqual([])
})

test('nor on the desk, where the analyst sees whose words are alike', async ({ page, site }) => {
  const heard = listen(page)
  const t = words('en', 'campaigns')
  const exercise = await site.withDb(async (db) => {
    const { id, exerciseId } = await db
      .selectFrom('consultation as c')
      .innerJoin('exercise as e', 'e.id', 'c.exercise_id')
      .select(['c.id', 'e.id as exerciseId'])
      .where('e.slug', '=', openSlug)
      .executeTakeFirstOrThrow()
    const batch = texts.flatMap((text, i) => Array.from({ length: 5 }, () => answer(`${text} ${sentence(i)}`)))
    await write(db, (tx) => addAnswers(tx, settings().SECRET, id, batch))
    return exerciseId
  })
  // Only after closing is anybody's answer shown, and other journeys need the consultation open again.
  await whileOpen(site, -40, -1, async () => {
    await signIn(page, site, 'analyst')
    await page.goto(`/desk/exercises/${exercise}/coverage`)
    await page.getByRole('button', { name: t('look') }).click()
    const rows = page.locator('#campaigns, [aria-labelledby=campaigns]').getByRole('row')
    await expect.poll(() => rows.count()).toBeGreaterThan(texts.length)
    await expect(page.getByText(sentence(7), { exact: false })).toBeVisible()
    expect(heard).toEqual([])
    await expectAccessible(page)
  })
})

/** Words that no two campaigns share, so that each hostile text makes one of its own. */
const sentence = (i: number) => Array.from({ length: 40 }, (_, k) => `word${i}x${k}`).join(' ')

const answer = (why: string): BatchAnswer => ({
  ...plainAnswer,
  submissionKey: randomUUID(),
  answers: { ...noAnswers, area: { kind: 'unsaid' }, none: true, why },
  channel: 'online',
  language: 'en',
  receivedOn: londonDay(new Date()),
})

test('nor where a complaint is read, by its sender or by whoever answers it', async ({ page, site }) => {
  const heard = listen(page)
  const key = randomUUID()
  const last = texts.at(-1)!
  const written = { body: texts.join('\n'), wanted: texts.join('\n') }
  await site.withDb((db) =>
    write(db, (tx) =>
      complain(
        tx,
        settings().SECRET,
        { key, about: 'data', exerciseId: null, ...written, language: 'en', way: null, address: null },
        new Date(),
      ),
    ),
  )
  await page.goto('/en/complaints')
  await page.getByLabel(words('en', 'complaints')('look.code')).fill(complaintReference(settings().SECRET, key))
  await page.getByRole('button', { name: words('en', 'complaints')('look.button') }).click()
  await expect(page.getByText(last, { exact: true })).toBeVisible()
  await signIn(page, site, 'data-protection', '/desk/complaints')
  await page
    .getByRole('link', { name: /^Complaint \d/ })
    .first()
    .click()
  await expect(page.getByText(last, { exact: true })).toHaveCount(2)
  expect(heard).toEqual([])
})

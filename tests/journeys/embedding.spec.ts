import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FrameLocator } from '@playwright/test'
import { words } from '../../app/languages/words.server.ts'
import { notice, troubles } from '../support/desk.ts'
import { openSlug } from '../support/resident.ts'
import { expect, expectAccessible, signIn, test } from '../support/site.ts'

const t = words('en', 'consultations')

/** A school's page on a site of its own. */
async function schoolPage() {
  let body = ''
  const server = createServer((_request, answer) => {
    answer.setHeader('Content-Type', 'text/html; charset=utf-8')
    answer.end(`<!doctype html><html lang="en"><title>School</title><h1>School</h1>${body}</html>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    holds: (html: string) => {
      body = html
    },
    close: () => server.close(),
  }
}

/** The whole answer inside the frame, by its own buttons. */
async function answerIn(frame: FrameLocator) {
  const goOn = () => frame.getByRole('button', { name: t('continue') }).click()
  await frame.getByRole('button', { name: t('start.button') }).click()
  await frame.getByRole('radio', { name: t('question.unsaid') }).check()
  await goOn()
  await frame.getByRole('checkbox').first().check()
  await goOn()
  await goOn()
  await frame.getByRole('button', { name: t('check.send') }).click()
  await expect(frame.getByRole('heading', { level: 1 })).toHaveText(t('receipt.title'))
}

test('a youth edition is answered in a school’s page, without JavaScript or cookies, and in no page that was not listed', async ({
  page,
  site,
}) => {
  const school = await schoolPage()
  const stranger = await schoolPage()
  const edition = '/desk/exercises/demo-exercise-what-next/editions/youth'
  await signIn(page, site, 'officer-1', edition)
  const save = page.getByRole('button', { name: 'Save these sites' })
  await page.getByLabel('Sites that may show it').fill("https://school.example; script-src 'unsafe-inline'")
  await save.click()
  await expect(troubles(page)).toContainText('is not the beginning of a site’s address')
  await expect(page.getByLabel('Sites that may show it')).toHaveValue(/unsafe-inline/)
  await expectAccessible(page)
  await page.getByLabel('Sites that may show it').fill(school.origin)
  await save.click()
  await expect(notice(page)).toContainText('The sites are saved')
  await expectAccessible(page)
  const snippet = await page.locator('.snippet code').innerText()
  expect(snippet).toContain('title="')

  const context = await page.context().browser()!.newContext({ javaScriptEnabled: false, locale: 'en-GB' })
  const visitor = await context.newPage()
  school.holds(snippet)
  await visitor.goto(school.origin)
  const frame = visitor.frameLocator('iframe')
  await answerIn(frame)
  expect(await context.cookies()).toEqual([])
  expect(await frame.getByRole('link', { name: t('receipt.my_answer') }).getAttribute('target')).toBe('_blank')
  await visitor.getByRole('link', { name: /Answer in a window of its own/ }).click()
  await expect(visitor).toHaveURL(new RegExp(`/en-youth/consultations/${openSlug}$`))

  // The row is what the same answer gives on the site itself.
  await visitor.getByRole('button', { name: t('start.button') }).click()
  const own = visitor.locator('html')
  await own.getByRole('radio', { name: t('question.unsaid') }).check()
  const goOn = () => own.getByRole('button', { name: t('continue') }).click()
  await goOn()
  await own.getByRole('checkbox').first().check()
  await goOn()
  await goOn()
  await own.getByRole('button', { name: t('check.send') }).click()
  await expect(own.getByRole('heading', { level: 1 })).toHaveText(t('receipt.title'))
  const rows = await site.withDb((db) =>
    db
      .selectFrom('response')
      .select(['channel', 'language', 'edition', 'status', 'district_id', 'forum_id', 'chose_none', 'same_rank'])
      .select(['group_id', 'confirmed', 'monitoring_key'])
      .where('edition', '=', 'youth')
      .orderBy('ledger_seq', 'desc')
      .limit(2)
      .execute(),
  )
  expect(rows).toHaveLength(2)
  expect(rows[0]).toEqual(rows[1])
  expect(rows[0]).toMatchObject({ channel: 'online', edition: 'youth', language: 'en' })

  stranger.holds(snippet)
  await visitor.goto(stranger.origin)
  await expect(visitor.getByRole('link', { name: /Answer in a window of its own/ })).toBeVisible()
  await expect(visitor.frameLocator('iframe').getByRole('button', { name: t('start.button') })).toHaveCount(0)
  await context.close()
  school.close()
  stranger.close()
})

test('every other page refuses to stand in another, whoever is listed', async ({ site }) => {
  await site.withDb(async (db) => {
    const { id } = await db.selectFrom('person').select('id').limit(1).executeTakeFirstOrThrow()
    const listed = {
      exercise_id: 'demo-exercise-what-next',
      origin: 'https://school.example',
      added_by: id,
      added_at: '',
    }
    await db.deleteFrom('embed_origin').execute()
    await db.insertInto('embed_origin').values(listed).execute()
  })
  const headersOf = async (path: string) => {
    const { status, headers } = await fetch(site.origin + path, { redirect: 'manual' })
    return { status, policy: headers.get('content-security-policy') ?? '', options: headers.get('x-frame-options') }
  }
  const home = `/embed/consultations/${openSlug}`
  const open = await headersOf(home)
  expect(open).toMatchObject({ status: 200, options: null })
  expect(open.policy).toMatch(/frame-ancestors https:\/\/school\.example(;|$)/)
  expect(open.policy.match(/frame-ancestors/g)).toHaveLength(1)
  const others = [
    '',
    '/consultations',
    '/help',
    '/my-answer',
    '/come-back',
    '/privacy',
    '/board',
    '/consultations/what-matters-most',
  ]
  for (const path of others) {
    const led = await headersOf(`/embed${path}`)
    expect(led, path).toMatchObject({ status: 302, options: 'DENY' })
    expect(led.policy, path).toContain("frame-ancestors 'none'")
  }
  for (const path of [
    '/en',
    `/en/consultations/${openSlug}`,
    `/en-youth/consultations/${openSlug}`,
    `/en-youth/consultations/${openSlug}/answer/one-page`,
    '/sign-in',
    '/desk',
    '/embedx',
    `//embed/consultations/${openSlug}`,
  ]) {
    const closed = await headersOf(path)
    expect(closed.options, path).toBe('DENY')
    expect(closed.policy, path).toContain("frame-ancestors 'none'")
  }
})

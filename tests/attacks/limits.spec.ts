import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshDemo } from '../support/fresh-demo.ts'
import { startServer } from '../support/server.ts'
import { expect, expectAccessible, test } from '../support/site.ts'
import { keysOf, languageCodes } from '../support/words.ts'

/** What a browser says it takes when it opens a page. */
const browser = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }
const form = { 'Content-Type': 'application/x-www-form-urlencoded' }

test('guessing references is stopped, and reading goes on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-limits-'))
  await freshDemo(join(folder, 'site.sqlite'))
  const server = await startServer(`sqlite:${join(folder, 'site.sqlite')}`, { RATE_LIMIT_SCALE: '1' })
  const statuses: number[] = []
  for (let guess = 0; guess < 40; guess++) {
    const answer = await fetch(`${server.origin}/en/my-answer`, {
      method: 'POST',
      headers: { ...form, Origin: server.origin },
      body: `reference=2222-2222-${guess}`,
    })
    statuses.push(answer.status)
  }
  expect(statuses.slice(0, 25).every((s) => s !== 429)).toBe(true)
  expect(statuses.slice(-5)).toEqual([429, 429, 429, 429, 429])
  const told = await fetch(`${server.origin}/ur/my-answer`, {
    method: 'POST',
    headers: { ...form, ...browser, Origin: server.origin },
    body: 'reference=2222-2222-41',
  })
  expect(told.status).toBe(429)
  expect(await told.text()).toContain(`<h1 class="page-title">${keysOf('ur').get('shell:error.too_many.title')}</h1>`)
  expect((await fetch(`${server.origin}/en/consultations`)).status).toBe(200)
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('a body larger than a resident’s form is refused, declared or not', async ({ site }) => {
  const large = `email=${'x'.repeat(70_000)}`
  const declared = await fetch(`${site.origin}/sign-in`, {
    method: 'POST',
    headers: { ...form, Origin: site.origin },
    body: large,
  })
  expect(declared.status).toBe(413)
  const chunks = new ReadableStream({
    start(controller) {
      for (let i = 0; i < 20; i++) controller.enqueue(new TextEncoder().encode('x'.repeat(10_000)))
      controller.close()
    },
  })
  const hidden = await fetch(`${site.origin}/sign-in`, {
    method: 'POST',
    headers: { ...form, Origin: site.origin },
    body: chunks,
    duplex: 'half',
  } as RequestInit).then(
    (r) => r.status,
    () => 'cut',
  )
  expect(['cut', 400, 413]).toContain(hidden)
  expect((await fetch(`${site.origin}/health`)).status).toBe(200)
})

test('what the server refuses by itself is said in the reader’s language, on a page of the partnership’s own', async ({
  site,
}) => {
  const large = `reference=${'x'.repeat(70_000)}`
  const post = (path: string, headers: Record<string, string>, body = 'reference=1') =>
    fetch(`${site.origin}${path}`, { method: 'POST', headers: { ...form, ...headers }, body })
  for (const code of languageCodes()) {
    const said = (key: string) => keysOf(code).get(`shell:error.${key}.title`)!
    const refused = [
      ['too_large', 413, await post(`/${code}/my-answer`, { ...browser, Origin: site.origin }, large)],
      ['too_large', 413, await post('/sign-in', { ...browser, Origin: site.origin, 'Accept-Language': code }, large)],
      ['elsewhere', 403, await post(`/${code}/my-answer`, { ...browser, Origin: 'https://evil.example' })],
      ['not_found', 400, await fetch(`${site.origin}/${code}/juries/%E0%A4%A`, { headers: browser })],
    ] as const
    for (const [key, status, answer] of refused) {
      const html = await answer.text()
      expect([answer.status, answer.headers.get('content-type')], key).toEqual([status, 'text/html; charset=utf-8'])
      expect(html, `${code} ${key}`).toContain(`<h1 class="page-title">${said(key)}</h1>`)
      expect(html).toContain(`<html lang="${code}" dir="${code === 'ur' ? 'rtl' : 'ltr'}"`)
      expect(html).toContain('Leicestershire Together')
      expect(html).toContain(`href="/${code}"`)
      expect(html).not.toMatch(/<script/)
    }
  }
  // A program that takes anything reads a line, one that asks for JSON gets it, and the desk hears of files.
  const line = await post('/en/my-answer', { Origin: site.origin }, large)
  expect(line.headers.get('content-type')).toContain('text/plain')
  const json = await post('/en/my-answer', { Origin: site.origin, Accept: 'application/json' }, large)
  expect(await json.json()).toMatchObject({ error: keysOf('en').get('shell:error.too_large.title') })
  const file = await post('/desk/exercises/x/import', { ...browser, Origin: site.origin }, 'x'.repeat(9_000_000))
  expect(await file.text()).toContain('8 MB')
})

test('somebody who wrote too much reads what to do, and finds what was typed on going back', async ({ page }) => {
  await page.goto('/ur/board/ask')
  const why = page.locator('textarea[name="why"]')
  const typed = 'word '.repeat(14_000)
  await why.fill(typed)
  await page.locator('main form button').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(keysOf('ur').get('shell:error.too_large.title')!)
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(page.getByRole('link', { name: keysOf('ur').get('shell:error.last_page')! })).toHaveAttribute(
    'href',
    '/ur/board/ask',
  )
  await expectAccessible(page)
  await page.goBack()
  await expect.poll(() => why.inputValue().then((value) => value.length)).toBe(typed.length)
})

test('another host name is led to the one origin, and the metrics are for the machine itself', async ({ site }) => {
  const { port } = new URL(site.origin)
  const elsewhere = await fetch(`http://127.0.0.1:${port}/en/consultations`, { redirect: 'manual' })
  expect(elsewhere.status).toBe(308)
  expect(elsewhere.headers.get('location')).toBe(`${site.origin}/en/consultations`)
  const metrics = await fetch(`${site.origin}/metrics`)
  expect(await metrics.text()).toContain('folkmoot_request_seconds')
})

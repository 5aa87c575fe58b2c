import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshDemo } from '../support/fresh-demo.ts'
import { startServer } from '../support/server.ts'
import { expect, test } from '../support/site.ts'

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

test('another host name is led to the one origin, and the metrics are for the machine itself', async ({ site }) => {
  const { port } = new URL(site.origin)
  const elsewhere = await fetch(`http://127.0.0.1:${port}/en/consultations`, { redirect: 'manual' })
  expect(elsewhere.status).toBe(308)
  expect(elsewhere.headers.get('location')).toBe(`${site.origin}/en/consultations`)
  const metrics = await fetch(`${site.origin}/metrics`)
  expect(await metrics.text()).toContain('folkmoot_request_seconds')
})

import type { AddressInfo } from 'node:net'
import express from 'express'
import pino from 'pino'
import { expect, test } from 'vitest'
import { logger, requestLog } from '../../app/server/log.ts'

test('the log knows that somebody posted, and nothing of what: not the postcode, not the query, not a code in the path', async () => {
  const lines: string[] = []
  const log = pino({ level: 'debug', base: undefined }, { write: (text: string) => void lines.push(text) })
  const app = express()
  app.use(requestLog(log), express.urlencoded(), (_request, response) => void response.status(422).end())
  const server = app.listen(0)
  const { port } = server.address() as AddressInfo
  const path = '/en/consultations/what-next/answer/area'
  await fetch(`http://localhost:${port}${path}?d=7K3MQ9TX4H.secret`, {
    method: 'POST',
    body: new URLSearchParams({ postcode: 'ZZ1 1AA' }),
    headers: { 'User-Agent': 'ZZ1 1AA', Referer: 'http://localhost/?postcode=ZZ11AA' },
  })
  await fetch(`http://localhost:${port}/sign-in/a-token-of-somebody-that-is-long`)
  await new Promise((done) => server.close(done))
  expect(lines).toHaveLength(2)
  expect(JSON.parse(lines[0]!)).toMatchObject({ req: { method: 'POST', path }, res: { status: 422 } })
  expect(lines.join('')).not.toMatch(/ZZ1|7K3M|a-token|127\.0\.0\.1|::1/)
})

test('an error is written down without the values that a database adds to it', async () => {
  const lines: string[] = []
  const log = logger({ LOG_LEVEL: 'error' }, { write: (text: string) => void lines.push(text) })
  const error = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (address)=(one@example.org)' })
  const app = express()
  app.use(requestLog(log), (_request, response) => {
    response.locals.log().error({ err: error }, 'a page failed')
    response.status(500).end()
  })
  log.error({ job: 'outbox', error }, 'job failed')
  const server = app.listen(0)
  await fetch(`http://localhost:${(server.address() as AddressInfo).port}/`)
  await new Promise((done) => server.close(done))
  expect(JSON.parse(lines[0]!).error).toMatchObject({ code: '23505', message: 'duplicate key' })
  expect(JSON.parse(lines[1]!).err).toMatchObject({ code: '23505', message: 'duplicate key' })
  expect(lines.join('')).not.toContain('one@example.org')
})

import type { AddressInfo } from 'node:net'
import express from 'express'
import pino from 'pino'
import { expect, test } from 'vitest'
import { requestLog } from '../../app/server/log.ts'

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

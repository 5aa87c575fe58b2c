import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import express from 'express'
import { expect, test } from 'vitest'
import { send } from '../../app/server/remix-pages.ts'

test('a stream is made no faster than it is taken, and ends when whoever asked goes away', async () => {
  const part = new Uint8Array(64 * 1024)
  let made = 0
  let ended = false
  const endless = () =>
    new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          await pause(0)
          made++
          controller.enqueue(part)
        },
        cancel() {
          ended = true
        },
      },
      { highWaterMark: 0 },
    )
  const app = express()
  const failed: unknown[] = []
  app.get('/', (_, response) => void send(new Response(endless()), response).catch((error) => failed.push(error)))
  const server = createServer(app).listen(0)
  const { port } = server.address() as AddressInfo
  const answer = await new Promise<IncomingMessage>((done) => get({ port }, done))
  // Nobody reads it: what fits on the way fits, and then nothing more is made.
  const still = async (): Promise<number> => {
    const before = made
    await pause(200)
    return made === before ? made : still()
  }
  const full = await still()
  expect(full).toBeGreaterThan(0)
  answer.resume()
  while (made < full + 20) await pause(10)
  answer.destroy()
  while (!ended) await pause(10)
  expect(failed).toEqual([])
  server.close()
})

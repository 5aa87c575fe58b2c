import { readFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { QUICKNET } from '../../app/juries/draw/drand.ts'
import { fetchRound, roundTroubles } from '../../app/juries/draw/drand-round.server.ts'

const ROUND = 657_413
const SIGNATURE = 'b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b'
const genuine = { round: ROUND, randomness: 'said, and not believed', signature: SIGNATURE }

let close: (() => void) | undefined
afterEach(() => close?.())

/** A network of our own: what it says of itself, and how it answers when asked for a round. */
async function network(answer: RequestListener, publicKey: string = QUICKNET.publicKey): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url === '/chain/info') response.end(JSON.stringify({ public_key: publicKey, period: 3 }))
    else answer(request, response)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  close = () => {
    server.closeAllConnections()
    server.close()
  }
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/chain`
}
const saying =
  (content: unknown, status = 200): RequestListener =>
  (request, response) => {
    if (request.url !== `/chain/public/${ROUND}`) throw new Error(`asked for ${request.url}`)
    response.writeHead(status).end(typeof content === 'string' ? content : JSON.stringify(content))
  }

test('a genuine round is taken, with or without a slash at the end of the address', async () => {
  const address = await network(saying(genuine))
  expect(await fetchRound(address, ROUND)).toEqual({ signature: SIGNATURE })
  expect(await fetchRound(`${address}/`, ROUND)).toEqual({ signature: SIGNATURE })
})

const other = 'a'.repeat(192)
test.each<[string, RequestListener, string | undefined, (typeof roundTroubles)[number]]>([
  ['a round still to come', saying({ message: 'too early' }, 425), undefined, 'not_yet'],
  ['a round that is not found', saying('not found', 404), undefined, 'not_yet'],
  ['an error of the network', saying('down', 503), undefined, 'unreachable'],
  ['a forged signature', saying({ ...genuine, signature: SIGNATURE.replace('b7', 'b6') }), undefined, 'not_genuine'],
  ['the signature of another round', saying({ ...genuine, round: ROUND + 1 }), undefined, 'not_genuine'],
  ['a page in place of a round', saying('<html>welcome</html>'), undefined, 'not_genuine'],
  ['more than a round can be', saying({ ...genuine, more: 'x'.repeat(20_000) }), undefined, 'not_genuine'],
  ['a round of another network', saying({ ...genuine, signature: other }), other, 'other_network'],
  ['another network that has not come so far', saying('not found', 404), other, 'other_network'],
])('%s is told for what it is', async (_, answer, publicKey, trouble) => {
  expect(await fetchRound(await network(answer, publicKey), ROUND)).toEqual({ trouble })
})

test('a network that says nothing is not waited for, and one that is not there is told', async () => {
  const silent = await network(() => {})
  expect(await fetchRound(silent, ROUND, 50)).toEqual({ trouble: 'slow' })
  const dripping = await network((_, response) => void response.write('{'))
  expect(await fetchRound(dripping, ROUND, 50)).toEqual({ trouble: 'slow' })
  close!()
  expect(await fetchRound(dripping, ROUND)).toEqual({ trouble: 'unreachable' })
})

test('the manager has a sentence for each', () => {
  const { errors } = JSON.parse(readFileSync('locales/en/drawing-desk.json', 'utf8'))
  for (const trouble of roundTroubles) expect(errors[`round_${trouble}`]).toMatch(/signature/)
})

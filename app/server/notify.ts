import type { Way } from '../../db/tables/people.ts'
import { keyedHash } from '../ledger/keyed-hash.ts'
import { type Carrier, NotCarried } from './carrier.ts'
import type { Claimed } from './outbox-store.server.ts'

/** An account with a sender that speaks GOV.UK Notify's language. The key reads `<name>-<service id>-<secret>`. */
export interface NotifyAccount {
  key: string
  url: string
}

const idLength = 36
const patience = 20_000
const paths: Record<Way, string> = { email: 'email', text: 'sms', letter: 'letter' }

/**
 * Sends by one template that has the placeholders `subject` and `body` (a text only `body`). What the sender answers is
 * never kept but for its number: its sentences repeat the address.
 */
export function notifyCarrier({ key, url }: NotifyAccount, way: Way, template: string): Carrier {
  return async (message) => {
    const answer = await fetch(new URL(`/v2/notifications/${paths[way]}`, url), {
      method: 'POST',
      headers: { Authorization: `Bearer ${token(key)}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ template_id: template, reference: message.id, ...recipient(way, message) }),
      signal: AbortSignal.timeout(patience),
    }).catch(() => {
      throw new NotCarried('UNREACHABLE', false)
    })
    await answer.arrayBuffer()
    if (answer.ok) return
    throw new NotCarried(`NOTIFY ${answer.status}`, answer.status === 400)
  }
}

function recipient(way: Way, { to_address: to, subject, body, stop_url: stop }: Claimed) {
  if (way === 'email') {
    return { email_address: to, personalisation: { subject, body }, ...(stop && { one_click_unsubscribe_url: stop }) }
  }
  if (way === 'text') return { phone_number: to, personalisation: { body } }
  const lines = Object.fromEntries(to.split('\n').map((line, i) => [`address_line_${i + 1}`, line]))
  return { personalisation: { ...lines, subject, body } }
}

/** A JSON Web Token for this minute, signed with the secret half of the key. */
function token(key: string): string {
  const secret = key.slice(-idLength)
  const service = key.slice(-2 * idLength - 1, -idLength - 1)
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ typ: 'JWT', alg: 'HS256' })}.${part({ iss: service, iat: Math.floor(Date.now() / 1000) })}`
  return `${signed}.${keyedHash(secret, signed, 'base64url')}`
}

import { randomUUID } from 'node:crypto'
import { type Db, write } from '../../db/connect.ts'
import type { Way } from '../../db/tables/people.ts'
import { ways } from './address.ts'
import { type Carrier, NotCarried } from './carrier.ts'
import { mailCarrier } from './mail-carrier.ts'
import { notifyCarrier } from './notify.ts'
import { claim, markFailed, markSent } from './outbox-store.server.ts'
import type { Settings } from './settings.ts'

const atOnce = 100

/**
 * The job that sends what waits in the outbox, by every way that has a carrier. Two processes never send the same
 * message: each takes what it sends first.
 */
export function mailer(settings: Settings): (db: Db, now: Date) => Promise<void> {
  const by = randomUUID()
  const carry = carriers(settings)
  const carried = carriedWays(settings)
  return async (db, now) => {
    for (const message of await claim(db, carried, by, now, atOnce)) {
      try {
        await carry[message.way]!(message)
      } catch (error) {
        const why = error instanceof NotCarried ? error : new NotCarried('FAILED', false)
        await write(db, (tx) => markFailed(tx, message, by, why, now))
        continue
      }
      await write(db, (tx) => markSent(tx, message.id, by, now))
    }
  }
}

/** The ways that something carries by itself; what goes by the others waits for somebody's hands. */
export function carriedWays(settings: Settings): Way[] {
  const { MAIL_URL, NOTIFY_EMAIL_TEMPLATE, NOTIFY_TEXT_TEMPLATE, NOTIFY_LETTER_TEMPLATE } = settings
  const carried = {
    email: Boolean(MAIL_URL || NOTIFY_EMAIL_TEMPLATE) || hasInbox(settings),
    text: Boolean(NOTIFY_TEXT_TEMPLATE),
    letter: Boolean(NOTIFY_LETTER_TEMPLATE),
  }
  return ways.filter((way) => carried[way])
}

/** Where nobody must be written to in earnest, the inbox page is where e-mail goes. */
const hasInbox = (settings: Settings) => settings.DEMO || settings.NODE_ENV !== 'production'

/**
 * The carrier of each way that has one. Without one a letter waits to be printed, a text to be sent by hand, and e-mail
 * in the outbox; in development and the demonstration the inbox page is where e-mail goes.
 */
function carriers(settings: Settings): Partial<Record<Way, Carrier>> {
  const found: Partial<Record<Way, Carrier>> = {}
  if (settings.NOTIFY_API_KEY) {
    const account = { key: settings.NOTIFY_API_KEY, url: settings.NOTIFY_URL }
    const { NOTIFY_EMAIL_TEMPLATE: email, NOTIFY_TEXT_TEMPLATE: text, NOTIFY_LETTER_TEMPLATE: letter } = settings
    if (email) found.email = notifyCarrier(account, 'email', email)
    if (text) found.text = notifyCarrier(account, 'text', text)
    if (letter) found.letter = notifyCarrier(account, 'letter', letter)
  }
  if (settings.MAIL_URL) found.email = mailCarrier(settings.MAIL_URL, settings.MAIL_FROM)
  else if (!found.email && hasInbox(settings)) found.email = async () => {}
  return found
}

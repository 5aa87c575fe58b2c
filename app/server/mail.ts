import { createTransport } from 'nodemailer'
import type { Db } from '../../db/connect.ts'
import { markFailed, markSent, unsent } from './outbox-store.server.ts'
import type { Settings } from './settings.ts'

/** Sends what waits in the outbox. Without `MAIL_URL` nothing leaves the machine: the inbox page shows the messages. */
export function mailer(settings: Settings): (db: Db, now: Date) => Promise<void> {
  const transport = settings.MAIL_URL ? createTransport(settings.MAIL_URL) : undefined
  return async (db, now) => {
    for (const message of await unsent(db, 50)) {
      try {
        await transport?.sendMail({
          from: settings.MAIL_FROM,
          to: message.to_address,
          subject: message.subject,
          text: message.body,
        })
        await markSent(db, message.id, now)
      } catch (error) {
        await markFailed(db, message.id, error instanceof Error ? error.message : String(error))
      }
    }
  }
}

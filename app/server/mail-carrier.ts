import { createTransport } from 'nodemailer'
import { type Carrier, NotCarried } from './carrier.ts'

/** Sends by SMTP: one envelope, one recipient, and a message id that is the same at every try. */
export function mailCarrier(url: string, from: string): Carrier {
  const transport = createTransport(url)
  const host = from.split('@')[1] ?? 'localhost'
  return async (message) => {
    try {
      await transport.sendMail({
        from,
        // As an object: nothing in it is read as a list of recipients.
        to: { name: '', address: message.to_address },
        envelope: { from, to: [message.to_address] },
        subject: message.subject,
        text: message.body,
        // The same at every try, so that a receiver can tell a repetition.
        messageId: `<${message.id}@${host}>`,
        headers: {
          'Content-Language': message.language,
          'Auto-Submitted': 'auto-generated',
          ...(message.stop_url ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
        },
        // RFC 8058: a mail program's own button stops the messages without opening a page.
        ...(message.stop_url ? { list: { unsubscribe: { url: message.stop_url, comment: '' } } } : {}),
      })
    } catch (error) {
      const { code = 'FAILED', responseCode } = error as { code?: string; responseCode?: number }
      const permanent = code === 'EENVELOPE' && responseCode !== undefined && responseCode >= 500
      throw new NotCarried(`${code} ${responseCode ?? ''}`.trim(), permanent)
    }
  }
}

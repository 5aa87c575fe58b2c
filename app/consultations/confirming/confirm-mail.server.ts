import type { Tx } from '../../../db/connect.ts'
import type { Language } from '../../languages/language.ts'
import { words } from '../../languages/words.server.ts'
import { enqueue } from '../../server/outbox-store.server.ts'
import { confirmingCode } from '../answering/draft-store.server.ts'

/** Queues one message with a code to be typed on the page where it was asked for. It has no link: links are followed by programs. */
export function mailConfirmingCode(
  tx: Tx,
  to: string,
  { code, title, language }: { code: string; title: string; language: Language },
  now: Date,
) {
  const t = words(language.code, 'verifying')
  const message = {
    to,
    subject: t('mail.subject'),
    body: t('mail.body', { code, title }),
    language: language.code,
    about: confirmingCode,
  }
  return enqueue(tx, message, now)
}

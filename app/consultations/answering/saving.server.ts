import type { Tx } from '../../../db/connect.ts'
import type { Language } from '../../languages/language.ts'
import { words } from '../../languages/words.server.ts'
import { enqueue } from '../../server/outbox-store.server.ts'
import { formatDate } from '../../ui/dates.ts'
import { savedDraft } from './draft-store.server.ts'

interface Told {
  code: string
  title: string
  closesOn: string | null
  language: Language
}

/**
 * Queues one message with the code of a draft and the address to come back to. It names neither draft nor exercise, and
 * is deleted once it is sent: the address was given for this alone.
 */
export function mailCode(tx: Tx, origin: string, to: string, { code, title, closesOn, language }: Told, now: Date) {
  const t = words(language.code, 'ways')
  const message = {
    to,
    subject: t('saved.mail.subject'),
    body: t('saved.mail.body', {
      title,
      code,
      link: `${origin}/${language.code}/come-back?code=${code}`,
      closes: closesOn ? formatDate(closesOn, language.locale) : '',
    }),
    language: language.code,
    about: savedDraft,
  }
  return enqueue(tx, message, now)
}

import type { Tx } from '../../db/connect.ts'
import { firstLanguage } from '../languages/language.ts'
import { languageOf, words } from '../languages/words.server.ts'
import { enqueue } from '../server/outbox-store.server.ts'
import { createSignInLink } from './session-store.server.ts'

/** Mails somebody a link that signs them in and leads to a page of ours, in the language of that page: they came from it. */
export async function mailSignInLink(
  tx: Tx,
  person: { id: string; email: string; label: string },
  by: { to: string; origin: string },
  now: Date,
): Promise<void> {
  const token = await createSignInLink(tx, person.id, now)
  const link = `${by.origin}/sign-in/${token}?to=${encodeURIComponent(by.to)}`
  const language = languageOf(by.to.split('/')[1])?.code ?? firstLanguage
  const t = words(language, 'signing')
  const body = t('mail.body', { label: person.label, link })
  await enqueue(tx, { to: person.email, subject: t('mail.subject'), body, language }, now)
}

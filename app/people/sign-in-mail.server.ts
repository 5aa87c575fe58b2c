import type { Tx } from '../../db/connect.ts'
import { words } from '../languages/words.server.ts'
import { enqueue } from '../server/outbox-store.server.ts'
import { createSignInLink } from './session-store.server.ts'

/** Mails somebody a link that signs them in and leads to a page of ours, in the language that they asked in. */
export async function mailSignInLink(
  tx: Tx,
  person: { id: string; email: string; label: string },
  by: { to: string; origin: string; language: string },
  now: Date,
): Promise<void> {
  const token = await createSignInLink(tx, person.id, now)
  const { language } = by
  const link = `${by.origin}/${language}/sign-in/${token}?to=${encodeURIComponent(by.to)}`
  const t = words(language, 'signing')
  const body = t('mail.body', { label: person.label, link })
  await enqueue(tx, { to: person.email, subject: t('mail.subject'), body, language }, now)
}

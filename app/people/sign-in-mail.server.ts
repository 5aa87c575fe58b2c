import type { TFunction } from 'i18next'
import type { Tx } from '../../db/connect.ts'
import { enqueue } from '../server/outbox-store.server.ts'
import { createSignInLink } from './session-store.server.ts'

/** Mails somebody a link that signs them in and leads to a page of ours. */
export async function mailSignInLink(
  tx: Tx,
  person: { id: string; email: string; label: string },
  by: { to: string; origin: string; t: TFunction },
  now: Date,
): Promise<void> {
  const token = await createSignInLink(tx, person.id, now)
  const link = `${by.origin}/sign-in/${token}?to=${encodeURIComponent(by.to)}`
  const body = by.t('mail.body', { label: person.label, link })
  await enqueue(tx, { to: person.email, subject: by.t('mail.subject'), body }, now)
}

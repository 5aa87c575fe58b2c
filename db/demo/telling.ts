import { addContact } from '../../app/consultations/answering/contact-store.server.ts'
import { daysBetween } from '../../app/engagement/london-day.ts'
import type { MessageKind } from '../../app/feedback/message.ts'
import { messagesOf } from '../../app/feedback/message-facts-store.server.ts'
import { preparedTexts, recipientsOf, sendMessage } from '../../app/feedback/message-store.server.ts'
import type { Demo } from './context.ts'
import { firstRoundSlug } from './ways-to-ask.ts'

const officers = { consultation: 'person-officer-1', jury: 'person-jury-manager' } as const
const flagship = 'exercise-what-matters'
/** Addresses that can never be anybody's: a reserved name, numbers set aside for drama, streets that do not exist. */
const contacts = [
  ...Array.from({ length: 24 }, (_, i) => ({
    way: 'email' as const,
    address: `resident-${String(i + 1).padStart(2, '0')}@demonstration.example`,
    language: i % 12 === 5 ? 'ur' : 'en',
    wants: i % 6 === 0 ? ('results' as const) : ('everything' as const),
  })),
  ...['+447700900111', '+447700900112', '+447700900113'].map((address, i) => ({
    way: 'text' as const,
    address,
    language: i === 2 ? 'ur' : 'en',
    wants: 'everything' as const,
  })),
  ...['1 Nowhere Lane\nLoughborough\nLE11 9ZZ', '2 Nowhere Lane\nOadby\nLE2 9ZZ'].map((address, i) => ({
    way: 'letter' as const,
    address,
    language: i === 1 ? 'ur' : 'en',
    wants: 'everything' as const,
  })),
]
/** Days that a sent message is kept before it would have been deleted. */
const kept = 30

/** Those who asked to be told what comes of the flagship consultation. */
export async function loadContacts({ tx, id, at }: Demo): Promise<void> {
  for (const contact of contacts) await addContact(tx, { exerciseId: id(flagship), ...contact }, at(-80))
}

/** Who writes in the demonstration. */
export const telling = ({ origin }: Demo) => ({
  origin,
  partnership: 'Leicestershire Together (demonstration)',
  contact: 'Demonstration: there is no office to write to.',
})

/** What those who asked have been told so far: the results, and everything about earlier rounds. */
export async function loadTelling(demo: Demo): Promise<void> {
  const { tx, id, day, at, asOf } = demo
  await send(demo, { exerciseId: id(flagship), slug: 'what-matters-most', kind: 'results', on: -24 })
  const earlier = await tx
    .selectFrom('exercise')
    .select(['id', 'slug'])
    .where((eb) => eb.or([eb('kind', '=', 'jury'), eb('slug', '=', firstRoundSlug)]))
    .where('closes_on', '<', asOf)
    .orderBy('slug')
    .execute()
  for (const { id: exerciseId, slug } of earlier) {
    const due = (await messagesOf(tx, slug, asOf)).filter((m) => m.state.state === 'overdue' && m.tellable)
    for (const { kind, dueOn } of due) await send(demo, { exerciseId, slug, kind, on: daysBetween(asOf, dueOn!) })
  }
  await tx.deleteFrom('outbox').where('created_at', '<', at(-kept).toISOString()).execute()
  await tx
    .updateTable('outbox')
    .set((eb) => ({ sent_at: eb.ref('created_at') }))
    .where('created_at', '<', `${day(0)}T`)
    .execute()
}

/** Sends one message as of a day, as an officer would have. */
async function send(demo: Demo, given: { exerciseId: string; slug: string; kind: MessageKind; on: number }) {
  const { exerciseId, slug, kind, on } = given
  const { tx } = demo
  const recipients = await recipientsOf(tx, exerciseId, kind)
  const about = { slug, kind, languages: recipients.map((r) => r.language) }
  const { mark } = await preparedTexts(tx, about, demo.day(on))
  const consultation = slug === 'what-matters-most' || slug === firstRoundSlug
  const personId = demo.id(officers[consultation ? 'consultation' : 'jury'])
  const sent = await sendMessage(tx, { exerciseId, slug, kind, mark, personId }, telling(demo), demo.at(on))
  if (sent !== 'sent') throw new Error(`the demonstration's message ${slug} ${kind} was not sent: ${sent}`)
}

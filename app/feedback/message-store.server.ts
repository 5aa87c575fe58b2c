import { randomUUID } from 'node:crypto'
import { type Db, type Handle, type Tx, write } from '../../db/connect.ts'
import { type Contact, contactsFor } from '../consultations/answering/contact-store.server.ts'
import { londonDay } from '../engagement/london-day.ts'
import { exerciseJurors } from '../juries/seats/member-store.server.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { sha256 } from '../ledger/commitment.ts'
import { record } from '../ledger/ledger-store.server.ts'
import { enqueueAll, type Message } from '../server/outbox-store.server.ts'
import { changedBy } from './changed-store.server.ts'
import type { MessageKind } from './message.ts'
import { type MessageFacts, messageFacts, standings } from './message-facts-store.server.ts'
import { type Letterhead, messageText } from './message-text.server.ts'

/** Makes ready what there is to tell, so that an officer finds it on the desk. Safe to run twice and in two processes. */
export async function prepareMessages(db: Db, now: Date): Promise<void> {
  const today = londonDay(now)
  for (const change of await changedBy(db, 'en', today)) {
    const due = (await standings(db, change, today)).filter((m) => m.tellable && !m.preparedOn)
    if (!due.length) continue
    await write(db, async (tx) => {
      const { id } = await tx
        .selectFrom('exercise')
        .select('id')
        .where('slug', '=', change.slug)
        .executeTakeFirstOrThrow()
      for (const { kind, dueOn } of due) await prepare(tx, { exerciseId: id, kind, dueOn: dueOn ?? today }, today)
    })
  }
}

const prepare = (tx: Tx, m: { exerciseId: string; kind: MessageKind; dueOn: string }, today: string) =>
  tx
    .insertInto('feedback_message')
    .values({
      id: randomUUID(),
      exercise_id: m.exerciseId,
      kind: m.kind,
      due_on: m.dueOn,
      prepared_on: today,
      sent_on: null,
      sent_by: null,
      content: null,
    })
    .onConflict((conflict) => conflict.columns(['exercise_id', 'kind']).doNothing())
    .execute()

/** Somebody a message goes to: one who asked, or a juror by the address they sign in with. */
type Recipient = Pick<Contact, 'way' | 'address' | 'language'> & { contactId: string | null }

/** Everybody a message goes to, each once. Jurors are told about their own jury without asking (rule B-8). */
export async function recipientsOf(db: Handle, exerciseId: string, kind: MessageKind): Promise<Recipient[]> {
  const contacts = await contactsFor(db, exerciseId, kind)
  const jurors = await exerciseJurors(db, exerciseId)
  const asked = new Set(contacts.map((c) => c.address))
  return [
    ...contacts.map(({ id, way, address, language }) => ({ way, address, language, contactId: id })),
    ...jurors
      .filter((j) => !asked.has(j.email))
      .map(({ email, language }) => ({ way: 'email' as const, address: email, language, contactId: null })),
  ]
}

/** What a message would say in each language it goes out in, and the mark that tells whether that has changed since. */
export async function preparedTexts(
  db: Handle,
  about: { slug: string; kind: MessageKind; languages: readonly string[] },
  today: string,
): Promise<{ facts: Map<string, MessageFacts>; mark: string }> {
  const facts = new Map<string, MessageFacts>()
  for (const language of new Set(['en', ...about.languages])) {
    const found = await messageFacts(db, about.slug, about.kind, language, today)
    if (found) facts.set(language, found)
  }
  return { facts, mark: sha256(JSON.stringify([...facts])) }
}

export type SentMessage = 'sent' | 'already' | 'changed' | 'nothing'

/**
 * Sends one message to everybody who is owed it, each alone and in their language, and notes it for good: all in the
 * caller's transaction. `mark` is what the officer saw: if the records say something else by now, nothing is sent.
 */
export async function sendMessage(
  tx: Tx,
  given: { exerciseId: string; slug: string; kind: MessageKind; mark: string; personId: string },
  head: Letterhead,
  now: Date,
): Promise<SentMessage> {
  const { exerciseId, slug, kind, personId } = given
  const today = londonDay(now)
  const [change] = await changedBy(tx, 'en', today, slug)
  const standing = change && (await standings(tx, change, today)).find((m) => m.kind === kind)
  if (!standing) return 'nothing'
  if (standing.state.state === 'sent') return 'already'
  if (!standing.tellable) return 'nothing'
  const recipients = await recipientsOf(tx, exerciseId, kind)
  const languages = recipients.map((r) => r.language)
  const { facts, mark } = await preparedTexts(tx, { slug, kind, languages }, today)
  if (mark !== given.mark) return 'changed'
  await prepare(tx, { exerciseId, kind, dueOn: standing.dueOn ?? today }, today)
  const messages = recipients.map((to): Message => {
    const stopUrl = to.contactId && `${head.origin}/${to.language}/stop/${to.contactId}`
    const text = messageText(facts.get(to.language)!, { ...to, stopUrl }, head)
    const optional = stopUrl ? { stopUrl } : {}
    return {
      to: to.address,
      way: to.way,
      language: to.language,
      exerciseId,
      about: `feedback:${kind}`,
      ...optional,
      ...text,
    }
  })
  await enqueueAll(tx, messages, now)
  const count = (way: Message['way']) => messages.filter((m) => m.way === way).length
  const counts = { emails: count('email'), texts: count('text'), letters: count('letter') }
  await tx
    .updateTable('feedback_message')
    .set({
      ...counts,
      due_on: standing.dueOn ?? today,
      sent_on: today,
      sent_by: personId,
      content: JSON.stringify(facts.get('en')),
    })
    .where('exercise_id', '=', exerciseId)
    .where('kind', '=', kind)
    .execute()
  await record(tx, 'feedback.sent', { exercise: exerciseId, kind, due: standing.dueOn, on: today }, today)
  await logAct(tx, now, {
    personId,
    did: 'sent a message to those who took part',
    objectKind: 'exercise',
    objectId: exerciseId,
    detail: { kind, ...counts },
  })
  return 'sent'
}

/** The messages of a year on that went out, with the exercise each tells of: that something changed is public from then on. */
export const toldAfterAYear = (db: Handle) =>
  db
    .selectFrom('feedback_message as m')
    .innerJoin('exercise as e', 'e.id', 'm.exercise_id')
    .select(['m.id', 'm.sent_on', 'm.exercise_id', 'e.slug', 'e.title', 'e.run_by'])
    .where('m.kind', '=', 'year')
    .where('m.sent_on', 'is not', null)
    .orderBy('m.id')
    .execute()

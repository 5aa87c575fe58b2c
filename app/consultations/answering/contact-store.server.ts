import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import type { Way } from '../../../db/tables/people.ts'
import { londonDay } from '../../engagement/london-day.ts'

/** What somebody wants to be told about an exercise: kinds of message. */
export type Wants = 'results' | 'everything'

/** Stored as kinds, so that a message finds its readers. */
const kindsOf: Record<Wants, string[]> = {
  results: ['results'],
  everything: ['results', 'decision', 'half_year', 'year'],
}

/** A reader of messages: an address in the one form it is kept in, a way, a language. */
export interface Contact {
  id: string
  way: Way
  address: string
  language: string
  wants: string[]
}

/**
 * Keeps an address to write to. The store shares no key with any answer and keeps the day only; asking twice with the
 * same address is one contact, told what was last asked for.
 */
export async function addContact(
  tx: Tx,
  contact: { exerciseId: string; way: Way; address: string; language: string; wants: Wants },
  now: Date,
): Promise<void> {
  const { exerciseId, way, address, language } = contact
  const wants = kindsOf[contact.wants].join(',')
  const known = await tx
    .selectFrom('contact')
    .select('id')
    .where('exercise_id', '=', exerciseId)
    .where('address', '=', address)
    .executeTakeFirst()
  if (known) {
    await tx.updateTable('contact').set({ wants, language }).where('id', '=', known.id).execute()
    return
  }
  const row = { id: randomUUID(), exercise_id: exerciseId, way, address, language, wants }
  await tx
    .insertInto('contact')
    .values({ ...row, created_on: londonDay(now) })
    .execute()
}

/** Everybody who asked to be told this about an exercise, in no order that tells when they asked. */
export async function contactsFor(db: Handle, exerciseId: string, kind: string): Promise<Contact[]> {
  const rows = await db.selectFrom('contact').selectAll().where('exercise_id', '=', exerciseId).orderBy('id').execute()
  return rows
    .map(({ id, way, address, language, wants }) => ({ id, way, address, language, wants: wants.split(',') }))
    .filter((contact) => contact.wants.includes(kind))
}

/** The exercise behind a contact, for the page where its holder stops the messages. */
export const exerciseOfContact = (db: Handle, id: string) =>
  db
    .selectFrom('contact')
    .innerJoin('exercise', 'exercise.id', 'contact.exercise_id')
    .select(['exercise.slug', 'exercise.title'])
    .where('contact.id', '=', id)
    .executeTakeFirst()

/** Removes a contact with every message to it that is still waiting or kept. False when it is gone already. */
export async function removeContact(tx: Tx, id: string): Promise<boolean> {
  const contact = await tx
    .selectFrom('contact')
    .select(['exercise_id', 'address'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!contact) return false
  await tx
    .deleteFrom('outbox')
    .where('exercise_id', '=', contact.exercise_id)
    .where('to_address', '=', contact.address)
    .execute()
  await tx.deleteFrom('contact').where('id', '=', id).execute()
  return true
}

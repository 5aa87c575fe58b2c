import { randomUUID } from 'node:crypto'
import type { Tx } from '../../db/connect.ts'
import { londonDay } from '../engagement/london-day.ts'

/**
 * Keeps an address to write to with results, decision and changes. The store shares no key with any answer and keeps
 * the day only; asking twice with the same address is one contact.
 */
export async function addContact(
  tx: Tx,
  exerciseId: string,
  address: string,
  language: string,
  now: Date,
): Promise<void> {
  const same = address.toLowerCase()
  const known = await tx
    .selectFrom('contact')
    .select('id')
    .where('exercise_id', '=', exerciseId)
    .where('address', '=', same)
    .executeTakeFirst()
  if (known) return
  await tx
    .insertInto('contact')
    .values({
      id: randomUUID(),
      exercise_id: exerciseId,
      address: same,
      language,
      wants: 'results,decision,changes',
      created_on: londonDay(now),
    })
    .execute()
}

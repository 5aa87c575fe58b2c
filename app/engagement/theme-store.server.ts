import { randomUUID } from 'node:crypto'
import type { Tx } from '../../db/connect.ts'
import { themesInOrder } from './register/register-entry-store.server.ts'

/** Adds themes after those there are; one that is there already stays as it is. */
export async function addThemes(tx: Tx, titles: readonly string[]): Promise<void> {
  const known = await themesInOrder(tx)
  const named = new Set(known.map(({ title }) => title.toLowerCase()))
  let position = known.length
  for (const title of titles.map((one) => one.trim())) {
    if (!title || named.has(title.toLowerCase())) continue
    named.add(title.toLowerCase())
    await tx.insertInto('theme').values({ id: randomUUID(), position: ++position, title }).execute()
  }
}

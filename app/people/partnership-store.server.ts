import type { Db, Handle } from '../../db/connect.ts'
import { remembered } from '../../db/remembered.ts'

/** The partnership whose database this is: its name, how to reach it, and whether it is a demonstration. */
export async function partnershipOf(db: Handle) {
  return db.selectFrom('partnership').selectAll().executeTakeFirst()
}

/** The same for what every page's frame says of it, remembered while nobody changes it. */
export const knownPartnership = (db: Db) => remembered(db, 'partnership', () => partnershipOf(db))

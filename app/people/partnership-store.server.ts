import type { Handle } from '../../db/connect.ts'

/** The partnership whose database this is: its name, how to reach it, and whether it is a demonstration. */
export async function partnershipOf(db: Handle) {
  return db.selectFrom('partnership').selectAll().executeTakeFirst()
}

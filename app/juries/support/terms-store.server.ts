import type { Handle, Tx } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'

/** What a juror is paid for a day in pence, what is said of benefits, and whom a juror can turn to. */
export interface Terms {
  dayPence: number
  benefitsNote: string
  safeguarding: string
}

/** A day's honorarium unless the manager sets another: within the usual £75 to £90 (J-12). */
const usualDayPence = 8000

/** The jury's terms; where none are entered the usual day rate, and no note: pages show the usual one. */
export async function termsOf(db: Handle, juryId: string): Promise<Terms> {
  const row = await db.selectFrom('jury_terms').selectAll().where('jury_id', '=', juryId).executeTakeFirst()
  if (row) return { dayPence: row.day_pence, benefitsNote: row.benefits_note, safeguarding: row.safeguarding }
  return { dayPence: usualDayPence, benefitsNote: '', safeguarding: '' }
}

export const hasTerms = async (db: Handle, juryId: string): Promise<boolean> =>
  (await db.selectFrom('jury_terms').select('jury_id').where('jury_id', '=', juryId).executeTakeFirst()) !== undefined

/** Enters the terms. Payments that are entered already keep their sum. */
export async function saveTerms(tx: Tx, juryId: string, terms: Terms, personId: string, now: Date): Promise<void> {
  const columns = {
    day_pence: terms.dayPence,
    benefits_note: terms.benefitsNote,
    safeguarding: terms.safeguarding,
  }
  await tx
    .insertInto('jury_terms')
    .values({ jury_id: juryId, ...columns })
    .onConflict((conflict) => conflict.column('jury_id').doUpdateSet(columns))
    .execute()
  await logAct(tx, now, { personId, did: 'set the terms of support', objectKind: 'jury', objectId: juryId })
}

/** Enters how many minutes it takes from each area to the place; an area without minutes is taken out. */
export async function saveTravel(tx: Tx, juryId: string, minutes: ReadonlyMap<string, number>): Promise<void> {
  await tx.deleteFrom('jury_travel').where('jury_id', '=', juryId).execute()
  if (!minutes.size) return
  await tx
    .insertInto('jury_travel')
    .values([...minutes].map(([area, count]) => ({ jury_id: juryId, area, minutes: count })))
    .execute()
}

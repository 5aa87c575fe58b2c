import { z } from 'zod'
import type { Handle, Tx } from '../../../db/connect.ts'
import { type Mailing, noMailing } from './mailing.ts'

const counts = z.record(z.string(), z.number())

/** What the letters of a jury say and how they were drawn. */
export async function mailingOf(db: Handle, juryId: string): Promise<Mailing> {
  const row = await db.selectFrom('jury_mailing').selectAll().where('jury_id', '=', juryId).executeTakeFirst()
  if (!row) return noMailing
  return {
    signedBy: row.signed_by,
    venue: row.venue,
    phone: row.phone,
    email: row.email,
    post: row.post,
    letters: counts.parse(JSON.parse(row.letters)),
    extraPercent: row.extra_percent,
    seed: row.seed === null ? null : Number(row.seed),
    sampledAt: row.sampled_at,
  }
}

/** Saves what the letters say and how many go where; how they were drawn is written by the drawing alone. */
export async function saveMailing(tx: Tx, juryId: string, given: Omit<Mailing, 'seed' | 'sampledAt'>): Promise<void> {
  const row = {
    signed_by: given.signedBy,
    venue: given.venue,
    phone: given.phone,
    email: given.email,
    post: given.post,
    letters: JSON.stringify(given.letters),
    extra_percent: given.extraPercent,
  }
  await tx
    .insertInto('jury_mailing')
    .values({ jury_id: juryId, seed: null, sampled_at: null, ...row })
    .onConflict((oc) => oc.column('jury_id').doUpdateSet(row))
    .execute()
}

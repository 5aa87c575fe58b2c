import type { Handle, Tx } from '../../db/connect.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'

export const waysTold = ['phone', 'letter'] as const
export type WayTold = (typeof waysTold)[number]

/** Who stood in a decided draw, has not been drawn by it and has not been told so: alternates by rank, then the others. */
export async function untoldOf(db: Handle, drawId: string) {
  const rows = await db
    .selectFrom('jury_draw_person as p')
    .innerJoin('jury_draw as d', 'd.id', 'p.draw_id')
    .innerJoin('jury_application as a', 'a.id', 'p.application_id')
    .leftJoin('jury_applicant_contact as c', 'c.application_id', 'a.id')
    .select(['a.id', 'a.submission_key as key', 'a.language', 'a.alternate_rank as rank', 'c.prefers'])
    .select(['c.first_name', 'c.last_name', 'c.email', 'c.phone', 'c.address', 'c.postcode'])
    .where('p.draw_id', '=', drawId)
    .where('p.told_at', 'is', null)
    .where('d.state', '=', 'concluded')
    .where('a.status', '=', 'POOL')
    .where('a.selection_run_id', 'is', null)
    .orderBy('a.external_id')
    .execute()
  return rows
    .map(({ first_name, last_name, email, phone, address, postcode, prefers, ...row }) => ({
      ...row,
      name: `${first_name ?? ''} ${last_name ?? ''}`.trim(),
      email: email ?? '',
      phone: phone ?? '',
      address: [address, postcode].filter(Boolean).join(', '),
      prefers: prefers ?? '',
    }))
    .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0)
}

export type Untold = Awaited<ReturnType<typeof untoldOf>>[number]

const many = 500

/** Notes that people were told, once each: who has been told stays told as they were. */
export async function markTold(
  tx: Tx,
  given: { drawId: string; applicationIds: readonly string[]; how: 'email' | WayTold },
  now: Date,
): Promise<number> {
  let told = 0
  for (let i = 0; i < given.applicationIds.length; i += many) {
    const { numUpdatedRows } = await tx
      .updateTable('jury_draw_person')
      .set({ told_at: now.toISOString(), told_how: given.how })
      .where('draw_id', '=', given.drawId)
      .where('application_id', 'in', given.applicationIds.slice(i, i + many))
      .where('told_at', 'is', null)
      .executeTakeFirst()
    told += Number(numUpdatedRows)
  }
  return told
}

/** Notes that somebody without an e-mail address was rung or written to, and by whom; false where they had been already. */
export async function tickTold(
  tx: Tx,
  given: { juryId: string; drawId: string; applicationId: string; how: WayTold; personId: string },
  now: Date,
): Promise<boolean> {
  const { juryId, drawId, applicationId, how, personId } = given
  if (!(await markTold(tx, { drawId, applicationIds: [applicationId], how }, now))) return false
  const detail = { how }
  await logAct(tx, now, {
    personId,
    did: 'told somebody they were not picked',
    objectKind: 'jury',
    objectId: juryId,
    detail,
  })
  return true
}

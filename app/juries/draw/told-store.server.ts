import type { ExpressionBuilder } from 'kysely'
import type { Handle, Tx } from '../../../db/connect.ts'
import type { Schema } from '../../../db/schema.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'

export const waysTold = ['phone', 'letter'] as const
export type WayTold = (typeof waysTold)[number]

/** What people are told: what came of a draw for them, or that it was given up after they had been told that. */
export type News = 'result' | 'given_up'
const columns = {
  result: { at: 'told_at', how: 'told_how' },
  given_up: { at: 'given_up_told_at', how: 'given_up_told_how' },
} as const

/**
 * Who is in the pool after a decided draw and has not been told so: alternates by rank, then the others. Of draws that
 * were given up those who had been told a result or rung about it, and have not been told that it counts no more: each
 * person once, however many draws that was.
 */
export async function untoldOf(db: Handle, drawIds: readonly string[], news: News = 'result') {
  if (!drawIds.length) return []
  const wanted = db
    .selectFrom('jury_draw_person as p')
    .innerJoin('jury_draw as d', 'd.id', 'p.draw_id')
    .innerJoin('jury_application as a', 'a.id', 'p.application_id')
    .leftJoin('jury_applicant_contact as c', 'c.application_id', 'a.id')
    .select(['a.id', 'a.submission_key as key', 'a.language', 'a.alternate_rank as rank', 'c.prefers'])
    .select(['c.first_name', 'c.last_name', 'c.email', 'c.phone', 'c.address', 'c.postcode'])
    .where('p.draw_id', 'in', drawIds)
    .where(`p.${columns[news].at}`, 'is', null)
    .where('d.state', '=', news === 'result' ? 'concluded' : 'given_up')
    .where('a.status', '=', 'POOL')
    .where('a.selection_run_id', 'is', null)
    .orderBy('a.external_id')
  const rung = (eb: ExpressionBuilder<Schema & { a: Schema['jury_application']; d: Schema['jury_draw'] }, 'a' | 'd'>) =>
    eb.exists(
      eb
        .selectFrom('jury_call as k')
        .select('k.id')
        .whereRef('k.application_id', '=', 'a.id')
        .whereRef('k.called_at', '>=', 'd.concluded_at')
        .whereRef('k.called_at', '<=', 'd.given_up_at'),
    )
  const rows = await (news === 'result'
    ? wanted
    : wanted.where((eb) => eb.or([eb('p.told_at', 'is not', null), rung(eb)]))
  ).execute()
  const once = [...new Map(rows.map((row) => [row.id, row])).values()]
  return once
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
  given: { drawIds: readonly string[]; applicationIds: readonly string[]; how: 'email' | WayTold; news?: News },
  now: Date,
): Promise<number> {
  const { at, how } = columns[given.news ?? 'result']
  let told = 0
  for (let i = 0; i < given.applicationIds.length; i += many) {
    const { numUpdatedRows } = await tx
      .updateTable('jury_draw_person')
      .set({ [at]: now.toISOString(), [how]: given.how })
      .where('draw_id', 'in', given.drawIds)
      .where('application_id', 'in', given.applicationIds.slice(i, i + many))
      .where(at, 'is', null)
      .executeTakeFirst()
    told += Number(numUpdatedRows)
  }
  return told
}

/** Notes that somebody without an e-mail address was rung or written to, and by whom; false where they had been already. */
export async function tickTold(
  tx: Tx,
  given: {
    juryId: string
    drawIds: readonly string[]
    applicationId: string
    how: WayTold
    personId: string
    news?: News
  },
  now: Date,
): Promise<boolean> {
  const { juryId, drawIds, applicationId, how, personId, news = 'result' } = given
  if (!(await markTold(tx, { drawIds, applicationIds: [applicationId], how, news }, now))) return false
  const detail = { how }
  await logAct(tx, now, {
    personId,
    did: news === 'result' ? 'told somebody they were not picked' : 'told somebody a draw was given up',
    objectKind: 'jury',
    objectId: juryId,
    detail,
  })
  return true
}

import type { Handle, Tx } from '../../db/connect.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { record } from '../ledger/ledger-store.server.ts'
import { isRatificationAnswer, ratificationErrors } from './ratification.ts'

/** What one organisation has to answer and has answered, the earliest due first; only published positions are asked about. */
export const ratificationsOf = (db: Handle, organisationId: string) =>
  db
    .selectFrom('ratification as r')
    .innerJoin('position as p', 'p.id', 'r.position_id')
    .innerJoin('point as q', 'q.id', 'p.point_id')
    .select([
      'r.id',
      'r.due_on as dueOn',
      'r.state',
      'r.reason',
      'r.answered_on as answeredOn',
      'q.slug',
      'q.wording',
      'p.stance',
      'p.reason as boardReason',
      'p.decided_on as decidedOn',
    ])
    .where('r.organisation_id', '=', organisationId)
    .where('p.published_on', 'is not', null)
    .orderBy('r.due_on')
    .orderBy('q.slug')
    .execute()

/** Every partner's answer on some points, by the organisation's name. */
export const ratificationsOn = (db: Handle, pointIds: readonly string[]) =>
  db
    .selectFrom('ratification as r')
    .innerJoin('position as p', 'p.id', 'r.position_id')
    .innerJoin('organisation as o', 'o.id', 'r.organisation_id')
    .select([
      'p.point_id as pointId',
      'r.organisation_id as organisationId',
      'o.name as organisation',
      'r.due_on as dueOn',
      'r.state',
      'r.reason',
      'r.answered_on as answeredOn',
    ])
    .where('p.point_id', 'in', pointIds.length ? [...pointIds] : [''])
    .orderBy('o.name')
    .orderBy('r.id')
    .execute()

/**
 * Writes a partner's own answer. `organisationId` is the answering person's: an answer for anybody else's is not found
 * (undefined). An answer can be changed by a later one; the ledger keeps both.
 */
export async function answerRatification(
  tx: Tx,
  entry: {
    id: string
    organisationId: string
    answer: string
    reason: string
    personId: string
    on: string
    now: Date
  },
): Promise<{ field: string; key: string }[] | undefined> {
  const row = await tx
    .selectFrom('ratification as r')
    .innerJoin('position as p', 'p.id', 'r.position_id')
    .select(['r.id', 'p.point_id'])
    .where('r.id', '=', entry.id)
    .where('r.organisation_id', '=', entry.organisationId)
    .where('p.published_on', 'is not', null)
    .executeTakeFirst()
  if (!row) return undefined
  const errors = ratificationErrors(entry)
  if (errors.length || !isRatificationAnswer(entry.answer)) return errors
  await tx
    .updateTable('ratification')
    .set({ state: entry.answer, reason: entry.reason || null, answered_on: entry.on, recorded_by: entry.personId })
    .where('id', '=', entry.id)
    .execute()
  await record(
    tx,
    'ratification.answered',
    { pointId: row.point_id, organisationId: entry.organisationId, answer: entry.answer, reason: entry.reason },
    entry.on,
  )
  await logAct(tx, entry.now, {
    personId: entry.personId,
    did: entry.answer,
    objectKind: 'ratification',
    objectId: entry.id,
  })
  return []
}

/** The Board members of the partners that have not answered on a point yet: whom to write to when it is published. */
export const membersToAsk = (db: Handle, pointId: string, day: string) =>
  db
    .selectFrom('ratification as r')
    .innerJoin('position as p', 'p.id', 'r.position_id')
    .innerJoin('person', 'person.organisation_id', 'r.organisation_id')
    .innerJoin('role_grant as g', 'g.person_id', 'person.id')
    .select(['person.email', 'person.label', 'r.due_on as dueOn'])
    .where('p.point_id', '=', pointId)
    .where('r.state', '=', 'waiting')
    .where('g.role', '=', 'board_member')
    .where('g.valid_from', '<=', day)
    .where((eb) => eb.or([eb('g.valid_to', 'is', null), eb('g.valid_to', '>=', day)]))
    .where('person.disabled_at', 'is', null)
    .orderBy('person.email')
    .execute()

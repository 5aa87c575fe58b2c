import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../db/connect.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { record } from '../ledger/ledger-store.server.ts'
import { type ActionDraft, actionErrors, slugFrom } from './action.ts'
import { leadsToAction } from './position.ts'
import type { Saved } from './position-store.server.ts'

/** Actions with owner, champion, and the point they answer. Which ones: by slug, by point, by owner; every one without. */
export async function actionsOf(
  db: Handle,
  which: { slug?: string; pointIds?: readonly string[]; ownerOrganisationId?: string; id?: string } = {},
) {
  let query = db
    .selectFrom('action as a')
    .innerJoin('position as p', 'p.id', 'a.position_id')
    .innerJoin('point as q', 'q.id', 'p.point_id')
    .innerJoin('organisation as o', 'o.id', 'a.owner_organisation_id')
    .innerJoin('seat as s', 's.id', 'a.champion_seat_id')
    .select([
      'a.id',
      'a.slug',
      'a.title',
      'a.owner_organisation_id as ownerOrganisationId',
      'o.name as owner',
      's.label as champion',
      'a.due_on as dueOn',
      'a.measure',
      'a.baseline',
      'a.target',
      'a.created_on as createdOn',
      'q.id as pointId',
      'q.slug as pointSlug',
      'q.wording as pointWording',
      'p.stance',
      'p.reason as boardReason',
      'p.published_on as publishedOn',
    ])
    .orderBy('a.due_on')
    .orderBy('a.slug')
  if (which.id !== undefined) query = query.where('a.id', '=', which.id)
  if (which.slug !== undefined) query = query.where('a.slug', '=', which.slug)
  if (which.ownerOrganisationId !== undefined)
    query = query.where('a.owner_organisation_id', '=', which.ownerOrganisationId)
  if (which.pointIds) query = query.where('q.id', 'in', which.pointIds.length ? [...which.pointIds] : [''])
  return query.execute()
}

/** Makes an action under the point's newest position, which must accept it at least in part. */
export async function createAction(
  tx: Tx,
  entry: { pointId: string; draft: ActionDraft; personId: string; on: string; now: Date; id?: string },
): Promise<Saved> {
  const position = await tx
    .selectFrom('position')
    .select(['id', 'stance', 'decided_on'])
    .where('point_id', '=', entry.pointId)
    .orderBy('version', 'desc')
    .executeTakeFirst()
  if (!position || !leadsToAction(position.stance))
    return { errors: [{ field: 'form', key: 'no_action_without_acceptance' }] }
  const seat = await tx
    .selectFrom('seat')
    .select('organisation_id')
    .where('id', '=', entry.draft.championSeatId)
    .executeTakeFirst()
  const errors = actionErrors(entry.draft, {
    championOrganisationId: seat?.organisation_id,
    decidedOn: position.decided_on,
  })
  if (errors.length) return { errors }
  const taken = await tx.selectFrom('action').select('slug').execute()
  const slug = slugFrom(entry.draft.title, new Set(taken.map((t) => t.slug)))
  const id = entry.id ?? randomUUID()
  const { title, ownerOrganisationId, championSeatId, dueOn, measure, baseline, target } = entry.draft
  await tx
    .insertInto('action')
    .values({
      id,
      slug,
      position_id: position.id,
      title,
      owner_organisation_id: ownerOrganisationId,
      champion_seat_id: championSeatId,
      due_on: dueOn,
      measure,
      baseline,
      target,
      created_on: entry.on,
    })
    .execute()
  await record(
    tx,
    'action.created',
    { slug, title, owner: ownerOrganisationId, champion: championSeatId, dueOn, measure, target },
    entry.on,
  )
  await logAct(tx, entry.now, { personId: entry.personId, did: 'created', objectKind: 'action', objectId: id })
  return { errors: null, id }
}

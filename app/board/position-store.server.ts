import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../db/connect.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import { record } from '../ledger/ledger-store.server.ts'
import { itemOf, publishPapers } from './meeting-store.server.ts'
import {
  correctionErrors,
  type DraftError,
  isStance,
  leadsToAction,
  type PositionDraft,
  positionErrors,
  type Stance,
} from './position.ts'
import { ratifyBy } from './ratification.ts'
import { isQuorate } from './seat.ts'

/** What a write came to: what was wrong with it, or the id of what it made. */
export type Saved = { errors: DraftError[] } | { errors: null; id: string }

/** Every version of a point's position, newest first. */
export const positionsOf = (db: Handle, pointId: string) =>
  db.selectFrom('position').selectAll().where('point_id', '=', pointId).orderBy('version', 'desc').execute()

/**
 * Writes down what the Board decided on one point, unpublished. Refuses, with words for each field, what rules B-4, B-5
 * and need 112 refuse. A first draft is written over by the next; once published, only a new version with a note
 * changes it. The meeting comes after the point was put and after the assessment was there to be read. Too few seats filled at the meeting make it advisory, and without attendance there is no meeting to decide.
 */
export async function recordPosition(
  tx: Tx,
  entry: {
    pointId: string
    itemId: string
    equalityPaperId: string
    draft: PositionDraft
    changeNote: string
    /** Organisations that must ratify it: only asked where it leads to action. */
    partners: readonly string[]
    personId: string
    now: Date
    on: string
    id?: string
  },
): Promise<Saved> {
  const { draft } = entry
  const item = await tx
    .selectFrom('agenda_item as i')
    .innerJoin('meeting as m', 'm.id', 'i.meeting_id')
    .select(['i.meeting_id', 'm.on_date', 'm.held'])
    .where('i.id', '=', entry.itemId)
    .executeTakeFirst()
  const paper = await tx
    .selectFrom('paper as p')
    .innerJoin('agenda_item as i', 'i.id', 'p.agenda_item_id')
    .select(['p.kind', 'p.body', 'p.published_on'])
    .where('p.id', '=', entry.equalityPaperId)
    .where('i.meeting_id', '=', item?.meeting_id ?? '')
    .executeTakeFirst()
  const point = await tx.selectFrom('point').select('published_on').where('id', '=', entry.pointId).executeTakeFirst()
  const latest = (await positionsOf(tx, entry.pointId))[0]
  const errors = [
    ...positionErrors(draft, paper),
    ...correctionErrors(latest?.published_on != null, entry.changeNote),
    ...(item?.held === 1 ? [] : [{ field: 'item', key: 'item_not_held' }]),
    ...(item && point && item.on_date < point.published_on ? [{ field: 'item', key: 'item_before_point' }] : []),
    ...(item && paper && item.on_date < paper.published_on
      ? [{ field: 'equality_paper', key: 'equality_paper_late' }]
      : []),
    ...(isStance(draft.stance) && leadsToAction(draft.stance) && !entry.partners.length
      ? [{ field: 'partners', key: 'partners' }]
      : []),
  ]
  if (errors.length || !item) return { errors }
  const stance = draft.stance as Stance
  const fields = {
    agenda_item_id: entry.itemId,
    stance,
    reason_class: draft.reasonClass,
    reason_detail: draft.reasonDetail,
    reason: draft.reason,
    responses_account: draft.responsesAccount,
    evidence: draft.evidence || null,
    passed_to: stance === 'not_ours' ? draft.passedTo : null,
    equality_paper_id: entry.equalityPaperId,
    method: draft.method as 'consensus' | 'vote',
    dissent: draft.dissent,
    advisory: (await isQuorateMeeting(tx, item.meeting_id)) ? 0 : 1,
    change_note: latest?.published_on ? entry.changeNote : (latest?.change_note ?? null),
    decided_on: item.on_date,
    recorded_by: entry.personId,
  }
  const replaces = latest && !latest.published_on
  const id = replaces ? latest.id : (entry.id ?? randomUUID())
  const version = replaces ? latest.version : (latest?.version ?? 0) + 1
  if (replaces) await tx.updateTable('position').set(fields).where('id', '=', id).execute()
  else
    await tx
      .insertInto('position')
      .values({ id, point_id: entry.pointId, version, published_on: null, ...fields })
      .execute()
  await askPartners(tx, entry.pointId, id, leadsToAction(stance) ? entry.partners : [], item.on_date)
  await record(
    tx,
    'position.recorded',
    { pointId: entry.pointId, version, stance, reasonClass: draft.reasonClass },
    entry.on,
  )
  await logAct(tx, entry.now, { personId: entry.personId, did: 'recorded', objectKind: 'position', objectId: id })
  return { errors: null, id }
}

async function isQuorateMeeting(tx: Tx, meetingId: string): Promise<boolean> {
  const rows = await tx.selectFrom('attendance').select('presence').where('meeting_id', '=', meetingId).execute()
  return isQuorate(rows.filter((r) => r.presence !== 'absent').length, rows.length)
}

/** Adds the partners that are new to this point and drops those no longer named, except where one has answered. */
async function askPartners(
  tx: Tx,
  pointId: string,
  positionId: string,
  partners: readonly string[],
  decidedOn: string,
): Promise<void> {
  const asked = await tx
    .selectFrom('ratification as r')
    .innerJoin('position as p', 'p.id', 'r.position_id')
    .select(['r.id', 'r.organisation_id', 'r.state'])
    .where('p.point_id', '=', pointId)
    .execute()
  const dropped = asked.filter((r) => r.state === 'waiting' && !partners.includes(r.organisation_id)).map((r) => r.id)
  if (dropped.length) await tx.deleteFrom('ratification').where('id', 'in', dropped).execute()
  const added = [...new Set(partners)].filter((o) => !asked.some((r) => r.organisation_id === o))
  if (!added.length) return
  await tx
    .insertInto('ratification')
    .values(
      added.map((organisation_id) => ({
        id: randomUUID(),
        position_id: positionId,
        organisation_id,
        due_on: ratifyBy(decidedOn),
        state: 'waiting' as const,
        reason: null,
        answered_on: null,
        recorded_by: null,
      })),
    )
    .execute()
}

/**
 * Publishes the newest version, and with it the papers it was decided on if they were not out: nobody reads an answer
 * without its assessment. Returns false when there is nothing unpublished.
 */
export async function publishPosition(
  tx: Tx,
  { pointId, on, personId, now }: { pointId: string; on: string; personId: string; now: Date },
): Promise<boolean> {
  const latest = (await positionsOf(tx, pointId))[0]
  if (!latest || latest.published_on) return false
  await tx.updateTable('position').set({ published_on: on }).where('id', '=', latest.id).execute()
  const item = await itemOf(tx, latest.agenda_item_id)
  if (item) await publishPapers(tx, { meetingId: item.meeting_id, on, personId, now })
  const { version, stance, reason, reason_class, advisory, change_note } = latest
  await record(
    tx,
    'position.published',
    { pointId, version, stance, reason, reasonClass: reason_class, advisory, note: change_note },
    on,
  )
  await logAct(tx, now, { personId, did: 'published', objectKind: 'position', objectId: latest.id })
  return true
}

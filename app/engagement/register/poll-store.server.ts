import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import type { Poll } from './poll.ts'

/** The calendar of polls, the next first. */
export async function pollsFrom(db: Handle, day: string): Promise<Poll[]> {
  const polls = await db
    .selectFrom('poll')
    .selectAll()
    .where('on_date', '>=', day)
    .orderBy('on_date')
    .orderBy('id')
    .execute()
  const areas = await db.selectFrom('poll_area').selectAll().orderBy('area_id').execute()
  return polls.map((poll) => ({
    id: poll.id,
    name: poll.name,
    quietFrom: poll.quiet_from,
    onDate: poll.on_date,
    areaIds: areas.filter((area) => area.poll_id === poll.id).map((area) => area.area_id),
  }))
}

/** Puts a poll into the calendar; returns its id. */
export async function addPoll(
  tx: Tx,
  poll: Omit<Poll, 'id'> & { id?: string },
  personId: string,
  now: Date,
): Promise<string> {
  const id = poll.id ?? randomUUID()
  await tx
    .insertInto('poll')
    .values({ id, name: poll.name, quiet_from: poll.quietFrom, on_date: poll.onDate })
    .execute()
  const areas = [...new Set(poll.areaIds)].map((area_id) => ({ poll_id: id, area_id }))
  if (areas.length) await tx.insertInto('poll_area').values(areas).execute()
  await logAct(tx, now, {
    personId,
    did: 'added a poll',
    objectKind: 'poll',
    objectId: id,
    detail: { name: poll.name, on: poll.onDate, quietFrom: poll.quietFrom },
  })
  return id
}

/** Takes a poll out of the calendar: it was called off, or never was one. */
export async function removePoll(tx: Tx, poll: Pick<Poll, 'id' | 'name'>, personId: string, now: Date): Promise<void> {
  await tx.deleteFrom('poll_area').where('poll_id', '=', poll.id).execute()
  await tx.deleteFrom('poll').where('id', '=', poll.id).execute()
  await logAct(tx, now, {
    personId,
    did: 'removed a poll',
    objectKind: 'poll',
    objectId: poll.id,
    detail: { name: poll.name },
  })
}

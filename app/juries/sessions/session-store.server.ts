import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { recruitmentOf } from '../commission/recruitment-store.server.ts'
import type { FirstSession } from '../jury-state.ts'
import type { Block } from './session.ts'

export interface Session {
  id: string
  title: string
  onDate: string
  startsAt: string
  endsAt: string
  place: string
  blocks: Block[]
}

/** The jury's sessions in the order of their days, each with its agenda. */
export async function sessionsOf(db: Handle, juryId: string): Promise<Session[]> {
  const sessions = await db
    .selectFrom('jury_session')
    .selectAll()
    .where('jury_id', '=', juryId)
    .orderBy('on_date')
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
  const blocks = await db
    .selectFrom('session_block as b')
    .innerJoin('jury_session as s', 's.id', 'b.session_id')
    .select(['b.session_id', 'b.title', 'b.minutes', 'b.protected'])
    .where('s.jury_id', '=', juryId)
    .orderBy('b.position')
    .orderBy('b.id')
    .execute()
  return sessions.map((session) => ({
    id: session.id,
    title: session.title,
    onDate: session.on_date,
    startsAt: session.starts_at,
    endsAt: session.ends_at,
    place: session.place,
    blocks: blocks
      .filter((block) => block.session_id === session.id)
      .map(({ title, minutes, protected: flag }) => ({ title, minutes, protected: flag === 1 })),
  }))
}

/**
 * The session with which the jury begins; after its end nobody joins any more (J-11). As long as none is planned it is
 * the whole of the first day that people were promised.
 */
export async function firstSessionOf(db: Handle, juryId: string): Promise<FirstSession | null> {
  const first = await db
    .selectFrom('jury_session')
    .select(['on_date as onDate', 'ends_at as endsAt'])
    .where('jury_id', '=', juryId)
    .orderBy('on_date')
    .orderBy('starts_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (first) return first
  const onDate = await promisedDayOf(db, juryId)
  return onDate === null ? null : { onDate, endsAt: '23:59', promised: true }
}

/** The first of the days for which people were invited; null where nobody was. */
export async function promisedDayOf(db: Handle, juryId: string): Promise<string | null> {
  return [...((await recruitmentOf(db, juryId))?.dates ?? [])].sort()[0] ?? null
}

/** Writes a session and its whole agenda, new or changed. The exercise opens with the first and closes with the last. */
export async function saveSession(
  tx: Tx,
  given: { juryId: string; exerciseId: string; session: Omit<Session, 'id'>; id?: string; personId: string },
  now: Date,
): Promise<string> {
  const { juryId, session } = given
  const id = given.id ?? randomUUID()
  const columns = {
    title: session.title,
    on_date: session.onDate,
    starts_at: session.startsAt,
    ends_at: session.endsAt,
    place: session.place,
  }
  const before = await tx
    .selectFrom('jury_session')
    .select(['id', 'jury_id', 'position'])
    .where('jury_id', '=', juryId)
    .execute()
  if (before.some((s) => s.id === id)) await tx.updateTable('jury_session').set(columns).where('id', '=', id).execute()
  else {
    const position = before.reduce((most, s) => Math.max(most, s.position), 0) + 1
    await tx
      .insertInto('jury_session')
      .values({ id, jury_id: juryId, position, ...columns })
      .execute()
  }
  await writeBlocks(tx, id, session.blocks)
  const days = (await sessionsOf(tx, juryId)).map((s) => s.onDate)
  await tx
    .updateTable('exercise')
    .set({ opens_on: days[0], closes_on: days.at(-1) })
    .where('id', '=', given.exerciseId)
    .execute()
  await logAct(tx, now, { personId: given.personId, did: 'planned a session', objectKind: 'jury', objectId: juryId })
  return id
}

async function writeBlocks(tx: Tx, sessionId: string, blocks: readonly Block[]): Promise<void> {
  await tx.deleteFrom('session_block').where('session_id', '=', sessionId).execute()
  if (!blocks.length) return
  await tx
    .insertInto('session_block')
    .values(
      blocks.map((block, i) => ({
        id: randomUUID(),
        session_id: sessionId,
        position: i + 1,
        minutes: block.minutes,
        title: block.title,
        protected: block.protected ? 1 : 0,
      })),
    )
    .execute()
}

/** Replaces the agenda of a session that runs, and its end when it had to move. */
export async function reflowSession(
  tx: Tx,
  sessionId: string,
  blocks: readonly Block[],
  endsAt: string,
): Promise<void> {
  await tx.updateTable('jury_session').set({ ends_at: endsAt }).where('id', '=', sessionId).execute()
  await writeBlocks(tx, sessionId, blocks)
}

/** The witnesses a jury heard or will hear, those the jurors called last. */
export const witnessesOf = (db: Handle, juryId: string) =>
  db
    .selectFrom('witness as w')
    .leftJoin('jury_session as s', 's.id', 'w.session_id')
    .select([
      'w.id',
      'w.role',
      'w.interests',
      'w.minutes',
      'w.called_by_jurors as calledByJurors',
      's.title as session',
      's.on_date as onDate',
    ])
    .where('w.jury_id', '=', juryId)
    .orderBy('w.called_by_jurors')
    .orderBy('w.role')
    .orderBy('w.id')
    .execute()

export async function addWitness(
  tx: Tx,
  given: {
    juryId: string
    sessionId: string | null
    role: string
    interests: string
    minutes: number
    calledByJurors: boolean
    id?: string
  },
): Promise<void> {
  await tx
    .insertInto('witness')
    .values({
      id: given.id ?? randomUUID(),
      jury_id: given.juryId,
      session_id: given.sessionId,
      role: given.role,
      interests: given.interests,
      called_by_jurors: given.calledByJurors ? 1 : 0,
      minutes: given.minutes,
    })
    .execute()
}

import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { londonDay, londonTime } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import type { Attempt } from './calling.ts'

/** Every call to the people of a jury, oldest first, by application. */
export async function callsOf(db: Handle, juryId: string): Promise<Map<string, Attempt[]>> {
  const rows = await db
    .selectFrom('jury_call as c')
    .innerJoin('jury_application as a', 'a.id', 'c.application_id')
    .select(['c.application_id as applicationId', 'c.outcome', 'c.called_at'])
    .where('a.jury_id', '=', juryId)
    .orderBy('c.called_at')
    .orderBy('c.id')
    .execute()
  const calls = new Map<string, Attempt[]>()
  for (const { applicationId, outcome, called_at } of rows) {
    const at = new Date(called_at)
    const attempt = { outcome, day: londonDay(at), time: londonTime(at) }
    calls.set(applicationId, [...(calls.get(applicationId) ?? []), attempt])
  }
  return calls
}

/** Writes down that somebody was called, or answered by themselves, and what they said. */
export async function saveCall(
  tx: Tx,
  call: {
    juryId: string
    applicationId: string
    outcome: Attempt['outcome']
    noteShown: boolean
    personId: string
    /** Who answers on their own page is in the log as the person who did it. */
    online?: boolean
  },
  now: Date,
): Promise<void> {
  const { juryId, applicationId, outcome, noteShown, personId, online } = call
  await tx
    .insertInto('jury_call')
    .values({
      id: randomUUID(),
      application_id: applicationId,
      called_at: now.toISOString(),
      called_by: personId,
      outcome,
      note_shown: noteShown ? 1 : 0,
    })
    .execute()
  const did = online ? 'answered on their own page' : 'made a call'
  await logAct(tx, now, { personId, did, objectKind: 'jury', objectId: juryId, detail: { outcome } })
}

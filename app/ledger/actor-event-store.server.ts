import { randomUUID } from 'node:crypto'
import type { Tx } from '../../db/connect.ts'
import { carefully } from '../people/step-up.server.ts'

/** Who did what: for accountability of staff, kept apart from the ledger's commitments. Never holds answers or votes. */
export interface ActorEvent {
  personId: string | null
  did: string
  objectKind: string
  objectId: string
  detail?: Record<string, string | number | boolean | null>
}

/** Writes one event in the transaction of the act it tells of. */
export async function logAct(tx: Tx, at: Date, event: ActorEvent): Promise<void> {
  carefully(event.did)
  await tx
    .insertInto('actor_event')
    .values({
      id: randomUUID(),
      at: at.toISOString(),
      person_id: event.personId,
      did: event.did,
      object_kind: event.objectKind,
      object_id: event.objectId,
      detail: JSON.stringify(event.detail ?? {}),
    })
    .execute()
}

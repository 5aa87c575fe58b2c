import { randomUUID } from 'node:crypto'
import type { Handle, Tx } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { affectedDegrees, type Stakeholder } from './stakeholder.ts'

/** Who is affected by one exercise, the most affected first. */
export async function stakeholdersOf(db: Handle, exerciseId: string): Promise<Stakeholder[]> {
  const rows = await db
    .selectFrom('stakeholder')
    .selectAll()
    .where('exercise_id', '=', exerciseId)
    .orderBy('name')
    .orderBy('id')
    .execute()
  const degree = (row: { affected: Stakeholder['affected'] }) => affectedDegrees.indexOf(row.affected)
  return rows
    .sort((a, b) => degree(a) - degree(b))
    .map(({ id, name, affected, reach, assigned_to, expected }) => ({
      id,
      name,
      affected,
      reach,
      assignedTo: assigned_to,
      expected,
    }))
}

/** Puts somebody on the map of an exercise, or changes who stands there under that id. */
export async function saveStakeholder(
  tx: Tx,
  exerciseId: string,
  given: Omit<Stakeholder, 'id'> & { id?: string },
  personId: string,
  now: Date,
): Promise<void> {
  const { name, affected, reach, assignedTo: assigned_to, expected } = given
  const row = { name, affected, reach, assigned_to, expected }
  if (given.id)
    await tx
      .updateTable('stakeholder')
      .set(row)
      .where('id', '=', given.id)
      .where('exercise_id', '=', exerciseId)
      .execute()
  else
    await tx
      .insertInto('stakeholder')
      .values({ id: randomUUID(), exercise_id: exerciseId, ...row })
      .execute()
  await logAct(tx, now, {
    personId,
    did: 'mapped who is affected',
    objectKind: 'exercise',
    objectId: exerciseId,
    detail: { name, affected },
  })
}

export async function removeStakeholder(
  tx: Tx,
  exerciseId: string,
  id: string,
  personId: string,
  now: Date,
): Promise<void> {
  await tx.deleteFrom('stakeholder').where('id', '=', id).where('exercise_id', '=', exerciseId).execute()
  await logAct(tx, now, { personId, did: 'unmapped somebody', objectKind: 'exercise', objectId: exerciseId })
}

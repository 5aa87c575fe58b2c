import type { Handle, Tx } from '../../db/connect.ts'
import { logAct } from '../ledger/actor-event-store.server.ts'
import type { Exercise } from './exercise.ts'
import { jointPartners } from './register/overlap-store.server.ts'

/** Every organisation that an exercise is asked jointly with: those that agreed to join, and those it was set up with. */
export const joinedTo = async (db: Handle, exerciseId: string): Promise<string[]> =>
  (await joinedToEach(db, [exerciseId])).get(exerciseId) ?? []

/** The same for many exercises at once; one that is asked by a single partner is not there. */
export async function joinedToEach(db: Handle, exerciseIds: readonly string[]): Promise<Map<string, string[]>> {
  const added = await db
    .selectFrom('exercise_partner')
    .select(['exercise_id', 'organisation_id'])
    .where('exercise_id', 'in', [...exerciseIds, ''])
    .execute()
  const all = [...(await jointPartners(db, exerciseIds)), ...added]
  const joined = new Map<string, string[]>()
  for (const id of new Set(all.map((row) => row.exercise_id))) {
    const own = all.filter((row) => row.exercise_id === id).map((row) => row.organisation_id)
    joined.set(id, [...new Set(own)].sort())
  }
  return joined
}

/** Everybody who asks: the one that runs it first, then the partners by name. */
export async function partnersOf(
  db: Handle,
  { id, runBy }: Pick<Exercise, 'id' | 'runBy'>,
): Promise<{ id: string; name: string }[]> {
  const others = (await joinedTo(db, id)).filter((organisation) => organisation !== runBy)
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('id', 'in', [runBy, ...others])
    .orderBy('name')
    .execute()
  const lead = rows.find((row) => row.id === runBy) ?? { id: runBy, name: runBy }
  return [lead, ...rows.filter((row) => row.id !== runBy)]
}

/** Makes an exercise a joint one with a partner, whose officers then see it and write their own module. */
export async function addPartner(
  tx: Tx,
  given: { exerciseId: string; organisationId: string; personId: string },
  now: Date,
): Promise<void> {
  const { exerciseId, organisationId, personId } = given
  await tx
    .insertInto('exercise_partner')
    .values({
      exercise_id: exerciseId,
      organisation_id: organisationId,
      added_by: personId,
      added_at: now.toISOString(),
    })
    .onConflict((conflict) => conflict.columns(['exercise_id', 'organisation_id']).doNothing())
    .execute()
  await logAct(tx, now, {
    personId,
    did: 'made it joint',
    objectKind: 'exercise',
    objectId: exerciseId,
    detail: { partner: organisationId },
  })
}

/** The exercises of others that an organisation asks jointly. */
export async function joinedBy(db: Handle, organisationId: string | null): Promise<Set<string>> {
  if (!organisationId) return new Set()
  const added = await db
    .selectFrom('exercise_partner')
    .select('exercise_id')
    .where('organisation_id', '=', organisationId)
    .execute()
  const agreed = await db
    .selectFrom('overlap_message as m')
    .innerJoin('exercise as o', 'o.id', 'm.other_id')
    .select('m.exercise_id')
    .where('o.run_by', '=', organisationId)
    .where('m.reply', '=', 'agreed')
    .execute()
  return new Set([...added, ...agreed].map((row) => row.exercise_id))
}

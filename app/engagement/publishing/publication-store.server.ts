import type { Handle, Tx } from '../../../db/connect.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { type Assessment, type AssessmentKind, type Matter, matters, type Signature } from './publication.ts'

/** Every signature put under an exercise or its papers, the first first. */
export async function signaturesOf(db: Handle, exerciseId: string): Promise<(Signature & { label: string })[]> {
  const rows = await db
    .selectFrom('exercise_signature as s')
    .leftJoin('person as p', 'p.id', 's.person_id')
    .select(['s.matter', 's.person_id', 's.organisation_id', 's.hash', 's.note', 's.signed_at', 'p.label'])
    .where('s.exercise_id', '=', exerciseId)
    .orderBy('s.signed_at')
    .orderBy('s.person_id')
    .execute()
  return rows.flatMap((row) => {
    const matter = matters.find((one) => one === row.matter)
    return matter
      ? [
          {
            matter,
            personId: row.person_id,
            organisationId: row.organisation_id,
            hash: row.hash,
            note: row.note,
            signedAt: row.signed_at,
            label: row.label ?? '',
          },
        ]
      : []
  })
}

/** Signs one matter as it stands; signing again replaces one's own signature. */
export async function signMatter(
  tx: Tx,
  given: {
    exerciseId: string
    matter: Matter
    personId: string
    organisationId: string | null
    hash: string
    note?: string
  },
  now: Date,
): Promise<void> {
  const { exerciseId, matter, personId, organisationId, hash, note = '' } = given
  const row = { organisation_id: organisationId, hash, note, signed_at: now.toISOString() }
  await tx
    .insertInto('exercise_signature')
    .values({ exercise_id: exerciseId, matter, person_id: personId, ...row })
    .onConflict((conflict) => conflict.columns(['exercise_id', 'matter', 'person_id']).doUpdateSet(row))
    .execute()
  await logAct(tx, now, { personId, did: `signed ${matter}`, objectKind: 'exercise', objectId: exerciseId })
}

/** Signatures under publishing are spent by it: the next change is signed anew. */
export async function spendSignatures(tx: Tx, exerciseId: string): Promise<void> {
  await tx
    .deleteFrom('exercise_signature')
    .where('exercise_id', '=', exerciseId)
    .where('matter', '=', 'publication')
    .execute()
}

/** One assessment as it was last written, with when; undefined before anybody wrote it. */
export async function assessmentOf(
  db: Handle,
  exerciseId: string,
  kind: AssessmentKind,
): Promise<{ content: Assessment; updatedAt: string } | undefined> {
  const row = await db
    .selectFrom('exercise_assessment')
    .select(['content', 'updated_at'])
    .where('exercise_id', '=', exerciseId)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return row && { content: JSON.parse(row.content), updatedAt: row.updated_at }
}

export async function saveAssessment(
  tx: Tx,
  given: { exerciseId: string; kind: AssessmentKind; content: Assessment; personId: string },
  now: Date,
): Promise<void> {
  const { exerciseId, kind, content, personId } = given
  const row = { content: JSON.stringify(content), updated_by: personId, updated_at: now.toISOString() }
  await tx
    .insertInto('exercise_assessment')
    .values({ exercise_id: exerciseId, kind, ...row })
    .onConflict((conflict) => conflict.columns(['exercise_id', 'kind']).doUpdateSet(row))
    .execute()
  await logAct(tx, now, { personId, did: `wrote the ${kind} assessment`, objectKind: 'exercise', objectId: exerciseId })
}

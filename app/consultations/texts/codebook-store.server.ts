import type { Handle, Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { sha256 } from '../../ledger/commitment.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { type Code, codesShape } from './codebook.ts'

export interface Codebook {
  version: number
  codes: Code[]
  note: string
  publishedAt: string | null
}

/** Every version of an exercise's codebook, newest first. */
export async function codebooksOf(db: Handle, exerciseId: string): Promise<Codebook[]> {
  const rows = await db
    .selectFrom('codebook')
    .select(['version', 'codes', 'note', 'published_at'])
    .where('exercise_id', '=', exerciseId)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(({ version, codes, note, published_at }) => ({
    version,
    codes: codesShape.parse(JSON.parse(codes)),
    note,
    publishedAt: published_at,
  }))
}

interface By {
  exerciseId: string
  personId: string
}

/** Writes the version that is being worked on: the unpublished one, or the next after a published one. */
export async function saveCodebook(
  tx: Tx,
  { exerciseId, personId, codes, note }: By & { codes: readonly Code[]; note: string },
  now: Date,
): Promise<number> {
  const [newest] = await codebooksOf(tx, exerciseId)
  const isOpen = newest !== undefined && newest.publishedAt === null
  const version = isOpen ? newest.version : (newest?.version ?? 0) + 1
  const written = { codes: JSON.stringify(codes), note, written_by: personId, written_at: now.toISOString() }
  if (isOpen) {
    await tx
      .updateTable('codebook')
      .set(written)
      .where('exercise_id', '=', exerciseId)
      .where('version', '=', version)
      .execute()
  } else {
    await tx
      .insertInto('codebook')
      .values({ exercise_id: exerciseId, version, published_at: null, ...written })
      .execute()
  }
  const detail = { version, codes: codes.length }
  await logAct(tx, now, { personId, did: 'codebook.saved', objectKind: 'exercise', objectId: exerciseId, detail })
  return version
}

/** Publishes the version being worked on: from then on it does not change. False when there is none. */
export async function publishCodebook(tx: Tx, { exerciseId, personId }: By, now: Date): Promise<boolean> {
  const [newest] = await codebooksOf(tx, exerciseId)
  if (!newest || newest.publishedAt || !newest.codes.length) return false
  const { version, codes } = newest
  await tx
    .updateTable('codebook')
    .set({ published_at: now.toISOString() })
    .where('exercise_id', '=', exerciseId)
    .where('version', '=', version)
    .execute()
  const published = { exercise: exerciseId, version, hash: sha256(JSON.stringify(codes)) }
  await record(tx, 'codebook.published', published, londonDay(now))
  await logAct(tx, now, {
    personId,
    did: 'codebook.published',
    objectKind: 'exercise',
    objectId: exerciseId,
    detail: { version },
  })
  return true
}

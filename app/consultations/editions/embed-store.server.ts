import type { Handle, Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'

/** The sites on whose pages an exercise may stand. */
export async function embedOrigins(db: Handle, exerciseId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('embed_origin')
    .select('origin')
    .where('exercise_id', '=', exerciseId)
    .orderBy('origin')
    .execute()
  return rows.map(({ origin }) => origin)
}

/** The same by an address, while the exercise is public and its youth edition on offer; none otherwise. */
export async function embedOriginsOf(db: Handle, slug: string): Promise<string[]> {
  const rows = await db
    .selectFrom('embed_origin as o')
    .innerJoin('exercise as e', 'e.id', 'o.exercise_id')
    .innerJoin('edition_offer as f', (join) => join.onRef('f.exercise_id', '=', 'e.id').on('f.edition', '=', 'youth'))
    .select('o.origin')
    .where('e.slug', '=', slug)
    .where('e.published_at', 'is not', null)
    .orderBy('o.origin')
    .execute()
  return rows.map(({ origin }) => origin)
}

/** Puts these sites in place of those listed before; false where nothing changes. */
export async function setEmbedOrigins(
  tx: Tx,
  { exerciseId, origins, personId }: { exerciseId: string; origins: readonly string[]; personId: string },
  now: Date,
): Promise<boolean> {
  if ((await embedOrigins(tx, exerciseId)).join('\n') === origins.join('\n')) return false
  await tx.deleteFrom('embed_origin').where('exercise_id', '=', exerciseId).execute()
  if (origins.length) {
    const by = { exercise_id: exerciseId, added_by: personId, added_at: now.toISOString() }
    await tx
      .insertInto('embed_origin')
      .values(origins.map((origin) => ({ ...by, origin })))
      .execute()
  }
  await record(tx, 'embed.origins', { exercise: exerciseId, origins: [...origins] }, londonDay(now))
  const object = { objectKind: 'exercise', objectId: exerciseId, detail: { sites: origins.length } }
  await logAct(tx, now, { personId, did: 'embed.origins', ...object })
  return true
}

import type { Handle, Tx } from '../../../db/connect.ts'
import { londonDay } from '../../engagement/london-day.ts'
import { logAct } from '../../ledger/actor-event-store.server.ts'
import { record } from '../../ledger/ledger-store.server.ts'
import { type EmbedSite, typedSites } from './embedding.ts'

/** The sites on whose pages an exercise may stand. */
export const embedSites = (db: Handle, exerciseId: string): Promise<EmbedSite[]> =>
  db
    .selectFrom('embed_origin')
    .select(['origin', 'expected'])
    .where('exercise_id', '=', exerciseId)
    .orderBy('origin')
    .execute()

/** How many young people those sites are expected to bring, while the youth edition is on offer. */
export async function embedExpected(db: Handle, exerciseId: string): Promise<number> {
  const row = await db
    .selectFrom('embed_origin as o')
    .innerJoin('edition_offer as f', (join) =>
      join.onRef('f.exercise_id', '=', 'o.exercise_id').on('f.edition', '=', 'youth'),
    )
    .select((eb) => eb.fn.sum<number | null>('o.expected').as('people'))
    .where('o.exercise_id', '=', exerciseId)
    .executeTakeFirst()
  return Number(row?.people ?? 0)
}

/** Counts one more answer let in this hour, by whichever process, and returns how many there are; an earlier hour is forgotten. */
export async function countLetIn(tx: Tx, exerciseId: string, now: Date): Promise<number> {
  const hour = now.toISOString().slice(0, 13)
  const { people } = await tx
    .insertInto('embed_let_in')
    .values({ exercise_id: exerciseId, hour, people: 1 })
    .onConflict((conflict) =>
      conflict.column('exercise_id').doUpdateSet((eb) => ({
        people: eb
          .case()
          .when('embed_let_in.hour', '=', hour)
          .then(eb('embed_let_in.people', '+', 1))
          .else(1)
          .end(),
        hour,
      })),
    )
    .returning('people')
    .executeTakeFirstOrThrow()
  return Number(people)
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
  { exerciseId, sites, personId }: { exerciseId: string; sites: readonly EmbedSite[]; personId: string },
  now: Date,
): Promise<boolean> {
  if (typedSites(await embedSites(tx, exerciseId)) === typedSites(sites)) return false
  await tx.deleteFrom('embed_origin').where('exercise_id', '=', exerciseId).execute()
  if (sites.length) {
    const by = { exercise_id: exerciseId, added_by: personId, added_at: now.toISOString() }
    await tx
      .insertInto('embed_origin')
      .values(sites.map((site) => ({ ...by, ...site })))
      .execute()
  }
  await record(
    tx,
    'embed.origins',
    { exercise: exerciseId, origins: sites.map((site) => typedSites([site])) },
    londonDay(now),
  )
  const object = { objectKind: 'exercise', objectId: exerciseId, detail: { sites: sites.length } }
  await logAct(tx, now, { personId, did: 'embed.origins', ...object })
  return true
}

import type { Handle, Tx } from '../../../db/connect.ts'
import { insertMany } from '../../../db/insert-many.ts'
import { type SeatKind, seatKinds } from '../register/register-entry.ts'
import { areasOn } from './area-store.server.ts'

/** Puts another directory in place of the one before. `source` says what it was read from. */
export async function replacePostcodes(
  tx: Tx,
  areas: ReadonlyMap<string, ReadonlySet<string>>,
  source: string,
  day: string,
): Promise<void> {
  await tx.deleteFrom('postcode_area').execute()
  await tx.deleteFrom('postcode_directory').execute()
  const rows = [...areas].flatMap(([postcode, ids]) => [...ids].map((area_id) => ({ postcode, area_id })))
  await insertMany(tx, 'postcode_area', rows)
  await tx.insertInto('postcode_directory').values({ id: 1, source, postcodes: areas.size, loaded_on: day }).execute()
}

/** True once a directory was loaded: then a postcode is asked for. */
export const knowsPostcodes = async (db: Handle): Promise<boolean> =>
  (await db.selectFrom('postcode_directory').select('id').executeTakeFirst()) !== undefined

/** The areas that a postcode lies in, and on a day what each of them is part of. */
export async function areasOfPostcode(db: Handle, postcode: string, day: string): Promise<string[]> {
  const rows = await db
    .selectFrom('postcode_area as p')
    .leftJoin('area_link as l', (join) =>
      join
        .onRef('l.child_id', '=', 'p.area_id')
        .on('l.valid_from', '<=', day)
        .on((eb) => eb.or([eb('l.valid_to', 'is', null), eb('l.valid_to', '>=', day)])),
    )
    .select(['p.area_id', 'l.parent_id'])
    .where('p.postcode', '=', postcode)
    .execute()
  return [...new Set(rows.flatMap(({ area_id, parent_id }) => (parent_id ? [area_id, parent_id] : [area_id])))]
}

/** What a councillor is elected for that holds on a day: its name and kind by id. */
export async function seatAreasOn(db: Handle, day: string): Promise<Map<string, { name: string; kind: SeatKind }>> {
  const areas = await areasOn(db, day, seatKinds)
  return new Map(areas.map(({ id, name, kind }) => [id, { name, kind: kind as SeatKind }]))
}

/** The ward and the division among the areas of a postcode; one that crosses two of a kind lies in none for sure. */
export function seatsAmong(
  areas: readonly string[],
  seats: ReadonlyMap<string, { kind: SeatKind }>,
): Partial<Record<SeatKind, string>> {
  const only = (kind: SeatKind) => {
    const [one, more] = areas.filter((id) => seats.get(id)?.kind === kind)
    return one && !more ? { [kind]: one } : {}
  }
  return { ...only('ward'), ...only('division') }
}

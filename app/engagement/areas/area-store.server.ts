import type { Handle } from '../../../db/connect.ts'
import { type AreaKind, levels } from '../register/register-entry.ts'

export interface AreaChoice {
  id: string
  code: string
  name: string
  kind: string
  parentId: string | null
}

/** The areas that hold on a day, each with the area above it, in reading order: those exercises are about unless told. */
export async function areasOn(db: Handle, day: string, kinds: readonly AreaKind[] = levels): Promise<AreaChoice[]> {
  const rows = await db
    .selectFrom('area as a')
    .innerJoin('area_set as s', 's.id', 'a.area_set_id')
    .leftJoin('area_link as l', (join) =>
      join
        .onRef('l.child_id', '=', 'a.id')
        .on('l.valid_from', '<=', day)
        .on((eb) => eb.or([eb('l.valid_to', 'is', null), eb('l.valid_to', '>=', day)])),
    )
    .select(['a.id', 'a.code', 'a.name', 's.kind', 'l.parent_id as parentId'])
    .where('s.kind', 'in', [...kinds])
    .where('s.valid_from', '<=', day)
    .where((eb) => eb.or([eb('s.valid_to', 'is', null), eb('s.valid_to', '>=', day)]))
    .orderBy('a.code')
    .orderBy('a.id')
    .execute()
  const size = (row: { kind: string }) => (kinds as readonly string[]).indexOf(row.kind)
  return rows.sort((a, b) => size(a) - size(b))
}

/** Organisations of the partnership by name. */
export const organisationsByName = (db: Handle) =>
  db.selectFrom('organisation').select(['id', 'name']).orderBy('name').orderBy('id').execute()

import type { Handle } from '../../../db/connect.ts'
import { type AreaKind, levels } from '../register/register-entry.ts'
import type { Place } from './area-share.ts'

export interface NamedPlace extends Place {
  name: string
  kind: string
}

/**
 * Every area that holds on a day, with all it is part of, from the largest to the smallest and by code: those exercises
 * are about unless told.
 */
export async function placesOn(db: Handle, day: string, kinds: readonly AreaKind[] = levels): Promise<NamedPlace[]> {
  const rows = await db
    .selectFrom('area as a')
    .innerJoin('area_set as s', 's.id', 'a.area_set_id')
    .select(['a.id', 'a.name', 'a.population', 's.kind'])
    .where('s.kind', 'in', [...kinds])
    .where('s.valid_from', '<=', day)
    .where((eb) => eb.or([eb('s.valid_to', 'is', null), eb('s.valid_to', '>=', day)]))
    .orderBy('a.code')
    .orderBy('a.id')
    .execute()
  const links = await db
    .selectFrom('area_link')
    .select(['parent_id', 'child_id'])
    .where('valid_from', '<=', day)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', day)]))
    .orderBy('parent_id')
    .execute()
  const size = (kind: string) => (kinds as readonly string[]).indexOf(kind)
  return rows
    .map((row) => ({
      ...row,
      parentIds: links.filter((link) => link.child_id === row.id).map((link) => link.parent_id),
    }))
    .sort((a, b) => size(a.kind) - size(b.kind))
}

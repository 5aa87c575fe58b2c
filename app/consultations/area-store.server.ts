import type { Handle } from '../../db/connect.ts'

/** The districts there are on a day, each with its forum areas, both by name. A placeholder name carries its note. */
export async function districtsOn(db: Handle, day: string) {
  const areas = await db
    .selectFrom('area')
    .innerJoin('area_set', 'area_set.id', 'area.area_set_id')
    .leftJoin('area_link', (join) =>
      join
        .onRef('area_link.child_id', '=', 'area.id')
        .on('area_link.valid_from', '<=', day)
        .on((on) => on.or([on('area_link.valid_to', 'is', null), on('area_link.valid_to', '>=', day)])),
    )
    .select(['area.id', 'area.name', 'area_set.kind', 'area_link.parent_id'])
    .where('area_set.kind', 'in', ['district', 'forum'])
    .where('area_set.valid_from', '<=', day)
    .where((where) => where.or([where('area_set.valid_to', 'is', null), where('area_set.valid_to', '>=', day)]))
    .orderBy('area.name')
    .orderBy('area.id')
    .execute()
  return areas
    .filter((a) => a.kind === 'district')
    .map(({ id, name }) => ({
      id,
      name,
      forums: areas.filter((f) => f.kind === 'forum' && f.parent_id === id).map((f) => ({ id: f.id, name: f.name })),
    }))
}

import type { Handle, Tx } from '../../../db/connect.ts'
import { type MappedArea, tiled, tilesFrom } from './area-map.ts'
import { areasOn } from './area-store.server.ts'
import { type Geometry, geometryFrom, middleOf } from './boundary.ts'

/**
 * The districts or forum areas of a day with their tiles, by larger area and name, whether the tiles show how they lie
 * and whether all have a boundary.
 */
export async function mappedAreas(db: Handle, level: 'district' | 'forum', day: string) {
  const rows = await db
    .selectFrom('area as a')
    .innerJoin('area_set as s', 's.id', 'a.area_set_id')
    .leftJoin('area_link as l', (join) =>
      join
        .onRef('l.child_id', '=', 'a.id')
        .on('l.valid_from', '<=', day)
        .on((on) => on.or([on('l.valid_to', 'is', null), on('l.valid_to', '>=', day)])),
    )
    .leftJoin('area as p', 'p.id', 'l.parent_id')
    .leftJoin('area_shape as t', 't.area_id', 'a.id')
    .select(['a.id', 'a.name', 'p.name as within', 't.tile_column', 't.tile_row'])
    .select((eb) => eb('t.boundary', 'is not', null).as('bounded'))
    .where('s.kind', '=', level)
    .where('s.valid_from', '<=', day)
    .where((eb) => eb.or([eb('s.valid_to', 'is', null), eb('s.valid_to', '>=', day)]))
    .orderBy('a.name')
    .orderBy('a.id')
    .execute()
  const areas = rows
    .map(
      (row): MappedArea => ({
        id: row.id,
        name: row.name,
        within: row.within,
        column: row.tile_column,
        row: row.tile_row,
      }),
    )
    .sort((a, b) => ((a.within ?? '') < (b.within ?? '') ? -1 : (a.within ?? '') > (b.within ?? '') ? 1 : 0))
  return { ...tiled(areas), bounded: rows.length > 0 && rows.every(({ bounded }) => Boolean(bounded)) }
}

/** The boundaries of some areas, by area. */
export async function boundariesOf(db: Handle, areaIds: readonly string[]): Promise<Map<string, Geometry>> {
  if (!areaIds.length) return new Map()
  const rows = await db
    .selectFrom('area_shape')
    .select(['area_id', 'boundary'])
    .where('area_id', 'in', areaIds)
    .where('boundary', 'is not', null)
    .execute()
  return new Map(
    rows.flatMap(({ area_id, boundary }) => {
      const geometry = geometryFrom(boundary!)
      return geometry ? [[area_id, geometry] as const] : []
    }),
  )
}

/** The tiles that areas stand on, by area. */
export async function tilesOf(db: Handle): Promise<Map<string, { column: number; row: number }>> {
  const rows = await db.selectFrom('area_shape').select(['area_id', 'tile_column', 'tile_row']).execute()
  return new Map(
    rows.flatMap(({ area_id, tile_column: column, tile_row: row }) =>
      column === null || row === null ? [] : [[area_id, { column, row }] as const],
    ),
  )
}

/** Puts areas on tiles; boundaries stay. */
export async function saveTiles(
  tx: Tx,
  tiles: readonly { areaId: string; column: number; row: number }[],
): Promise<void> {
  for (const { areaId, column, row } of tiles) {
    const tile = { tile_column: column, tile_row: row }
    await tx
      .insertInto('area_shape')
      .values({ area_id: areaId, ...tile, boundary: null, source: '' })
      .onConflict((conflict) => conflict.column('area_id').doUpdateSet(tile))
      .execute()
  }
}

/**
 * Works out tiles for every kind of area of which all have a boundary and not all a tile. Tiles that somebody gave for
 * all areas of a kind stay as they are. Returns for how many areas.
 */
export async function tilesFromBoundaries(tx: Tx, day: string): Promise<number> {
  const areas = await areasOn(tx, day)
  const tiles = await tilesOf(tx)
  let made = 0
  for (const level of ['district', 'forum'] as const) {
    const own = areas.filter(({ kind }) => kind === level)
    const ids = [...new Set(own.map(({ id }) => id))]
    if (ids.every((id) => tiles.has(id))) continue
    const boundaries = await boundariesOf(tx, ids)
    if (boundaries.size < ids.length) continue
    const found = tilesFrom(ids.map((areaId) => ({ areaId, ...middleOf(boundaries.get(areaId)!) })))
    if (!found) continue
    await saveTiles(tx, found)
    made += found.length
  }
  return made
}

/** Writes boundaries over those there were; tiles stay. `source` is the file and its licence, as the deployer says. */
export async function saveBoundaries(
  tx: Tx,
  boundaries: readonly { areaId: string; geometry: Geometry }[],
  source: string,
): Promise<void> {
  for (const { areaId, geometry } of boundaries) {
    const boundary = JSON.stringify(geometry)
    await tx
      .insertInto('area_shape')
      .values({ area_id: areaId, tile_column: null, tile_row: null, boundary, source })
      .onConflict((conflict) => conflict.column('area_id').doUpdateSet({ boundary, source }))
      .execute()
  }
}

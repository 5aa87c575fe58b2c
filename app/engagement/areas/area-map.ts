/** An area as it may stand on the schematic map: one tile each, in columns and rows from 1. */
export interface MappedArea {
  id: string
  name: string
  /** The area it belongs to, by name. */
  within: string | null
  column: number | null
  row: number | null
}

/** Widest that a phone can show with targets of 40 pixels, and the rows that the styles know. */
export const mostColumns = 7
export const mostRows = 12

/**
 * Every area with a tile of its own, and whether the tiles show how the areas lie. Where no tiles are known (or two areas
 * are on one) areas stand in reading order, each larger area beginning a row: no map, but the same list in the same shape.
 */
export function tiled(areas: readonly MappedArea[]): {
  places: (MappedArea & { column: number; row: number })[]
  lie: boolean
} {
  const drawn = areas.flatMap((area) => {
    const { column, row } = area
    return column === null || row === null || column > mostColumns ? [] : [{ ...area, column, row }]
  })
  const tiles = new Set(drawn.map(({ column, row }) => `${column}/${row}`))
  if (areas.length && drawn.length === areas.length && tiles.size === areas.length) return { places: drawn, lie: true }
  let row = 0
  let column = mostColumns
  let within: string | null | undefined
  const places = areas.map((area) => {
    if (column === mostColumns || area.within !== within) {
      row++
      column = 0
    }
    within = area.within
    column++
    return { ...area, column, row }
  })
  return { places, lie: false }
}

/** How much further than the areas need the grid reaches, so that none is pushed far from where it lies. */
const room = 1.5

/**
 * A tile for each area from where its middle lies: the nearest pair of an area and a free tile first. The same middles
 * always give the same tiles; null where there are more areas than tiles.
 */
export function tilesFrom(
  middles: readonly { areaId: string; east: number; north: number }[],
): { areaId: string; column: number; row: number }[] | null {
  if (!middles.length || middles.length > mostColumns * mostRows) return null
  const span = (values: readonly number[]) => [Math.min(...values), Math.max(...values)] as const
  const [south, north] = span(middles.map((one) => one.north))
  const [west, east] = span(middles.map((one) => one.east))
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const [wide, high] = [Math.max((east - west) * squeeze, 1e-9), Math.max(north - south, 1e-9)]
  const wanted = Math.ceil(middles.length * room)
  const fits = (most: number, count: number) => Math.max(1, Math.min(most, count, middles.length))
  let columns = fits(mostColumns, Math.round(Math.sqrt((wanted * wide) / high)))
  const rows = fits(mostRows, Math.ceil(wanted / columns))
  columns = Math.max(columns, Math.ceil(middles.length / rows))
  const pairs = middles.flatMap((one, at) => {
    const x = ((one.east - west) * squeeze * (columns - 1)) / wide
    const y = ((north - one.north) * (rows - 1)) / high
    return Array.from({ length: columns * rows }, (_, tile) => {
      const [column, row] = [tile % columns, Math.floor(tile / columns)]
      return { at, tile, far: (column - x) ** 2 + (row - y) ** 2 }
    })
  })
  pairs.sort((a, b) => a.far - b.far || a.at - b.at || a.tile - b.tile)
  const tileOf = new Map<number, number>()
  const taken = new Set<number>()
  for (const { at, tile } of pairs) {
    if (tileOf.has(at) || taken.has(tile)) continue
    tileOf.set(at, tile)
    taken.add(tile)
  }
  return middles.map(({ areaId }, at) => {
    const tile = tileOf.get(at)!
    return { areaId, column: (tile % columns) + 1, row: Math.floor(tile / columns) + 1 }
  })
}

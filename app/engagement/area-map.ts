/** An area as it may stand on the schematic map: one tile each, in columns and rows from 1. */
export interface MappedArea {
  id: string
  name: string
  /** The area it belongs to, by name. */
  within: string | null
  column: number | null
  row: number | null
}

/** Widest that a phone can show with targets of 40 pixels. */
const mostColumns = 7

/**
 * Every area with a tile of its own. Where the deployer has drawn none (or two on one tile) areas stand in reading
 * order, each larger area beginning a row: no map, but the same list in the same shape.
 */
export function tiled(areas: readonly MappedArea[]): (MappedArea & { column: number; row: number })[] {
  const drawn = areas.flatMap((area) => {
    const { column, row } = area
    return column === null || row === null || column > mostColumns ? [] : [{ ...area, column, row }]
  })
  const tiles = new Set(drawn.map(({ column, row }) => `${column}/${row}`))
  if (drawn.length === areas.length && tiles.size === areas.length) return drawn
  let row = 0
  let column = mostColumns
  let within: string | null | undefined
  return areas.map((area) => {
    if (column === mostColumns || area.within !== within) {
      row++
      column = 0
    }
    within = area.within
    column++
    return { ...area, column, row }
  })
}
